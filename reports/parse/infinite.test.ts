import { expect, test } from 'vitest';
import { CSV_HEADER } from '../../testing/reference-samples.ts';
import type { Metric } from '../model/measurement.ts';
import { readOutputs } from './read-outputs.ts';

/** Of a script that gives its gauge Infinity and its trend Infinity beside numbers, as k6 2.2 writes it. */
async function metricsOf(text: string): Promise<readonly Metric[]> {
  const chunks = (async function* () {
    yield new TextEncoder().encode(text);
  })();
  return (await readOutputs({ file: 'x', chunks })).flatMap(({ measured }) => measured.metrics);
}

const nothing = { value: null, min: null, max: null };
const mixed = { avg: null, min: -5, med: null, max: null, 'p(90)': null, 'p(95)': null };
const reqs = { count: 20, rate: 9.7 };
const lacking = (found: readonly Metric[]) =>
  found.filter(({ infinite }) => infinite).map(({ name, values, infinite }) => [name, values, infinite?.toSorted()]);

const expected = [
  ['gg', {}, ['max', 'min', 'value']],
  ['tt', { min: -5 }, ['avg', 'max', 'med', 'p(90)', 'p(95)']],
];

test('null in a summary costs no more than the figure', async () => {
  const root = { checks: {}, groups: {} };
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

test('k6’s own metrics hold numbers: null there is damage, and the field is named', async () => {
  const flat = { root_group: { checks: {}, groups: {} }, metrics: { vus: nothing, http_reqs: reqs } };
  await expect(metricsOf(JSON.stringify(flat))).rejects.toMatchObject({
    code: 'not-k6-summary',
    facts: { field: 'metrics.vus.value' },
  });
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
