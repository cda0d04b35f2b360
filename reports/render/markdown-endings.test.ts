import { describe, expect, test } from 'vitest';
import { reportOf, tableBelow } from '../../testing/reference-report.ts';
import {
  analysedReference,
  foreignRun,
  recordOf,
  referenceRun,
  referenceSummary,
  runOf,
  type Summary,
} from '../../testing/reference-runs.ts';
import { analyse } from '../analyse/analyse.ts';

/** Runs that did not go as planned, and output of which little is known. */

describe('a run that was interrupted', () => {
  const run = analysedReference('get-balance', { interrupted: true, exit: { code: 105, meaning: 'interrupted' } });

  test('says so before any figure, with how much of the plan ran', () => {
    const [, , warning] = reportOf([run], 'ko').split('\n');
    expect(warning).toMatch(/^> \*\*중단됨\.\*\* 계획한 90초는 지났지만/);
    expect(reportOf([run], 'en').split('\n')[2]).toMatch(/^> \*\*Interrupted\.\*\* The planned 90s had passed/);
    const short = analyse({ ...run, measured: { ...run.measured, runMs: 45_000 } });
    expect(reportOf([short], 'ko').split('\n')[2]).toMatch(/계획한 90초 중 45\.0초\(50%\)만 실행했습니다/);
  });

  test('runs to its end first of all, and one share of its plan is told everywhere', () => {
    const short = analyse({ ...run, measured: { ...run.measured, runMs: 45_000 } });
    const shares = short.delivered.map(({ deliveredAmount = 0, wholeAmount = 1 }) => deliveredAmount / wholeAmount);
    expect(short.delivered.map(({ ratio }) => ratio)).toStrictEqual(shares);
    const [, first] = tableBelow(reportOf([short], 'ko'), '### 다음 단계');
    expect(first?.[1]).toContain('중단하지 않고 끝까지 다시 실행');
    const rows = short.verdict.rows.filter((row) => row.part === 'validity' && row.check === 'delivered');
    expect(rows.map(({ outcome, reason }) => [outcome, reason?.kind])).toStrictEqual([['not-judged', 'interrupted']]);
    const other = analyse(referenceRun('get-product'));
    const both = reportOf([short, other], 'ko');
    expect(both.split('\n').find((line) => line.includes('중단됨'))).toMatch(/^> 잔액 조회 API: \*\*중단됨/);
  });

  test('says why k6 ended', () => {
    expect(reportOf([run], 'ko')).toContain('| 105 (외부 신호로 중단됨) |');
  });

  test('without a single figure still is a report', () => {
    const empty: Summary = { root_group: { name: '', checks: {}, groups: {} }, metrics: {} };
    const report = reportOf([analyse(runOf('get-balance', empty, run.record))], 'ko');
    expect(report).toMatch(/^> \*\*중단됨\.\*\*/m);
    expect(report).not.toMatch(/undefined|NaN|null|Infinity/);
  });
});

describe('exceptions of the script', () => {
  const exceptions = { count: 3, first: "TypeError: Cannot read property 'id' of undefined | <b>\n\tat run" };
  const run = analysedReference('get-balance', { exceptions });

  test('are counted above all figures, with the first one as code on one line', () => {
    const lines = reportOf([run], 'ko').split('\n');
    expect(lines[2]).toContain('스크립트 예외가 3회 발생했습니다');
    expect(lines[2]).toContain("`TypeError: Cannot read property 'id' of undefined \\| <b> at run`");
  });

  test('are not mentioned where there were none', () => {
    expect(reportOf([analysedReference('get-balance')], 'ko')).not.toContain('예외');
  });
});

