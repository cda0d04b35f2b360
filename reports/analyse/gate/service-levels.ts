import type { Criterion, DeliveredScenario } from '../../model/analysed.ts';
import { checkPath } from '../../model/check-name.ts';
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
import type { Range, Threshold } from '../../model/measurement.ts';
import type { Run } from '../../model/run.ts';
import { answersOf } from '../answers.ts';
import { criteriaOf, isTimeMetric } from '../criteria.ts';
import { COMPARE } from '../own-thresholds.ts';
import { isEndedByTarget } from './cut-short.ts';
import { fewSamplesOutcome } from './few-samples.ts';
import { figureOf } from './figures.ts';
import { isLatency, statisticOf, thresholdMeasure } from './measures.ts';
import { lackingSupport, lackingThresholdSupport, quantileOfMeasure } from './support.ts';

type Judged = Pick<ServiceLevelRow, 'outcome' | 'actual' | 'reason'>;

/** How far `actual` is within the limit; undefined where that has no direction (`==`). */
function marginOf(comparison: string | undefined, actual: number | undefined, limit: number | undefined) {
  if (comparison === undefined || actual === undefined || limit === undefined) return undefined;
  if (comparison.startsWith('<')) return limit - actual;
  return comparison.startsWith('>') ? actual - limit : undefined;
}

/** Nothing to judge on: no measurement, unless requests failed and the row of their share says so. */
const unsupported = (reason: Reason, failing: boolean): Judged => ({
  outcome: failing ? 'undecidable' : 'invalid',
  actual: undefined,
  reason,
});

/** A quantile of fewer samples than it needs: few that all lie on one side of the limit can still decide. */
function judgedOnFew(
  run: Run,
  goal: { measure: Measure; comparison: Comparison; limit: number; scenario: string | undefined },
  reason: Extract<Reason, { kind: 'few-samples' }>,
  failing: boolean,
  actual: number | undefined,
): Judged {
  const q = quantileOfMeasure(goal.measure);
  if (failing || q === undefined) return { outcome: failing ? 'undecidable' : 'inconclusive', actual, reason };
  const { outcome, effective } = fewSamplesOutcome(run, { ...goal, q }, reason.samples);
  return { outcome, actual, reason: effective === undefined ? reason : { ...reason, effective } };
}

/** Which answers failed. */
const failures = (run: Run): Reason => ({ kind: 'failures', answers: answersOf(run, ({ expected }) => !expected) });

const UNITS: Readonly<Record<string, RowUnit>> = {
  failed: 'ratio',
  delivered: 'ratio',
  rejections: 'ratio',
  check: 'ratio',
  tps: 'per-sec',
};

function unitOf({ kind, metric }: Criterion): RowUnit {
  if (kind === 'rate') return 'ratio';
  return kind === 'trend' && isTimeMetric(metric) ? 'ms' : 'plain';
}

/** A goal that the figures of all runners meet is met, one that all miss is missed; else nobody knows. */
function judgedRange(range: Range, unit: RowUnit, comparison: string, limit: number): Judged {
  const compare = COMPARE[comparison];
  const met = compare?.(range[0], limit) === true;
  // Between two ends that both differ from a limit there may be one that does not.
  const isOneSided = /^[<>]/.test(comparison) && met === compare?.(range[1], limit);
  return {
    outcome: !isOneSided ? 'inconclusive' : met ? 'pass' : 'slo-fail',
    actual: undefined,
    reason: { kind: 'per-runner', range, unit, isDecided: isOneSided },
  };
}

