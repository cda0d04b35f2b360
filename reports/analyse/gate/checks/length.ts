import { cutShortBy, leastLengthMs } from '../cut-short.ts';
import { type Check, row } from '../judged.ts';

/** The run is at least 95 % as long as its plan. One that a crossed threshold ended has failed, whatever else is judged. */
export const length: Check = ({ run }) => {
  const { runMs } = run.measured;
  const limit = leastLengthMs(run);
  if (limit === undefined) {
    const kind = run.planned.length === 0 ? 'no-plan' : 'counted-plan';
    return [row('length', { outcome: 'not-judged', unit: 'ms', actual: runMs, reason: { kind } })];
  }
  if (runMs === undefined) {
    return [row('length', { outcome: 'not-judged', unit: 'ms', reason: { kind: 'no-length' } })];
  }
  const figures = { unit: 'ms', actual: runMs, comparison: '>=', limit, margin: runMs - limit } as const;
  if (runMs >= limit) return [row('length', { ...figures, outcome: 'pass' })];
  const reason = cutShortBy(run);
  if (reason) {
    const outcome = reason.kind === 'ended-by' ? 'not-judged' : 'slo-fail';
    return [row('length', { ...figures, outcome, reason })];
  }
  return [row('length', { ...figures, outcome: 'invalid' })];
};
