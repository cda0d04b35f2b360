import { expect, test } from 'vitest';
import { RUN_START_MS } from '../../../testing/reference-samples.ts';
import { openPlan, runOf } from '../../../testing/reference-seconds.ts';
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
