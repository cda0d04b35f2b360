import { expect, test } from 'vitest';
import { RUN_START_MS } from '../../testing/reference-samples.ts';
import { closedPlan, openPlan, runOf } from '../../testing/reference-seconds.ts';
import { toldInWords } from '../../testing/told-in-words.ts';
import type { PlannedScenario } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import { measuredOf } from '../parse/samples/measured.ts';
import { SampleStore } from '../parse/samples/sample-store.ts';
import { fewLanes } from './rules/few-lanes.ts';
import { serverSaturated } from './rules/server-saturated.ts';
import { waitingRequest } from './waiting-request.ts';

/** Requests of one name and scenario: so many in a second, each of so many ms. */
interface Sent {
  readonly name: string;
  readonly scenario: string;
  readonly perSec: number;
  readonly ms: number;
}

function run(plans: readonly PlannedScenario[], seconds: number, sentAt: (second: number) => readonly Sent[]): Run {
  const store = new SampleStore();
  for (let second = 0; second < seconds; second += 1) {
    const vus = new Map<string, number>();
    for (const { name, scenario, perSec, ms } of sentAt(second)) {
      const tags = { name, scenario, group: '', status: '200', expected_response: 'true' };
      for (let n = 0; n < perSec; n += 1) {
        const atMs = RUN_START_MS + second * 1000 + ((n + 0.5) * 1000) / perSec;
        store.add('http_reqs', atMs, 1, tags);
        store.add('http_req_failed', atMs, 0, tags);
        store.add('http_req_duration', atMs, Math.min(ms, atMs - RUN_START_MS), tags);
        store.add('iterations', atMs, 1, { scenario, group: '' });
      }
      vus.set(scenario, (vus.get(scenario) ?? 0) + Math.max(1, Math.round((perSec * (ms + 100)) / 1000)));
    }
    for (const [scenario, many] of vus) {
      for (let n = 0; n < many; n += 1)
        store.add('iteration_duration', RUN_START_MS + second * 1000 + 999, 999, { scenario, group: '' });
    }
  }
  const { api: _, thinkMs: __, ...own } = runOf(measuredOf(store), plans);
  return { ...own, api: undefined, thinkMs: undefined };
}

/** A flow on three levels of 12 s; `checkout` and, where `isShared`, the other as well wait for one lock of 10 ms. */
const flow = (isShared: boolean) => {
  const plan = closedPlan('flow', [
    [0, 4],
    [12, 4],
    [0, 40],
    [12, 40],
    [0, 80],
    [12, 80],
  ]);
  return run([plan], 36, (second) => {
    const level = Math.floor(second / 12);
    const [perSec, ms] = [[30, 94, 95][level] ?? 0, [10, 220, 630][level] ?? 0];
    return [
      { name: 'list', scenario: 'flow', perSec, ms: isShared ? ms : 6 },
      { name: 'checkout', scenario: 'flow', perSec, ms },
    ];
  });
};

test('of a flow in which one request waits, limit and number at a time are those of that request', () => {
  expect(waitingRequest(flow(false)).waiting?.name).toBe('checkout');
  expect(serverSaturated(flow(false))).toMatchObject([{ figures: { requestsPerSec: 95, only: 'checkout' } }]);
  expect(fewLanes(flow(false))).toMatchObject([{ figures: { only: 'checkout', lanes: 1, basis: 'median' } }]);
});

test('where all requests wait, the figures are those of all of them', () => {
  expect(waitingRequest(flow(true)).waiting).toBeUndefined();
  for (const { figures } of serverSaturated(flow(true))) expect(figures).not.toHaveProperty('only');
});

/** Browsers beside buyers, who wait for one lock as their rate is raised beyond 94 per second. */
const scenarios = (browseMs: number) => {
  const plans = [
    openPlan('browse', [[30, 80]]),
    openPlan('buy', [
      [0, 40],
      [15, 40],
      [0, 160],
      [15, 160],
    ]),
  ];
  return run(plans, 30, (second) => [
    { name: 'GET /list', scenario: 'browse', perSec: 80, ms: second < 15 ? 6 : browseMs },
    { name: 'POST /checkout', scenario: 'buy', perSec: second < 15 ? 40 : 94, ms: second < 15 ? 10 : 1500 },
  ]);
};

test('of scenarios side by side, the limit is that of the one that waits and no mean of both', () => {
  expect(serverSaturated(scenarios(6))).toMatchObject([
    { figures: { requestsPerSec: 94, only: 'POST /checkout', levels: { model: 'open', from: 40, to: 160 } } },
  ]);
  // The browsers became slower, too: it is nothing that only the buyers pass.
  expect(waitingRequest(scenarios(40)).waiting).toBeUndefined();
});

const levels = {
  model: 'open',
  from: 50,
  to: 160,
  fromPerSec: 50,
  toPerSec: 94.5,
  fromMs: 11,
  toMs: 1600,
  isStill: false,
} as const;
toldInWords('server-saturated', [
  {
    stretch: 79,
    requestsPerSec: 94.5,
    inFlight: 149,
    levels,
    knee: { model: 'open', from: 50, to: 160 },
    only: 'checkout',
  },
  ...[false, true].map((isMean) => ({
    ...{
      stretch: 105,
      requestsPerSec: 93,
      inFlight: 83,
      levels: undefined,
      knee: { model: 'open' as const, from: 84.2, to: 106.4 },
    },
    ramp: { model: 'open' as const, from: 106.2, to: 198.3, quickMs: 10.9, slowMs: 2723, isMean },
  })),
  { stretch: 1.6, requestsPerSec: 123, inFlight: 18, levels: undefined, knee: undefined, isMean: true },
]);
toldInWords('few-lanes', [
  { lanes: 1, basis: 'median', inFlight: 60, requestsPerSec: 95.4, keys: undefined, only: 'checkout' },
]);
