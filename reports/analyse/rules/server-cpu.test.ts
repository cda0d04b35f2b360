import { describe, expect, test } from 'vitest';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
import { limiterOf } from '../saturation.ts';
import { metricsDuring } from '../server-metrics.ts';
import { serverCpu } from './server-cpu.ts';

/** Ten, a hundred and a thousand users on a server that serves 50 a second at most. */
const saturated = levelsRun([10, 100, 1000], 30, (level) => ({
  perSec: Math.min(level, 50),
  responseMs: () => (level <= 50 ? 5 : (level / 50) * 1000 - 1000),
}));

const START_MS = saturated.measured.timeline?.startMs ?? 0;

/** The run with one value a second of a metric. */
const monitored = (run: Run, name: string, value: (second: number) => number): Run => ({
  ...run,
  serverMetrics: [
    { name, points: Array.from({ length: 95 }, (_, second) => [START_MS + second * 1000, value(second)] as const) },
  ],
});

const found = (run: Run) => serverCpu(run).map(({ id, figures }) => [id, (figures as { ratio: number }).ratio]);

test('the run that these tests rest on was saturated by the server', () => {
  expect(limiterOf(saturated)?.by).toBe('server');
});

describe('a saturated server', () => {
  test('whose processor was idle waited', () => {
    expect(found(monitored(saturated, 'cpu_percent', () => 20))).toEqual([['cpu-idle', expect.closeTo(0.2)]]);
    expect(found(monitored(saturated, 'cpu_ratio', () => 0.49))).toEqual([['cpu-idle', expect.closeTo(0.49)]]);
  });

  test('whose processor was busy computed', () => {
    expect(found(monitored(saturated, 'CPU (%)', () => 97))).toEqual([['cpu-bound', expect.closeTo(0.97)]]);
  });

  test('whose use is told in Korean is judged, too', () => {
    expect(found(monitored(saturated, 'CPU 사용률', () => 97))).toEqual([['cpu-bound', expect.closeTo(0.97)]]);
    expect(found(monitored(saturated, 'CPU 비율', () => 0.2))).toEqual([['cpu-idle', expect.closeTo(0.2)]]);
  });

  test.each([
    [0.2, 0.95, [['cpu-bound', 0.95]]],
    [0.2, 0.75, []],
    [0.2, 0.3, [['cpu-idle', 0.3]]],
  ])('of several processors is judged by the busiest one: %d and %d', (one, other, said) => {
    const serverMetrics = [one, other].flatMap(
      (share, at) => monitored(saturated, `cpu_ratio{instance="${at}"}`, () => share).serverMetrics ?? [],
    );
    const all = found({ ...saturated, serverMetrics });
    expect(all).toEqual(said.map(([id, ratio]) => [id, expect.closeTo(Number(ratio))]));
  });

  test('is judged by the seconds in which it was saturated', () => {
    // Busy only while a thousand users were there.
    expect(found(monitored(saturated, 'cpu_percent', (second) => (second < 60 ? 5 : 95)))).toEqual([
      ['cpu-bound', expect.closeTo(0.95)],
    ]);
  });

  test.each([
    ['in between, nothing is told', 'cpu_percent', 70],
    ['of no known unit, neither', 'cpu', 20],
    ['in cores, neither', 'cpu_ratio', 1.8],
    ['and what is no processor is none', 'connections_percent', 20],
    ['nor is the idle share of one', 'cpu_idle_percent', 95],
    ['nor is one mode of many', 'cpu_ratio{instance="a",mode="iowait"}', 0.1],
    ['in Korean, neither', 'CPU 유휴 비율', 0.95],
    ['a rate of use of no known unit, neither', 'CPU 사용률', 0.95],
  ])('%s', (_, name, value) => {
    expect(found(monitored(saturated, name, () => value))).toEqual([]);
  });

  test('of whose processor there are too few values is not judged', () => {
    const run = monitored(saturated, 'cpu_percent', () => 20);
    const [metric] = run.serverMetrics ?? [];
    expect(found({ ...run, serverMetrics: metric ? [{ ...metric, points: metric.points.slice(-2) }] : [] })).toEqual(
      [],
    );
  });
});

test('a server that was not saturated is not judged', () => {
  const idle = levelsRun([10, 20], 30, (level) => ({ perSec: level, responseMs: () => 5 }));
  expect(found(monitored(idle, 'cpu_percent', () => 20))).toEqual([]);
});

test('metrics of another time are left out', () => {
  const metric = {
    name: 'a',
    points: [[START_MS - 1000, 1] as const, [START_MS, 2] as const, [START_MS + 1e9, 3] as const],
  };
  expect(metricsDuring(saturated, [metric, { name: 'b', points: [[0, 1]] }])).toEqual([
    { name: 'a', points: [[START_MS, 2]] },
  ]);
});

toldInWords(
  'cpu-idle',
  [
    { ratio: 0.2, possiblePerSec: 1589.5 },
    { ratio: 0.01, possiblePerSec: undefined },
  ].map((own) => ({ name: 'cpu_percent', maxRatio: 0.4, requestsPerSec: 317.9, seconds: 30, ...own })),
);

toldInWords('cpu-bound', [{ name: 'cpu_percent', ratio: 0.9, maxRatio: 0.98, requestsPerSec: 317.9, seconds: 30 }]);
