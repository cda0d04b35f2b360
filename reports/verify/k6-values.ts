import { judgedScope } from '../analyse/judged-scope.ts';
import type { Check, Metric, Scope } from '../model/measurement.ts';
import type { Output } from '../model/output.ts';
import type { K6Value, Measure, Quantity, Statistic } from '../model/verify.ts';
import { BUILTIN_METRICS } from '../parse/builtin-metrics.ts';
import { outcomeOf } from './custom-metric.ts';
import { deliveredCounts, openShare } from './delivered.ts';
import type { KnownRun } from './known-run.ts';
import type { Part } from './part.ts';

const STATISTIC_NAMES: Readonly<Record<Statistic, string>> = {
  min: 'min',
  avg: 'avg',
  med: 'med',
  max: 'max',
  p90: 'p(90)',
  p95: 'p(95)',
  p99: 'p(99)',
  p999: 'p(99.9)',
};

const METRICS: Readonly<Record<Exclude<Measure, 'other-time'>, readonly string[]>> = {
  // Reports name either of them; the second counts successful requests only.
  response: ['http_req_duration', 'http_req_duration{expected_response:true}', 'grpc_req_duration'],
  blocked: ['http_req_blocked'],
  connecting: ['http_req_connecting'],
  tls: ['http_req_tls_handshaking'],
  'iteration-time': ['iteration_duration'],
};

const byName = new WeakMap<Output, ReadonlyMap<string, Metric>>();

function metricsOf(output: Output): ReadonlyMap<string, Metric> {
  const known = byName.get(output) ?? new Map(output.measured.metrics.map((metric) => [metric.name, metric]));
  byName.set(output, known);
  return known;
}

/** Metrics of a run, or of the part of it that is named. */
class Metrics {
  readonly part: Part | undefined;
  readonly #outputs: readonly Output[];

  constructor({ output, pasted }: KnownRun, part: Part | undefined) {
    this.#outputs = pasted ? [output, pasted] : [output];
    this.part = part;
  }

  get scenario(): string | undefined {
    return this.part?.kind === 'tag' && this.part.tag.startsWith('scenario:') ? this.part.name : undefined;
  }

  /** Of the output that was given, and of the document's own copy where that one leaves the figure out. */
  value(metric: string, statistic: string, unit: K6Value['unit']): K6Value[] {
    const name = this.part?.kind === 'tag' ? `${metric}{${this.part.tag}}` : metric;
    for (const output of this.#outputs) {
      const found = metricsOf(output).get(name);
      const value = found?.values[statistic];
      if (value !== undefined) return [{ value, unit, precision: found?.precision?.[statistic] ?? 0 }];
    }
    return [];
  }
}

/**
 * The counts and times by which a run, or one scenario of it, is judged: those of successful requests, and of the protocol
 * that a script uses instead of HTTP. k6 has no metric of its own for them where an output tells no such sub-metric.
 */
function judged(run: KnownRun, { part, scenario }: Metrics): Scope {
  if (part !== undefined && scenario === undefined) return {};
  // Asked for each figure.
  const known = byScenario.get(run) ?? new Map<string | undefined, Scope>();
  byScenario.set(run, known);
  const { output, planned = [] } = run;
  const scope = known.get(scenario) ?? judgedScope({ measured: output.measured, merge: undefined, planned }, scenario);
  known.set(scenario, scope);
  return scope;
}

const byScenario = new WeakMap<KnownRun, Map<string | undefined, Scope>>();

/** A figure that k6 or its samples tell, beside those that were found already. */
const orElse = (found: readonly K6Value[], value: number | undefined, unit: K6Value['unit']): K6Value[] =>
  value === undefined || found.some((one) => one.value === value)
    ? [...found]
    : [...found, { value, unit, precision: 0 }];

const RATED = { requests: 'http_reqs', iterations: 'iterations', dropped: 'dropped_iterations' } as const;

/** What is left of shares. */
const restOf = (values: readonly K6Value[]): K6Value[] =>
  values.map((one) => ({ ...one, value: 1 - one.value, ...(one.precision > 0 && { reversed: true }) }));

function shares(run: KnownRun, metrics: Metrics, { of, from }: Extract<Quantity, { kind: 'share' }>): K6Value[] {
  if (of === 'delivered') {
    return deliveredCounts(run, metrics.scenario).map(({ started, of: amount }): K6Value => {
      return { value: started / amount, unit: 'ratio', precision: 0, estimated: openShare(started) };
    });
  }
  const rateOf = (metric: string) =>
    ['rate', 'value'].flatMap((name) => metrics.value(metric, name, 'ratio')).slice(0, 1);
  const failed = from === 'checks' ? [] : rateOf('http_req_failed');
  const passed = from === 'http' ? [] : rateOf('checks');
  return of === 'success-rate' ? [...restOf(failed), ...passed] : [...failed, ...restOf(passed)];
}

