import { expect, test } from 'vitest';
import { RUN_START_MS } from '../../../testing/reference-samples.ts';
import { closedPlan, openPlan, runOf } from '../../../testing/reference-seconds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { measuredOf } from '../../parse/samples/measured.ts';
import { SampleStore } from '../../parse/samples/sample-store.ts';
import { bimodal } from './bimodal.ts';
import { longTail } from './long-tail.ts';
import { pauses } from './pauses.ts';
import { standstill } from './standstill.ts';

interface Halt {
  readonly fromMs: number;
  readonly forMs: number;
}

/**
 * 60 requests per second for 40 s, of 15 ms each; while the server stands still none is answered, and then all at once. `asks`
 * tells which are sent; `waits` whether one of them is held up.
 */
function run(halts: readonly Halt[], waits: (n: number) => boolean = () => true, asks = (_ms: number) => true) {
  const store = new SampleStore();
  const tags = { name: 'GET /feed', group: '', scenario: 'steady', status: '200', expected_response: 'true' };
  for (let n = 0; n < 60 * 40; n += 1) {
    const sentMs = (n * 1000) / 60;
    if (!asks(sentMs)) continue;
    const halt = halts.find(({ fromMs, forMs }) => sentMs + 15 >= fromMs && sentMs < fromMs + forMs);
    const endMs = halt && waits(n) ? halt.fromMs + halt.forMs + (n % 10) : sentMs + 15;
    store.add('http_reqs', RUN_START_MS + endMs, 1, tags);
    store.add('http_req_failed', RUN_START_MS + endMs, 0, tags);
    store.add('http_req_duration', RUN_START_MS + endMs, endMs - sentMs, tags);
    store.add('iterations', RUN_START_MS + endMs, 1, { scenario: 'steady', group: '' });
  }
  const plan = openPlan('steady', [[40, 60]]);
  return runOf(measuredOf(store), [plan]);
}

const every = (sec: number, forMs: number): Halt[] =>
  Array.from({ length: Math.floor(38 / sec) }, (_, at) => ({ fromMs: (at + 0.6) * sec * 1000, forMs }));

test('tells when nothing was answered and for how long, and that is no second group and no tail', () => {
  const held = run(every(10, 2000));
  expect(standstill(held)).toMatchObject([
    {
      scope: 'total',
      figures: { stalls: [{ waited: 118 }, { waited: 118 }, { waited: 118 }], everySec: expect.closeTo(10, 1) },
    },
  ]);
  const [stall] = standstill(held).flatMap(({ figures }) => ('stalls' in figures ? figures.stalls : []));
  expect(stall?.atSec).toBeCloseTo(6, 1);
  expect(stall?.forMs).toBeGreaterThan(1990);
  expect([...bimodal(held), ...longTail(held), ...pauses(held)]).toStrictEqual([]);
});

test('tells one of a second alone, too', () => {
  const [found] = standstill(run([{ fromMs: 20_400, forMs: 1000 }]));
  expect(found?.figures).toMatchObject({ stalls: [{ forMs: expect.closeTo(1010, -2) }], everySec: undefined });
});

test('is silent where some were answered meanwhile, and for a moment that is shorter', () => {
  expect(standstill(run(every(10, 2000), (n) => n % 2 === 0))).toStrictEqual([]);
  expect(standstill(run(every(10, 300)))).toStrictEqual([]);
  expect(standstill(run([]))).toStrictEqual([]);
});

test('is silent where the load generator stood still: it sent nothing meanwhile', () => {
  const halts = every(10, 1500);
  const asks = (ms: number) => halts.every(({ fromMs, forMs }) => ms < fromMs + 100 || ms >= fromMs + forMs);
  expect(standstill(run(halts, () => true, asks))).toStrictEqual([]);
});

const STEPS = [
  ['POST /login', 40],
  ['GET /list', 30],
  ['GET /report', 2000],
] as const;

interface Users {
  readonly halts?: readonly Halt[];
  readonly steps?: readonly (readonly [name: string, ms: number])[];
  /** When the n-th of ten begins. */
  readonly beginsMs?: (n: number) => number;
  /** Whether a user is held up. */
  readonly waits?: (n: number) => boolean;
  readonly restMs?: number;
  /** When k6 counts its users; of several runners nobody knows. */
  readonly ticks?: 'one runner' | 'two runners' | 'late';
}

