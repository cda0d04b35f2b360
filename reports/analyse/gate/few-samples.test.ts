import { describe, expect, test } from 'vitest';
import { measuredSeconds, runOf } from '../../../testing/reference-seconds.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { parseSlo } from '../../parse/slo.ts';
import { analyse } from '../analyse.ts';
import { effectiveSamples, fewSamplesOutcome, outcomeOf } from './few-samples.ts';
import { goalsOf } from './goals.ts';
import { serviceLevelRows } from './service-levels.ts';

/** Numbers from 0 to 1, the same in every run (a linear congruence of Numerical Recipes). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Load {
  readonly q: number;
  readonly seconds: number;
  readonly perSec: number;
  /** Share of the requests of a slow second that lie above the limit. */
  readonly slow: number;
}

/** Seconds of which so many are slow that in the long run exactly 1 − q of all requests lie above the limit. */
const atTheLimit = ({ q, seconds, perSec, slow }: Load, random: () => number) =>
  Array.from({ length: seconds }, () => {
    const isSlow = random() < (1 - q) / slow;
    const above = Array.from({ length: perSec }, () => isSlow && random() < slow).filter(Boolean).length;
    return { samples: perSec, above };
  });

const LOADS: readonly Load[] = [0.95, 0.99].flatMap((q) =>
  [20, 60, 120].flatMap((seconds) =>
    [1, 0.5, 0.2].map((slow) => ({ q, seconds, slow, perSec: Math.max(1, Math.floor(9 / (1 - q) / seconds)) })),
  ),
);

/** Times in ms by the second: above the limit of 10 ms or not. */
const runOfSeconds = (all: readonly { readonly samples: number; readonly above: number }[]) =>
  runOf(
    measuredSeconds(
      all.map(({ samples, above }) => ({ perSec: samples, vus: 1, responseMs: (n: number) => (n < above ? 20 : 5) })),
    ),
  );

const judged = (all: readonly { readonly samples: number; readonly above: number }[], q: number) => {
  const goal = { q, comparison: '<=', limit: 10, scenario: undefined } as const;
  return fewSamplesOutcome(
    runOfSeconds(all),
    goal,
    all.reduce((sum, { samples }) => sum + samples, 0),
  );
};

describe('at the limit, where every word is wrong', () => {
  const RUNS = 1000;
  test.each(LOADS)('$q: $perSec/s for $seconds s, $slow of the requests of slow seconds', (load) => {
    const random = dice(load.seconds * 1000 + load.slow * 10 + load.q);
    const outcomes = Array.from({ length: RUNS }, () => outcomeOf(effectiveSamples(atTheLimit(load, random)), load.q));
    const shareOf = (wanted: string) => outcomes.filter((one) => one === wanted).length / RUNS;
    // METHODS' own simulation saw 0 to 9 %.
    expect(shareOf('pass')).toBeLessThanOrEqual(0.09);
    expect(shareOf('slo-fail')).toBeLessThanOrEqual(0.09);
  });
});

describe('far from the limit', () => {
  const seconds = (count: number, samples: number, above: (second: number) => number) =>
    Array.from({ length: count }, (_, second) => ({ samples, above: above(second) }));
  test('59 seconds without a slow request meet p95, fewer do not, however many requests they hold', () => {
    expect(
      judged(
        seconds(59, 3, () => 0),
        0.95,
      ),
    ).toEqual({ outcome: 'pass', effective: 59 });
    expect(
      judged(
        seconds(58, 3, () => 0),
        0.95,
      ),
    ).toEqual({ outcome: 'inconclusive', effective: 58 });
    expect(
      judged(
        seconds(20, 9, () => 0),
        0.95,
      ),
    ).toMatchObject({ outcome: 'inconclusive' });
  });
  test('slow requests all over the run miss it, those of one second do not', () => {
    expect(
      judged(
        seconds(30, 6, () => 2),
        0.95,
      ),
    ).toEqual({ outcome: 'slo-fail', effective: 180 });
    expect(
      judged(
        seconds(30, 6, (second) => (second === 7 ? 6 : 0)),
        0.95,
      ),
    ).toMatchObject({ outcome: 'inconclusive' });
    expect(
      judged(
        seconds(1, 10, () => 10),
        0.95,
      ),
    ).toMatchObject({ outcome: 'inconclusive' });
    expect(
      judged(
        seconds(2, 10, () => 10),
        0.95,
      ),
    ).toEqual({ outcome: 'slo-fail', effective: 2 });
  });
  test('a request at the limit is above it for <, and not for <=', () => {
    const goal = { q: 0.95, limit: 20, scenario: undefined } as const;
    const run = runOfSeconds(seconds(100, 1, () => 1));
    expect(fewSamplesOutcome(run, { ...goal, comparison: '<' }, 100).outcome).toBe('slo-fail');
    expect(fewSamplesOutcome(run, { ...goal, comparison: '<=' }, 100).outcome).toBe('pass');
  });
});

test('evenly spread requests keep their number, those of few seconds count for as many as differ', () => {
  const spread = Array.from({ length: 50 }, () => ({ samples: 10, above: 1 }));
  expect(effectiveSamples(spread)).toEqual({ samples: 500, least: 50, most: 50 });
  // Each of five seconds as a whole: 50 requests are as good as five.
  const lumped = Array.from({ length: 50 }, (_, at) => ({ samples: 10, above: at % 10 === 0 ? 10 : 0 }));
  expect(effectiveSamples(lumped)).toEqual({ samples: 49, least: 4, most: 5 });
});

test('raw samples say for how many independent ones they count; a summary says that all are taken for such', () => {
  const run = runOfSeconds(Array.from({ length: 70 }, () => ({ samples: 2, above: 0 })));
  const rows = (own: typeof run) =>
    serviceLevelRows(own, analyse(own).delivered, goalsOf(own, parseSlo('p95: 10ms', 'slo.yaml'))).find(
      ({ goal }) => goal?.source === 'file',
    );
  expect(rows(run)).toMatchObject({ outcome: 'pass', reason: { samples: 140, effective: 70 } });
  const { timeline: _, ...summed } = run.measured;
  const row = rows({ ...withMeasured(run, {}), measured: summed });
  expect(row?.outcome).toBe('pass');
  expect(row?.reason).toStrictEqual({ kind: 'few-samples', samples: 140, needed: 200 });
});
