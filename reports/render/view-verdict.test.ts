import { describe, expect, test } from 'vitest';
import { generatedRun, IDLE } from '../../testing/late-generator.ts';
import { analysedReference, foreignRun, referenceSummary } from '../../testing/reference-runs.ts';
import { withMeasured, withTotal } from '../../testing/test-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import { gate } from '../analyse/gate/judge.ts';
import { LANGUAGES } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
import { gateView } from './gate-view.ts';
import { runResult } from './run-result.ts';
import { runSummary } from './run-summary.ts';
import { reportView } from './view.ts';
import { verdictText, verdictWord } from './view-verdict.ts';

const dropping = foreignRun(referenceSummary('get-balance'));
/** The same where every iteration was started. */
const foreign = analyse(withTotal(dropping, { droppedIterations: 0 }));
const [ko, en] = [reportWords('ko'), reportWords('en')];

test('a pass of which nobody knows the plan says so, in report, terminal and gate', () => {
  expect([verdictText(foreign, ko), verdictText(foreign, en)]).toEqual(['통과, 계획 없음', 'Passed, no plan known']);
  expect([verdictWord(foreign, ko), verdictWord(foreign, en)]).toEqual(['통과, 계획 없음', 'Passed, no plan known']);
  expect(runSummary([foreign], [], 'ko')[0]?.map(({ text }) => text.trim())).toContain('통과, 계획 없음');
  expect(gateView(gate([foreign]), 'ko').headline).toMatch(/^판정: 통과, 계획 없음 \(판정하지 않은 항목 \d+개\)$/);
});

test('a load whose plan nobody knows, and that k6 could not start, is no clean pass', () => {
  expect([verdictText(dropping, ko), verdictText(dropping, en)]).toEqual([
    '조건부 통과 (반복 168,879회를 시작하지 못함, 계획의 최대 8.7%만 실행), 계획 없음',
    'Conditional pass (168,879 iterations never started, at most 8.7% of the plan ran), no plan known',
  ]);
});

test('so does a conditional one; a run with a plan, or without a pass, does not', () => {
  const checks = [{ name: 'body', passed: 50, failed: 50 }];
  expect(verdictText(analyse(withMeasured(foreign, { checks })), ko)).toBe(
    '조건부 통과 (체크 body 50% 실패), 계획 없음',
  );
  expect(verdictText(analysedReference('get-balance'), ko)).toBe('조건부 통과 (피크 부하 8.7%만 실행)');
  expect(verdictText(foreignRun(referenceSummary('place-order')), ko)).toBe('목표 미달');
});

describe('a late load generator is in doubt of every verdict', () => {
  const busy = { ...IDLE, cpuCores: 1.998, allowedCores: 2 };
  const run = generatedRun({
    recorded: (second) => (second < 12 ? busy : IDLE),
    responseMs: (atMs) => (atMs < 12_000 ? 100 : 15),
  });
  const judged = (limitMs: number) =>
    analyse(
      withMeasured(run, {
        thresholds: [{ metric: 'http_req_duration', expression: `p(95)<${limitMs}`, passed: limitMs > 100 }],
      }),
    );
  const [missed, met] = [judged(50), judged(500)];
  const unjudged = analyse(run);

  test('the verdict names it, in report, terminal and gate', () => {
    const late = '목표 미달 (부하 발생기 지연 10초)';
    expect(verdictText(missed, ko)).toBe(late);
    expect(verdictText(missed, en)).toBe('Missed its goals (load generator late for 10 s)');
    expect(verdictText(met, ko)).toBe('조건부 통과 (부하 발생기 지연 10초)');
    expect(verdictText(unjudged, ko)).toBe('목표 없음 (부하 발생기 지연 10초)');
    expect(runSummary([missed], [], 'ko')[0]?.map(({ text }) => text.trim())).toContain(late);
    expect(runResult(missed, 'ko')[0]?.map(({ text }) => text)).toContain(late);
    expect(gateView(gate([missed]), 'ko').headline).toBe(`판정: ${late}`);
    expect(gateView(gate([unjudged]), 'ko').headline).toBe('판정: 목표 없음 (부하 발생기 지연 10초)');
  });

  test.each(LANGUAGES)(
    'why it was slow begins with it, the step before any other gives it room, and no note repeats it (%s)',
    (language) => {
      const view = reportView([missed], { language });
      expect(view.why.slow.map(({ answer }) => answer)).toStrictEqual([
        expect.stringMatching(
          /^(부하 발생기\(k6\)가 30초 중 10초|The load generator \(k6\) did not keep time for 10 of 30 s).*99\.9%/,
        ),
      ]);
      expect(view.steps.map(({ criterion }) => criterion)).toStrictEqual([
        expect.stringMatching(
          /^(판정에 부하 발생기 지연이 없을 것|The verdict names no late load generator), p95 < 50ms$/,
        ),
      ]);
      expect(view.caveats.join(' ')).not.toMatch(/99\.9%/);
      expect(view.summary.verdict).toMatch(/\((부하 발생기 지연 10초|load generator late for 10 s)\)/);
    },
  );

  test('of several runs the summary says of which', () => {
    const { reasons } = reportView([missed, { ...met, name: 'other' }], { language: 'ko' }).summary;
    expect(reasons).toMatch(/측정값에 부하 발생기의 지연이 섞인 결과: [^.]*부하 발생기 지연 10초/);
  });

  test('a run that is no measurement for it says so once', () => {
    const invalid = analyse(
      withMeasured(generatedRun({ recorded: () => busy }), {
        thresholds: [{ metric: 'http_req_duration', expression: 'p(95)<10', passed: false }],
      }),
    );
    expect(verdictText(invalid, ko)).toBe('측정 무효');
    const { summary, why } = reportView([invalid], { language: 'ko' });
    expect(summary.reasons).toMatch(/^부하 발생기\(k6\)가 30초 중 30초 동안/);
    expect(why.slow.map(({ answer }) => answer).join(' ')).not.toContain('30초');
  });
});

test('a run without any goal is no bad measurement: nothing is there to judge it by', () => {
  const run = analyse(withMeasured(foreign, { thresholds: [] }));
  expect(verdictText(run, ko)).toBe('목표 없음');
  expect(gateView(gate([run]), 'ko').headline).toBe('판정: 목표 없음');
  const broken = analyse(withMeasured(run, { total: {}, metrics: [] }));
  expect(gateView(gate([broken]), 'ko').headline).toBe('판정: 측정 무효');
});
