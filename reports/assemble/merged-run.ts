import type { Project } from '../../options/project.ts';
import type { Threshold } from '../model/measurement.ts';
import type { RunRecord } from '../model/record.ts';
import type { Run } from '../model/run.ts';
import type { Merge } from '../model/runners.ts';
import type { MergedOutputs } from '../parse/merge-outputs.ts';
import { thresholdKey } from '../parse/merge-summaries.ts';
import { exceptionsOfAll, worstExit } from './all-runners.ts';
import { assembleRun, type KnownFacts, recordedRun } from './assemble.ts';
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

/** The run that a record is about, whose load several runners shared; its plan is that of all. Throws `bad-k6-options`. */
export function recordedMerge(record: RunRecord, { measured, sources, merge }: MergedOutputs, project?: Project): Run {
  const [first] = sources;
  if (!first) throw new RangeError('no runner to merge');
  const run = recordedRun(record, [{ ...first, measured }], project);
  const thresholds = run.measured.thresholds.length > 0 ? 'judged' : undefined;
  return { ...run, sources, merge: { ...merge, thresholds } };
}

/** What is said of a runner that left nothing, not even how it ended. */
const UNHEARD: RunRecord['exit'] = { code: null, meaning: 'unknown' };

/**
 * Why parts of a run were ended: the target is the same for all of them, whichever lost it. That one of them measured
 * nothing by its own end says nothing of the others.
 */
function endOfAll(records: readonly RunRecord[]): RunRecord['endedBy'] {
  const ends = records.flatMap(({ endedBy }) => endedBy ?? []);
  const areAllUnanswered = ends.length === records.length;
  return ends.find(({ cause }) => cause !== 'unanswered') ?? (areAllUnanswered ? ends[0] : undefined);
}

/**
 * The record of the whole run from those of its parts, each made on a machine of its own: what it was run with is told by
 * the first, and a part that is missing counts as one that did not come to its end.
 */
export function wholeRecord(records: readonly RunRecord[]): RunRecord {
  const [first] = records;
  if (!first) throw new RangeError('no part to put together');
  const of = first.share?.of ?? records.length;
  const known = new Map(records.map((record) => [record.share?.only, record]));
  const runners = Array.from({ length: of }, (_, at) => ({ number: at + 1, exit: known.get(at + 1)?.exit ?? UNHEARD }));
  const ends = (pick: 'startedAt' | 'endedAt') =>
    records.map((record) => record[pick]).toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const { k6CpuSec: _, machineCpuShare: __, endedBy: ___, ...told } = first;
  const endedBy = endOfAll(records);
  return {
    ...told,
    runners,
    // Each ran on its own machine: no folder of this one has them all.
    share: { of, isApart: true },
    exit: worstExit(runners.map(({ exit }) => exit)),
    startedAt: ends('startedAt')[0] ?? first.startedAt,
    endedAt: ends('endedAt').at(-1) ?? first.endedAt,
    interrupted: records.some(({ interrupted }) => interrupted),
    ...(endedBy && { endedBy }),
    exceptions: exceptionsOfAll(records.map(({ exceptions }) => exceptions)),
  };
}