function judgedGoal(run: Run, delivered: readonly DeliveredScenario[], goal: Goal, failing: boolean): Judged {
  const { measure, comparison, limit, scenario } = goal;
  const figure = figureOf(run, delivered, measure, scenario);
  if (!figure) {
    const reason: Reason =
      measure.kind === 'check'
        ? { kind: 'no-such-check', known: run.measured.checks.map(checkPath) }
        : { kind: 'not-split' };
    return { outcome: 'not-judged', actual: undefined, reason };
  }
  const lack = lackingSupport(measure, figure.samples);
  if (lack?.kind === 'few-samples') return judgedOnFew(run, goal, lack, failing && isLatency(measure), figure.value);
  if (lack) return unsupported(lack, failing && isLatency(measure));
  const { value: actual, below = 0, above = 0 } = figure;
  if (actual === undefined && figure.range)
    return judgedRange(figure.range, UNITS[measure.kind] ?? 'ms', comparison, limit);
  if (actual === undefined) {
    const reason: Reason =
      measure.kind !== 'delivered'
        ? { kind: 'figure-missing', statistic: statisticOf(measure) }
        : { kind: run.planned.length === 0 ? 'no-plan' : 'not-split' };
    return { outcome: 'not-judged', actual, reason };
  }
  const isMet = COMPARE[comparison] ?? (() => false);
  const met = isMet(actual, limit);
  if (isMet(actual - below, limit) !== isMet(actual + above, limit)) {
    return { outcome: 'not-judged', actual, reason: { kind: 'rounded' } };
  }
  return {
    outcome: met ? 'pass' : 'slo-fail',
    actual,
    reason: !met && measure.kind === 'failed' ? failures(run) : undefined,
  };
}

/** Counters of the load itself: at 0 there was none. */
const LOAD = /^(?:http_reqs|iterations)(?:\{|$)/;

/** A counter of what should not happen, and nothing did: no iteration was dropped. */
function isMetByNothing({ kind, samples, metric, comparison = '', limit = 0 }: Criterion): boolean {
  return kind === 'counter' && samples === 0 && !LOAD.test(metric) && COMPARE[comparison]?.(0, limit) === true;
}

/** Thresholds that buha itself gave to k6 are goals of its own; those of any other script are judged as k6 judged them. */
const isOwn = ({ record }: Run) => record?.profile !== undefined;

/**
 * A threshold as k6 judged it: one that was crossed is a missed goal, on however few samples. Where the output does not
 * tell on how many a threshold was met, k6 is believed.
 */
function judgedThreshold(run: Run, criterion: Criterion, failing: boolean): Judged {
  const { passed, actual, lacksFigure, statistic, metric, range, comparison, limit } = criterion;
  const stated = thresholdMeasure(criterion);
  const isFailure = stated?.measure.kind === 'failed';
  // A range of several runners' figures is judged as one: none of their own marks is the run's.
  if (!passed && !range) return { outcome: 'slo-fail', actual, reason: isFailure ? failures(run) : undefined };
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
  if (lack) return unsupported(lack, isEmptied);
  if (lacksFigure) return { outcome: 'not-judged', actual, reason: { kind: 'figure-missing', statistic } };
  return { outcome: 'pass', actual, reason: undefined };
}

const isComparison = (text: string | undefined): text is Comparison => text !== undefined && /^[<>]=?$/.test(text);

const criterionOf = (run: Run, threshold: Threshold) =>
  criteriaOf({ ...run.measured, thresholds: [threshold] })[0] as Criterion;

function rowOf(
  run: Run,
  delivered: readonly DeliveredScenario[],
  goal: SourcedGoal,
  failing: boolean,
): ServiceLevelRow {
  if (goal.source !== 'threshold') {
    const judged = judgedGoal(run, delivered, goal, failing);
    const { comparison, limit } = goal;
    const unit = UNITS[goal.measure.kind] ?? 'ms';
    const margin = marginOf(comparison, judged.actual, limit);
    return { part: 'service-level', goal, unit, comparison, limit, margin, ...judged };
  }
  const criterion = criterionOf(run, goal.threshold);
  const judged = judgedThreshold(run, criterion, failing);
  const { comparison, limit } = criterion;
  const margin = marginOf(comparison, judged.actual, limit);
  return { part: 'service-level', goal, unit: unitOf(criterion), comparison, limit, margin, ...judged };
}

const isFailureGoal = (run: Run, goal: SourcedGoal) =>
  goal.source === 'threshold'
    ? thresholdMeasure(criterionOf(run, goal.threshold))?.measure.kind === 'failed'
    : goal.measure.kind === 'failed';

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
  // Whether too many requests failed comes first: it decides what an empty row means.
  const failing = goals.some(
    (goal) => isFailureGoal(run, goal) && rowOf(run, delivered, goal, false).outcome === 'slo-fail',
  );
  const rows = goals.map((goal) => rowOf(run, delivered, goal, failing));
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
