import type { Contradiction } from '../model/contradiction.ts';
import type { Check, Measurement, Metric } from '../model/measurement.ts';
import type { Output, OutputFormat } from '../model/output.ts';
import { perSecond } from '../numbers/per-second.ts';
import { partsOf, scopesOf } from '../parse/scopes.ts';

/** Whose figure counts where several outputs of a run have it: k6's own in full precision first. */
const TRUST: readonly OutputFormat[] = [
  'handle-summary',
  'summary-export',
  'ndjson',
  'machine-readable',
  'csv',
  'text',
];

/** Relative difference that arithmetic explains. */
const TOLERANCE = 1e-6;

/** Last place of a value in CSV, which k6 writes with six decimals. */
const CSV_STEP = 1e-6;

const isCsv = ({ format }: Output) => format === 'csv';

const isSamples = ({ format }: Output) => format === 'ndjson' || format === 'csv';

/**
 * Figures of samples that are near k6's own and no more: samples do not say when k6 began to count, so a rate made of
 * them differs, and a gauge's last value depends on what was flushed last.
 */
const isNear = ({ kind }: Metric, statistic: string, from: Output) =>
  isSamples(from) && (kind === 'gauge' || (kind === 'counter' && statistic === 'rate'));

/** Outputs that tell the length of a run by rates in full precision. */
const TELLS_LENGTH: readonly OutputFormat[] = ['handle-summary', 'summary-export'];

/** A rate that only samples tell, by k6's own length of the run: all rates of a document are of one length. */
function ofOneLength({ metric, from }: Merged, runMs: number | undefined): Metric {
  const { count } = metric.values;
  if (metric.kind !== 'counter' || count === undefined || runMs === undefined) return metric;
  const rate = from.rate && isSamples(from.rate) ? perSecond(count, runMs) : undefined;
  return rate === undefined ? metric : { ...metric, values: { ...metric.values, rate } };
}

/** Requests by name, which only samples tell. */
function endpointsOfOneLength(
  endpoints: Measurement['endpoints'],
  runMs: number | undefined,
): Measurement['endpoints'] {
  if (endpoints === undefined || runMs === undefined) return endpoints;
  return Object.fromEntries(
    Object.entries(endpoints).map(([name, scope]) => {
      const requestsPerSec = scope.requests === undefined ? undefined : perSecond(scope.requests, runMs);
      return [name, requestsPerSec === undefined ? scope : { ...scope, requestsPerSec }];
    }),
  );
}

const precisionOf = (metric: Metric, statistic: string) => metric.precision?.[statistic] ?? 0;

/** `csv`: one of the two is made of values in CSV. */
function differ(used: Metric, other: Metric, statistic: string, csv: boolean): boolean {
  const [a = 0, b = 0] = [used.values[statistic], other.values[statistic]];
  const rounded = precisionOf(used, statistic) + precisionOf(other, statistic) + (csv ? CSV_STEP : 0);
  return Math.abs(a - b) > rounded + TOLERANCE * Math.max(Math.abs(a), Math.abs(b), 1e-6);
}

interface Merged {
  readonly metric: Metric;
  /** The output that states each statistic. */
  readonly from: Readonly<Record<string, Output>>;
}

const stated = (metric: Metric, output: Output): Merged => ({
  metric,
  from: Object.fromEntries(Object.keys(metric.values).map((statistic) => [statistic, output])),
});

/** A metric of a further output: what is missing is filled in, what is there is compared. */
function joined(known: Merged, metric: Metric, output: Output): { merged: Merged; contradictions: Contradiction[] } {
  const contradictions: Contradiction[] = [];
  const contains = known.metric.contains ?? metric.contains;
  const from = { ...known.from };
  const taken: string[] = [];
  // One output may leave out a value that is no number, so that its statistics are those of the others.
  const infinite = [...new Set([...(known.metric.infinite ?? []), ...(metric.infinite ?? [])])];
  const numbers = <Value>(all: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(all).filter(([statistic]) => !infinite.includes(statistic)));
  for (const [statistic, value] of Object.entries(numbers(metric.values))) {
    const source = from[statistic];
    const knownIsNear = source !== undefined && isNear(metric, statistic, source);
    if (!source || (knownIsNear && !isNear(metric, statistic, output))) {
      from[statistic] = output;
      taken.push(statistic);
    } else if (
      !knownIsNear &&
      !isNear(metric, statistic, output) &&
      differ(known.metric, metric, statistic, isCsv(source) || isCsv(output))
    ) {
      const used = { file: source.file, value: known.metric.values[statistic] ?? 0 };
      contradictions.push({ metric: metric.name, statistic, contains, used, other: { file: output.file, value } });
    }
  }
  // A figure brings its own precision, also if that is none.
  const ofTaken = <Value>(all: Readonly<Record<string, Value>> = {}) =>
    Object.entries(all).filter(([statistic]) => taken.includes(statistic));
  const kept = Object.entries(known.metric.precision ?? {}).filter(([statistic]) => !taken.includes(statistic));
  return {
    merged: {
      metric: {
        ...metric,
        ...known.metric,
        contains,
        ...(infinite.length > 0 && { infinite }),
        values: { ...numbers(known.metric.values), ...Object.fromEntries(ofTaken(metric.values)) },
        precision: Object.fromEntries([...kept, ...ofTaken(metric.precision)]),
      },
      from,
    },
    contradictions,
  };
}

