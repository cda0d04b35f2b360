import { expect, test } from 'vitest';
import { CSV_HEADER } from '../../testing/reference-samples.ts';
import type { Measurement, Metric } from '../model/measurement.ts';
import { readOutputs } from './read-outputs.ts';

/** Of a script that gives its gauge Infinity and its trend Infinity beside numbers, as k6 2.2 writes it. */
async function measuredOf(text: string): Promise<readonly Measurement[]> {
  const chunks = (async function* () {
    yield new TextEncoder().encode(text);
  })();
  return (await readOutputs({ file: 'x', chunks })).map(({ measured }) => measured);
}

const metricsOf = async (text: string) => (await measuredOf(text)).flatMap(({ metrics }) => metrics);

const nothing = { value: null, min: null, max: null };
const mixed = { avg: null, min: -5, med: null, max: null, 'p(90)': null, 'p(95)': null };
const root = { checks: {}, groups: {} };
const reqs = { count: 20, rate: 9.7 };
const lacking = (found: readonly Metric[]) =>
  found.filter(({ infinite }) => infinite).map(({ name, values, infinite }) => [name, values, infinite?.toSorted()]);

const expected = [
  ['gg', {}, ['max', 'min', 'value']],
  ['tt', { min: -5 }, ['avg', 'max', 'med', 'p(90)', 'p(95)']],
];

test('null in a summary costs no more than the figure', async () => {
  const flat = { root_group: root, metrics: { gg: nothing, http_reqs: reqs, tt: mixed } };
  expect(lacking(await metricsOf(JSON.stringify(flat)))).toStrictEqual(expected);
  const handled = {
    root_group: { checks: [], groups: [] },
    metrics: {
      gg: { type: 'gauge', values: nothing },
      http_reqs: { type: 'counter', values: reqs },
      tt: { type: 'trend', values: mixed },
    },
  };
  expect(lacking(await metricsOf(JSON.stringify(handled)))).toStrictEqual(expected);
});

const duration = { avg: null, min: 1, med: 2, max: null, 'p(90)': 3, 'p(95)': null, thresholds: { 'p(95)<3': false } };
const failed = { passes: 0, fails: 20, value: null, thresholds: { 'rate<0.01': false } };
const ownFlat = {
  root_group: root,
  metrics: { vus: nothing, http_reqs: reqs, http_req_duration: duration, http_req_failed: failed, iterations: null },
};

test('null in k6’s own metrics costs that figure, and nobody takes the mark beside it for a pass', async () => {
  const [measured] = await measuredOf(JSON.stringify(ownFlat));
  expect(lacking(measured?.metrics ?? [])).toStrictEqual([
    ['http_req_duration', { min: 1, med: 2, 'p(90)': 3 }, ['avg', 'max', 'p(95)']],
    ['http_req_failed', { passes: 0, fails: 20 }, ['rate']],
    ['iterations', {}, ['count', 'rate']],
    ['vus', {}, ['max', 'min', 'value']],
  ]);
  expect(measured?.thresholds.map(({ expression, lacksFigure }) => [expression, lacksFigure])).toStrictEqual([
    ['p(95)<3', true],
    ['rate<0.01', true],
  ]);
});

test('NaN and Infinity, which are no JSON, are the same, alone and in a document; a string that holds them stays', async () => {
  const text = JSON.stringify({ ...ownFlat, note: 'NaN, "Infinity"' });
  const literal = text.replace('"avg":null', '"avg":NaN').replace('"max":null', '"max":-Infinity');
  expect(literal).not.toBe(text);
  const expectedMetrics = (await measuredOf(text)).map(({ metrics }) => metrics);
  for (const written of [literal, `# Run\n\n\`\`\`json\n${literal}\n\`\`\`\n`]) {
    expect((await measuredOf(written)).map(({ metrics }) => metrics)).toStrictEqual(expectedMetrics);
  }
  await expect(measuredOf('{"metrics": {"a": NaN,,}}')).rejects.toMatchObject({ code: 'not-json' });
});

test('null in the machine-readable summary', async () => {
  const metric = (name: string, type: string, values: object) => ({ name, type, values });
  const results = {
    metrics: [
      metric('http_reqs', 'counter', { count: null }),
      metric('http_req_failed', 'rate', { matches: 1, total: null }),
      metric('http_req_duration', 'trend', { avg: null, p95: 2 }),
    ],
  };
  const text = JSON.stringify({ version: '1.0.0', config: { duration: 2 }, results });
  expect(lacking(await metricsOf(text))).toStrictEqual([
    ['http_req_duration', { 'p(95)': 2 }, ['avg']],
    ['http_req_failed', { passes: 1 }, ['fails', 'rate']],
    ['http_reqs', {}, ['count', 'rate']],
  ]);
});

test('Infinity and NaN in k6’s text', async () => {
  const text = [
    '    gg.............................: Infinity min=Infinity max=Infinity',
    '    tt.............................: avg=Infinity min=-5       med=Infinity max=Infinity p(90)=NaN      p(95)=NaN     ',
    '    http_reqs......................: 20       9.715595/s',
    '    iterations.....................: 20       9.715595/s',
  ];
  expect(lacking(await metricsOf(`${text.join('\n')}\n`))).toStrictEqual(expected);
});

test('+Inf in CSV is no bad line, and no statistic is made of what else there is', async () => {
  const row = (metric: string, value: string) =>
    `${metric},1795435200000,${value}${','.repeat(CSV_HEADER.split(',').length - 3)}`;
  const rows = ['gg,+Inf', 'tt,+Inf', 'tt,-5.000000', 'http_reqs,1.000000'].map((pair) => {
    const [metric = '', value = ''] = pair.split(',');
    return row(metric, value);
  });
  const found = await metricsOf([CSV_HEADER, ...rows, ''].join('\n'));
  expect(lacking(found).map(([name, values]) => [name, values])).toStrictEqual([
    ['gg', {}],
    ['tt', {}],
  ]);
  expect(found.find(({ name }) => name === 'http_reqs')?.values.count).toBe(1);
});
