import { describe, expect, test } from 'vitest';
import type { ApiId } from '../../options/apis.ts';
import { ownApi, PROJECT } from '../../testing/own-project.ts';
import { type ReferenceApi, recordOf, referenceSummary } from '../../testing/reference-runs.ts';
import type { Check, Metric } from '../model/measurement.ts';
import type { Output, OutputFormat } from '../model/output.ts';
import { scopesOf } from '../parse/scopes.ts';
import { parseSummaryExport } from '../parse/summary-export.ts';
import { assembleRuns, recordedRun } from './assemble.ts';
import { inferApi } from './infer-api.ts';

interface Parts {
  readonly count?: number;
  readonly check?: string;
  readonly tag?: string;
  readonly script?: string;
  readonly format?: OutputFormat;
  readonly line?: number;
}

function output({ count = 100, check, tag, script, format = 'text', line = 1 }: Parts): Output {
  const checks: Check[] = check === undefined ? [] : [{ name: check, passed: count, failed: 0 }];
  const metrics: Metric[] = [
    { name: 'http_reqs', kind: 'counter', values: { count, rate: 10 } },
    ...(tag === undefined ? [] : [{ name: `http_reqs{name:${tag}}`, kind: 'counter' as const, values: { count } }]),
  ];
  return {
    file: 'a/run.txt',
    line,
    format,
    ...(script !== undefined && { script }),
    measured: { metrics, ...scopesOf(metrics), checks, thresholds: [], runMs: undefined },
  };
}

const exported = (api: ReferenceApi): Output => ({
  file: `${api}.json`,
  line: 1,
  format: 'summary-export',
  measured: parseSummaryExport(JSON.stringify(referenceSummary(api)), `${api}.json`),
});

describe('which API an output is about', () => {
  test.each<[string, Parts, ApiId | undefined]>([
    ['its name tag', { tag: 'GET /v1/products/{id}' }, 'get-product'],
    ['its check', { check: 'orders status is 200' }, 'place-order'],
    ['its script', { script: 'recharge-balance' }, 'recharge-balance'],
    ['the tag before the check', { tag: 'GET /v1/products/{id}', check: 'orders status is 200' }, 'get-product'],
    ['nothing that the catalogue knows', { check: 'ok', script: 'main', tag: 'GET /' }, undefined],
    ['nothing at all', {}, undefined],
  ])('%s', (_, parts, api) => expect(inferApi(output(parts), PROJECT)).toBe(api));

  test('a flow over several APIs is none of them', () => {
    const flow = output({ check: 'orders status is 200' });
    const endpoints = { [ownApi('get-product').request]: {}, [ownApi('place-order').request]: {} };
    expect(inferApi({ ...flow, measured: { ...flow.measured, endpoints } }, PROJECT)).toBeUndefined();
  });
});

describe('which outputs are one run', () => {
  const names = (outputs: readonly Output[]) =>
    assembleRuns(outputs, { project: PROJECT }).map(({ api, name, sources = [] }) => [api ?? name, sources.length]);

  test('different formats about one API are; two of the same format are two', () => {
    expect(names([exported('get-balance'), output({ check: 'getBalance status is 200', count: 5 })])).toEqual([
      ['get-balance', 2],
    ]);
    expect(names([exported('get-balance'), exported('get-balance')])).toEqual([
      ['get-balance', 1],
      ['get-balance', 1],
    ]);
  });

  test('outputs about different APIs are not, in the order in which they came', () => {
    const balance = output({ check: 'getBalance status is 200' });
    expect(names([exported('place-order'), balance, exported('get-product')])).toEqual([
      ['place-order', 1],
      ['get-balance', 1],
      ['get-product', 1],
    ]);
  });

  test('without a known API the counts tell: a copying mistake is one run, another count is another', () => {
    const json = output({ format: 'summary-export', count: 1000 });
    expect(names([json, output({ count: 990 })])).toEqual([['run', 2]]);
    expect(names([json, output({ count: 300, line: 40 })])).toEqual([
      ['run', 1],
      ['run:40', 1],
    ]);
  });

  test('the user knows better', () => {
    const [run] = assembleRuns([output({ check: 'getBalance status is 200' })], {
      project: PROJECT,
      api: 'get-product',
    });
    expect(run).toMatchObject({ api: 'get-product', thinkMs: 1000 });
  });
});

describe('what was planned', () => {
  test('is unknown without options: nothing is guessed', () => {
    const [run] = assembleRuns([output({ check: 'getBalance status is 200' })], { project: PROJECT });
    expect(run).toMatchObject({ planned: [], options: undefined, keys: undefined });
  });

  test('is what the profile says, with the default test data, and its goals are judged on the figures', () => {
    const load = { profile: 'seed', scale: 1, durationScale: 1 } as const;
    const order = exported('place-order');
    const unjudged = { ...order, measured: { ...order.measured, thresholds: [] } };
    const [run] = assembleRuns([unjudged], { project: PROJECT, load });
    expect(run?.planned.map(({ name }) => name)).toEqual(['load_test', 'peak_test']);
    expect(run?.keys).toBe(4);
    expect(run?.measured.thresholds).toEqual([
      { metric: 'http_req_duration{expected_response:true}', expression: 'p(95)<=3000', passed: false },
      { metric: 'http_req_failed', expression: 'rate<=0.01', passed: true },
    ]);
  });

  test('is what the options say', () => {
    const options = { scenarios: { a: { executor: 'constant-vus', vus: 3, duration: '10s' } }, thresholds: {} };
    const [run] = assembleRuns([output({})], { options });
    expect(run).toMatchObject({ options, planned: [{ name: 'a', executor: 'constant-vus' }], keys: undefined });
    expect(run?.measured.thresholds).toEqual([]);
  });

  test('stands in the record of a run of our own', () => {
    const run = recordedRun(recordOf('get-balance'), [exported('get-balance')], PROJECT);
    expect(run).toMatchObject({ api: 'get-balance', thinkMs: 2000, sources: [{ file: 'get-balance.json' }] });
    expect(run.planned).toHaveLength(2);
  });

  test.each([
    ['samples alone', 'csv', ['http_req_duration{expected_response:true}', 'http_req_failed']],
    ['a summary of a run without thresholds', 'summary-export', []],
  ] as const)("in a record is held against %s: its goals are the script's", (_, format, goals) => {
    const record = recordOf('place-order');
    const order = exported('place-order');
    const run = recordedRun(record, [{ ...order, format, measured: { ...order.measured, thresholds: [] } }], PROJECT);
    expect(run.measured.thresholds.map(({ metric }) => metric)).toEqual(goals);
    expect(run.measured.thresholds.map(({ passed }) => passed)).toEqual(
      goals.map((name) => name === 'http_req_failed'),
    );
  });
});
