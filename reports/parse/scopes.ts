import type { Metric, Scope, Trend } from '../model/run.ts';

/** k6's statistic names and ours. */
const TREND_FIELDS: Readonly<Record<string, keyof Trend>> = {
  count: 'count',
  min: 'min',
  avg: 'avg',
  med: 'med',
  max: 'max',
  'p(50)': 'med',
  'p(90)': 'p90',
  'p(95)': 'p95',
  'p(99)': 'p99',
  'p(99.9)': 'p999',
};

function trend(metric: Metric | undefined): Trend | undefined {
  if (!metric) return undefined;
  const known = Object.entries(metric.values).flatMap(([name, value]) => {
    const field = TREND_FIELDS[name];
    return field ? [[field, value]] : [];
  });
  const found: Trend = Object.fromEntries(known);
  // k6 prints zeros for a trend without samples; they are no measurement.
  return found.count === 0 ? undefined : found;
}

/** Number of samples behind a metric; undefined where its statistics do not tell. */
export function sampleCount(metric: Metric | undefined): number | undefined {
  if (!metric) return undefined;
  const { count, passes, fails } = metric.values;
  return metric.kind === 'rate' && passes !== undefined && fails !== undefined ? passes + fails : count;
}

const ALL = '';

/** `http_reqs{scenario:load_test}` is metric `http_reqs` within `load_test`; other filters belong to no scenario. */
const SUB_METRIC = /^([^{]+)\{scenario:([^,}]+)\}$/;

function scopeOf(find: (name: string) => Metric | undefined): Scope {
  const requests = find('http_reqs')?.values;
  const iterations = find('iterations')?.values;
  const dropped = find('dropped_iterations')?.values;
  const checks = find('checks')?.values;
  const failed = find('http_req_failed')?.values;
  const received = find('data_received')?.values;
  const sent = find('data_sent')?.values;
  return {
    requests: requests?.count,
    requestsPerSec: requests?.rate,
    iterations: iterations?.count,
    iterationsPerSec: iterations?.rate,
    // k6 leaves the metric out when nothing was dropped.
    droppedIterations: dropped?.count ?? (iterations && 0),
    droppedPerSec: dropped?.rate ?? (iterations && 0),
    checksPassed: checks?.passes,
    checksFailed: checks?.fails,
    // The rate's "true" means failed, so `passes` counts the failures.
    failedRequests: failed?.passes,
    failedRatio: failed && sampleCount(find('http_req_failed')) !== 0 ? failed.rate : undefined,
    durationMs: trend(find('http_req_duration')),
    // Without a success its statistics are zeros, and k6's default ones have no count to tell.
    successDurationMs: failed?.fails === 0 ? undefined : trend(find('http_req_duration{expected_response:true}')),
    iterationDurationMs: trend(find('iteration_duration')),
    blockedMs: trend(find('http_req_blocked')),
    connectingMs: trend(find('http_req_connecting')),
    tlsMs: trend(find('http_req_tls_handshaking')),
    receivedBytes: received?.count,
    receivedBytesPerSec: received?.rate,
    sentBytes: sent?.count,
    sentBytesPerSec: sent?.rate,
  };
}

/** The whole run and each scenario that the output tells apart. */
export function scopesOf(metrics: readonly Metric[]): { total: Scope; scenarios: Record<string, Scope> } {
  const byScenario = new Map<string, Map<string, Metric>>([[ALL, new Map()]]);
  for (const metric of metrics) {
    const [, name = metric.name, scenario = ALL] = metric.name.match(SUB_METRIC) ?? [];
    const own = byScenario.get(scenario) ?? new Map<string, Metric>();
    byScenario.set(scenario, own.set(name, metric));
  }
  const scope = (scenario: string) => scopeOf((name) => byScenario.get(scenario)?.get(name));
  const names = [...byScenario.keys()].filter((name) => name !== ALL);
  return { total: scope(ALL), scenarios: Object.fromEntries(names.map((name) => [name, scope(name)])) };
}

/** Length of the run in ms: every counter's rate divides by it. */
export function runLengthMs(metrics: readonly Metric[]): number | undefined {
  const counters = metrics.filter((metric) => metric.kind === 'counter' && (metric.values.rate ?? 0) > 0);
  // The largest count loses least when the source has rounded the rate.
  const best = counters.reduce<Metric | undefined>(
    (most, metric) => ((metric.values.count ?? 0) > (most?.values.count ?? 0) ? metric : most),
    undefined,
  );
  return best && ((best.values.count ?? 0) / (best.values.rate ?? 1)) * 1000;
}
