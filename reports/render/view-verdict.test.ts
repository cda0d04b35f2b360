import { expect, test } from 'vitest';
import { analysedReference, foreignRun, referenceSummary } from '../../testing/reference-runs.ts';
import { withMeasured, withTotal } from '../../testing/test-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import { gate } from '../analyse/gate/judge.ts';
import { reportWords } from '../words/report.ts';
import { gateView } from './gate-view.ts';
import { runSummary } from './run-summary.ts';
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
    '조건부 통과 (체크 실패: body 50%), 계획 없음',
  );
  expect(verdictText(analysedReference('get-balance'), ko)).toBe('조건부 통과 (피크 부하 8.7%만 실행)');
  expect(verdictText(foreignRun(referenceSummary('place-order')), ko)).toBe('목표 미달');
});

test('a run without any goal is no bad measurement: nothing is there to judge it by', () => {
  const run = analyse(withMeasured(foreign, { thresholds: [] }));
  expect(verdictText(run, ko)).toBe('목표 없음');
  expect(gateView(gate([run]), 'ko').headline).toBe('판정: 목표 없음');
  const broken = analyse(withMeasured(run, { total: {}, metrics: [] }));
  expect(gateView(gate([broken]), 'ko').headline).toBe('판정: 측정 무효');
});
