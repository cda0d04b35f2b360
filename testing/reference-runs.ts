import { thinkTimeMs } from '../options/apis.ts';
import { k6Options } from '../options/k6-options.ts';
import { serviceLevel } from '../options/service-levels.ts';
import { analyse } from '../reports/analyse/analyse.ts';
import type { AnalysedRun } from '../reports/model/analysed.ts';
import type { RunRecord } from '../reports/model/record.ts';
import type { Run } from '../reports/model/run.ts';
import { parseK6Options } from '../reports/parse/k6-options.ts';
import { parseSummaryExport } from '../reports/parse/summary-export.ts';
import { ownApi, PROJECT } from './own-project.ts';

/** The reference report's four runs, as k6 would export them: data for tests. Times in ms. */

type Values = Record<string, number>;
export interface SummaryCheck {
  name: string;
  passes: number;
  fails: number;
}
export interface SummaryGroup {
  name: string;
  checks: Record<string, SummaryCheck>;
  groups: Record<string, SummaryGroup>;
}
export interface Summary {
  root_group: SummaryGroup;
  metrics: Record<string, Record<string, number | Record<string, boolean>>>;
}

/** The four APIs of the reference; the catalogue may have more. */
export type ReferenceApi = 'get-balance' | 'recharge-balance' | 'place-order' | 'get-product';

/** What the reference prints, to its last digit; `requestsPerSec` also gives the length of the run. */
const FIGURES: Readonly<Record<ReferenceApi, Readonly<Record<'requests' | 'requestsPerSec' | 'dropped', number>>>> = {
  'get-balance': { requests: 91_531, requestsPerSec: 998.384223, dropped: 168_879 },
  'recharge-balance': { requests: 29_908, requestsPerSec: 317.903498, dropped: 178_422 },
  'place-order': { requests: 17_639, requestsPerSec: 173.515256, dropped: 181_051 },
  'get-product': { requests: 162_299, requestsPerSec: 1786.184949, dropped: 155_473 },
};

const trend = (avg: number, min: number, med: number, max: number, p90: number, p95: number): Values => ({
  avg,
  min,
  med,
  max,
  'p(90)': p90,
  'p(95)': p95,
});

const TRENDS: Readonly<Record<ReferenceApi, Readonly<Record<'response' | 'iteration' | 'blocked', Values>>>> = {
  'get-balance': {
    response: trend(155.91, 1.76, 35.36, 1570, 460.2, 720.98),
    iteration: trend(2150, 2000, 2030, 3570, 2460, 2720),
    blocked: trend(0.0219, 0, 0.003, 35.92, 0.009, 0.027),
  },
  'recharge-balance': {
    response: trend(5950, 8.07, 5090, 11_280, 9490, 10_090),
    iteration: trend(6950, 1000, 6090, 12_280, 10_490, 11_090),
    blocked: trend(0.03928, 0.001, 0.004, 21.62, 0.224, 0.267),
  },
  'place-order': {
    response: trend(11_590, 11.44, 8910, 21_060, 19_680, 19_960),
    iteration: trend(12_590, 1010, 9910, 22_060, 20_680, 20_970),
    blocked: trend(0.06327, 0.001, 0.004, 8.99, 0.259, 0.298),
  },
  'get-product': {
    response: trend(203.02, 1.26, 87.77, 1260, 537.18, 684.38),
    iteration: trend(1200, 1000, 1080, 2260, 1530, 1680),
    blocked: trend(0.01079, 0, 0.002, 6.13, 0.006, 0.009),
  },
};

/** peak_test's plan: what k6 did not drop of it was delivered. */
export const PEAK_PLAN = 185_050;

