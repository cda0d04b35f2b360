import type { Finding } from '../../model/finding.ts';
import type { Reason } from '../../model/gate.ts';
import type { Run } from '../../model/run.ts';
import { mostOf } from '../../numbers/extremes.ts';
import { LIMITS } from '../limits.ts';
import { loadEndMs, mayAbort } from '../plan-fit.ts';
import { lostRunners } from '../runners.ts';

/** Only samples tell how long it took: they begin after the run and end before it. */
const isOfSamples = ({ sources = [] }: Run) =>
  sources.length > 0 && sources.every(({ format }) => format === 'csv' || format === 'ndjson');

/** How long a run must be at least, in ms; undefined where nobody knows, or its plan has no length. */
export function leastLengthMs(run: Run): number | undefined {
  const plannedMs = mostOf([0, ...run.planned.map(loadEndMs)]);
  if (plannedMs === 0) return undefined;
  return Math.max(0, plannedMs * LIMITS.runLengthRatio - (isOfSamples(run) ? LIMITS.sampleEdgesMs : 0));
}

/** True for a run that a crossed threshold ended, as its options ask: what it lacks is the price of the miss. */
export function isCutByThreshold(run: Run): boolean {
  const { runMs, thresholds } = run.measured;
  const leastMs = leastLengthMs(run);
  // A plan that counts iterations has no length: then it is the caller who found that some are missing.
  const isShort = leastMs === undefined ? run.planned.length > 0 : runMs !== undefined && runMs < leastMs;
  return isShort && mayAbort(run) && thresholds.some(({ passed }) => !passed);
}

/** Why a run is shorter than its plan for a reason that says more than its length; undefined for any other. */
export function cutShortBy(run: Run): Extract<Reason, { kind: 'aborted-by-threshold' | 'ended-by' }> | undefined {
  const endedBy = run.record?.endedBy;
  if (endedBy) return { kind: 'ended-by', ...endedBy };
  const { runMs } = run.measured;
  return isCutByThreshold(run)
    ? { kind: 'aborted-by-threshold', second: runMs === undefined ? undefined : Math.floor(runMs / 1000) }
    : undefined;
}

/** Since when a target is lost, as a reason; undefined where it is not. */
export function targetLostIn(findings: readonly Finding[]): Extract<Reason, { kind: 'target-lost' }> | undefined {
  for (const { id, figures } of findings) {
    if (id !== 'target-lost') continue;
    const { sinceSec, before } = figures;
    return { kind: 'target-lost', sinceSec, answers: before?.answers ?? 0 };
  }
  return undefined;
}

/** True where buha ended the run since the target no longer answered, or answered nothing but failures. */
export function isEndedByTarget({ record }: Run): boolean {
  return record?.endedBy !== undefined && record.endedBy.cause !== 'shop-lost';
}

/** Which runners did not come to their end, as a reason; undefined where all did. */
export function runnerLost(run: Run): Extract<Reason, { kind: 'runner-lost' }> | undefined {
  const numbers = lostRunners(run);
  return numbers.length === 0
    ? undefined
    : { kind: 'runner-lost', numbers, of: run.record?.share?.of ?? numbers.length };
}