describe('failed requests', () => {
  const failing = (failed: number) => {
    const summary = referenceSummary('get-balance');
    const { metrics } = summary;
    const ratio = failed / 91_531;
    metrics.http_req_failed = {
      passes: failed,
      fails: 91_531 - failed,
      value: ratio,
      thresholds: { 'rate<=0.01': ratio > 0.01 },
    };
    // Refused connections last 0 ms and pull the total down; the successes keep their times.
    metrics.http_req_duration = { ...metrics.http_req_duration, avg: 80.5, min: 0, med: 20.25, 'p(95)': 400 };
    if (failed === 91_531) {
      metrics['http_req_duration{expected_response:true}'] = {
        ...{ avg: 0, min: 0, med: 0, max: 0, 'p(90)': 0, 'p(95)': 0, count: 0 },
        thresholds: { 'p(95)<=1000': false },
      };
    }
    return analyse(runOf('get-balance', summary, recordOf('get-balance')));
  };

  test('keep the times of the successful ones apart', () => {
    const report = reportOf([failing(9153)], 'ko');
    expect(report).toContain('- 응답 시간(실패한 요청 포함)\n  - 평균: 80.5ms\n  - 중앙값: 20.25ms\n');
    expect(report).toContain('- 응답 시간(성공한 요청만)\n  - 평균: 155.91ms\n  - 중앙값: 35.36ms\n');
    expect(report).toContain('요청 91,531건 중 9,153건(10%)이 실패했습니다.');
    expect(report).toContain('> **목표 미달.** 에러율은 10%로 목표(≤ 1%)를 만족하지 못했습니다.');
    // The body speaks of the successes, as the goal does.
    const [, whole] = tableBelow(report, '## 1. 요약');
    expect(whole).toStrictEqual(['전체 (목표 p95 ≤ 1초)', '91,531', '998', '35ms', '721ms', '10%']);
  });

  test('are not spoken of where there were none', () => {
    expect(reportOf([failing(0)], 'ko')).not.toContain('성공한 요청만');
  });

  test('that are all of them leave no time of a success: 없음, and the goal cannot be judged', () => {
    const report = reportOf([failing(91_531)], 'ko');
    expect(report).toContain('- 응답 시간(성공한 요청만)\n  - 평균: 없음\n  - 최소: 없음, 최대: 없음\n');
    expect(tableBelow(report, '#### 목표별 판정').slice(1)).toStrictEqual([
      ['성공한 요청의 응답 시간 p95', '없음', '≤ 1s', '판단 불가(표본 없음)'],
      ['에러율', '100%', '≤ 1%', '미달'],
    ]);
    expect(report).toContain('- 성공률: 0%');
  });
});

describe('a summary without a record of its run', () => {
  test('shows its figures, and 없음 for all that nobody knows', () => {
    const report = reportOf([foreignRun(referenceSummary('place-order'), 'my-summary')], 'ko');
    expect(report).toContain('# 부하 테스트 결과 보고서: my-summary');
    expect(report).toContain('실행 기록(`run.json`)이 없어 테스트 환경을 알 수 없습니다.');
    expect(report).toContain('달성률은 계산하지 않았습니다');
    const [, whole] = tableBelow(report, '## 1. 요약');
    expect(whole).toStrictEqual(['전체 (목표 p95 ≤ 3초)', '17,639', '173.5', '8.9초', '**20.0초**', '0%']);
  });

  test('invents no zero where nothing was measured', () => {
    const empty: Summary = { root_group: { name: '', checks: {}, groups: {} }, metrics: {} };
    const report = reportOf([foreignRun(empty)], 'ko');
    const analysis = report.split('#### 분석')[1]?.split('\n## ')[0] ?? '';
    // Where nothing was sent there is no rate of success, and no time.
    expect(analysis).toMatch(/- 처리량.*없음/);
    expect(analysis).not.toMatch(/성공률|응답 시간|네트워크/);
    // Names of quantiles and definitions are the only digits left.
    expect(analysis.replaceAll(/p9\d(\.9)?/g, '')).not.toMatch(/\d/);
    expect(report).toContain('> **측정 무효.**');
    expect(tableBelow(report, '## 1. 요약')).toStrictEqual([['구분'], ['전체']]);
  });

  test('tells its scenarios apart as far as the summary does', () => {
    const report = reportOf([foreignRun(referenceSummary('place-order'))], 'ko');
    expect(tableBelow(report, '#### 시나리오별').map(([name, requests]) => [name, requests])).toStrictEqual([
      ['시나리오', '요청 수'],
      ['`load_test`', '13,640'],
      ['`peak_test`', '3,999'],
    ]);
  });
});
