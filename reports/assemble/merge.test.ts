import { expect, test } from 'vitest';
import type { Metric } from '../model/measurement.ts';
import type { Output, OutputFormat } from '../model/output.ts';
import { scopesOf } from '../parse/scopes.ts';
import { mergeOutputs } from './merge.ts';

const output = (format: OutputFormat, metrics: readonly Metric[], file: string = format): Output => ({
  file,
  line: 1,
  format,
  measured: { metrics, ...scopesOf(metrics), checks: [], thresholds: [], runMs: undefined },
});

const requests = (count: number): Metric => ({
  name: 'http_reqs',
  kind: 'counter',
  values: { count, rate: count / 10 },
});

test('one output is taken as it is', () => {
  const only = output('text', [requests(100)]);
  expect(mergeOutputs([only])).toStrictEqual({ measured: only.measured, contradictions: [] });
});

test('k6’s full precision wins over text, and what only the text has is filled in with its precision', () => {
  const json: Metric = { name: 'http_req_duration', kind: 'trend', values: { avg: 155.9123, med: 35.361 } };
  const text: Metric = {
    name: 'http_req_duration',
    kind: 'trend',
    contains: 'time',
    values: { avg: 155.91, 'p(90)': 460.2 },
    precision: { avg: 0.01, 'p(90)': 0.01 },
  };
  const { measured, contradictions } = mergeOutputs([output('text', [text]), output('summary-export', [json])]);
  expect(measured.metrics).toStrictEqual([
    {
      name: 'http_req_duration',
      kind: 'trend',
      contains: 'time',
      values: { avg: 155.9123, med: 35.361, 'p(90)': 460.2 },
      precision: { 'p(90)': 0.01 },
    },
  ]);
  expect(measured.total.durationMs).toStrictEqual({ avg: 155.9123, med: 35.361, p90: 460.2 });
  expect(contradictions).toStrictEqual([]);
});

test('a copying mistake is a contradiction that names both files and both figures', () => {
  const { measured, contradictions } = mergeOutputs([
    output('summary-export', [requests(91_531)], 'summary.json'),
    output('text', [{ ...requests(91_431), values: { count: 91_431 } }], 'report.md'),
  ]);
  expect(measured.total.requests).toBe(91_531);
  expect(contradictions).toStrictEqual([
    {
      metric: 'http_reqs',
      statistic: 'count',
      contains: undefined,
      used: { file: 'summary.json', value: 91_531 },
      other: { file: 'report.md', value: 91_431 },
    },
  ]);
});

test('samples do not know when k6 began to count, so their rates and last values contradict nothing', () => {
  const vus = (value: number): Metric => ({ name: 'vus', kind: 'gauge', values: { value, min: 1, max: 10 } });
  const samples = output('csv', [{ ...requests(100), values: { count: 100, rate: 10.4 } }, vus(3)]);
  const { measured, contradictions } = mergeOutputs([output('handle-summary', [requests(100), vus(4)]), samples]);
  expect(contradictions).toStrictEqual([]);
  expect(measured.total.requestsPerSec).toBe(10);
});

test('what only samples count is divided by k6’s own length of the run as well', () => {
  const ofScenario: Metric = { ...requests(40), name: 'http_reqs{scenario:a}', values: { count: 40, rate: 4.16 } };
  const summary = output('summary-export', [requests(100)]);
  const samples = output('csv', [{ ...requests(100), values: { count: 100, rate: 10.4 } }, ofScenario]);
  const endpoints = { '/a': { requests: 40, requestsPerSec: 4.16 } };
  const { measured } = mergeOutputs([
    { ...summary, measured: { ...summary.measured, runMs: 10_000 } },
    { ...samples, measured: { ...samples.measured, runMs: 9615, endpoints } },
  ]);
  expect(measured.metrics.find(({ name }) => name === ofScenario.name)?.values).toStrictEqual({ count: 40, rate: 4 });
  expect(measured.endpoints).toStrictEqual({ '/a': { requests: 40, requestsPerSec: 4 } });
});

test('groups and tags are those of samples also where these tell no request apart', () => {
  const summary = output('summary-export', [requests(100), { ...requests(30), name: 'http_reqs{name:/a}' }]);
  const samples = output('csv', [requests(100)]);
  const parts = { groups: { '::cart': { requests: 40 } }, tags: { kind: { list: { requests: 60 } } } };
  const { measured } = mergeOutputs([summary, { ...samples, measured: { ...samples.measured, ...parts } }]);
  expect(measured).toMatchObject({ ...parts, endpoints: { '/a': { requests: 30 } }, hasSomeParts: true });
  const { measured: alone } = mergeOutputs([
    output('summary-export', [requests(100)]),
    { ...samples, measured: { ...samples.measured, ...parts } },
  ]);
  expect(alone).toMatchObject(parts);
  expect(alone.hasSomeParts).toBeUndefined();
});

test('k6’s own rate and last value win over those of samples, whatever else is trusted more', () => {
  const vus: Metric = { name: 'vus', kind: 'gauge', values: { value: 3, min: 1, max: 10 } };
  const own: Metric = { ...requests(100), precision: { rate: 1e-6 } };
  const samples = output('ndjson', [{ ...requests(100), values: { count: 100, rate: 10.4 } }, vus]);
  const text = output('text', [own, { ...vus, values: { value: 4, min: 1, max: 10 } }]);
  const { measured, contradictions } = mergeOutputs([samples, text]);
  expect(contradictions).toStrictEqual([]);
  expect(measured.metrics.map(({ values }) => values)).toStrictEqual([
    { count: 100, rate: 10 },
    { value: 4, min: 1, max: 10 },
  ]);
  expect(measured.metrics[0]?.precision).toStrictEqual({ rate: 1e-6 });
});

test('a contradiction names the output that states the figure, not the one that was trusted first', () => {
  const trend = (values: Metric['values']): Metric => ({ name: 'http_req_duration', kind: 'trend', values });
  const { contradictions } = mergeOutputs([
    output('summary-export', [trend({ avg: 5 })]),
    output('ndjson', [trend({ avg: 5, 'p(99)': 9 })]),
    output('text', [trend({ avg: 5, 'p(99)': 12 })]),
  ]);
  expect(contradictions.map(({ used, other }) => [used.file, other.file])).toStrictEqual([['ndjson', 'text']]);
});

test('metrics of one name and two kinds are not mixed', () => {
  const rate: Metric = { name: 'mine', kind: 'rate', values: { rate: 0.5, passes: 1, fails: 1 } };
  const trend: Metric = { name: 'mine', kind: 'trend', values: { avg: 0.5, count: 2 } };
  const { measured } = mergeOutputs([output('summary-export', [rate]), output('csv', [trend])]);
  expect(measured.metrics).toStrictEqual([rate]);
});