/** What checks counted: all of them together, and each; of one that is named only its own. */
function outcomes({ output }: KnownRun, metrics: Metrics, of: 'passed' | 'failed'): K6Value[] {
  const { part } = metrics;
  if (part?.kind === 'tag') return [];
  const checks = output.measured.checks.filter(({ name }) => part?.kind !== 'check' || name === part.check);
  const all = part === undefined ? metrics.value('checks', of === 'passed' ? 'passes' : 'fails', 'count') : [];
  return [
    ...all,
    ...checks.flatMap((check) => check[of] ?? []).map((value): K6Value => ({ value, unit: 'count', precision: 0 })),
  ];
}

/** Share of a check that passed. */
function checkShares(checks: readonly Check[], name: string): K6Value[] {
  return checks.flatMap(({ name: own, passed, failed }): K6Value[] => {
    if (own !== name || passed === undefined || failed === undefined || passed + failed === 0) return [];
    return [{ value: passed / (passed + failed), unit: 'ratio', precision: 0 }];
  });
}

function counts(run: KnownRun, metrics: Metrics, { of, from }: Extract<Quantity, { kind: 'count' }>): K6Value[] {
  const ofHttp = (statistic: 'passes' | 'fails') =>
    from === 'checks' ? [] : metrics.value('http_req_failed', statistic, 'count');
  const ofChecks = (outcome: 'passed' | 'failed') => (from === 'http' ? [] : outcomes(run, metrics, outcome));
  switch (of) {
    case 'requests':
      return orElse(metrics.value(RATED[of], 'count', 'count'), judged(run, metrics).requests, 'count');
    case 'iterations':
    case 'dropped':
      return metrics.value(RATED[of], 'count', 'count');
    case 'failed':
      return [...ofHttp('passes'), ...ofChecks('failed')];
    case 'succeeded':
      return [...ofHttp('fails'), ...ofChecks('passed')];
    case 'delivered': {
      const own = metrics.scenario === undefined ? [] : metrics.value('iterations', 'count', 'count');
      if (own.length > 0) return own;
      return deliveredCounts(run, metrics.scenario).map(({ started: value }): K6Value => {
        return { value, unit: 'count', precision: 0, estimated: openShare(value) };
      });
    }
    case 'vus':
      return ['vus', 'vus_max'].flatMap((name) =>
        ['max', 'value'].flatMap((statistic) => metrics.value(name, statistic, 'count')),
      );
    default: {
      const keys = run.script[of];
      return keys === undefined ? [] : [{ value: keys, unit: 'count', precision: 0, fromScript: true }];
    }
  }
}

const CUSTOM_UNIT = { time: 'time', data: 'size', default: 'number' } as const;

/** What k6 says of a metric of the script's own. */
function custom(run: KnownRun, metric: string, of: Extract<Quantity, { kind: 'custom' }>['of']): K6Value[] {
  const metrics = new Metrics(run, undefined);
  switch (of) {
    case 'share':
      // The rate of a counter is one per second.
      if (metricsOf(run.output).get(metric)?.kind === 'counter') return [];
      return ['rate', 'value'].flatMap((name) => metrics.value(metric, name, 'ratio')).slice(0, 1);
    case 'rest': {
      const shares = custom(run, metric, 'share');
      // Of a metric whose name says neither, either side may be meant.
      return outcomeOf(metric) === undefined ? [...restOf(shares), ...shares] : restOf(shares);
    }
    case 'rate':
      return metrics.value(metric, 'rate', 'rate');
    case 'count':
      return ['count', 'passes', 'fails', 'value'].flatMap((name) => metrics.value(metric, name, 'count'));
    default: {
      const contains = metricsOf(run.output).get(metric)?.contains ?? 'default';
      return metrics.value(metric, STATISTIC_NAMES[of], CUSTOM_UNIT[contains]);
    }
  }
}

/** What metrics of the script's own say of a quantity that a text may mean: any time's p95, any share, any count. */
export function customValues(run: KnownRun, quantity: Quantity): K6Value[] {
  const own = run.output.measured.metrics.flatMap(({ name, kind }) =>
    BUILTIN_METRICS.has(name.split('{')[0] ?? '') ? [] : [{ name, kind }],
  );
  const all = (of: Extract<Quantity, { kind: 'custom' }>['of'], wanted: Metric['kind']) =>
    own.filter(({ kind }) => kind === wanted).flatMap(({ name }) => custom(run, name, of));
  switch (quantity.kind) {
    case 'time':
      return all(quantity.statistic, 'trend');
    case 'share': {
      return own.flatMap(({ name, kind }) => {
        const values = kind === 'rate' ? custom(run, name, 'share') : [];
        // A metric of successes is no error rate, whatever its value.
        const outcome = outcomeOf(name);
        if (outcome === undefined || quantity.of === 'delivered') return [...values, ...restOf(values)];
        return outcome === quantity.of ? values : restOf(values);
      });
    }
    case 'count':
      return [...all('count', 'counter'), ...all('count', 'rate')];
    case 'rate':
      return all('rate', 'counter');
    default:
      return [];
  }
}

