import type { AnalysedRun } from '../../model/analysed.ts';
import type { Baseline } from '../../model/baseline.ts';
import type { FigureId } from '../../model/comparable.ts';
import type { Reason, RegressionRow, RowUnit } from '../../model/gate.ts';
import type { Spread } from '../../model/rounds.ts';
import { differencesFrom } from '../baseline.ts';
import { comparedAs } from '../fingerprint.ts';
import { LIMITS } from '../limits.ts';
import { figureOf, spreadOf } from '../rounds.ts';

/** What runs are held against. */
export interface Baselines {
  readonly all: readonly Baseline[];
  /** Loss that is no regression, as a share of the baseline's figure (0.1: a tenth). */
  readonly tolerance: number;
}

/** Figures by which a run can be worse than before, and which way is worse. */
const JUDGED: readonly { readonly id: FigureId; readonly unit: RowUnit; readonly comparison: '<=' | '>=' }[] = [
  { id: 'med', unit: 'ms', comparison: '<=' },
  { id: 'tps', unit: 'per-sec', comparison: '>=' },
  { id: 'p95', unit: 'ms', comparison: '<=' },
  { id: 'failed', unit: 'ratio', comparison: '<=' },
];

function noBaseline(reason: Reason): RegressionRow {
  const unknown = { actual: undefined, comparison: undefined, limit: undefined, margin: undefined };
  return { part: 'regression', figure: undefined, outcome: 'no-baseline', unit: 'plain', ...unknown, reason };
}

/** Largest or least value that is no regression. A failure ratio is compared by difference, never by ratio. */
function limitOf(id: FigureId, { median }: Spread, comparison: '<=' | '>=', tolerance: number): number {
  if (id === 'failed') return median + LIMITS.failedIncrease;
  return median * (comparison === '<=' ? 1 + tolerance : 1 - tolerance);
}

/** Equal runs never differ so much in their median (METHODS: false in at most 0.2 % where runs vary by 17 %). */
const isDoubled = (id: FigureId, before: Spread, after: Spread) =>
  id === 'med' && before.median > 0 && after.median >= LIMITS.doubledMedian * before.median;

/**
 * Worse than the limit is a regression where the ranges lie apart; where they do not, nobody can tell. One run says
 * nothing of how runs differ: against fewer than `LIMITS.baselineRuns` only a doubled median is more than chance.
 */
function rowOf(
  { id, unit, comparison }: (typeof JUDGED)[number],
  before: Spread,
  after: Spread,
  tolerance: number,
): RegressionRow {
  const limit = limitOf(id, before, comparison, tolerance);
  const margin = comparison === '<=' ? limit - after.median : after.median - limit;
  const row = { part: 'regression', figure: id, unit, actual: after.median, comparison, limit, margin } as const;
  const needed = LIMITS.baselineRuns;
  if (after.runs < 2 && before.runs < needed) {
    const isWorse = isDoubled(id, before, after);
    const reason: Reason = { kind: 'few-runs', runs: before.runs, needed };
    return { ...row, outcome: isWorse ? 'regressed' : 'inconclusive', reason: isWorse ? undefined : reason };
  }
  if (margin >= 0) return { ...row, outcome: 'pass', reason: undefined };
  const areApart = comparison === '<=' ? after.min > before.max : after.max < before.min;
  if (areApart && before.runs >= 2) return { ...row, outcome: 'regressed', reason: undefined };
  return { ...row, outcome: 'inconclusive', reason: { kind: 'within-spread' } };
}

/**
 * Is it worse than before? `runs` are those of one API that are judged together, medians against medians. Without a
 * baseline of the same conditions nothing can be said, and a row says why.
 */
export function regressionRows(
  runs: readonly [AnalysedRun, ...AnalysedRun[]],
  { all, tolerance }: Baselines,
): RegressionRow[] {
  const [first] = runs;
  if (runs.some(({ record }) => record === undefined)) return [noBaseline({ kind: 'no-record' })];
  const own = all.filter(({ name }) => name === comparedAs(first));
  const differences = own.map((baseline) => runs.flatMap((run) => differencesFrom(baseline, run)));
  const at = differences.findIndex((found) => found.length === 0);
  const baseline = own[at];
  if (!baseline) {
    const [nearest] = differences.toSorted((a, b) => a.length - b.length);
    return [
      noBaseline(nearest ? { kind: 'other-conditions', conditions: [...new Set(nearest)] } : { kind: 'no-baseline' }),
    ];
  }
  return JUDGED.flatMap((judged) => {
    const before = spreadOf(baseline.runs.flatMap(({ figures }) => figures[judged.id] ?? []));
    const after = spreadOf(runs.flatMap((run) => figureOf(judged.id, run) ?? []));
    return before && after ? [rowOf(judged, before, after, tolerance)] : [];
  });
}
