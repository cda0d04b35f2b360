import { judgedThresholds } from '../analyse/own-thresholds.ts';
import type { Measurement, Threshold } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import type { Merge } from '../model/runners.ts';
import type { MergedOutputs } from '../parse/merge-outputs.ts';
import { thresholdKey } from '../parse/merge-summaries.ts';
import { SUCCESSFUL } from '../parse/scopes.ts';
import { assembleRun, type KnownFacts } from './assemble.ts';
import { inferApi } from './infer-api.ts';

/** A sub-metric that k6 makes by itself: nobody demands anything of it by that. */
const OWN_SUB_METRIC = `http_req_duration{${SUCCESSFUL}}`;

/**
 * What the scripts of the runners demand, judged on the figures of all. k6 judged each runner by its own part, which
 * says nothing of the whole. Samples tell no threshold of a sub-metric: where there may be one, what is known is no
 * verdict unless it was missed.
 */
function judgedDemands(
  measured: Measurement,
  demands: MergedOutputs['demands'],
  crossed: MergedOutputs['crossed'],
): { thresholds: Threshold[]; kind: Merge['thresholds'] } {
  const stated = Object.fromEntries([...demands].map(([metric, expressions]) => [metric, [...expressions]]));
  const thresholds = judgedThresholds({ thresholds: stated }, measured).map((one) =>
    one.range && crossed?.has(thresholdKey(one)) ? ({ ...one, crossedByRunner: true } as const) : one,
  );
  const isPartial = [...demands].some(([metric, { size }]) => size === 0 && metric !== OWN_SUB_METRIC);
  if (isPartial && thresholds.every(({ passed }) => passed)) return { thresholds: [], kind: 'unknown' };
  return { thresholds, kind: thresholds.length > 0 ? 'judged' : undefined };
}

/** The run that several runners ran together. What the user says of its plan is the plan of all. Throws `bad-k6-options`. */
export function mergedRun({ measured, sources, merge, demands, crossed }: MergedOutputs, facts: KnownFacts): Run {
  const [first] = sources;
  if (!first) throw new RangeError('no runner to merge');
  const { thresholds, kind } =
    facts.load || facts.options ? { thresholds: [], kind: undefined } : judgedDemands(measured, demands, crossed);
  const output = { ...first, measured: { ...measured, thresholds } };
  const run = assembleRun({ api: facts.api ?? inferApi(output), outputs: [output] }, facts);
  return { ...run, name: merge.testRun ?? run.name, sources, merge: { ...merge, thresholds: kind } };
}