/** Ten users for 45 s, who rest after each request; whoever waits as the server stands still is answered at its end. */
function usersRun({
  halts = [],
  steps = STEPS,
  beginsMs = () => 0,
  waits = () => true,
  restMs = 1000,
  ticks = 'one runner',
}: Users) {
  const store = new SampleStore(ticks === 'two runners');
  for (let n = 0; n < 10; n += 1) {
    let atMs = beginsMs(n);
    for (let at = 0; atMs < 45_000; at += 1) {
      const [name, ms] = steps[at % steps.length] as (typeof STEPS)[number];
      const lastsMs = ms * (1 + 0.05 * Math.sin(n * 12.9898 + at * 78.233));
      const halt = waits(n)
        ? halts.find(({ fromMs, forMs }) => atMs + lastsMs >= fromMs && atMs < fromMs + forMs)
        : undefined;
      const endMs = halt ? halt.fromMs + halt.forMs + n : atMs + lastsMs;
      const tags = { name, group: '', scenario: 'steady', status: '200', expected_response: 'true' };
      store.add('http_reqs', RUN_START_MS + endMs, 1, tags);
      store.add('http_req_failed', RUN_START_MS + endMs, 0, tags);
      store.add('http_req_duration', RUN_START_MS + endMs, endMs - atMs, tags);
      atMs = endMs + restMs;
    }
  }
  for (let second = 0; second < 45; second += 1) {
    const tickMs = second * 1000 + 300;
    const halt = halts.find(({ fromMs, forMs }) => tickMs >= fromMs && tickMs < fromMs + forMs);
    const lateMs = ticks === 'late' && halt ? halt.fromMs + halt.forMs - tickMs : 0;
    const runners = ticks === 'two runners' ? ['a', 'b'] : [undefined];
    for (const runner of runners) {
      store.add(
        'vus',
        RUN_START_MS + tickMs + lateMs,
        10 / runners.length,
        runner === undefined ? {} : { instance_id: runner },
      );
    }
  }
  return runOf(measuredOf(store), [closedPlan('steady', [[45, 10]])]);
}

const apart = (n: number) => n * 310;

test('is silent of users in step, whose answers come together because they ask together', () => {
  expect(standstill(usersRun({}))).toStrictEqual([]);
  expect(standstill(usersRun({ beginsMs: (n) => n * 10 }))).toStrictEqual([]);
  // One name for all of it.
  const steps = STEPS.map(([, ms]) => ['POST /api', ms] as const);
  expect(standstill(usersRun({ steps }))).toStrictEqual([]);
});

test('tells of users, in step or not, when what is usually quick waited', () => {
  const halts = [{ fromMs: 20_050, forMs: 3000 }];
  const quick = STEPS.slice(0, 2);
  for (const users of [{ steps: quick }, { steps: quick, beginsMs: apart }, { steps: [quick[0]], beginsMs: apart }]) {
    expect(standstill(usersRun({ halts, ...(users as Users) }))).toMatchObject([
      { figures: { stalls: [{ waited: 10 }] } },
    ]);
  }
});

test('is silent of users where nobody knows whether k6 stood still itself', () => {
  const halts = [{ fromMs: 20_050, forMs: 3000 }];
  const of = (ticks: Users['ticks'], forMs = 3000) =>
    standstill(
      usersRun({ halts: halts.map((halt) => ({ ...halt, forMs })), steps: STEPS.slice(0, 2), beginsMs: apart, ticks }),
    );
  expect(of('one runner')).toHaveLength(1);
  expect(of('two runners')).toStrictEqual([]);
  expect(of('late')).toStrictEqual([]);
});

test('is silent of a time without a whole second where other users were answered all the while', () => {
  const halts = [{ fromMs: 20_050, forMs: 900 }];
  const of = (waits: (n: number) => boolean) =>
    standstill(usersRun({ halts, steps: STEPS.slice(0, 1), beginsMs: apart, restMs: 0, waits }));
  expect(of(() => true)).toHaveLength(1);
  expect(of((n) => n < 7)).toStrictEqual([]);
});

test('is silent where times are whole seconds, in which all answers end together', () => {
  const held = run(every(10, 2000));
  expect(standstill({ ...held, measured: { ...held.measured, timesInSeconds: true } })).toStrictEqual([]);
});

const common = { startMs: Date.UTC(2026, 10, 30), samples: 2333 };
toldInWords('standstill', [
  {
    ...common,
    stalls: [{ atSec: 7.1, forMs: 1010, waited: 70 }],
    leastMs: 1010,
    mostMs: 1010,
    waited: 70,
    everySec: undefined,
  },
  {
    ...common,
    stalls: [6, 16, 26, 36, 46, 56, 66].map((atSec) => ({ atSec, forMs: 2000 + atSec, waited: 100 })),
    ...{ leastMs: 600, mostMs: 2066, waited: 700, everySec: 10 },
  },
]);
