import { checkPath } from '../model/check-name.ts';
import type { Check, Measurement, Metric, Scope, Threshold } from '../model/measurement.ts';
import type { Output } from '../model/output.ts';
import { leastOf, mostOf } from '../numbers/extremes.ts';
import { perSecond } from '../numbers/per-second.ts';
import { judgedSamples, partsOf, SUCCESSFUL, scopesOf, withoutDropped } from './scopes.ts';

/** One metric as one runner summed it up, beside all others of that runner. */
interface Part {
  readonly metric: Metric;
  readonly metrics: readonly Metric[];
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** The statistic of every part; undefined where one of them does not tell it. */
function every(parts: readonly Part[], statistic: string): number[] | undefined {
  const values = parts.flatMap(({ metric }) => metric.values[statistic] ?? []);
  return values.length === parts.length && values.length > 0 ? values : undefined;
}

/** Samples behind a trend. k6's default statistics do not tell; every request and every iteration has one. */
function samplesOf({ metric: { name, values }, metrics }: Part): number | undefined {
  if (values.count !== undefined) return values.count;
  const [, base = '', filter = ''] = name.match(/^([^{]+)(\{.*\})?$/s) ?? [];
  const find = (wanted: string) => metrics.find((one) => one.name === wanted)?.values;
  if (base === 'iteration_duration') return find(`iterations${filter}`)?.count;
  if (!base.startsWith('http_req_')) return undefined;
  return filter === `{${SUCCESSFUL}}` ? find('http_req_failed')?.fails : find(`http_reqs${filter}`)?.count;
}

/** Mean over all runners; undefined where it is not known how much each weighs. */
function meanOf(parts: readonly Part[]): number | undefined {
  const counts = parts.flatMap((part) => samplesOf(part) ?? []);
  const means = every(parts, 'avg');
  const all = sum(counts);
  if (!means || counts.length < parts.length || all === 0) return undefined;
  return sum(means.map((mean, at) => mean * (counts[at] ?? 0))) / all;
}

const extreme = (values: readonly number[] | undefined, of: (...values: number[]) => number) => values && of(...values);

type Values = Record<string, number | undefined>;

/** What of a trend can be told of all runners: counts and extremes; of quantiles only between which values they lie. */
function trendOf(parts: readonly Part[]): { values: Values; ranges: Record<string, readonly [number, number]> } {
  const counts = every(parts, 'count');
  const values: Values = {
    avg: meanOf(parts),
    min: extreme(every(parts, 'min'), Math.min),
    max: extreme(every(parts, 'max'), Math.max),
    count: counts && sum(counts),
  };
  const ranges: Record<string, readonly [number, number]> = {};
  for (const statistic of Object.keys(parts[0]?.metric.values ?? {})) {
    const all = every(parts, statistic);
    if (!all || values[statistic] !== undefined || statistic === 'count') continue;
    const [from, to] = [leastOf(all), mostOf(all)];
    // What all agree on lies nowhere else.
    if (from === to) values[statistic] = from;
    else ranges[statistic] = [from, to];
  }
  return { values, ranges };
}

function counterOf(parts: readonly Part[], runMs: number | undefined): Values {
  const counts = every(parts, 'count');
  const count = counts && sum(counts);
  return { count, rate: perSecond(count, runMs) };
}

function rateOf(parts: readonly Part[]): { values: Values; ranges: Record<string, readonly [number, number]> } {
  const [passed, failed] = [every(parts, 'passes'), every(parts, 'fails')];
  if (passed && failed) {
    const [passes, fails] = [sum(passed), sum(failed)];
    return { values: { passes, fails, rate: passes + fails === 0 ? 0 : passes / (passes + fails) }, ranges: {} };
  }
  const rates = every(parts, 'rate');
  return { values: {}, ranges: rates ? { rate: [leastOf(rates), mostOf(rates)] } : {} };
}

/** Users of all runners, which follow the same plan at the same time; of another gauge nobody knows which value was last. */
function gaugeOf(name: string, parts: readonly Part[]): Values {
  const isUsers = name === 'vus' || name === 'vus_max';
  const added = (statistic: string) => {
    const all = every(parts, statistic);
    return all && sum(all);
  };
  if (isUsers) return { value: added('value'), min: added('min'), max: added('max') };
  return { min: extreme(every(parts, 'min'), Math.min), max: extreme(every(parts, 'max'), Math.max) };
}

/** Last places of figures that are sums are added up; that of an extreme is its own, of a mean at most the coarsest. */
function precisionOf(parts: readonly Part[], statistics: readonly string[]): Metric['precision'] {
  const all = statistics.flatMap((statistic) => {
    const own = parts.flatMap(({ metric }) => metric.precision?.[statistic] ?? []);
    // A rate is made of counts.
    if (own.length === 0 || statistic === 'rate') return [];
    const isSum = statistic === 'count' || statistic === 'value' || statistic === 'passes' || statistic === 'fails';
    return [[statistic, isSum ? sum(own) : mostOf(own)] as const];
  });
  return all.length > 0 ? Object.fromEntries(all) : undefined;
}

function metricOf(parts: readonly Part[], runMs: number | undefined): Metric | undefined {
  const first = parts[0]?.metric;
  // A runner with no sample prints zeros, which are no figures.
  const told = parts.filter(({ metric, metrics }) => judgedSamples(metric, metrics) !== 0);
  const own = first?.kind === 'trend' && told.length > 0 ? told : parts;
  if (!first || own.some(({ metric }) => metric.kind !== first.kind)) return undefined;
  const { name, kind } = first;
  const plain = (values: Values) => ({ values, ranges: {} });
  const { values, ranges } =
    kind === 'trend'
      ? trendOf(own)
      : kind === 'rate'
        ? rateOf(own)
        : plain(kind === 'counter' ? counterOf(own, runMs) : gaugeOf(name, own));
  const known = Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  const precision = precisionOf(own, [...known.map(([key]) => key), ...Object.keys(ranges)]);
  return {
    name,
    kind,
    ...(first.contains && { contains: first.contains }),
    values: Object.fromEntries(known),
    ...(Object.keys(ranges).length > 0 && { ranges }),
    ...(precision && { precision }),
  };
}

/** Text of k6 may not tell the groups of checks of one name: the first of each runner is the same one, and so on. */
function checksOf(outputs: readonly Output[]): Check[] {
  const found = new Map<string, Check>();
  const added = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? undefined : a + b;
  for (const { measured } of outputs) {
    const seen = new Map<string, number>();
    for (const check of measured.checks) {
      const path = checkPath(check);
      const nth = seen.get(path) ?? 0;
      seen.set(path, nth + 1);
      const key = JSON.stringify([path, nth]);
      const known = found.get(key);
      found.set(
        key,
        known
          ? { ...check, passed: added(known.passed, check.passed), failed: added(known.failed, check.failed) }
          : check,
      );
    }
  }
  return [...found.values()];
}

/** What the scripts of the runners demand, by metric. */
function demandsOf(outputs: readonly Output[]): Map<string, Set<string>> {
  const demands = new Map<string, Set<string>>();
  for (const { metric, expression } of outputs.flatMap(({ measured }) => measured.thresholds)) {
    demands.set(metric, (demands.get(metric) ?? new Set()).add(expression));
  }
  return demands;
}

/** A threshold by its metric and expression. */
export const thresholdKey = ({ metric, expression }: Pick<Threshold, 'metric' | 'expression'>) =>
  JSON.stringify([metric, expression]);

/** Dropped iterations that one runner does not tell are not none. */
function knownScopes(metrics: readonly Metric[], outputs: readonly Output[]): Pick<Measurement, 'total' | 'scenarios'> {
  const { total, scenarios } = scopesOf(metrics);
  const isKnown = (pick: (measured: Measurement) => Scope | undefined) =>
    outputs.every(({ measured }) => {
      const scope = pick(measured);
      return scope?.iterations === undefined || scope.droppedIterations !== undefined;
    });
  const entries = Object.entries(scenarios).map(([name, scope]) => [
    name,
    isKnown((measured) => measured.scenarios[name]) ? scope : withoutDropped(scope),
  ]);
  return {
    total: isKnown((measured) => measured.total) ? total : withoutDropped(total),
    scenarios: Object.fromEntries(entries),
  };
}

/**
 * Figures of one run from the summaries of its runners, which sent their parts of the load at the same time. Counts,
 * ratios and extremes are exact; the run is as long as its longest part. A quantile lies between those of the runners.
 */
export function mergeSummaries(outputs: readonly Output[]): {
  measured: Measurement;
  demands: ReadonlyMap<string, ReadonlySet<string>>;
  crossed: ReadonlySet<string>;
} {
  const lengths = outputs.flatMap(({ measured }) => measured.runMs ?? []);
  const runMs = lengths.length === outputs.length ? mostOf(lengths) : undefined;
  const byName = new Map<string, Part[]>();
  for (const { measured } of outputs) {
    for (const metric of measured.metrics) {
      const parts = byName.get(metric.name) ?? [];
      byName.set(metric.name, [...parts, { metric, metrics: measured.metrics }]);
    }
  }
  const metrics = [...byName.values()].flatMap((parts) => metricOf(parts, runMs) ?? []);
  const measured = {
    metrics,
    ...knownScopes(metrics, outputs),
    ...partsOf(metrics),
    checks: checksOf(outputs),
    thresholds: [],
    runMs,
  };
  const crossed = outputs.flatMap((output) => output.measured.thresholds.filter(({ passed }) => !passed));
  return { measured, demands: demandsOf(outputs), crossed: new Set(crossed.map(thresholdKey)) };
}