function data(run: KnownRun, metrics: Metrics, { direction, per }: Extract<Quantity, { kind: 'data' }>): K6Value[] {
  const metric = `data_${direction}`;
  const { receivedBytes, receivedBytesPerSec, sentBytes, sentBytesPerSec } = judged(run, metrics);
  const isReceived = direction === 'received';
  if (per === 'second') {
    const found = metrics.value(metric, 'rate', 'size-rate');
    return orElse(found, isReceived ? receivedBytesPerSec : sentBytesPerSec, 'size-rate');
  }
  const bytes = orElse(metrics.value(metric, 'count', 'size'), isReceived ? receivedBytes : sentBytes, 'size');
  if (per === undefined) return bytes;
  const requests = counts(run, metrics, { kind: 'count', of: 'requests' });
  return bytes.flatMap((one) =>
    requests.flatMap(({ value }) =>
      value === 0 ? [] : [{ ...one, value: one.value / value, precision: one.precision / value }],
    ),
  );
}

/** What k6 says about a quantity; several where reports may mean one or the other, none where the output lacks it. */
export function k6Values(run: KnownRun, part: Part | undefined, quantity: Quantity): K6Value[] {
  const metrics = new Metrics(run, part);
  if (part?.kind === 'check') return ofCheck(run, metrics, part.check, quantity);
  switch (quantity.kind) {
    case 'time':
      return timesOf(run, metrics, quantity.measure, quantity.statistic);
    case 'share':
      return shares(run, metrics, quantity);
    case 'count':
      return counts(run, metrics, quantity);
    case 'rate':
      return rates(run, metrics, quantity).map((one) => (quantity.per === 'minute' ? perMinute(one) : one));
    case 'data':
      return data(run, metrics, quantity);
    case 'custom':
      return custom(run, quantity.metric, quantity.of);
  }
}

function timesOf(
  run: KnownRun,
  metrics: Metrics,
  measure: Exclude<Measure, 'other-time'>,
  statistic: Statistic,
): K6Value[] {
  const found = METRICS[measure].flatMap((metric) => metrics.value(metric, STATISTIC_NAMES[statistic], 'time'));
  if (measure !== 'response') return found;
  const { failedRequests, successDurationMs } = judged(run, metrics);
  // buha's reports judge a scenario by its successes, of which a summary tells nothing where some of it failed.
  const mayHaveFailed = failedRequests !== 0 && (run.output.measured.total.failedRequests ?? 0) > 0;
  if (run.ofSuccesses && metrics.scenario !== undefined && mayHaveFailed && !successDurationMs) return [];
  return orElse(found, successDurationMs?.[statistic], 'time');
}

function rates(run: KnownRun, metrics: Metrics, { of, from }: Extract<Quantity, { kind: 'rate' }>): K6Value[] {
  const found = metrics.value(RATED[of], 'rate', 'rate');
  if (of !== 'requests' || from === 'http') return found;
  // Some call the iterations per second TPS.
  return orElse(
    [...found, ...metrics.value(RATED.iterations, 'rate', 'rate')],
    judged(run, metrics).requestsPerSec,
    'rate',
  );
}

/** A rate per minute; those who compute it begin with a rate that is rounded already. */
const perMinute = ({ value, precision, unit }: K6Value): K6Value => ({
  value: 60 * value,
  precision: 60 * precision,
  unit,
  estimated: 0.005,
});

/** A check has a share that passed, and counts; its name beside anything else leaves that as it is. */
function ofCheck(run: KnownRun, metrics: Metrics, check: string, quantity: Quantity): K6Value[] {
  if (quantity.kind === 'share' && quantity.of !== 'delivered') {
    const shares = checkShares(run.output.measured.checks, check);
    return quantity.of === 'success-rate' ? shares : shares.map((one) => ({ ...one, value: 1 - one.value }));
  }
  if (quantity.kind === 'count' && quantity.of === 'failed') return outcomes(run, metrics, 'failed');
  if (quantity.kind === 'count' && quantity.of === 'succeeded') return outcomes(run, metrics, 'passed');
  return [];
}
