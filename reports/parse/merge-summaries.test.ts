import { describe, expect, test } from 'vitest';
import { chunksOf } from '../../testing/reference-samples.ts';
import type { Output } from '../model/output.ts';
import { readMerged } from './merge-outputs.ts';
import { mergeSummaries } from './merge-summaries.ts';
import { parseSummaryExport } from './summary-export.ts';
import { parseText } from './text.ts';

interface Part {
  readonly requests: number;
  readonly seconds: number;
  readonly failed: number;
  readonly p95: number;
  readonly avg: number;
  readonly min: number;
  readonly max: number;
  readonly thresholds?: Readonly<Record<string, boolean>>;
}

/** What `--summary-export` says of one runner's part. */
const exported = ({ requests, seconds, failed, thresholds = {}, p95, ...trend }: Part) =>
  JSON.stringify({
    root_group: { checks: { ok: { name: 'ok', passes: requests - failed, fails: failed } }, groups: {} },
    metrics: {
      http_reqs: { count: requests, rate: requests / seconds },
      iterations: { count: requests, rate: requests / seconds },
      http_req_failed: { passes: failed, fails: requests - failed, value: failed / Math.max(1, requests) },
      http_req_duration: { ...trend, med: p95 / 2, 'p(90)': p95, 'p(95)': p95, thresholds },
      vus: { value: 3, min: 1, max: 10 },
      vus_max: { value: 10, min: 10, max: 10 },
      stock: { value: 5, min: 2, max: 9 },
    },
  });

const PARTS: readonly Part[] = [
  { requests: 100, seconds: 10, failed: 1, p95: 23.92, avg: 10, min: 2, max: 40, thresholds: { 'p(95)<24': false } },
  { requests: 300, seconds: 12, failed: 5, p95: 25.06, avg: 14, min: 3, max: 30, thresholds: { 'p(95)<24': true } },
];

const outputs = (parts: readonly Part[]): Output[] =>
  parts.map((part, at) => ({
    file: `r${at}.json`,
    line: 1,
    format: 'summary-export',
    measured: parseSummaryExport(exported(part), `r${at}.json`),
  }));

describe('summaries of the runners of one run', () => {
  const { measured, demands } = mergeSummaries(outputs(PARTS));
  const valuesOf = (name: string) => measured.metrics.find((metric) => metric.name === name)?.values;

  test('counts, ratios, extremes and the mean are exact', () => {
    expect(measured.runMs).toBe(12_000);
    expect(valuesOf('http_reqs')).toStrictEqual({ count: 400, rate: 400 / 12 });
    expect(valuesOf('http_req_failed')).toStrictEqual({ passes: 6, fails: 394, rate: 6 / 400 });
    expect(measured.total).toMatchObject({ requests: 400, failedRequests: 6, failedRatio: 0.015 });
    expect(measured.total.durationMs).toMatchObject({ min: 2, max: 40, avg: (100 * 10 + 300 * 14) / 400 });
    expect(measured.checks).toStrictEqual([{ name: 'ok', passed: 394, failed: 6 }]);
  });

  test('a quantile is known as a range only', () => {
    expect(valuesOf('http_req_duration')).toStrictEqual({ avg: 13, min: 2, max: 40 });
    expect(measured.total.durationMs).not.toHaveProperty('p95');
    expect(measured.total.durationMs?.ranges).toStrictEqual({
      med: [11.96, 12.53],
      p90: [23.92, 25.06],
      p95: [23.92, 25.06],
    });
  });

  test('users add up; of another gauge nobody knows which value was last', () => {
    expect(valuesOf('vus')).toStrictEqual({ value: 6, min: 2, max: 20 });
    expect(valuesOf('stock')).toStrictEqual({ min: 2, max: 9 });
  });

  test('what the script demands is told, and not what k6 said of a part', () => {
    expect(measured.thresholds).toStrictEqual([]);
    expect([...demands].map(([metric, all]) => [metric, [...all]])).toStrictEqual([
      ['http_req_duration', ['p(95)<24']],
    ]);
  });
});

test('a runner without a sample says nothing of times', () => {
  const idle = { requests: 0, seconds: 10, failed: 0, p95: 0, avg: 0, min: 0, max: 0 };
  const { measured } = mergeSummaries(outputs([...PARTS.slice(0, 1), idle]));
  expect(measured.total.durationMs).toMatchObject({ min: 2, med: 11.96, p95: 23.92, max: 40, avg: 10 });
});

test('text in which several runners wrote their summaries is theirs together; places that were cut off stay so', () => {
  const block = (requests: number, p95: string) =>
    [
      `http_reqs............: ${requests} ${(requests / 10).toFixed(6)}/s`,
      `http_req_failed......: 0.00% 0 out of ${requests}`,
      `http_req_duration....: avg=10.11ms min=1.02ms med=9.5ms max=50.01ms p(90)=20.2ms p(95)=${p95}`,
      `iterations...........: ${requests} ${(requests / 10).toFixed(6)}/s`,
      `vus..................: 4 min=4 max=5`,
      `vus_max..............: 5 min=5 max=5`,
    ].join('\n');
  const text = ['```', block(100, '23.92ms'), '```', '', '```', block(50, '25.06ms'), '```'].join('\n');
  const { measured } = mergeSummaries(parseText(text, 'pods.log'));
  expect(measured.total.requests).toBe(150);
  // Without its lines nobody knows whether anything was dropped.
  expect(measured.total.droppedIterations).toBeUndefined();
  const duration = measured.metrics.find(({ name }) => name === 'http_req_duration');
  expect(duration?.ranges?.['p(95)']).toStrictEqual([23.92, 25.06]);
  expect(duration?.precision?.['p(95)']).toBeCloseTo(0.01, 9);
});

test('each summary of a document is a runner of its own', async () => {
  const sources = PARTS.map((part, at) => ({ file: `r${at}.json`, chunks: chunksOf([exported(part)]) }));
  const { merge, sources: read } = await readMerged(sources);
  expect(merge).toMatchObject({ from: 'summaries', runners: [{ file: 'r0.json' }, { file: 'r1.json' }] });
  expect(read.map(({ format }) => format)).toStrictEqual(['summary-export', 'summary-export']);
});
