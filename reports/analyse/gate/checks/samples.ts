import type { Run } from '../../../model/run.ts';
import { isRejection, rejectedShare, rejectionsOf } from '../../answers.ts';
import { answersApart } from '../../answers-apart.ts';
import { judgedMetric } from '../../judged-metric.ts';
import { isEndedByTarget, targetLostIn } from '../cut-short.ts';
import { type Check, row } from '../judged.ts';

/** Whether the load got nothing but rejections; what setup() and teardown() sent, such as a login, has no scenario. */
function isOnlyRejected(run: Run): boolean {
  if (!run.measured.responses) {
    const { requests } = run.measured.total;
    return requests !== undefined && requests > 0 && rejectedShare(run) === 1;
  }
  const answers = run.measured.responses.filter(({ count }) => count > 0);
  const ofLoad = answers.filter(({ scenario }) => scenario !== undefined);
  const judged = ofLoad.length > 0 ? ofLoad : answers;
  return judged.length > 0 && judged.every(isRejection(run));
}

/** Whether all that is known of a run is which of its thresholds k6 logged as crossed: more than nothing. */
const isOnlyLogged = ({ measured: { metrics, thresholds } }: Run) =>
  metrics.length === 0 &&
  thresholds.length > 0 &&
  thresholds.every(({ expression, passed }) => expression === '' && !passed);

/**
 * Whether the rows of the requests may be missing in what was handed in: a text without any, in which k6 says that a threshold
 * was crossed. It was of something that k6 measured.
 */
const isExcerpt = ({ measured: { thresholds }, sources = [] }: Run) =>
  sources.length > 0 &&
  sources.every(({ format }) => format === 'text') &&
  thresholds.some(({ passed }) => passed === false);

/** Formats that have `iterations` wherever one of them came to its end; a text may be an excerpt. */
const WHOLE: ReadonlySet<string> = new Set(['handle-summary', 'summary-export', 'csv', 'ndjson']);

/**
 * Whether requests were sent and no iteration ended: those of a `setup()` after which k6 gave up, or of iterations that
 * were cut off. Of a run with a record its end and its plan tell more.
 */
const isWithoutIterations = ({ record, measured: { total, metrics }, sources = [] }: Run): boolean =>
  !record &&
  !total.iterations &&
  // What somebody took out of a summary is not known to be missing in it.
  metrics.some(({ name }) => name === 'http_req_blocked') &&
  // What was counted and is no number was not nothing.
  !metrics.some(({ name, infinite }) => name === 'iterations' && infinite) &&
  sources.length > 0 &&
  sources.every(({ format }) => WHOLE.has(format));

/**
 * A run that sent nothing, or whose load got nothing but expected rejections, measured nothing, whatever k6 says of its
 * thresholds and however many iterations it counts.
 */
export const samples: Check = ({ run, findings }) => {
  const judged = judgedMetric(run);
  if (isOnlyRejected(run)) {
    const reason = { kind: 'all-rejected', answers: rejectionsOf(run) } as const;
    return [row('samples', { outcome: 'invalid', unit: 'count', actual: 0, reason })];
  }
  const endedBy = run.record?.endedBy;
  if (!judged && endedBy && isEndedByTarget(run)) {
    // Nothing but silence was measured, and the row of k6's end says whose, unless k6 came to its own.
    const outcome = endedBy.cause === 'unanswered' ? 'slo-fail' : 'not-judged';
    return [row('samples', { outcome, unit: 'count', actual: 0, reason: { kind: 'ended-by', ...endedBy } })];
  }
  if (isOnlyLogged(run) || (!judged && isExcerpt(run))) {
    return [row('samples', { outcome: 'not-judged', unit: 'count', reason: { kind: 'no-figures' } })];
  }
  const lost = endedBy ? undefined : targetLostIn(findings);
  if (lost) return [row('samples', { outcome: 'slo-fail', unit: 'count', actual: judged?.samples ?? 0, reason: lost })];
  if (judged && isWithoutIterations(run)) {
    const reason = { kind: 'no-iterations' } as const;
    return [row('samples', { outcome: 'invalid', unit: 'count', actual: judged.samples, reason })];
  }
  if (judged) {
    const apart = answersApart(run);
    const reason = apart && ({ kind: 'rejections', ...apart } as const);
    return [row('samples', { outcome: 'pass', unit: 'count', actual: judged.samples, ...(reason && { reason }) })];
  }
  const { iterations = 0 } = run.measured.total;
  const reason =
    iterations > 0 ? ({ kind: 'nothing-sent', iterations } as const) : ({ kind: 'nothing-measured' } as const);
  return [row('samples', { outcome: 'invalid', unit: 'count', actual: 0, reason })];
};
