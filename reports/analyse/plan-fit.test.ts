import { describe, expect, test } from 'vitest';
import { type ReferenceApi, referenceRun } from '../../testing/reference-runs.ts';
import { gauge, withMeasured } from '../../testing/test-runs.ts';
import type { Scope } from '../model/measurement.ts';
import type { PlannedScenario } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import { planConflicts, planFits } from './plan-fit.ts';

const kinds = (run: Run) => planConflicts(run).map(({ kind }) => kind);

const open = (changes: Partial<Extract<PlannedScenario, { model: 'open' }>> = {}): PlannedScenario => ({
  name: 'peak',
  executor: 'constant-arrival-rate',
  model: 'open',
  startMs: 0,
  durationMs: 60_000,
  ramps: [{ durationMs: 60_000, from: 100, to: 100 }],
  preAllocatedVus: 50,
  maxVus: 100,
  ...changes,
});
const closed: PlannedScenario = {
  name: 'load',
  executor: 'constant-vus',
  model: 'closed',
  startMs: 0,
  durationMs: 60_000,
  ramps: [{ durationMs: 60_000, from: 20, to: 20 }],
};
const counted: PlannedScenario = {
  name: 'counted',
  executor: 'shared-iterations',
  model: 'iterations',
  startMs: 0,
  durationMs: 600_000,
  iterations: 1000,
  vus: 10,
};

/** A run without a record, with these figures for its plan. */
const ran = (
  planned: readonly PlannedScenario[],
  total: Scope,
  more: { runMs?: number; vus?: number; scenarios?: Record<string, Scope> } = {},
): Run => {
  const { runMs = 60_500, vus, scenarios = {} } = more;
  const run = { ...referenceRun('get-balance'), record: undefined, options: undefined, planned };
  return withMeasured(run, { total, scenarios, runMs, metrics: vus === undefined ? [] : [gauge('vus_max', vus)] });
};

test.each<ReferenceApi>(['get-balance', 'recharge-balance', 'place-order', 'get-product'])(
  'the plan of the reference fits %s, recorded or not, split or not',
  (api) => {
    const run = referenceRun(api);
    expect([run, { ...run, record: undefined }, withMeasured(run, { scenarios: {} })].map(planFits)).toStrictEqual([
      true,
      true,
      true,
    ]);
  },
);

test('where nobody knows the plan, none is wrong', () => {
  expect(planFits({ ...referenceRun('get-balance'), planned: [] })).toBe(true);
});

describe('virtual users', () => {
  const whole = { iterations: 6000, droppedIterations: 0 };

  test('are at most those of all scenarios, and at least what one of them starts', () => {
    const fits = [50, 100].map((vus) => kinds(ran([open()], whole, { vus })));
    expect(fits).toStrictEqual([[], []]);
    expect(kinds(ran([open()], whole, { vus: 102 }))).toStrictEqual(['vus-above']);
    expect(kinds(ran([open()], whole, { vus: 47 }))).toStrictEqual(['vus-below']);
    expect(kinds(ran([closed, open()], whole, { vus: 120 }))).toStrictEqual([]);
  });
});

describe('dropped iterations', () => {
  const dropped = { iterations: 900, droppedIterations: 5 };

  test('need a scenario that can drop', () => {
    expect(planConflicts(ran([closed], dropped))).toStrictEqual([{ kind: 'dropped', dropped: 5 }]);
    expect(kinds(ran([closed, open()], dropped))).not.toContain('dropped');
  });

  test('are possible for counted iterations whose time is over, as k6 drops the rest', () => {
    expect(kinds(ran([counted], dropped))).toStrictEqual(['dropped']);
    expect(kinds(ran([counted], dropped, { runMs: 600_500 }))).toStrictEqual([]);
    const untimed = withMeasured(ran([counted], dropped), { runMs: undefined });
    expect(kinds(untimed)).toStrictEqual([]);
  });
});

describe('the length of the run', () => {
  const lasted = (runMs: number, planned: readonly PlannedScenario[] = [closed]) =>
    kinds(ran(planned, { iterations: 10 }, { runMs }));

  test('is at most the plan and its graceful stop', () => {
    expect([lasted(94_000), lasted(96_000)]).toStrictEqual([[], ['too-long']]);
    expect(lasted(96_000, [{ ...closed, startMs: 10_000 }])).toStrictEqual([]);
    const run = ran([closed], { iterations: 10 }, { runMs: 130_000 });
    const stopping = (gracefulStop: string): Run => ({ ...run, options: { scenarios: { load: { gracefulStop } } } });
    expect([kinds(stopping('1m10s')), kinds(stopping('500ms')), kinds(run)]).toStrictEqual([
      [],
      ['too-long'],
      ['too-long'],
    ]);
  });

  test('is not far below the plan, unless a crossed threshold may have ended it', () => {
    expect([lasted(50_000), lasted(48_000)]).toStrictEqual([[], ['too-short']]);
    const run = ran([closed], { iterations: 10 }, { runMs: 10_000 });
    const aborting = { thresholds: { http_req_failed: [{ threshold: 'rate<0.1', abortOnFail: true }] } };
    expect([kinds(run), kinds({ ...run, options: aborting })]).toStrictEqual([['too-short'], []]);
  });

  test('means nothing for counted iterations, and counts no stage without load', () => {
    expect(lasted(1000, [counted])).toStrictEqual([]);
    const idle = { durationMs: 600_000, from: 0, to: 0 };
    expect(lasted(60_000, [{ ...closed, durationMs: 660_000, ramps: [...closed.ramps, idle] }])).toStrictEqual([]);
  });

  test('means nothing for a recorded run: its plan is known', () => {
    const recorded = { ...ran([closed], { iterations: 10 }), record: referenceRun('get-balance').record };
    expect([100, 10_000_000].map((runMs) => kinds(withMeasured(recorded, { runMs })))).toStrictEqual([[], []]);
  });
});

