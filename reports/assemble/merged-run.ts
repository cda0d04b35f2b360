import type { Threshold } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import type { Merge } from '../model/runners.ts';
import type { MergedOutputs } from '../parse/merge-outputs.ts';
import { thresholdKey } from '../parse/merge-summaries.ts';
import { assembleRun, type KnownFacts } from './assemble.ts';
import { judgedDemands } from './demands.ts';
import { inferApi } from './infer-api.ts';

/**
 * What the scripts of the runners demand, judged on the figures of all. k6 judged each runner by its own part, which
 * says nothing of the whole.
 */
function demandsOfAll({ measured, demands, crossed }: MergedOutputs): {
  thresholds: Threshold[];
  kind: Merge['thresholds'];
} {
  const thresholds = judgedDemands(measured, demands).map((one) =>
    one.range && crossed?.has(thresholdKey(one)) ? ({ ...one, crossedByRunner: true } as const) : one,
  );
  const isPartial = thresholds.some(({ isUnstated }) => isUnstated);
  return { thresholds, kind: isPartial ? 'unknown' : thresholds.length > 0 ? 'judged' : undefined };
}

/** The run that several runners ran together. What the user says of its plan is the plan of all. Throws `bad-k6-options`. */
export function mergedRun(outputs: MergedOutputs, facts: KnownFacts): Run {
  const { measured, sources, merge } = outputs;
  const [first] = sources;
  if (!first) throw new RangeError('no runner to merge');
  const { thresholds, kind } =
    facts.load || facts.options ? { thresholds: [], kind: undefined } : demandsOfAll(outputs);
  const output = { ...first, measured: { ...measured, thresholds } };
  const run = assembleRun({ api: facts.api ?? inferApi(output, facts.project), outputs: [output] }, facts);
  return { ...run, name: merge.testRun ?? run.name, sources, merge: { ...merge, thresholds: kind } };
}
