import { describe, expect, test } from 'vitest';
import { bytesOf, outputOf, recorded, versions } from '../../testing/reference-formats.ts';
import { BuhaError } from '../model/error.ts';
import { parseMachineReadable } from './machine-readable.ts';

type Entry = { name: string; type: string; contains?: string; values: Record<string, number> };

const summary = (metrics: readonly Entry[], more: Record<string, unknown> = {}) => ({
  version: '1.0.0',
  config: { duration: 20, execution: 'local', script: 'SECRET' },
  metadata: { generated_at: '2026-11-23T21:00:00Z', k6_version: '2.2.0' },
  results: { metrics },
  ...more,
});

const read = (metrics: readonly Entry[], more?: Record<string, unknown>) =>
  parseMachineReadable(summary(metrics, more), 'summary.json');

const valuesOf = (metrics: readonly Entry[]) => read(metrics).measured.metrics[0]?.values;

test('a counter has a count only: its rate is over the whole run', () => {
  expect(valuesOf([{ name: 'http_reqs', type: 'counter', values: { count: 50 } }])).toStrictEqual({
    count: 50,
    rate: 2.5,
  });
});

test('a run of no length has no rate, not an endless one', () => {
  const { measured } = read([{ name: 'http_reqs', type: 'counter', values: { count: 5 } }], {
    config: { duration: 0 },
  });
  expect(measured.metrics[0]?.values).toStrictEqual({ count: 5 });
});

test('in http_req_failed, what matches has failed', () => {
  const { total } = read([
    { name: 'http_req_failed', type: 'rate', values: { matches: 3, rate: 0.03, total: 100 } },
  ]).measured;
  expect(total).toMatchObject({ failedRequests: 3, failedRatio: 0.03 });
});

test('quantiles by either spelling; there is no p99', () => {
  const spellings: Record<string, number>[] = [
    { p90: 9, p95: 10 },
    { 'p(90)': 9, 'p(95)': 10 },
  ];
  for (const values of spellings) {
    const { total } = read([{ name: 'http_req_duration', type: 'trend', values }]).measured;
    expect(total.durationMs).toStrictEqual({ p90: 9, p95: 10 });
  }
});

test('k6’s version by either spelling, with or without v', () => {
  for (const metadata of [{ k6_version: '2.2.0' }, { k6Version: '2.2.0' }, { k6_version: 'v2.2.0' }]) {
    expect(read([], { metadata }).k6Version).toBe('2.2.0');
  }
  expect(read([], { metadata: undefined })).not.toHaveProperty('k6Version');
});

test('three metrics of the checks are one rate, as everywhere else', () => {
  const metrics: Entry[] = [
    { name: 'checks_total', type: 'counter', values: { count: 20 } },
    { name: 'checks_failed', type: 'rate', values: { matches: 5, rate: 0.25, total: 20 } },
    { name: 'checks_succeeded', type: 'rate', values: { matches: 15, rate: 0.75, total: 20 } },
  ];
  const results = [{ name: '상태 코드는 "200"', passes: 15, fails: 5 }];
  const { measured } = read([], { results: { metrics: [], checks: { metrics, results } } });
  expect(measured.metrics).toStrictEqual([
    { name: 'checks', kind: 'rate', contains: 'default', values: { passes: 15, fails: 5, rate: 0.75 } },
  ]);
  expect(measured.total).toMatchObject({ checksPassed: 15, checksFailed: 5 });
  expect(measured.checks).toStrictEqual([{ name: '상태 코드는 "200"', passed: 15, failed: 5 }]);
});

test('a script without checks has none, whichever way that is written', () => {
  for (const checks of [undefined, null, {}, { metrics: [], results: [] }]) {
    const { measured } = read([], { results: { metrics: [], checks } });
    expect([measured.checks, measured.metrics, measured.total.checksPassed]).toStrictEqual([[], [], undefined]);
  }
});

test('the source of the script is not kept', () => {
  expect(JSON.stringify(read([]))).not.toContain('SECRET');
});

describe.each(versions.flatMap((version) => recorded(version, 'plain', 'machine-readable.json')))('$path', (one) => {
  test('says what the samples of its run say', async () => {
    const [samples] = recorded(one.version, 'plain', 'machine-readable.ndjson.gz');
    if (!samples) throw new Error('no samples');
    const { measured } = await outputOf(one);
    const known = (await outputOf(samples)).measured;
    let compared = 0;
    const runSec = (measured.runMs ?? Number.NaN) / 1000;
    for (const { name, kind, contains, values } of measured.metrics) {
      const other = known.metrics.find((metric) => metric.name === name);
      // The samples know nothing of a filter without a sample.
      if (!other) {
        expect(Object.values(values).every((value) => value === 0)).toBe(true);
        continue;
      }
      expect([kind, contains]).toStrictEqual([other.kind, other.contains]);
      for (const [statistic, value] of Object.entries(values)) {
        // The samples do not tell exactly how long the run was.
        const isPerSec = kind === 'counter' && statistic === 'rate';
        const expected = isPerSec ? (other.values.count ?? Number.NaN) / runSec : other.values[statistic];
        expect(Math.abs(value - (expected ?? Number.NaN)), `${name} ${statistic}`).toBeLessThanOrEqual(
          1e-9 * Math.abs(value),
        );
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(90);
    expect(measured.checks).toHaveLength(5);
  });

  test('holds the source of the script, which k6 writes into it', () => {
    expect(new TextDecoder().decode(bytesOf(one))).toContain('SCRIPT-SECRET');
  });
});

test.each<[string, unknown, string]>([
  ['a counter without a count', summary([{ name: 'a', type: 'counter', values: {} }]), 'values.count'],
  ['a rate without a total', summary([{ name: 'a', type: 'rate', values: { matches: 1 } }]), 'values.total'],
  ['a kind that k6 does not have', summary([{ name: 'a', type: 'histogram', values: {} }]), 'metrics.0.type'],
  ['a text among figures', summary([{ name: 'a', type: 'trend', values: { avg: '3' } as never }]), 'values.avg'],
  ['a negative length', summary([], { config: { duration: -1 } }), 'config.duration'],
  ['no config', summary([], { config: undefined }), 'config'],
  ['results of something else', { results: { passed: 3 } }, 'version'],
])('%s is refused, and the error names the field', (_what, value, field) => {
  try {
    parseMachineReadable(value, 'summary.json');
  } catch (fault) {
    if (!(fault instanceof BuhaError)) throw fault;
    expect(fault.facts).toMatchObject({ file: 'summary.json', field: expect.stringContaining(field) });
    return;
  }
  throw new Error('it was read');
});