describe('iterations', () => {
  /** With a split by scenario. */
  const split = (iterations: number, droppedIterations: number, planned = [closed, open()]) =>
    planConflicts(ran(planned, { iterations: 99_999 }, { scenarios: { peak: { iterations, droppedIterations } } }));

  test('of an open scenario start or are dropped, every one', () => {
    expect([split(4000, 2000), split(6100, 0), split(5350, 0)]).toStrictEqual([[], [], []]);
    expect(split(6300, 0)).toStrictEqual([{ kind: 'too-many', scenario: 'peak', planned: 6000, measured: 6300 }]);
    expect(split(3000, 5000)).toMatchObject([{ kind: 'too-many', measured: 8000 }]);
    expect(split(5000, 100)).toStrictEqual([{ kind: 'too-few', scenario: 'peak', planned: 6000, measured: 5100 }]);
  });

  test('may be fewer than a recorded plan has: the load generator was out of breath', () => {
    const run = {
      ...ran([open()], { iterations: 3000, droppedIterations: 0 }),
      record: referenceRun('get-balance').record,
    };
    expect([kinds(run), kinds({ ...run, record: undefined })]).toStrictEqual([[], ['too-few']]);
  });

  test('that were interrupted are counted nowhere: as many as there are users', () => {
    expect(split(5000, 100, [closed, open({ maxVus: 800 })])).toStrictEqual([]);
  });

  test('of a run that was cut short may be fewer, but never more', () => {
    const { record } = referenceRun('get-balance', { interrupted: true });
    const cut = (iterations: number): Run => ({
      ...ran([open()], { iterations, droppedIterations: 0 }),
      record,
    });
    expect([kinds(cut(100)), kinds(cut(7000))]).toStrictEqual([[], ['too-many']]);
  });

  test('are compared as a whole where the output does not tell scenarios apart', () => {
    const total = (iterations: number, droppedIterations: number, planned: readonly PlannedScenario[]) =>
      kinds(ran(planned, { iterations, droppedIterations }));
    const other = open({ name: 'other' });
    expect(total(12_000, 0, [open(), other])).toStrictEqual([]);
    expect(total(13_000, 0, [open(), other])).toStrictEqual(['too-many']);
    expect(total(8000, 0, [open(), other])).toStrictEqual(['too-few']);
    // Nobody plans how many iterations closed load has.
    expect(total(90_000, 100, [closed, open()])).toStrictEqual([]);
    expect(total(90_000, 7000, [closed, open()])).toStrictEqual(['too-many']);
    expect(total(100, 100, [closed, open()])).toStrictEqual(['too-few']);
  });

  test('that were counted cannot be more than planned', () => {
    expect(kinds(ran([counted], { iterations: 1000, droppedIterations: 0 }))).toStrictEqual([]);
    expect(kinds(ran([counted], { iterations: 1100, droppedIterations: 0 }))).toStrictEqual(['too-many']);
  });
});

describe('the time of users', () => {
  const held = (iterations: number, avg: number, more: Partial<Scope> = {}) =>
    planConflicts(ran([closed], { iterations, iterationDurationMs: { avg }, ...more }));

  test('is as long as they are there: more is no share of a plan', () => {
    expect([held(12, 100_000), held(24, 100_000)]).toStrictEqual([[], []]);
    expect(held(6000, 180_000)).toMatchObject([{ kind: 'too-much-time', scenario: 'load', heldMs: 1.08e9, vus: 20 }]);
  });

  test('may be longer than the plan in a run that was', () => {
    const run = { ...ran([closed], { iterations: 60, iterationDurationMs: { avg: 60_000 } }) };
    const { record } = referenceRun('get-balance');
    expect(kinds(withMeasured({ ...run, record }, { runMs: 180_000 }))).toStrictEqual([]);
    expect(kinds(withMeasured({ ...run, record }, { runMs: 60_000 }))).toStrictEqual(['too-much-time']);
  });
});
