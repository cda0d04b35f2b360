import type { Scope } from '../../../model/measurement.ts';
import { ownValue } from '../../../model/own-value.ts';
import type { Run } from '../../../model/run.ts';
import { judgedMetric } from '../../judged-metric.ts';
import { plannedAmount } from '../../planned-load.ts';
import { cutShortBy, targetLostIn } from '../cut-short.ts';
import { type Check, row } from '../judged.ts';

const isAny = ({ iterations, requests, durationMs, iterationDurationMs }: Scope) =>
  (iterations ?? 0) > 0 || (requests ?? 0) > 0 || durationMs !== undefined || iterationDurationMs !== undefined;

/** Samples name the scenario of each; a summary names those that a threshold asks for. */
const tellsAll = ({ sources = [] }: Run) => sources.some(({ format }) => format === 'csv' || format === 'ndjson');

/** Whether a planned scenario ran; undefined where the output does not tell scenarios apart. */
function ran(run: Run, name: string): boolean | undefined {
  const { scenarios, total } = run.measured;
  const own = ownValue(scenarios, name);
  if (own) return isAny(own);
  if (tellsAll(run)) return false;
  // What runs alone needs no split.
  return run.planned.length === 1 ? isAny(total) : undefined;
}

/** Every planned scenario is in the output. */
export const scenarios: Check = ({ run, findings }) => {
  const planned = run.planned.filter((plan) => plannedAmount(plan) > 0).map(({ name }) => name);
  if (planned.length === 0) {
    return [row('scenarios', { outcome: 'not-judged', unit: 'count', reason: { kind: 'no-plan' } })];
  }
  const seen = planned.map((name) => ran(run, name));
  const actual = seen.filter((one) => one === true).length;
  const figures = { unit: 'count', actual, comparison: '>=', limit: planned.length } as const;
  const margin = actual - planned.length;
  const names = planned.filter((_, at) => seen[at] === false);
  if (names.length > 0) {
    // Of a target that never answered no scenario has anything to show.
    const reason = cutShortBy(run) ?? (judgedMetric(run) ? undefined : targetLostIn(findings));
    if (reason) return [row('scenarios', { ...figures, outcome: 'not-judged', reason })];
    return [row('scenarios', { ...figures, margin, outcome: 'invalid', reason: { kind: 'scenarios-absent', names } })];
  }
  if (seen.includes(undefined)) {
    // Raw samples of nothing would not tell either.
    const kind = judgedMetric(run) || run.measured.total.iterations ? 'not-split' : 'nothing-measured';
    return [row('scenarios', { outcome: 'not-judged', unit: 'count', reason: { kind } })];
  }
  return [row('scenarios', { ...figures, margin, outcome: 'pass' })];
};
