import type { GeneratorSecond } from '../reports/model/generator.ts';
import type { Run } from '../reports/model/run.ts';
import { measuredOf } from '../reports/parse/samples/measured.ts';
import { SampleStore } from '../reports/parse/samples/sample-store.ts';
import { RUN_START_MS } from './reference-samples.ts';
import { closedPlan, runOf } from './reference-seconds.ts';

/** How a load generator did: what is left out is a healthy one, 20 users of a server that takes 15 ms. */
export interface Generating {
  readonly seconds?: number;
  readonly perSec?: number;
  /** How late its tick of each second is, ms. */
  readonly tickLateMs?: (second: number) => number;
  /** Response time of a request that ends at so many ms of the run. */
  readonly responseMs?: (atMs: number) => number;
  /** When a request that would end at so many ms does end. */
  readonly endsAt?: (atMs: number) => number;
  readonly recorded?: (second: number) => Omit<GeneratorSecond, 'epochMs'>;
}

/** A run of one level whose load generator did so. */
export function generatedRun({
  seconds = 30,
  perSec = 100,
  tickLateMs = () => 0,
  responseMs = () => 15,
  endsAt = (atMs) => atMs,
  recorded,
}: Generating): Run {
  const store = new SampleStore();
  const tags = { name: 'a', scenario: 'default', group: '', status: '200', expected_response: 'true' };
  for (let n = 0; n < seconds * perSec; n += 1) {
    // Some jitter, so that ends lie at any moment of a period.
    const atMs = endsAt(((n + ((n * 7_919) % 101) / 101) * 1000) / perSec);
    const timeMs = RUN_START_MS + Math.min(atMs, seconds * 1000 - 1);
    store.add('http_reqs', timeMs, 1, tags);
    store.add('http_req_failed', timeMs, 0, tags);
    store.add('http_req_duration', timeMs, Math.min(responseMs(atMs), atMs), tags);
    store.add('iterations', timeMs, 1, { scenario: 'default', group: '' });
  }
  for (let second = 0; second < seconds; second += 1) {
    store.add('vus', RUN_START_MS + second * 1000 + 500 + tickLateMs(second), 20, {});
  }
  const all = Array.from({ length: seconds }, (_, second) => second);
  const generator =
    recorded && all.map((second) => ({ epochMs: RUN_START_MS + (second + 1) * 1000, ...recorded(second) }));
  const run = runOf(measuredOf(store), [
    closedPlan('default', [
      [0, 20],
      [seconds, 20],
    ]),
  ]);
  return { ...run, api: undefined, thinkMs: undefined, ...(generator && { generator }) };
}

export const IDLE: Omit<GeneratorSecond, 'epochMs'> = {
  ...{ cpuCores: 0.1, allowedCores: 2, runDelayMs: 1, throttledMs: 0 },
};
