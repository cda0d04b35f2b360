import type { Measure, Reason } from '../../model/gate.ts';
import type { Criterion, Run } from '../../model/run.ts';
import { quantileOfPercent } from '../../quantile.ts';
import { samplesNeeded } from '../limits.ts';
import { figureOf } from './figures.ts';
import { thresholdMeasure } from './measures.ts';

/** The quantile that a statistic of k6 names, 0–1: `p(95)`, and the median. */
const quantileOf = (statistic: string | undefined): number | undefined => {
  if (statistic === 'med') return 0.5;
  const percent = statistic?.match(/^p\(([\d.]+)\)$/)?.[1];
  return percent === undefined ? undefined : quantileOfPercent(Number(percent));
};

const quantileOfMeasure = (measure: Measure): number | undefined =>
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

/** The same for a threshold: on how many samples it was judged stands in the output, or follows from its requests. */
export function lackingThresholdSupport(run: Run, criterion: Criterion): Reason | undefined {
  const stated = thresholdMeasure(criterion);
  const onSuccesses = criterion.metric.includes('expected_response:true');
  const counted = () => {
    if (!stated) return undefined;
    const figure = figureOf(run, [], onSuccesses ? stated.measure : { kind: 'failed' }, stated.scenario);
    return figure?.samples;
  };
  return lacking(criterion.samples ?? counted(), quantileOf(criterion.statistic));
}
