import type { DeliveredScenario } from '../../model/analysed.ts';
import { checkPath } from '../../model/check-name.ts';
import type { Goal, Measure, Reason, RowUnit, ServiceLevelRow } from '../../model/gate.ts';
import type { Range } from '../../model/measurement.ts';
import { type Part, partFilter, partName, partsLike } from '../../model/part.ts';
import type { Run } from '../../model/run.ts';
import { isVitalTime } from '../../model/web-vital.ts';
import { nearest } from '../../text/nearest.ts';
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
  goal: Goal,
  reason: Extract<Reason, { kind: 'few-samples' }>,
  failing: boolean,
  actual: number | undefined,
): Judged {
  const q = quantileOfMeasure(goal.measure);
  if (failing || q === undefined) return { outcome: failing ? 'undecidable' : 'inconclusive', actual, reason };
  const { outcome, effective } = fewSamplesOutcome(run, { ...goal, q }, reason.samples);
  return { outcome, actual, reason: effective === undefined ? reason : { ...reason, effective } };
}

/** Which answers failed, of the whole run, of one scenario or of one request; of a group or a tag no output tells. */
export const failures = (run: Run, { scenario, part }: Partial<Pick<Goal, 'scenario' | 'part'>> = {}): Reason => ({
  kind: 'failures',
  answers: answersOf(
    run,
    (one) =>
      !one.expected &&
      (scenario === undefined || one.scenario === scenario) &&
      (part === undefined || (part.kind === 'request' && one.name === part.name)),
  ),
});

/**
 * Times of a part without a sample. The run measured others: where all requests of this one failed, it answers nobody, and a
 * goal of its times is missed. Where none was sent, nothing was measured.
 */
export function withoutSuccess(run: Run, of: Pick<Goal, 'scenario' | 'part'>, lack: Reason): Judged {
  const { value, samples = 0 } = figureOf(run, [], { kind: 'failed' }, of) ?? {};
  const isAllFailed = value === 1 && samples > 0;
  return isAllFailed ? { outcome: 'slo-fail', actual: undefined, reason: failures(run, of) } : unsupported(lack, false);
}

/** Parts of a kind that a reason names. */
const NAMED_PARTS = 5;

/** Why a run has no figure of a part: it has none of that name, or its output does not tell. */
function absentPart({ measured }: Run, part: Part): Reason {
  const parts = partsLike(measured, part);
  // Raw samples tell every request and group apart, a summary those that a threshold is on.
  if (measured.hasSomeParts || parts.length === 0) {
    return { kind: 'part-not-told', metric: `http_req_duration{${partFilter(part)}}` };
  }
  return { kind: 'no-such-part', part, known: nearest(partName(part), parts.map(partName), NAMED_PARTS) };
}

function absentFigure(run: Run, { measure, part }: Goal): Reason {
  if (measure.kind === 'check') return { kind: 'no-such-check', known: run.measured.checks.map(checkPath) };
  return part ? absentPart(run, part) : { kind: 'not-split' };
}

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
  const { measure, comparison, limit } = goal;
  const figure = figureOf(run, delivered, measure, goal);
  if (!figure) return { outcome: 'not-judged', actual: undefined, reason: absentFigure(run, goal) };
  const lack = lackingSupport(measure, figure.samples);
  if (lack?.kind === 'few-samples') return judgedOnFew(run, goal, lack, failing && isLatency(measure), figure.value);
  if (lack && goal.part && isLatency(measure) && !failing) return withoutSuccess(run, goal, lack);
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
    reason: !met && measure.kind === 'failed' ? failures(run, goal) : undefined,
  };
}
