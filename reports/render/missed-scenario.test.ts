import { expect, test } from 'vitest';
import { reportOf, tableBelow } from '../../testing/reference-report.ts';
import { referenceRun, referenceSummary, runOf } from '../../testing/reference-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import { gate } from '../analyse/gate/judge.ts';
import { parseText } from '../parse/text.ts';
import { verify } from '../verify/verify.ts';
import { jsonGate } from './gate-json.ts';
import { gateTable } from './gate-table.ts';
import { gateView } from './gate-view.ts';
import { jsonReport } from './json.ts';
import { junitXml } from './junit.ts';
import { runSummary } from './run-summary.ts';

const summary = referenceSummary('get-balance');
const ofPeak = summary.metrics['http_req_duration{scenario:peak_test}'];
if (ofPeak) Object.assign(ofPeak, { 'p(90)': 1200, 'p(95)': 1400 });

/** The whole run met its goals by 720.98 ms, which its peak did not. */
const run = analyse(runOf('get-balance', summary));
const terminal = (runs: Parameters<typeof runSummary>[0]) =>
  runSummary(runs, [], 'ko').map((line) =>
    line
      .map(({ text }) => text.trim())
      .join('  ')
      .trim(),
  );

test('beside the missed p95 of a scenario stands the median of its own requests, not that of the whole run', () => {
  const slow = referenceSummary('get-balance');
  const peak = slow.metrics['http_req_duration{scenario:peak_test}'];
  if (!peak) throw new Error('no times of the peak');
  Object.assign(peak, { med: 1100, 'p(90)': 1200, 'p(95)': 1400 });
  expect(reportOf([analyse(runOf('get-balance', slow))], 'ko')).toContain(
    '피크 부하에서 절반 이상의 요청이 목표보다 오래 걸렸습니다(중앙값 1.1초).',
  );
});

test('the report names the scenario that missed a goal, beside the figure of the whole run', () => {
  const report = reportOf([run], 'ko');
  expect(report).toContain('> **목표 미달.** 피크 부하의 p95가 1.4초로 목표(1초)의 1.4배입니다.');
  expect(tableBelow(report, '## 1. 요약').map((cells) => cells[4])).toStrictEqual([
    'p95',
    '721ms',
    '721ms',
    '**1.4초**',
  ]);
  const several = reportOf([run, analyse(referenceRun('get-product'))], 'ko');
  expect(tableBelow(several, '## 1. 요약')[1]?.[2]).toBe('[피크 부하] 1.4초 (≤ 1초)');
  expect(tableBelow(report, '#### 목표별 판정')[1]).toStrictEqual([
    '성공한 요청의 응답 시간 p95 [피크 부하]',
    '1.4s',
    '≤ 1s',
    '미달',
  ]);
  // What a goal is about does not depend on who missed it.
  expect(report).toMatch(/목표: p95 ≤ 1초, 에러율 ≤ 1%$/m);
  expect(verify(report, 'report.md', parseText(report, 'report.md')).findings).toStrictEqual([]);
});

test('so does the terminal, of one run and of several', () => {
  expect(terminal([run])).toContainEqual(
    expect.stringMatching(/^응답 시간 +피크 부하 p95 1\.4초 \(목표 ≤ 1초의 1\.4배\) · 전체 중앙값 /),
  );
  expect(terminal([run, analyse(referenceRun('get-product'))])).toContainEqual(
    expect.stringMatching(/^잔액 조회 API +목표 미달 +1\.4초 +1\.4배 /),
  );
  // 19.96 s of 3 s stand there anyway.
  expect(terminal([analyse(referenceRun('place-order'))]).join('\n')).not.toMatch(/미달한 목표/);
});

test('so do the gate and both JSON forms; a test case of JUnit keeps its name whichever scenario it is', () => {
  const result = gate([run]);
  const view = gateView(result, 'ko');
  expect(gateTable(view, 'ko')).toMatch(/p95 \[피크 부하\] +1.4s +≤ 1s +목표의 1.4배 +목표 미달$/m);
  expect(junitXml(view)).toMatch(
    /name="성공한 요청의 응답 시간 p95" time="0">\n +<failure message="[^"]*\[피크 부하\] 1.4s/,
  );
  expect(jsonGate(result, 10, 'ko').runs[0]?.rows).toContainEqual(
    expect.objectContaining({ part: 'service-level', scenario: 'peak_test', actual: 1400, outcome: 'slo-fail' }),
  );
  expect(jsonReport([run], 'ko').apis[0]?.thresholds[0]).toMatchObject({
    passed: true,
    worst: { scenario: 'peak_test', actual: 1400, met: false },
  });
});
