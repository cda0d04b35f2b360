import type { Criterion, DeliveredScenario } from '../../model/analysed.ts';
import type {
  Comparison,
  GateRow,
  Goal,
  Measure,
  Reason,
  RowUnit,
  ServiceLevelRow,
  SourcedGoal,
} from '../../model/gate.ts';
import { partKey } from '../../model/part.ts';
import type { Run } from '../../model/run.ts';
import { COMPARE, criterionOf } from '../criteria.ts';
import { isEndedByTarget } from './cut-short.ts';
import { judgedEach } from './each-scenario.ts';
import {
  failures,
  type Judged,
  judgedGoal,
  judgedOnFew,
  judgedRange,
  unitOfMeasure,
  unsupported,
  withoutSuccess,
} from './judged-goal.ts';
import { failuresOf, goalKey, partOfGoal, thresholdMeasure } from './measures.ts';
import { lackingThresholdSupport } from './support.ts';

/** How far `actual` is within the limit; undefined where that has no direction (`==`). */
function marginOf(comparison: string | undefined, actual: number | undefined, limit: number | undefined) {
  if (comparison === undefined || actual === undefined || limit === undefined) return undefined;
  if (comparison.startsWith('<')) return limit - actual;
  return comparison.startsWith('>') ? actual - limit : undefined;
}

function unitOf({ kind, contains }: Criterion): RowUnit {
  if (kind === 'rate') return 'ratio';
  return ({ time: 'ms', data: 'bytes', default: 'plain' } as const)[contains];
}

