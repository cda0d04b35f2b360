import {
  type Measurement,
  type Metric,
  type Scope,
  type Statistic,
  TREND_FIELDS,
  type Trend,
} from '../model/measurement.ts';
import { type MetricScope, metricScope, type Part, partKey } from '../model/part.ts';
import { perSecond } from '../numbers/per-second.ts';

const isNothing = (values: Metric['values']) => Object.values(values).every((value) => value === 0);

/** Statistics by their fields, and quantiles that have no field of their own by k6's names. */
function byField<Value>(values: Readonly<Record<string, Value>>) {
  const fields: Partial<Record<Statistic, Value>> = {};
  let quantiles: Record<string, Value> | undefined;
  for (const [name, value] of Object.entries(values)) {
    const field = TREND_FIELDS.get(name);
    if (field) fields[field] = value;
    else if (/^p\(\d+(?:\.\d+)?\)$/.test(name)) {
      quantiles ??= {};
      quantiles[name] = value;
    }
  }
  return { fields, quantiles };
}

/** By the statistics of which they are made: the samples of a run are those of several of its parts. */
const trends = new WeakMap<Metric['values'], Trend>();

/**
 * `samples` is how many there were as other metrics tell, for a trend without a count of its own. k6 prints zeros for a
 * trend without samples, and they are no measurement; refused connections, which were sent, have them, too.
 */
function trend(metric: Metric | undefined, samples: number | undefined): Trend | undefined {
  if (!metric) return undefined;
  const known = metric.ranges ? undefined : trends.get(metric.values);
  const { fields, quantiles } = known ? {} : byField(metric.values);
  const ranges = metric.ranges && byField(metric.ranges);
  const found: Trend = known ?? {
    ...fields,
    ...(quantiles && { quantiles }),
    ...(ranges && { ranges: { ...ranges.fields, ...ranges.quantiles } }),
  };
  if (!ranges) trends.set(metric.values, found);
  if (found.count === undefined && isNothing(metric.values) && !((samples ?? 0) > 0)) return undefined;
  return found.count === 0 ? undefined : found;
}

/** Number of samples behind a metric; undefined where its statistics do not tell. */
export function sampleCount(metric: Metric | undefined): number | undefined {
  if (!metric) return undefined;
  const { count, passes, fails } = metric.values;
  return metric.kind === 'rate' && passes !== undefined && fails !== undefined ? passes + fails : count;
}

/** Filters that only requests with an answer pass: none of those takes 0 ms. */
const ANSWERED = /[{,]\s*(?:expected_response:true|status:[1-5]\d\d)\s*[,}]/;

/**
 * k6 counts what it sent, times each of them, and says of each whether it failed: one of these tells how many there were.
 * No sample of a filter is no word about its requests: the script may never have used such a tag.
 */
const requestCount = (find: (name: string) => Metric | undefined): number | undefined =>
  find('http_reqs')?.values.count ??
  (sampleCount(find('http_req_duration')) || undefined) ??
  (sampleCount(find('http_req_failed')) || undefined);

/** Requests of a whole output; undefined where it counts none of them, nor any iteration. k6 leaves metrics without a sample out. */
function countedRequests(metrics: readonly Metric[]): number | undefined {
  const find = (name: string) => metrics.find((metric) => metric.name === name);
  return requestCount(find) ?? (find('iterations') ? 0 : undefined);
}

/**
 * Samples on which a threshold was judged; undefined where nobody can tell. k6's default statistics of a trend have no
 * count, but a run in which no request failed has no response in 0 ms, so such zeros are those of no sample.
 */
export function judgedSamples(metric: Metric, metrics: readonly Metric[]): number | undefined {
  const count = sampleCount(metric);
  if (count !== undefined || metric.kind !== 'trend' || !isNothing(metric.values)) return count;
  const noneFailed = metrics.find(({ name }) => name === 'http_req_failed')?.values.passes === 0;
  const [base = ''] = metric.name.split('{', 1);
  if (base === 'iteration_duration') return 0;
  if (base.startsWith('http_req_') && countedRequests(metrics) === 0) return 0;
  return base === 'http_req_duration' && (noneFailed || ANSWERED.test(metric.name)) ? 0 : undefined;
}

const ALL = '';

export const SUCCESSFUL = 'expected_response:true';

/** A metric by its name within its scenario or part: `http_reqs`, and of what succeeded with `{expected_response:true}`. */
const nameWithin = ({ base, isOfSuccesses }: MetricScope) => (isOfSuccesses ? `${base}{${SUCCESSFUL}}` : base);

/** From the counts, where they are known: a printed percentage was cut off. */
function failedShare({ passes, rate }: Metric['values'], requests: number | undefined): number | undefined {
  if (requests === 0 || rate === undefined) return undefined;
  return requests === undefined || passes === undefined ? rate : passes / requests;
}