/** The summary of a reference run with the sub-metrics that `options/` asks for. */
export function referenceSummary(api: ReferenceApi): Summary {
  const { requests, requestsPerSec, dropped } = FIGURES[api];
  const { response, iteration, blocked } = TRENDS[api];
  const runSec = requests / requestsPerSec;
  const counter = (count: number): Values => ({ count, rate: count / runSec });
  const none = (samples: number): Values => ({ passes: 0, fails: samples, value: 0 });
  const all = (samples: number): Values => ({ passes: samples, fails: 0, value: 1 });
  const peak = PEAK_PLAN - dropped;
  const splits = [
    ['load_test', requests - peak, 0],
    ['peak_test', peak, dropped],
  ] as const;
  const split = splits.flatMap(([scenario, own, ownDropped]) => {
    const of = (metric: string) => `${metric}{scenario:${scenario}}`;
    return [
      [of('http_reqs'), counter(own)],
      [of('iterations'), counter(own)],
      [of('dropped_iterations'), counter(ownDropped)],
      [of('http_req_failed'), none(own)],
      [of('checks'), all(own)],
      [of('http_req_duration'), { ...response, count: own }],
      [of('iteration_duration'), { ...iteration, count: own }],
    ];
  });
  const { check } = ownApi(api);
  const { p95Ms } = serviceLevel(PROJECT.serviceLevels, api, ownApi(api)) ?? { p95Ms: Number.NaN };
  return {
    root_group: { name: '', checks: { [check]: { name: check, passes: requests, fails: 0 } }, groups: {} },
    metrics: {
      checks: all(requests),
      data_received: counter(requests * 142),
      data_sent: counter(requests * 101),
      dropped_iterations: counter(dropped),
      http_req_blocked: { ...blocked, count: requests },
      http_req_duration: { ...response, count: requests },
      'http_req_duration{expected_response:true}': {
        ...response,
        count: requests,
        thresholds: { [`p(95)<=${p95Ms}`]: (response['p(95)'] ?? 0) > p95Ms },
      },
      http_req_failed: { ...none(requests), thresholds: { 'rate<=0.01': false } },
      http_reqs: counter(requests),
      iteration_duration: { ...iteration, count: requests },
      iterations: counter(requests),
      vus: { value: 126, min: 112, max: 3500 },
      vus_max: { value: 3500, min: 3200, max: 3500 },
      ...Object.fromEntries(split),
    },
  };
}

/** The options as `k6 inspect` prints them: what nobody set is null. */
export function inspectedOptions(api: ReferenceApi, profile = 'seed'): Record<string, unknown> {
  const { scenarios, ...rest } = k6Options(
    api,
    { [api]: ownApi(api) },
    { profile, scale: 1, durationScale: 1 },
    PROJECT,
  );
  const unset = { startTime: null, gracefulStop: null, env: null, exec: null, tags: null };
  const inspected = Object.entries(scenarios).map(([name, scenario]) => [name, { ...unset, ...scenario }]);
  const nulls = { paused: null, vus: null, duration: null, iterations: null, stages: null, rps: null };
  return { ...nulls, scenarios: Object.fromEntries(inspected), ...rest };
}

export function recordOf(api: ReferenceApi, changes: Partial<RunRecord> = {}): RunRecord {
  return {
    schemaVersion: 1,
    name: api,
    apis: [api],
    script: { path: `scenarios/${api}.ts`, sha256: '1ba78912cb63d6a9400ffce69b792f328981e2033154482b9ef4a1680c1342f3' },
    k6: { version: '2.2.0', from: 'cache' },
    profile: { name: 'seed', scale: 1, durationScale: 1, minDelivered: 0 },
    options: inspectedOptions(api),
    target: { baseUrl: 'https://shop.example.com' },
    testData: { users: 4, products: 4 },
    startedAt: '2026-11-23T14:03:11.120+09:00',
    endedAt: '2026-11-23T14:04:42.800+09:00',
    generator: { os: 'Linux 6.18 x64', cpu: 'Xeon', cores: 2, memoryBytes: 25_276_502_016, node: '20.20.2' },
    exit: { code: 0, meaning: 'completed' },
    interrupted: false,
    exceptions: { count: 0 },
    k6CpuSec: 61.5,
    machineCpuShare: 0.62,
    ...changes,
  };
}

/** A run of an API from its summary and its record, as `buha report` puts them together. */
export function runOf(api: ReferenceApi, summary: Summary, record: RunRecord | undefined = recordOf(api)): Run {
  return {
    record,
    project: PROJECT,
    api,
    name: api,
    measured: parseSummaryExport(JSON.stringify(summary), 'summary.json'),
    planned: parseK6Options(record.options),
    options: record.options,
    ...(record.profile && { profile: record.profile.name }),
    thinkMs: thinkTimeMs(ownApi(api)),
  };
}

/** One of the reference's four runs. */
export function referenceRun(api: ReferenceApi, changes: Partial<RunRecord> = {}): Run {
  return runOf(api, referenceSummary(api), recordOf(api, changes));
}

export function analysedReference(api: ReferenceApi, changes: Partial<RunRecord> = {}): AnalysedRun {
  return analyse(referenceRun(api, changes));
}

/** k6 output from elsewhere: there is no record of how it was made. */
export function foreignRun(summary: Summary, name = 'summary'): AnalysedRun {
  return analyse({
    record: undefined,
    api: undefined,
    name,
    measured: parseSummaryExport(JSON.stringify(summary), `${name}.json`),
    planned: [],
    thinkMs: undefined,
  });
}