/** Name without the filter of a sub-metric. */
const baseOf = (name: string) => name.replace(/\{.*$/s, '');

/** CSV does not tell what a script's own metric is; another output's word for it counts. */
function isOfKnownKind(metric: Metric, merged: ReadonlyMap<string, Merged>): boolean {
  const kind = merged.get(baseOf(metric.name))?.metric.kind;
  return kind === undefined || kind === metric.kind;
}

/**
 * Those of the first output that has any; from a further one where it counts the same and tells their groups too, which
 * k6's machine-readable summary and its short text leave out.
 */
function checksOf(outputs: readonly Output[]): readonly Check[] {
  const all = outputs.map(({ measured: { checks } }) => checks).filter((checks) => checks.length > 0);
  const [first = []] = all;
  if (first.some(({ group }) => group !== undefined)) return first;
  const isOfFirst = (checks: readonly Check[]) =>
    first.every(({ name, passed, failed }) => {
      const own = checks.filter((check) => check.name === name);
      const sum = (pick: (check: Check) => number | undefined) => own.reduce((all, one) => all + (pick(one) ?? 0), 0);
      return own.length > 0 && sum((one) => one.passed) === passed && sum((one) => one.failed) === failed;
    });
  return all.find((checks) => checks.some(({ group }) => group !== undefined) && isOfFirst(checks)) ?? first;
}

/** Parts as samples tell them, which know of every one; else those that sub-metrics of any output name. */
function partsOfAll(
  outputs: readonly Output[],
  metrics: readonly Metric[],
  ownMs: number | undefined,
): Pick<Measurement, 'endpoints' | 'groups' | 'tags' | 'hasSomeParts'> {
  const tells = ({ endpoints, groups, tags }: Measurement) =>
    endpoints !== undefined || groups !== undefined || tags !== undefined;
  const samples = outputs.filter(isSamples).find(({ measured }) => tells(measured));
  if (!samples) return partsOf(metrics);
  const { groups, tags } = samples.measured;
  // Of more names than samples keep apart those are known that a sub-metric is of.
  const { endpoints, hasSomeParts } =
    samples.measured.endpoints === undefined ? partsOf(metrics) : { ...samples.measured, hasSomeParts: undefined };
  const ofOne = (scopes: Measurement['endpoints']) => endpointsOfOneLength(scopes, ownMs);
  return {
    endpoints: ofOne(endpoints),
    groups: ofOne(groups),
    tags: tags && Object.fromEntries(Object.entries(tags).map(([tag, values]) => [tag, ofOne(values) ?? {}])),
    ...(endpoints && hasSomeParts && { hasSomeParts }),
  };
}

/** One measurement from the outputs of one run, and what they state differently. At least one output. */
export function mergeOutputs(outputs: readonly Output[]): {
  measured: Measurement;
  contradictions: readonly Contradiction[];
} {
  const [first, ...others] = outputs.toSorted((a, b) => TRUST.indexOf(a.format) - TRUST.indexOf(b.format));
  if (!first) throw new RangeError('no output to merge');
  if (others.length === 0) return { measured: first.measured, contradictions: [] };
  const merged = new Map<string, Merged>(first.measured.metrics.map((metric) => [metric.name, stated(metric, first)]));
  const contradictions: Contradiction[] = [];
  for (const output of others) {
    for (const metric of output.measured.metrics) {
      if (!isOfKnownKind(metric, merged)) continue;
      const known = merged.get(metric.name);
      if (!known) {
        merged.set(metric.name, stated(metric, output));
      } else {
        const whole = joined(known, metric, output);
        merged.set(metric.name, whole.merged);
        for (const one of whole.contradictions) contradictions.push(one);
      }
    }
  }
  const ownMs = [first, ...others].find(({ format }) => TELLS_LENGTH.includes(format))?.measured.runMs;
  const metrics = [...merged.values()].map((one) => ofOneLength(one, ownMs));
  const firstOf = <Value>(pick: (measured: Measurement) => Value | undefined) =>
    [first, ...others].map(({ measured }) => pick(measured)).find((value) => value !== undefined);
  const filled = <Item>(items: readonly Item[]) => (items.length > 0 ? items : undefined);
  return {
    measured: {
      metrics,
      ...scopesOf(metrics, outputs.some(isSamples)),
      checks: checksOf([first, ...others]),
      thresholds: firstOf(({ thresholds }) => filled(thresholds)) ?? [],
      runMs: firstOf(({ runMs }) => runMs),
      ...partsOfAll([first, ...others], metrics, ownMs),
      foldedAddresses: firstOf(({ foldedAddresses }) => foldedAddresses),
      responses: firstOf(({ responses }) => responses),
      answered: firstOf(({ answered }) => answered),
      expectedTimes: firstOf(({ expectedTimes }) => expectedTimes),
      hosts: firstOf(({ hosts }) => hosts),
      setup: firstOf(({ setup }) => setup),
      timeline: firstOf(({ timeline }) => timeline),
      quantileError: firstOf(({ quantileError }) => quantileError),
      timesInSeconds: firstOf(({ timesInSeconds }) => timesInSeconds),
    },
    contradictions,
  };
}
