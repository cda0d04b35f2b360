import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RUN_START_MS } from '../../testing/reference-samples.ts';
import { closedPlan, runOf } from '../../testing/reference-seconds.ts';
import type { Run } from '../model/run.ts';
import { uniform } from '../numbers/random.ts';
import { measuredOf } from '../parse/samples/measured.ts';
import { SampleStore } from '../parse/samples/sample-store.ts';
import { generatorState } from './generator.ts';
import { overshootIn } from './overshoot.ts';

interface Load {
  /** Users of each level of ten seconds. */
  readonly levels: readonly number[];
  readonly thinkMs: (next: () => number) => number;
  /** Length of a request that is sent at a moment. */
  readonly responseMs: (atMs: number, next: () => number) => number;
  /** When k6 goes on with what would go on at a moment. */
  readonly goesOn?: (atMs: number) => number;
  readonly isRestBefore?: boolean;
}

const TAGS = { name: 'GET /', group: '', scenario: 'load_test' };

/** Users who send a request and rest, over and over, with k6 as their only clock. */
function iterating({ levels, thinkMs, responseMs, goesOn = (at) => at, isRestBefore = false }: Load, seed = 1): Run {
  const next = uniform(seed);
  const store = new SampleStore();
  const lengthMs = levels.length * 10_000;
  const most = levels.reduce((a, b) => Math.max(a, b), 0);
  for (let user = 0; user < most; user += 1) {
    let at = (user * 977) % 1000;
    while (at < lengthMs) {
      if (user >= (levels[Math.floor(at / 10_000)] ?? 0)) {
        at += 1_000;
        continue;
      }
      const begin = at;
      const rest = thinkMs(next);
      if (isRestBefore) at = goesOn(at + rest);
      const sent = at;
      const answered = goesOn(sent + responseMs(sent, next));
      store.add('http_reqs', RUN_START_MS + answered, 1, { ...TAGS, status: '200', expected_response: 'true' });
      store.add('http_req_duration', RUN_START_MS + answered, answered - sent, {
        ...TAGS,
        status: '200',
        expected_response: 'true',
      });
      at = isRestBefore ? answered : goesOn(answered + rest);
      store.add('iterations', RUN_START_MS + at, 1, TAGS);
      store.add('iteration_duration', RUN_START_MS + at, at - begin, TAGS);
    }
  }
  for (let second = 1; second <= levels.length * 10; second += 1) {
    store.add('vus', RUN_START_MS + second * 1000 + 500, levels[Math.floor((second - 0.5) / 10)] ?? 0, {});
  }
  const plan = closedPlan(
    'load_test',
    levels.flatMap((level): [number, number][] => [
      [0, level],
      [10, level],
    ]),
  );
  return runOf(measuredOf(store), [plan]);
}

/** Stopped for 600 ms of every 2 s, from a second on; its tick, at half past each second, is in none of the stops. */
const stopped = (fromSec: number) => (at: number) =>
  at >= fromSec * 1000 && at % 2000 >= 700 && at % 2000 < 1300 ? at - (at % 2000) + 1300 : at;

const lateOf = (run: Run) => generatorState(run).late.map(({ from, to, signs }) => [from, to, ...signs]);

test('a generator that stands still between its ticks is seen by what iterations rest longer', () => {
  const run = iterating({
    ...{ levels: [10, 30, 60], thinkMs: () => 50, responseMs: () => 10 },
    goesOn: (at) => (at % 1000 === 500 ? at : stopped(20)(at)),
  });
  expect(overshootIn(run, { from: 0, to: 10 })).toBe(0);
  expect(overshootIn(run, { from: 20, to: 30 })).toBeGreaterThan(10);
  expect(lateOf(run)).toStrictEqual([[20, 31, 'overshoot']]);
});

test('a server that stands still, is slow for a time or under load, or at once quick again is no late generator', () => {
  const paused = (at: number) => (at % 4000 > 3000 ? 4000 - (at % 4000) + 5 : 5);
  const servers: Load['responseMs'][] = [
    paused,
    (at) => (at > 12_000 && at < 17_000 ? 2_000 : 10),
    (at) => (at > 20_000 ? 10 : 1_500),
    (at) => 5 + at / 50,
    (_at, next) => -80 * Math.log(1 - next()),
  ];
  for (const responseMs of servers) {
    for (const thinkMs of [() => 20, () => 1_000, (next: () => number) => 500 + 1_000 * next()]) {
      for (const isRestBefore of [false, true]) {
        const run = iterating({ levels: [10, 60, 10], thinkMs, responseMs, isRestBefore });
        expect(lateOf(run)).toStrictEqual([]);
      }
    }
  }
});

test('no server makes the generator late', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
      fc.array(fc.constantFrom(1, 5, 20, 100, 400, 1_500), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(0, 30, 300, 1_000),
      fc.boolean(),
      fc.integer({ min: 0, max: 1_000 }),
      (levels, speeds, thinkMs, isRestBefore, seed) => {
        const run = iterating(
          {
            ...{ levels, isRestBefore },
            thinkMs: (next) => thinkMs * (0.5 + next()),
            responseMs: (at, next) => 5 + (speeds[Math.floor((at * speeds.length) / 40_000)] ?? 1) * (0.5 + next()),
          },
          seed,
        );
        expect(generatorState(run).late).toStrictEqual([]);
      },
    ),
    { numRuns: 25 },
  );
});
