import { describe, expect, test } from 'vitest';
import { type ReferenceApi, referenceRun } from '../../testing/reference-runs.ts';
import { levelsRun } from '../../testing/reference-seconds.ts';
import { withMeasured, withTotal } from '../../testing/test-runs.ts';
import type { Scope } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import { arrivalCeilings } from './arrival-ceiling.ts';
import { decisiveIteration, thinkSpread, thinkTime } from './iteration-laws.ts';
import { limiterOf } from './saturation.ts';

/** A reference run as its text has it: without a split by scenario. */
const textRun = (api: ReferenceApi): Run => withMeasured(referenceRun(api), { scenarios: {} });

describe('the think time', () => {
  /** A script that the catalogue does not know, with one scenario. */
  const alone = (run: Run): Run => ({ ...run, planned: run.planned.slice(0, 1) });
  const foreign = (run: Run): Run => ({ ...alone(run), api: undefined, thinkMs: undefined });

  test('is what the catalogue says', () => {
    expect(thinkTime(textRun('get-balance'))).toStrictEqual({ thinkMs: 2000, estimated: false });
    expect(thinkTime({ ...textRun('get-balance'), thinkEstimated: true })?.estimated).toBe(true);
  });

  test('of a foreign script is what an iteration spends outside its requests', () => {
    expect(thinkTime(foreign(textRun('get-balance')))).toStrictEqual({ thinkMs: 2150 - 155.91, estimated: true });
  });

  test('is worked out where iterations are shorter than the catalogue says: another script ran', () => {
    const hasty = withTotal(alone(textRun('get-balance')), { iterationDurationMs: { avg: 656 } });
    expect(thinkTime(hasty)).toMatchObject({ estimated: true });
    expect(thinkTime(hasty)?.thinkMs).toBeCloseTo(656 - 155.91, 9);
    // Text cuts off two decimals: 1.99s is no other think time.
    const cutOff = withTotal(textRun('get-balance'), { iterationDurationMs: { avg: 1990 } });
    expect(thinkTime(cutOff)).toStrictEqual({ thinkMs: 2000, estimated: false });
  });

  test('is unknown where nothing is left, where requests were refused, and without figures', () => {
    const run = foreign(textRun('get-balance'));
    const unknown = [
      withTotal(run, { iterationDurationMs: { avg: 100 } }),
      withTotal(run, { failedRatio: 0.2 }),
      withTotal(run, { failedRatio: undefined, checksPassed: 8, checksFailed: 2 }),
      withTotal(run, { iterationDurationMs: undefined }),
      withTotal(run, { iterations: 0 }),
      // Few of them are whole.
      withTotal(run, { iterationDurationMs: { avg: 9_200 } }),
    ];
    expect(unknown.map((one) => thinkTime(one))).toStrictEqual(unknown.map(() => undefined));
  });

  test('is unknown where levels of load differ in the requests of an iteration', () => {
    const uneven = (perIteration: (level: number) => number): Run => {
      const run = levelsRun([10, 20], 10, (level) => ({ perSec: 200 * perIteration(level), responseMs: () => 2 }));
      const { timeline } = run.measured;
      if (!timeline) throw new Error('no time line');
      const lane = timeline.scenarios.load_test ?? timeline.total;
      const iterations = levelsRun([10, 20], 10, () => ({ perSec: 200, responseMs: () => 2 })).measured.timeline?.total;
      const scenarios = { load_test: { ...lane, iterations: iterations?.iterations ?? lane.iterations } };
      const measured = { ...run.measured, timeline: { ...timeline, scenarios } };
      const total = { ...measured.total, iterationDurationMs: { avg: 50 }, iterations: 4000 };
      return { ...run, api: undefined, thinkMs: undefined, measured: { ...measured, total, scenarios: {} } };
    };
    expect(thinkTime(uneven(() => 1))).toMatchObject({ estimated: true });
    expect(thinkTime(uneven((level) => level / 10))).toBeUndefined();
  });
});

describe('several scenarios', () => {
  /** One that sleeps for 100 ms and one for 10 s, of a script that nobody knows; the requests of both take 5 ms. */
  const scope = (iterationMs: number, iterations: number, responseMs = 5): Scope => ({
    ...{ iterations, requests: iterations, failedRequests: 0, failedRatio: 0 },
    durationMs: { min: 5, avg: responseMs, med: responseMs, p90: responseMs },
    iterationDurationMs: { avg: iterationMs, med: iterationMs, p90: iterationMs },
  });
  const run = (quick: Scope, slow: Scope): Run => {
    const whole = referenceRun('get-balance');
    const total = {
      ...scope((100 * (quick.iterations ?? 0) + 10_000 * (slow.iterations ?? 0)) / 10_100, 10_100),
      requestsPerSec: 100,
    };
    const scenarios = { load_test: quick, peak_test: slow };
    return withMeasured(
      { ...whole, api: undefined, thinkMs: undefined, record: undefined },
      {
        ...{ total, scenarios, runMs: 200_000 },
      },
    );
  };

  test('have each its own think time and ceiling, and no average', () => {
    const both = run(scope(105, 10_000), scope(10_005, 100));
    expect([thinkTime(both), thinkTime(both, 'load_test')?.thinkMs]).toStrictEqual([undefined, 100]);
    const [ceiling] = arrivalCeilings(both);
    expect(ceiling?.ceilingPerSec).toBeCloseTo(500 / 10.005, 6);
  });

  test("are the server's where any of them was stretched, and offered where none was", () => {
    expect(limiterOf(run(scope(105, 10_000), scope(10_005, 100)))).toMatchObject({ by: 'generator' });
    const stretched = decisiveIteration(run(scope(1_100, 10_000, 1_000), scope(10_005, 100)));
    expect(stretched.scenario).toBe('load_test');
    expect(stretched.stretch).toBeCloseTo(1_100 / 105, 6);
    // Of one of them nobody knows how long its iterations were.
    const unknown = decisiveIteration(run(scope(105, 10_000), { requests: 100, iterations: 100 }));
    expect([unknown.scenario, unknown.stretch]).toStrictEqual([undefined, undefined]);
  });

  test('a ceiling is never below what ran: a little beyond it is the least that it is, far beyond refutes it', () => {
    const ran = (iterations: number, p90: number) =>
      arrivalCeilings(
        run(scope(105, 10_000), {
          ...scope(10_005, iterations),
          iterationDurationMs: { avg: 10_005, med: 10_005, p90 },
        }),
      )[0];
    const [allowed] = [ran(100, 10_005)];
    const most = (allowed?.reachableRatio ?? 0) * 185_050;
    expect(ran(Math.round(most * 1.005), 10_005)?.ceilingPerSec).toBeCloseTo(1.005 * (allowed?.ceilingPerSec ?? 0), 1);
    expect(ran(Math.round(most * 1.05), 10_005)).toBeUndefined();
    // With think times that scatter it holds on average only.
    const scattered = ran(Math.round(most * 1.05), 30_000);
    expect(scattered?.reachableRatio).toBeCloseTo((most * 1.05) / 185_050, 4);
  });

  test('think times at random are told to two standard errors', () => {
    const even = run(scope(105, 10_000), scope(10_005, 100));
    expect(thinkSpread(even, 'load_test')).toBe(0);
    const spread = run(
      { ...scope(105, 400), iterationDurationMs: { avg: 105, med: 105, p90: 105 + 12.816 } },
      scope(10_005, 100),
    );
    expect(thinkSpread(spread, 'load_test')).toBeCloseTo((2 * 0.1) / 20, 6);
  });
});
