import { plannedAmount } from '../analyse/planned-load.ts';
import type { Metric } from '../model/measurement.ts';
import type { K6Value, Measure, Quantity, Statistic } from '../model/verify.ts';
import type { KnownRun } from './known-run.ts';

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
  response: ['http_req_duration', 'http_req_duration{expected_response:true}'],
  blocked: ['http_req_blocked'],
  connecting: ['http_req_connecting'],
  tls: ['http_req_tls_handshaking'],
  'iteration-time': ['iteration_duration'],
};

/** Metrics of a run, of one k6 scenario of it where one is named. */
class Metrics {
  readonly scenario: string | undefined;
  readonly #all: readonly Metric[];

  constructor({ output }: KnownRun, scenario: string | undefined) {
    this.#all = output.measured.metrics;
    this.scenario = scenario;
  }

  value(metric: string, statistic: string, unit: K6Value['unit']): K6Value[] {
    const name = this.scenario === undefined ? metric : `${metric}{scenario:${this.scenario}}`;
    const found = this.#all.find((one) => one.name === name);
    const value = found?.values[statistic];
    if (value === undefined) return [];
    return [{ value, unit, precision: found?.precision?.[statistic] ?? 0 }];
  }
}

const RATED = { requests: 'http_reqs', iterations: 'iterations', dropped: 'dropped_iterations' } as const;

function shares(run: KnownRun, metrics: Metrics, of: Extract<Quantity, { kind: 'share' }>['of']): K6Value[] {
  if (of === 'delivered') {
    const ratio = deliveredRatio(run, metrics.scenario);
    return ratio === undefined ? [] : [{ value: ratio, unit: 'ratio', precision: 0 }];
  }
  const failed = ['rate', 'value'].flatMap((name) => metrics.value('http_req_failed', name, 'ratio')).slice(0, 1);
  const passed = ['rate', 'value'].flatMap((name) => metrics.value('checks', name, 'ratio')).slice(0, 1);
  const rest = (values: readonly K6Value[]) => values.map((one) => ({ ...one, value: 1 - one.value }));
  return of === 'success-rate' ? [...rest(failed), ...passed] : [...failed, ...rest(passed)];
}

function counts(run: KnownRun, metrics: Metrics, of: Extract<Quantity, { kind: 'count' }>['of']): K6Value[] {
  switch (of) {
    case 'requests':
    case 'iterations':
    case 'dropped':
      return metrics.value(RATED[of], 'count', 'count');
    case 'failed':
      return metrics.value('http_req_failed', 'passes', 'count');
    case 'delivered': {
      const own = metrics.scenario === undefined ? [] : metrics.value('iterations', 'count', 'count');
      const value = deliveredCount(run, metrics.scenario)?.started;
      return own.length > 0 || value === undefined ? own : [{ value, unit: 'count', precision: 0 }];
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

function data(metrics: Metrics, { direction, per }: Extract<Quantity, { kind: 'data' }>): K6Value[] {
  const metric = `data_${direction}`;
  if (per === 'second') return metrics.value(metric, 'rate', 'size-rate');
  const bytes = metrics.value(metric, 'count', 'size');
  if (per === undefined) return bytes;
  const [requests] = metrics.value('http_reqs', 'count', 'count');
  return requests === undefined || requests.value === 0
    ? []
    : bytes.map((one) => ({
        ...one,
        value: one.value / requests.value,
        precision: one.precision / requests.value,
      }));
}

/** What k6 says about a quantity; several where reports may mean one or the other, none where the output lacks it. */
export function k6Values(run: KnownRun, scenario: string | undefined, quantity: Quantity): K6Value[] {
  const metrics = new Metrics(run, scenario);
  switch (quantity.kind) {
    case 'time':
      return METRICS[quantity.measure].flatMap((metric) =>
        metrics.value(metric, STATISTIC_NAMES[quantity.statistic], 'time'),
      );
    case 'share':
      return shares(run, metrics, quantity.of);
    case 'count':
      return counts(run, metrics, quantity.of);
    case 'rate':
      // Some call the iterations per second TPS.
      return (quantity.of === 'requests' ? [RATED.requests, RATED.iterations] : [RATED[quantity.of]]).flatMap(
        (metric) => metrics.value(metric, 'rate', 'rate'),
      );
    case 'data':
      return data(metrics, quantity);
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/**
 * Planned iterations that k6 started, from the plan of the open scenarios (or of the one named) and the iterations it
 * dropped; undefined where the document does not show the options, or the output no dropped iterations.
 */
function deliveredCount({ planned, output }: KnownRun, scenario?: string): { started: number; of: number } | undefined {
  const open = planned?.filter(({ model }) => model === 'open') ?? [];
  const own = open.filter(({ name }) => scenario === undefined || name === scenario);
  const amount = Math.round(own.reduce((sum, plan) => sum + plannedAmount(plan), 0));
  const { total, scenarios } = output.measured;
  // k6's own count, where the output has it: iterations that were cut off at the end were started and are not in it.
  const counted = own.flatMap(({ name }) => scenarios[name]?.iterations ?? []);
  if (own.length > 0 && counted.length === own.length) return { started: sum(counted), of: amount };
  // Without a split, what was dropped is one scenario's only where no other one could drop any.
  const split = scenario === undefined ? undefined : scenarios[scenario]?.droppedIterations;
  const dropped = split ?? (open.length === own.length ? total.droppedIterations : undefined);
  if (amount === 0 || dropped === undefined || dropped > amount) return undefined;
  return { started: amount - dropped, of: amount };
}

/** Share of the planned iterations that k6 started, as `deliveredCount` has them. */
export function deliveredRatio(run: KnownRun, scenario?: string): number | undefined {
  const count = deliveredCount(run, scenario);
  return count && count.started / count.of;
}
