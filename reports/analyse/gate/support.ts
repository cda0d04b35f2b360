import type { Criterion } from '../../model/analysed.ts';
import type { Measure, Reason } from '../../model/gate.ts';
import { metricNamed } from '../../model/metric-named.ts';
import { metricScope } from '../../model/part.ts';
import type { Run } from '../../model/run.ts';
import { quantileOfPercent } from '../../numbers/quantile.ts';
import { samplesNeeded } from '../limits.ts';
import { figureOf } from './figures.ts';

/** The quantile that a statistic of k6 names, 0–1: `p(95)`, and the median. */
const quantileOf = (statistic: string | undefined): number | undefined => {
  if (statistic === 'med') return 0.5;
  const percent = statistic?.match(/^p\(([\d.]+)\)$/)?.[1];
  return percent === undefined ? undefined : quantileOfPercent(Number(percent));
};

/** The quantile that a measure of latency is, 0–1; undefined for any other measure. */
export const quantileOfMeasure = (measure: Measure): number | undefined =>
  measure.kind === 'quantile' ? measure.q : measure.kind === 'med' ? 0.5 : undefined;

/** Samples that a quantile needs; the maximum and what k6 calls p(100) need one. */
function needed(q: number | undefined): number {
  return q === undefined || q >= 1 ? 1 : samplesNeeded(q);
}

function lacking(samples: number | undefined, q: number | undefined): Reason | undefined {
  if (samples === undefined) return undefined;
  if (samples === 0) return { kind: 'no-samples' };
  return samples < needed(q) ? { kind: 'few-samples', samples, needed: needed(q) } : undefined;
}

/** Why a figure rests on too little; undefined where it does not, or nobody counted. */
export const lackingSupport = (measure: Measure, samples: number | undefined): Reason | undefined =>
  lacking(samples, quantileOfMeasure(measure));

const isOfSamples = ({ sources = [] }: Run) => sources.some(({ format }) => format === 'csv' || format === 'ndjson');

/** Samples behind a threshold: what the output states, or what follows from its requests; undefined where nobody can tell. */
function samplesBehind(run: Run, criterion: Criterion): number | undefined {
  const { samples, metric: name } = criterion;
  if (samples !== undefined) return samples;
  const metric = metricNamed(run.measured.metrics, name);
  if (metric?.kind === 'trend') {
    // Samples beside a summary count what it does not, and know of every metric that had one.
    if (metric.values.count !== undefined) return metric.values.count;
    if (isOfSamples(run) && !name.includes('{')) return 0;
  }
  // Every request has a value of each of these, be it 0: there is no TLS handshake in plain HTTP.
  const scope = metricScope(name);
  if (!scope?.base.startsWith('http_req')) return undefined;
  const measure: Measure = scope.isOfSuccesses ? { kind: 'avg' } : { kind: 'failed' };
  return figureOf(run, [], measure, scope)?.samples;
}

/**
 * Why a threshold was judged on too little. k6 shows zeros for a trend without a sample and passes its threshold; where
 * nothing tells such zeros from measured ones, how many there were is the figure that is missing.
 */
export function lackingThresholdSupport(run: Run, criterion: Criterion): Reason | undefined {
  const samples = samplesBehind(run, criterion);
  const metric = metricNamed(run.measured.metrics, criterion.metric);
  const values = metric?.kind === 'trend' ? Object.values(metric.values) : [];
  const isNothing = values.length > 0 && values.every((value) => value === 0);
  if (samples === undefined && isNothing) return { kind: 'figure-missing', statistic: 'count' };
  return lacking(samples, quantileOf(criterion.statistic));
}
