import { expect, test } from 'vitest';
import { generatedRun, IDLE } from '../../../../testing/late-generator.ts';
import { withMeasured } from '../../../../testing/test-runs.ts';
import type { Run } from '../../../model/run.ts';
import { analyse } from '../../analyse.ts';
import { gate } from '../judge.ts';

/** Judged by a goal for p95 that k6 judged so. */
function judged(run: Run, limit: number, passed: boolean) {
  const thresholds = [{ metric: 'http_req_duration', expression: `p(95)<${limit}`, passed }];
  return gate([analyse(withMeasured(run, { thresholds }))]).runs[0];
}

/** Late in its last ten seconds, in which responses took longer. */
const lateRun = (lateMs: number) =>
  generatedRun({
    tickLateMs: (second) => (second >= 20 && second % 3 === 1 ? 900 : 0),
    responseMs: (at) => (at >= 20_000 ? lateMs : 15),
  });

test('a goal that is met with the late seconds and without them is met, conditionally', () => {
  const run = judged(lateRun(40), 100, true);
  expect(run).toMatchObject({ verdict: 'pass', reservations: [{ kind: 'generator-late', seconds: 10 }] });
});

test('a goal that is missed only by the late seconds is no measurement', () => {
  const run = judged(lateRun(400), 100, false);
  expect(run?.verdict).toBe('invalid');
  expect(run?.rows).toContainEqual(
    expect.objectContaining({
      check: 'generator',
      outcome: 'invalid',
      reason: { kind: 'generator-late', seconds: 10, ofSeconds: 30 },
    }),
  );
});

test('a goal that is missed without them as well is missed', () => {
  const run = judged(lateRun(400), 10, false);
  expect(run?.verdict).toBe('slo-fail');
});

test('of a run that was late from beginning to end a goal that was missed says nothing, and one that was met all the same is met', () => {
  // Its last tick came after the thirtieth second.
  const run = generatedRun({ tickLateMs: (second) => (second % 4 === 1 ? 900 : 0) });
  expect(judged(run, 10, false)?.verdict).toBe('invalid');
  expect(judged(run, 100, true)).toMatchObject({
    verdict: 'pass',
    reservations: [{ kind: 'generator-late', seconds: 31 }],
  });
});

test('a generator on time has no row', () => {
  const run = judged(generatedRun({ recorded: () => IDLE }), 100, true);
  expect(run?.rows.some((row) => row.part === 'validity' && row.check === 'generator')).toBe(false);
});