/** One scope, made of the metrics that `find` gives by their names within it; `runMs` divides what has no rate of its own. */
export function scopeOf(find: (name: string) => Metric | undefined, runMs?: number): Scope {
  const requests = find('http_reqs')?.values;
  const sent = requestCount(find);
  const iterations = find('iterations')?.values;
  const dropped = find('dropped_iterations')?.values;
  const checks = find('checks')?.values;
  const failed = find('http_req_failed')?.values;
  const received = find('data_received')?.values;
  const sentData = find('data_sent')?.values;
  const http = (name: string) => trend(find(name), sent);
  return {
    requests: sent,
    requestsPerSec: requests?.rate ?? (sent !== undefined && runMs ? perSecond(sent, runMs) : undefined),
    iterations: iterations?.count,
    iterationsPerSec: iterations?.rate,
    // k6 leaves the metric out when nothing was dropped.
    droppedIterations: dropped?.count ?? (iterations && 0),
    checksPassed: checks?.passes,
    checksFailed: checks?.fails,
    // The rate's "true" means failed, so `passes` counts the failures.
    failedRequests: failed?.passes,
    failedRatio: failed && failedShare(failed, sampleCount(find('http_req_failed'))),
    durationMs: http('http_req_duration'),
    // Without a success its statistics are zeros, and k6's default ones have no count to tell.
    successDurationMs: failed?.fails === 0 ? undefined : trend(find(`http_req_duration{${SUCCESSFUL}}`), failed?.fails),
    iterationDurationMs: trend(find('iteration_duration'), iterations?.count),
    blockedMs: http('http_req_blocked'),
    connectingMs: http('http_req_connecting'),
    tlsMs: http('http_req_tls_handshaking'),
    sendingMs: http('http_req_sending'),
    waitingMs: http('http_req_waiting'),
    receivingMs: http('http_req_receiving'),
    receivedBytes: received?.count,
    receivedBytesPerSec: received?.rate,
    sentBytes: sentData?.count,
    sentBytesPerSec: sentData?.rate,
  };
}

/** A summary tells a scenario's dropped iterations where it was asked to, or where the whole run has none. */
export const withoutDropped = (scope: Scope): Scope => ({ ...scope, droppedIterations: undefined });

/**
 * The whole run and each scenario that the output tells apart. `toldApart` says that every metric is split by scenario,
 * as raw samples are, so that what a scenario lacks did not happen in it.
 */
export function scopesOf(
  metrics: readonly Metric[],
  toldApart = false,
): { total: Scope; scenarios: Record<string, Scope> } {
  const byScenario = new Map<string, Map<string, Metric>>([[ALL, new Map()]]);
  for (const metric of metrics) {
    const within = metricScope(metric.name);
    const { scenario, name } =
      within?.scenario === undefined
        ? { scenario: ALL, name: metric.name }
        : { scenario: within.scenario, name: nameWithin(within) };
    const own = byScenario.get(scenario) ?? new Map<string, Metric>();
    byScenario.set(scenario, own.set(name, metric));
  }
  // By the counter of the same thing, so that parts add up to the whole.
  const runMs = runLengthMs(metrics.filter(({ name }) => name === 'http_reqs'));
  const scope = (scenario: string) => scopeOf((name) => byScenario.get(scenario)?.get(name), runMs);
  const total = scope(ALL);
  const scenarios = [...byScenario].flatMap(([name, own]) => {
    if (name === ALL) return [];
    const known = toldApart || own.has('dropped_iterations') || total.droppedIterations === 0;
    return [[name, known ? scope(name) : withoutDropped(scope(name))] as const];
  });
  return { total, scenarios: Object.fromEntries(scenarios) };
}

/** The groups that k6 makes for setup() and teardown(), which are no part of the load. */
const isSetup = (part: Part) => part.kind === 'group' && /^::(?:setup|teardown)(?:::|$)/.test(part.path);

/** Metrics of a part that tell of requests; a script's own metric with a tag `name` tells of none. */
const OF_REQUESTS = /^http_req/;

/**
 * Requests, groups and own tags that the sub-metrics of a summary name: k6 makes one for each that a threshold is on.
 * Nothing where it names none.
 */
export function partsOf(
  metrics: readonly Metric[],
): Pick<Measurement, 'endpoints' | 'groups' | 'tags' | 'hasSomeParts'> {
  const found = new Map<string, { readonly part: Part; readonly own: Map<string, Metric> }>();
  for (const metric of metrics) {
    const within = metricScope(metric.name);
    if (!within?.part || !OF_REQUESTS.test(within.base) || isSetup(within.part)) continue;
    const key = partKey(within.part);
    const known = found.get(key) ?? { part: within.part, own: new Map<string, Metric>() };
    known.own.set(nameWithin(within), metric);
    found.set(key, known);
  }
  if (found.size === 0) return {};
  const scopes = [...found.values()].map(({ part, own }) => ({ part, scope: scopeOf((name) => own.get(name)) }));
  const named = (kind: 'request' | 'group') =>
    scopes.flatMap(({ part, scope }) =>
      part.kind !== kind ? [] : [[part.kind === 'request' ? part.name : part.path, scope] as const],
    );
  const tags = new Map<string, [string, Scope][]>();
  for (const { part, scope } of scopes) {
    if (part.kind === 'tag') tags.set(part.tag, [...(tags.get(part.tag) ?? []), [part.value, scope]]);
  }
  const [endpoints, groups] = [named('request'), named('group')];
  return {
    ...(endpoints.length > 0 && { endpoints: Object.fromEntries(endpoints) }),
    ...(groups.length > 0 && { groups: Object.fromEntries(groups) }),
    ...(tags.size > 0 && {
      tags: Object.fromEntries([...tags].map(([tag, values]) => [tag, Object.fromEntries(values)])),
    }),
    hasSomeParts: true,
  };
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
