import type { DeliveredScenario } from '../../model/analysed.ts';
import { checkPath } from '../../model/check-name.ts';
import type { Comparison, Goal, Measure, Reason, RowUnit, ServiceLevelRow } from '../../model/gate.ts';
import type { Range } from '../../model/measurement.ts';
import type { Run } from '../../model/run.ts';
import { isVitalTime } from '../../model/web-vital.ts';
import { answersOf } from '../answers.ts';
import { COMPARE } from '../criteria.ts';
import { fewSamplesOutcome } from './few-samples.ts';
import { figureOf } from './figures.ts';
import { isLatency, statisticOf } from './measures.ts';
import { lackingSupport, quantileOfMeasure } from './support.ts';

/** How one figure was judged. */
export type Judged = Pick<ServiceLevelRow, 'outcome' | 'actual' | 'reason'>;

/** Nothing to judge on: no measurement, unless requests failed and the row of their share says so. */
export const unsupported = (reason: Reason, failing: boolean): Judged => ({
  outcome: failing ? 'undecidable' : 'invalid',
  actual: undefined,
  reason,
});

/** A quantile of fewer samples than it needs: few that all lie on one side of the limit can still decide. */
export function judgedOnFew(
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

/** Which answers failed, of the whole run or of one scenario. */
export const failures = (run: Run, scenario?: string): Reason => ({
  kind: 'failures',
  answers: answersOf(run, (one) => !one.expected && (scenario === undefined || one.scenario === scenario)),
});

const UNITS: Readonly<Record<string, RowUnit>> = {
  failed: 'ratio',
  delivered: 'ratio',
  rejections: 'ratio',
  check: 'ratio',
  tps: 'per-sec',
};

export const unitOfMeasure = (measure: Measure): RowUnit =>
  measure.kind === 'vital' && !isVitalTime(measure.vital) ? 'plain' : (UNITS[measure.kind] ?? 'ms');

/** A goal that the figures of all runners meet is met, one that all miss is missed; else nobody knows. */
export function judgedRange(range: Range, unit: RowUnit, comparison: string, limit: number): Judged {
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

/** A goal held against its figure. `failing`: so many requests failed that what is left is no measurement. */
export function judgedGoal(run: Run, delivered: readonly DeliveredScenario[], goal: Goal, failing: boolean): Judged {
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
  if (actual === undefined && figure.range) return judgedRange(figure.range, unitOfMeasure(measure), comparison, limit);
  if (actual === undefined) {
    const reason: Reason =
      measure.kind !== 'delivered'
        ? figure.ofAll
          ? { kind: 'successes-unknown', ...figure.ofAll }
          : { kind: 'figure-missing', statistic: statisticOf(measure) }
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
    reason: !met && measure.kind === 'failed' ? failures(run, scenario) : undefined,
  };
}
