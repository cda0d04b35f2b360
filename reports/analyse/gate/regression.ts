import type { AnalysedRun } from '../../model/analysed.ts';
import type { Baseline } from '../../model/baseline.ts';
import type { Condition } from '../../model/comparable.ts';
import type { Reason, RegressionRow, RowUnit } from '../../model/gate.ts';
import { leastOf } from '../../numbers/extremes.ts';
import { baselineSide, matchingRuns, nearestBaseline } from '../baseline.ts';
import { type Change, changesOf, type Interval, type Pair } from '../changes.ts';
import { judgedScope } from '../judged-scope.ts';
import { successCount } from '../judged-times.ts';
import { LIMITS, samplesNeeded } from '../limits.ts';
import { type JudgedId, judgedOf, pairOf, sideOf, spreadOf, unitOf } from '../rounds.ts';

/** What runs are held against. */
export interface Baselines {
  readonly all: readonly Baseline[];
  /** Loss that is no regression, as a share of the baseline's figure (0.1: a tenth). */
  readonly tolerance: number;
}

/** Runs of one API that are judged together. */
export type JudgedTogether = readonly [AnalysedRun, ...AnalysedRun[]];

const MEDIAN = 0.5;
const UNITS: Readonly<Record<JudgedId, RowUnit>> = { med: 'ms', p95: 'ms', tps: 'per-sec', failed: 'ratio' };

function noBaseline(reason: Reason): RegressionRow {
  const unknown = { actual: undefined, comparison: undefined, limit: undefined, margin: undefined };
  return { part: 'regression', figure: undefined, outcome: 'no-baseline', unit: 'plain', ...unknown, reason };
}

/** A figure that is held against its baseline. */
interface Held {
  readonly id: JudgedId;
  readonly pair: Pair;
  /** What else than the system changed since. */
  readonly changed: readonly Condition[];
}

/** What nobody could compare is no pass: no median of such runs, or of their baseline, is known. */
function timesUncompared(runs: JudgedTogether): RegressionRow {
  const counts = runs.flatMap((run) => successCount(judgedScope(run)) ?? []);
  const needed = samplesNeeded(MEDIAN);
  const fewest = counts.length > 0 ? leastOf(counts) : needed;
  const samples = fewest < needed ? fewest : undefined;
  return {
    ...{ part: 'regression', figure: 'med', outcome: 'inconclusive', unit: UNITS.med },
    ...{ actual: undefined, comparison: undefined, limit: undefined, margin: undefined },
    reason: { kind: 'times-uncompared', samples, needed },
  };
}

/** What of runs is held against their baseline, and what is open about the rest. */
interface HeldRuns {
  readonly held: readonly Held[];
  readonly open: readonly RegressionRow[];
}

/** What runs can be held against, or why against nothing. */
function heldOf(runs: JudgedTogether, { all }: Baselines): HeldRuns {
  const none = (row: RegressionRow): HeldRuns => ({ held: [], open: [row] });
  if (runs.some(({ record }) => record === undefined)) return none(noBaseline({ kind: 'no-record' }));
  const { baseline, differences } = nearestBaseline(all, runs);
  if (!baseline) return none(noBaseline({ kind: 'no-baseline' }));
  if (differences.length > 0) return none(noBaseline({ kind: 'other-conditions', conditions: differences }));
  const { matching, changed } = matchingRuns(baseline, runs);
  const held = judgedOf(runs).flatMap((id) => {
    const pair = pairOf(id, baselineSide(id, matching), sideOf(id, runs));
    return pair ? [{ id, pair, changed }] : [];
  });
  const hasTimes = held.some(({ id }) => id === 'med' || id === 'p95');
  return { held, open: hasTimes ? [] : [timesUncompared(runs)] };
}

/**
 * Largest or least value that is no regression. A failure ratio is compared by difference, never by ratio; a short time may be
 * slower by what clocks and schedulers differ by.
 */
function limitOf(id: JudgedId, before: number, tolerance: number): number {
  if (id === 'failed') return before + LIMITS.failedIncrease;
  if (id === 'tps') return before * (1 - tolerance);
  return before + Math.max(before * tolerance, Math.min(LIMITS.latencyFloorMs, before * LIMITS.latencyFloorRatio));
}

/** Why a figure stays open. */
function openReason({ pair: { before, after, by } }: Held, { interval, needed }: Change): Reason {
  if (interval) return { kind: 'undecided-change', range: interval, unit: unitOf(by), needed };
  const runs = before.values.length;
  if (after.values.length > 1 || runs < LIMITS.baselineRuns)
    return { kind: 'few-runs', runs, needed: LIMITS.baselineRuns };
  const sessions = new Set(before.sessions).size;
  return { kind: 'few-sessions', sessions, needed: LIMITS.baselineSessions };
}

/** The claim, the interval and the loss that nobody minds, put together (the rule itself: `changes.ts`). */
function rowOf(held: Held, change: Change, tolerance: number): RegressionRow {
  const { id, pair, changed } = held;
  const { decided, estimate, inner, interval } = change;
  const actual = spreadOf(id, pair.after.values)?.mean ?? 0;
  const isRatio = pair.by === 'ratio';
  const before = estimate === undefined ? 0 : isRatio ? actual / (1 + estimate) : actual - estimate;
  const limit = limitOf(id, before, tolerance);
  const comparison = id === 'tps' ? '>=' : '<=';
  const within = (value: number) => (comparison === '<=' ? limit - value : value - limit);
  const at = (difference: number) => (isRatio ? before * (1 + difference) : before + difference);
  const badEnd = ([low, high]: Interval) => at(comparison === '<=' ? high : low);
  const margin = within(actual);
  const row = { part: 'regression', figure: id, unit: UNITS[id], actual, comparison, limit, margin } as const;
  const isWorse = comparison === '<=' ? (estimate ?? 0) > 0 : (estimate ?? 0) < 0;
  if (decided === 'claim' && isWorse) {
    // A new k6 or another machine may be why.
    if (margin < 0 && changed.length > 0)
      return { ...row, outcome: 'inconclusive', reason: { kind: 'changed-conditions', conditions: changed } };
    if (margin < 0) return { ...row, outcome: 'regressed', reason: undefined };
    return {
      ...row,
      outcome: 'pass',
      reason: interval && { kind: 'smaller-loss', range: interval, unit: unitOf(pair.by) },
    };
  }
  if (decided === 'claim' || (inner && within(badEnd(inner)) >= 0))
    return { ...row, outcome: 'pass', reason: undefined };
  return { ...row, outcome: 'inconclusive', reason: openReason(held, change) };
}

/**
 * Is it worse than before? Each of `groups` are runs of one API that are judged together; all figures of all of them are one
 * table. Without a baseline of the same load and target nothing can be said, and a row says why. Rows by group.
 */
export function regressionRows(groups: readonly JudgedTogether[], baselines: Baselines): RegressionRow[][] {
  const found = groups.map((runs) => heldOf(runs, baselines));
  const all = found.flatMap(({ held }) => held);
  const changes = changesOf(
    all.map(({ pair }) => pair),
    baselines.tolerance,
  );
  const rows = new Map(
    all.flatMap((one, at) => {
      const change = changes[at];
      return change ? [[one, rowOf(one, change, baselines.tolerance)] as const] : [];
    }),
  );
  return found.map(({ held, open }) => [...open, ...held.flatMap((one) => rows.get(one) ?? [])]);
}