/** Counters of the load itself: at 0 there was none. */
const LOAD = /^(?:http_reqs|iterations)(?:\{|$)/;

/** A counter of what should not happen, and nothing did: no iteration was dropped. */
function isMetByNothing({ kind, samples, metric, comparison = '', limit = 0 }: Criterion): boolean {
  return kind === 'counter' && samples === 0 && !LOAD.test(metric) && COMPARE[comparison]?.(0, limit) === true;
}

/** Why a counter misses a limit from below: nothing was added to it. */
function emptyCount({ kind, metric, actual, statistic, comparison = '' }: Criterion): Reason | undefined {
  const isEmpty = kind === 'counter' && actual === 0 && statistic === 'count' && comparison.startsWith('>');
  return isEmpty ? { kind: 'nothing-counted', metric } : undefined;
}

/** Thresholds that buha itself gave to k6 are goals of its own; those of any other script are judged as k6 judged them. */
const isOwn = ({ record, profile }: Run) => record?.profile !== undefined || profile !== undefined;

/** Why nobody judged a threshold whose metric was measured. */
function lackingReason({ isUnstated, isRounded, statistic }: Criterion): Reason {
  if (isUnstated) return { kind: 'threshold-unstated' };
  return isRounded ? { kind: 'rounded' } : { kind: 'figure-missing', statistic };
}

/**
 * A threshold as k6 judged it: one that was crossed is a missed goal, on however few samples. Where the output does not
 * tell on how many a threshold was met, k6 is believed.
 */
function judgedThreshold(run: Run, criterion: Criterion, failing: boolean): Judged {
  const { passed, actual, lacksFigure, metric, range, comparison, limit } = criterion;
  const stated = thresholdMeasure(criterion);
  const isFailure = stated?.measure.kind === 'failed';
  // A range of several runners' figures is judged as one: none of their own marks is the run's.
  if (!passed && !range)
    return { outcome: 'slo-fail', actual, reason: isFailure ? failures(run, stated) : emptyCount(criterion) };
  if (range && criterion.crossedByRunner && limit !== undefined) {
    // What one runner crossed no other makes good, where no figure of them all tells: k6 ended with 99 there.
    return { ...judgedRange(range, unitOf(criterion), comparison ?? '', limit), outcome: 'slo-fail' };
  }
  // Of what is not stated nobody knows whether samples would be needed.
  if (criterion.isUnstated) return { outcome: 'not-judged', actual: undefined, reason: lackingReason(criterion) };
  if (isMetByNothing(criterion)) return { outcome: 'pass', actual, reason: undefined };
  const lack = lackingThresholdSupport(run, lacksFigure ? { ...criterion, samples: undefined } : criterion);
  if (lack?.kind === 'figure-missing') return { outcome: 'not-judged', actual, reason: lack };
  if (!lack && range && limit !== undefined) return judgedRange(range, unitOf(criterion), comparison ?? '', limit);
  const isEmptied = failing && !isFailure && metric.startsWith('http_req_');
  if (lack?.kind === 'few-samples') {
    if (!isOwn(run) || !stated || !isComparison(comparison) || limit === undefined) {
      return isEmptied
        ? { outcome: 'undecidable', actual, reason: lack }
        : { outcome: 'pass', actual, reason: { ...lack, byMark: true } };
    }
    return judgedOnFew(run, { ...stated, comparison, limit }, lack, isEmptied, actual);
  }
  if (lack) return stated?.part && !isEmptied ? withoutSuccess(run, stated, lack) : unsupported(lack, isEmptied);
  if (lacksFigure) return { outcome: 'not-judged', actual, reason: lackingReason(criterion) };
  return { outcome: 'pass', actual, reason: undefined };
}

const isComparison = (text: string | undefined): text is Comparison => text !== undefined && /^[<>]=?$/.test(text);

/** A threshold as the goal that it states; undefined where no service level could say the same. */
function statedGoal(criterion: Criterion): Goal | undefined {
  const { comparison, limit } = criterion;
  const stated = thresholdMeasure(criterion);
  return stated && isComparison(comparison) && limit !== undefined ? { ...stated, comparison, limit } : undefined;
}

type Limit = Pick<Criterion, 'comparison' | 'limit'>;

/** A run with all that its goals are held against. */
interface Held {
  readonly run: Run;
  readonly delivered: readonly DeliveredScenario[];
  /** What the goals are about. */
  readonly keys: ReadonlySet<string>;
}

/** The row of a goal. One that buha judges itself holds for each scenario, too. */
function rowOf({ run, delivered, keys }: Held, goal: SourcedGoal, failing: boolean): ServiceLevelRow {
  const judgedIn = (one: Goal) => judgedGoal(run, delivered, one, failing);
  const rowWith = (stated: Goal | undefined, whole: Judged, { comparison, limit }: Limit, unit: RowUnit) => {
    const judged = { scenario: stated?.scenario, ...(stated ? judgedEach(run, stated, whole, keys, judgedIn) : whole) };
    const margin = marginOf(comparison, judged.actual, limit);
    return { part: 'service-level', goal, unit, comparison, limit, margin, ...judged } as const;
  };
  if (goal.source !== 'threshold') return rowWith(goal, judgedIn(goal), goal, unitOfMeasure(goal.measure));
  const criterion = criterionOf(goal.threshold, run.measured);
  const whole = judgedThreshold(run, criterion, failing);
  return rowWith(isOwn(run) ? statedGoal(criterion) : undefined, whole, criterion, unitOf(criterion));
}

/** Key of the part of which a goal is; undefined for one of the whole run, or of a scenario of it. */
const partKeyOf = (goal: SourcedGoal): string | undefined => {
  const part = partOfGoal(goal);
  return part && partKey(part);
};

const keysOf = (run: Run, goals: readonly SourcedGoal[]): ReadonlySet<string> =>
  new Set(
    goals.flatMap((goal) => {
      const stated = goal.source === 'threshold' ? thresholdMeasure(criterionOf(goal.threshold, run.measured)) : goal;
      return stated ? [goalKey(stated)] : [];
    }),
  );

const measureKind = (row: GateRow): Measure['kind'] | undefined => {
  if (row.part !== 'service-level' || !row.goal) return undefined;
  return row.goal.source === 'threshold' ? undefined : row.goal.measure.kind;
};

/** A service level that speaks of checks: a threshold of k6's on them, or one of the file of `--slo`. */
export const isOfChecks = (row: GateRow): boolean =>
  measureKind(row) === 'check' ||
  (row.part === 'service-level' &&
    row.goal?.source === 'threshold' &&
    /^checks(?:\{|$)/.test(row.goal.threshold.metric));

/** A service level that says how many rejections are meant. */
export const isOfRejections = (row: GateRow): boolean => measureKind(row) === 'rejections';

/** A row that says that nothing was asked for: a gate without a goal lets nothing pass. */
const NO_GOALS: ServiceLevelRow = {
  part: 'service-level',
  goal: undefined,
  scenario: undefined,
  outcome: 'not-judged',
  unit: 'plain',
  actual: undefined,
  comparison: undefined,
  limit: undefined,
  margin: undefined,
  reason: { kind: 'no-goals' },
};

/** Does the run meet its service levels? A row for each, in their order. */
export function serviceLevelRows(
  run: Run,
  delivered: readonly DeliveredScenario[],
  goals: readonly SourcedGoal[],
): ServiceLevelRow[] {
  if (goals.length === 0) return [NO_GOALS];
  const held = { run, delivered, keys: keysOf(run, goals) };
  // Whether too many requests failed comes first: it decides what an empty row means.
  const failing = new Set(
    goals
      .filter((goal) => failuresOf(goal) && rowOf(held, goal, false).outcome === 'slo-fail')
      // That one request fails empties no figure of another.
      .map(partKeyOf),
  );
  const rows = goals.map((goal) => rowOf(held, goal, failing.has(undefined) || failing.has(partKeyOf(goal))));
  // A target that was lost leaves goals without figures: the row of the run's end says whose fault that is.
  const isLost = isEndedByTarget(run);
  // What k6 saw crossed was measured: a goal on nothing beside it takes nothing from that.
  const isCrossed = goals.some((goal) => goal.source === 'threshold' && !goal.threshold.passed);
  return rows.map((row) => {
    if (row.outcome !== 'invalid') return row;
    if (isLost) return { ...row, outcome: 'undecidable' };
    return isCrossed && row.reason?.kind === 'no-samples' ? { ...row, outcome: 'not-judged' } : row;
  });
}
