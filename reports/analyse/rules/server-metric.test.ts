import { describe, expect, test } from 'vitest';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Finding } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { limiterOf } from '../saturation.ts';
import { serverMetric } from './server-metric.ts';

/** Ten, a hundred and a thousand users for 30 s each on a server that serves so many a second at most. */
const run = (most: number) =>
  levelsRun([10, 100, 1000], 30, (level) => ({
    perSec: Math.min(level, most),
    responseMs: () => (level <= most ? 5 : (level / most) * 1000 - 1000),
  }));
const saturated = run(50);
const START_MS = saturated.measured.timeline?.startMs ?? 0;

/** One value every `step` seconds, which a monitoring repeats until the next scrape. */
const monitored = (own: Run, ...metrics: readonly (readonly [string, (second: number) => number, number?])[]): Run => ({
  ...own,
  serverMetrics: metrics.map(([name, value, step = 1]) => ({
    name,
    points: Array.from({ length: 95 }, (_, at) => [START_MS + at * 1000, value(at - (at % step))] as const),
  })),
});

const from =
  (second: number, value: number, before = 0) =>
  (at: number) =>
    at < second ? before : value;
const named = (own: Run) => serverMetric(own).map(({ figures }) => (figures as { name: string }).name);

describe('what went up when throughput stopped, at the second level', () => {
  test('is named with its values and times', () => {
    const [finding] = serverMetric(monitored(saturated, ['hikari_pending', from(32, 38)])) as [Finding];
    expect(finding).toMatchObject({
      id: 'server-metric',
      confidence: 'estimated',
      figures: { resource: 'connection-pool', measure: 'waiting', before: 0, after: 38, sinceSec: 32, others: [] },
    });
    const { stoppedSec } = finding.figures as { stoppedSec: number };
    expect(stoppedSec).toBeGreaterThanOrEqual(27);
    expect(stoppedSec).toBeLessThanOrEqual(31);
  });

  test.each([
    ['hikari_used_ratio', from(30, 1, 0.2)],
    ['event_loop_lag_sec', from(30, 0.4, 0.01)],
    ['cpu_throttled_ratio', from(30, 0.5)],
    ['hikari_timeouts_per_sec', from(30, 2)],
    ['락 대기', from(34, 12)],
  ])('%s', (name, value) => {
    expect(named(monitored(saturated, [name, value]))).toEqual([name]);
  });

  test('is found with a scrape every 15 s', () => {
    expect(named(monitored(saturated, ['row_lock_waits', from(31, 9), 15]))).toEqual(['row_lock_waits']);
  });

  test('is found where the monitoring began while the load went on', () => {
    const all = monitored(saturated, ['hikari_pending', from(32, 38, 2)]);
    const late = all.serverMetrics?.map(({ name, points }) => ({ name, points: points.slice(17) }));
    expect(named({ ...all, serverMetrics: late ?? [] })).toEqual(['hikari_pending']);
  });

  test('of several the queue that began first leads, before a resource that is merely full', () => {
    const one = monitored(
      saturated,
      ['hikari_used_ratio', from(29, 1, 0.1)],
      ['writes_waiting', from(34, 100)],
      ['lock_waits', from(31, 40)],
    );
    expect(serverMetric(one)[0]?.figures).toMatchObject({
      name: 'lock_waits',
      others: ['writes_waiting', 'hikari_used_ratio'],
    });
  });

  test('where throughput stood still from the start, it may have been there all the time', () => {
    const constant = levelsRun([100], 60, () => ({ perSec: 50, responseMs: () => 1000 }));
    // A fastest answer of an idle server makes the stretch that tells of the limit.
    const all = { ...constant, thinkMs: 100 };
    expect(limiterOf(all)?.by).toBe('server');
    expect(named(monitored(all, ['lock_waits', () => 45]))).toEqual(['lock_waits']);
  });
});

describe('silent', () => {
  test.each<[string, readonly [string, (second: number) => number]]>([
    ['of what went up long before', ['hikari_pending', from(5, 38)]],
    ['of what went up long after', ['hikari_pending', from(75, 38)]],
    ['of what came back at once', ['hikari_pending', (second) => (second >= 30 && second < 36 ? 38 : 0)]],
    ['of what never changed', ['hikari_pending', () => 3]],
    ['of noise', ['hikari_pending', (second) => (second * 7919) % 5]],
    ['of a pool with room', ['hikari_used_ratio', from(30, 0.6, 0.1)]],
    ['of a little lost time', ['gc_pause_ratio', from(30, 0.04)]],
    ['of what tells no lack', ['orders', from(30, 50)]],
    ['of the processor, which has a rule of its own', ['cpu_ratio', from(30, 1)]],
  ])('%s', (_, metric) => {
    expect(named(monitored(saturated, metric))).toEqual([]);
  });

  test('of a server that was not the limit', () => {
    expect(named(monitored(run(5000), ['hikari_pending', from(32, 38)]))).toEqual([]);
  });

  test('without metrics', () => {
    expect(serverMetric(saturated)).toEqual([]);
  });
});

const example = { name: 'x', before: 0, after: 38, sinceSec: 32, stoppedSec: 30, others: [] };
toldInWords('server-metric', [
  { ...example, resource: 'connection-pool', measure: 'waiting' },
  { ...example, resource: 'threads', measure: 'used', before: 0.2, after: 1, others: ['a', 'b'] },
  { ...example, resource: 'gc', measure: 'lost', before: 0.01, after: 0.3 },
  { ...example, resource: 'event-loop', measure: 'delay', before: 0.01, after: 0.4 },
  { ...example, resource: 'timeouts', measure: 'events', after: 2 },
  { ...example, resource: 'lock', measure: 'waiting' },
  { ...example, resource: 'throttling', measure: 'lost', after: 0.5 },
  { ...example, resource: 'clients', measure: 'used', before: 0.3, after: 0.97 },
  { ...example, resource: 'restarts', measure: 'events', after: 0.1 },
]);
