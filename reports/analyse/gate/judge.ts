import type { AnalysedRun } from '../../model/analysed.ts';
import type { GateRow, Judgement, SloFile, SourcedGoal, ValidityRow } from '../../model/gate.ts';
import type { GateResult, GateRun } from '../../model/gate-result.ts';
import type { Run } from '../../model/run.ts';
import { comparedAs } from '../fingerprint.ts';
import { LIMITS } from '../limits.ts';
import { withFittingPlan } from '../plan-fit.ts';
import { generator } from './checks/generator.ts';
import { goalsOf, isOfOthers } from './goals.ts';
import { type Judged, row } from './judged.ts';
import { isOfAllFailures } from './measures.ts';
import { verdictOfRows, weightiest } from './precedence.ts';
import { type Baselines, type JudgedTogether, regressionRows } from './regression.ts';
import { reservationsOf } from './reservations.ts';
import { serviceLevelRows } from './service-levels.ts';
import { validityRows } from './validity.ts';

/** True for a goal that all requests, or all checks, are held against: it says how many may fail. */
const isOfAll = (goal: SourcedGoal): boolean =>
  isOfAllFailures(goal) || (goal.source === 'threshold' && goal.threshold.metric === 'checks');

/** Since which second every request failed, to the end and for long enough to be no coincidence; undefined where not. */
function failedSince({ measured: { timeline } }: Run): number | undefined {
  const failed = timeline?.total.failed;
  if (!timeline || !failed) return undefined;
  let since = 0;
  for (const [second, count] of timeline.total.requests.nonZero())
    if (count > (failed.at(second) ?? 0)) since = second + 1;
  const isLong = timeline.seconds - since >= LIMITS.lostSec && failed.sum(since) >= LIMITS.fewFailures;
  return isLong ? since : undefined;
}

/** Goals that say nothing of failures are all met by a server that answers nothing any more: that is no pass. */
function allFailed(run: Run, goals: readonly SourcedGoal[]): GateRow[] {
  const { total } = run.measured;
  const failed = (sinceSec: number) =>
    row('samples', { outcome: 'slo-fail', unit: 'ratio', actual: 1, reason: { kind: 'all-failed', sinceSec } });
  if (total.requests && total.failedRatio === 1) return [failed(0)];
  const since = goals.some(isOfAll) ? undefined : failedSince(run);
  return since === undefined ? [] : [failed(since)];
}

/** The verdict of rows, and what a pass leaves open. */
function judgement(judged: Judged, rows: readonly GateRow[]): Judgement {
  const verdict = verdictOfRows(rows);
  return { verdict, reservations: verdict === 'pass' ? reservationsOf(judged, rows) : [], rows };
}

/**
 * A script that ran and sent nothing gives nothing to judge: that makes a goal invalid. Where there is none, it is said and
 * no more: such a script may have come to try something out.
 */
const withoutGoals = (row: ValidityRow): ValidityRow =>
  row.reason?.kind === 'nothing-sent' ? { ...row, outcome: 'not-judged' } : row;

/** Judges one run: is it valid, does it meet its goals? Both the report's verdict and the gate's come from here. */
export function judge(judged: Judged, goals: readonly SourcedGoal[]): Judgement {
  const validity = validityRows(judged);
  const told = goals.length > 0 ? validity : validity.map(withoutGoals);
  const levels = serviceLevelRows(judged.run, judged.delivered, goals);
  const own = [...told, ...generator(levels)(judged), ...levels];
  const verdict = verdictOfRows(own);
  // What is undecided fails nothing by itself: that every request failed decides it.
  const isOpen = goals.length === 0 || verdict === 'pass' || verdict === 'inconclusive';
  return judgement(judged, isOpen ? [...own, ...allFailed(judged.run, goals)] : own);
}

/** Runs of one API are held against its baseline together, all APIs as one table; the last run of each has the rows. */
function regressionOf(
  runs: readonly AnalysedRun[],
  baselines: Baselines,
): ReadonlyMap<AnalysedRun, readonly GateRow[]> {
  const byName = new Map<string, JudgedTogether>();
  for (const run of runs) {
    const [first, ...others] = byName.get(comparedAs(run)) ?? [];
    byName.set(comparedAs(run), first ? [first, ...others, run] : [run]);
  }
  const groups = [...byName.values()];
  const rows = regressionRows(groups, baselines);
  return new Map(groups.map((own, at) => [own.at(-1) ?? own[0], rows[at] ?? []]));
}

/** Service levels of runs: one file for all of them, or that of each. */
export type SloOfRuns = SloFile | ((run: Pick<AnalysedRun, 'record'>) => SloFile | undefined);

/** The service levels by which one run is judged: its own unless others are given. */
const sloOfRun = (slo: SloOfRuns | undefined, run: Pick<AnalysedRun, 'record' | 'slo'>): SloFile | undefined =>
  (typeof slo === 'function' ? slo(run) : slo) ?? run.slo;

const judgedOf = (run: AnalysedRun): Judged => ({
  ...{ run: withFittingPlan(run), delivered: run.delivered, findings: run.findings },
});

/**
 * Judges every run by its service levels, which `slo` may override. `baselines` also tell whether it is worse
 * than before. Pure: the same runs give the same result, and
 * without a run there is nothing that could pass.
 */
export function gate(runs: readonly AnalysedRun[], slo?: SloOfRuns, baselines?: Baselines): GateResult {
  const regressions = baselines && regressionOf(runs, baselines);
  const sloOf = (run: AnalysedRun) => sloOfRun(slo, run);
  const all = runs.map((run): GateRun => {
    const judged = judgedOf(run);
    const own = judge(judged, goalsOf(run, sloOf(run), isOfOthers(run, runs, sloOf)));
    return {
      run,
      ...(regressions ? judgement(judged, [...own.rows, ...(regressions.get(run) ?? [])]) : own),
    };
  });
  return { verdict: weightiest(all.map(({ verdict }) => verdict)), runs: all };
}
