import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chunksOf } from '../../../testing/reference-samples.ts';
import { checkPath } from '../../model/check-name.ts';
import type { Check, Measurement, Metric } from '../../model/measurement.ts';
import { sampleCount } from '../scopes.ts';
import { parseSummaryExport } from '../summary-export.ts';
import { readSamples } from './read-samples.ts';

const RUNS = 'fixtures/runs';

/** Every recorded run of which there are raw samples and, of the same run, k6's own summary. */
const cases = readdirSync(RUNS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ndjson.gz'))
  .map((path) => path.slice(0, -'.ndjson.gz'.length).replaceAll('\\', '/'))
  .filter((path) => existsSync(`${RUNS}/${path}.summary-export.json`))
  .toSorted();

const read = (path: string, format: 'ndjson' | 'csv') =>
  readSamples(chunksOf([gunzipSync(readFileSync(`${RUNS}/${path}`)).toString('utf8')]), format, path);

const summaryOf = (path: string): Measurement =>
  parseSummaryExport(readFileSync(`${RUNS}/${path}.summary-export.json`, 'utf8'), path);

/** What samples tell without a filter of the script's own: k6 makes such sub-metrics for thresholds only. */
const isTold = ({ name }: Metric) =>
  /^[^{]+(?:\{(?:scenario:[^,]+|scenario:[^,]+,expected_response:true|expected_response:true)\})?$/.test(name);

const hasSamples = (metric: Metric) => sampleCount(metric) !== 0;

/** How far two figures lie apart, relative to the larger; figures are of about 1 or above, so not below 1. */
const apart = (a: number, b: number) => Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));

