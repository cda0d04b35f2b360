import { minDelivered, profileNames } from '../../../../options/profiles.ts';
import type { DeliveredScenario } from '../../../model/analysed.ts';
import { TOTAL } from '../../../model/finding.ts';
import type { Outcome, Reason } from '../../../model/gate.ts';
import type { Run } from '../../../model/run.ts';
import { generatorState } from '../../generator.ts';
import { judgedMetric } from '../../judged-metric.ts';
import { LIMITS } from '../../limits.ts';
import { scopeOfScenario } from '../../planned-load.ts';
import { limiterOf } from '../../saturation.ts';
import { cutShortBy, runnerLost } from '../cut-short.ts';
import { type Check, type Judged, row } from '../judged.ts';

/** Share of the plan that must have run, 0–1: what the profile asks for. */
function demandedShare({ record, profile, project }: Run): number {
  const known = record?.profile?.minDelivered;
  if (known !== undefined) return known;
  const isKnown = profile !== undefined && profileNames(project).includes(profile);
  return isKnown ? minDelivered(profile, project) : LIMITS.deliveredRatio;
}

type NotDelivered = Extract<Reason, { kind: 'not-delivered' }>;

/**
 * Iterations that were started and cut off at the end: k6 starts what was planned or counts it as dropped, so that those
 * missing from both did not finish. Undefined where they are not most of what is missing.
 */
function interruptedOf({ plan, plannedAmount, deliveredAmount, dropped }: DeliveredScenario): number | undefined {
  if (plan.model !== 'open' || deliveredAmount === undefined || dropped === undefined) return undefined;
  const missing = plannedAmount - deliveredAmount;
  const interrupted = Math.round(missing - dropped);
  return interrupted > missing / 2 ? interrupted : undefined;
}

/** Why a run was over before its plan. */
function endOf(run: Run): Reason | undefined {
  if (run.record?.interrupted) return { kind: 'interrupted' };
  const lost = runnerLost(run);
  if (lost) return lost;
  const { code = 0, signal } = run.record?.exit ?? {};
  return cutShortBy(run) ?? (code === 0 ? undefined : { kind: 'k6-exit', code, signal });
}

/** Iterations took longer than on an idle server, however busy the load generator's machine was. */
const areIterationsSlow = (run: Run): boolean => limiterOf(run)?.by === 'server';

/** Why a scenario fell short. The script's own limits come first: with those no server could have received the plan. */
function reasonOf({ run, findings }: Judged, scenario: DeliveredScenario): NotDelivered {
  const { plan, dropped } = scenario;
  const { machineCpuShare } = run.record ?? {};
  const common = { kind: 'not-delivered', dropped, ...(machineCpuShare !== undefined && { machineCpuShare }) } as const;
  for (const { id, scope, figures } of findings) {
    if (scope !== plan.name && scope !== TOTAL) continue;
    if (id === 'arrival-ceiling') {
      return { ...common, cause: 'arrival-ceiling', maxVus: figures.maxVus, vusNeeded: figures.advisedVus };
    }
    if (id === 'slow-vu-start') {
      return { ...common, cause: 'slow-vu-start', startedVus: figures.startedVus, maxVus: figures.allowedVus };
    }
  }
  const interrupted = interruptedOf(scenario);
  if (interrupted !== undefined) {
    const iterationMs = (scopeOfScenario(run, plan.name) ?? run.measured.total).iterationDurationMs?.avg;
    return { ...common, cause: 'interrupted', interrupted, ...(iterationMs !== undefined && { iterationMs }) };
  }
  if (generatorState(run).state === 'late') return { ...common, cause: 'generator-late' };
  if (areIterationsSlow(run)) return { ...common, cause: 'server' };
  const isBusy = machineCpuShare !== undefined && machineCpuShare > LIMITS.generatorCpuShare;
  return { ...common, cause: isBusy ? 'generator-cpu' : 'unknown' };
}

/** Why no share is demanded. */
const waivedBy = ({ plan }: DeliveredScenario): Reason =>
  plan.model === 'open' ? { kind: 'nothing-demanded', maxVus: plan.maxVus } : { kind: 'nothing-demanded' };

/** Only slow iterations have missed a target, on a busy machine, too; anything else made the run no measurement. */
const outcomeOf = (run: Run, { cause }: NotDelivered): Outcome =>
  cause === 'server' || (cause === 'interrupted' && areIterationsSlow(run)) ? 'slo-fail' : 'invalid';

/**
 * How much of the planned load ran: of every arrival rate and counted number, or of the closed load where there is
 * nothing else, as in the share of the verdict.
 */
export const delivered: Check = (judged) => {
  const { run } = judged;
  const open = judged.delivered.filter(({ plan }) => plan.model !== 'closed');
  const counted = open.length > 0 ? open : judged.delivered;
  if (counted.length === 0) {
    return [row('delivered', { outcome: 'not-judged', unit: 'ratio', reason: { kind: 'no-plan' } })];
  }
  const limit = demandedShare(run);
  return counted.map((scenario) => {
    const { ratio: actual, reachedVus: vus } = scenario;
    const own = { scenario: scenario.plan.name, unit: 'ratio' } as const;
    if (actual === undefined) {
      const kind = judgedMetric(run) ? 'not-split' : 'nothing-measured';
      return row('delivered', { ...own, outcome: 'not-judged', reason: { kind } });
    }
    const figures = { ...own, actual, comparison: '>=', limit, margin: actual - limit } as const;
    // What cut the run short is why, and is judged by itself.
    const isCut = scenario.wholeAmount !== undefined || runnerLost(run) !== undefined;
    const end = isCut ? endOf(run) : undefined;
    if (end) return row('delivered', { ...figures, outcome: 'not-judged', reason: end });
    // Users are what a closed load plans: their share is what was delivered.
    if (vus !== undefined)
      return row('delivered', { ...figures, outcome: 'pass', reason: { kind: 'vus-reached', vus } });
    if (actual >= limit) {
      const isWaived = limit === 0 && actual < LIMITS.deliveredRatio;
      return row('delivered', {
        ...figures,
        outcome: 'pass',
        ...(isWaived && { reason: waivedBy(scenario) }),
      });
    }
    const cut = cutShortBy(run);
    if (cut) return row('delivered', { ...figures, outcome: 'not-judged', reason: cut });
    const reason = reasonOf(judged, scenario);
    const isLost = judged.findings.some(({ id }) => id === 'target-lost');
    return row('delivered', { ...figures, outcome: isLost ? 'slo-fail' : outcomeOf(run, reason), reason });
  });
};