/** Figures of k6 that the samples contradict or lack. A counter's rate depends on the run's length, told apart below. */
function wrongFigures(samples: Measurement, k6: Measurement, tolerance: number, isKnown = (_metric: Metric) => true) {
  const own = new Map(samples.metrics.map((metric) => [metric.name, metric]));
  const judged = k6.metrics.filter((metric) => isTold(metric) && hasSamples(metric) && isKnown(metric));
  const wrong = judged.flatMap((metric) => {
    const found = own.get(metric.name);
    // `summary-export` does not always tell a trend's kind from others, so statistics are compared, not kinds.
    return Object.entries(metric.values)
      .filter(([statistic]) => metric.kind !== 'counter' || statistic !== 'rate')
      .filter(
        ([statistic]) => !statistic.startsWith('p(') || ['p(90)', 'p(95)', 'p(99)', 'p(99.9)'].includes(statistic),
      )
      .filter(([statistic, value]) => !(apart(found?.values[statistic] ?? Number.NaN, value) <= tolerance))
      .map(([statistic, value]) => `${metric.name} ${statistic}: ${found?.values[statistic]}, k6 ${value}`);
  });
  return { wrong, judged: judged.length };
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

/** Checks of the same name in several groups as one, where only one of the outputs tells groups. */
function byCheck({ checks }: Measurement) {
  const names = [...new Set(checks.map(({ name }) => name))];
  return names
    .map((name) => {
      const own = checks.filter((check) => check.name === name);
      const sum = (key: 'passed' | 'failed') => own.reduce((all, check) => all + (check[key] ?? Number.NaN), 0);
      return { name, passed: sum('passed'), failed: sum('failed') };
    })
    .toSorted(byName);
}

function expectSameChecks(samples: Measurement, k6: Measurement): void {
  // Without the system tag `group` k6's summary lists no checks, though it counts them; samples still tell them.
  const areGrouped = [samples, k6].every(({ checks }) => checks.some(({ group }) => group !== undefined));
  const sorted = (checks: readonly Check[]) => checks.toSorted((a, b) => (checkPath(a) < checkPath(b) ? -1 : 1));
  if (areGrouped) expect(sorted(samples.checks)).toStrictEqual(sorted(k6.checks));
  else if (k6.checks.length > 0) expect(byCheck(samples)).toStrictEqual(byCheck(k6));
  const { checksPassed, checksFailed } = k6.total;
  const sum = (key: 'passed' | 'failed') => samples.checks.reduce((all, check) => all + (check[key] ?? Number.NaN), 0);
  if (checksPassed !== undefined) expect([sum('passed'), sum('failed')]).toStrictEqual([checksPassed, checksFailed]);
}

test('there are recorded runs', () => {
  expect(cases).toEqual(expect.arrayContaining(['samples/default-tags', 'samples/lean-tags']));
});

describe.each(cases)("%s: samples say what k6's summary says", (path) => {
  const k6 = summaryOf(path);

  test('NDJSON: every figure', async () => {
    const { measured, badLines } = await read(`${path}.ndjson.gz`, 'ndjson');
    expect(badLines).toBeUndefined();
    const { wrong, judged } = wrongFigures(measured, k6, 1e-9);
    expect(wrong).toStrictEqual([]);
    expect(judged).toBeGreaterThan(3);
    expectSameChecks(measured, k6);
    // k6's clock also runs before the first sample and after the last.
    expect(Math.abs((measured.runMs ?? Number.NaN) - (k6.runMs ?? Number.NaN))).toBeLessThan(20);
    for (const metric of measured.metrics.filter(({ kind }) => kind === 'counter')) {
      const rate = k6.metrics.find(({ name }) => name === metric.name)?.values.rate;
      if (rate) expect((metric.values.rate ?? Number.NaN) / rate).toBeCloseTo(1, 1);
    }
  });

  test.runIf(existsSync(`${RUNS}/${path}.csv.gz`))('CSV: every figure of a metric whose type is known', async () => {
    const { measured, badLines } = await read(`${path}.csv.gz`, 'csv');
    expect(badLines).toBeUndefined();
    const typed = new Set(measured.metrics.filter(({ contains }) => contains).map(({ name }) => name));
    const trendsAndKnown = (metric: Metric) => metric.kind === 'trend' || typed.has(metric.name);
    const { wrong, judged } = wrongFigures(measured, k6, 1e-6, trendsAndKnown);
    expect(wrong).toStrictEqual([]);
    expect(judged).toBeGreaterThan(3);
    expectSameChecks(measured, k6);
    // By default times are whole seconds, at both ends.
    const k6Ms = k6.runMs ?? Number.NaN;
    if (measured.runMs === undefined) expect(k6Ms).toBeLessThan(3100);
    else expect(Math.abs(measured.runMs - k6Ms)).toBeLessThan(1100);
  });
});

test.each(['default-tags', 'lean-tags'])('%s: scenarios, endpoints, answers and setup add up', async (name) => {
  for (const format of ['ndjson', 'csv'] as const) {
    const { measured } = await read(`samples/${name}.${format}.gz`, format);
    const { total, scenarios, endpoints = {}, responses = [], setup } = measured;
    expect(Object.keys(scenarios).toSorted()).toStrictEqual(['browse', 'peak']);
    expect(setup).toMatchObject({ requests: 2, failedRequests: 0, checksPassed: 1 });
    expect(setup?.receivedBytes).toBeGreaterThan(100);
    const sum = (counts: readonly (number | undefined)[]) =>
      counts.reduce<number>((all, count) => all + (count ?? 0), 0);
    expect(sum([...Object.values(scenarios), setup].map((scope) => scope?.requests))).toBe(total.requests);
    expect(sum([...Object.values(endpoints), setup].map((scope) => scope?.requests))).toBe(total.requests);
    expect(sum(responses.map(({ count }) => count))).toBe(total.requests);
    expect(sum(responses.filter(({ expected }) => !expected).map(({ count }) => count))).toBe(total.failedRequests);
    expect(endpoints['GET closed']).toMatchObject({
      failedRatio: 1,
      durationMs: { max: 0 },
      successDurationMs: undefined,
    });
    expect(responses).toContainEqual(expect.objectContaining({ name: 'GET closed', status: 0, errorCode: 1212 }));
    expect(scenarios.peak?.successDurationMs?.count).toBe(scenarios.peak?.iterations);
    expect(scenarios.peak?.droppedIterations).toBeGreaterThan(0);
    expect(measured.checks[0]?.name).toBe('setup is done');
  }
});
