import type { MostCarried } from '../model/finding-figures.ts';
import type { PlannedScenario } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { WindowFigures } from '../model/window.ts';
import { isUpperLimit, latencyGoal, limitsOf, strictestLimit } from './latency-goal.ts';
import { LIMITS } from './limits.ts';
import { type ScalabilityCurve, scalabilityCurve } from './scalability.ts';
import { plateausOf } from './stages.ts';

/** What a plateau shows on which users were seen at work, and got answers. */
export interface BusyFigures extends WindowFigures {
  readonly busyVus: number;
}

export const isBusy = (figures: WindowFigures): figures is BusyFigures =>
  figures.busyVus !== undefined && figures.busyVus > 0 && figures.requestsPerSec > 0;

/** Growth of throughput over growth of users: 1 where the one grew as the other did. (X₂/X₁)/(V₂/V₁) */
export const efficiency = (low: BusyFigures, high: BusyFigures): number =>
  high.requestsPerSec / low.requestsPerSec / (high.busyVus / low.busyVus);

/** Two plateaus of a scenario that ran alone, the later with more users. */
export interface Step {
  readonly low: BusyFigures;
  readonly high: BusyFigures;
  readonly efficiency: number;
}

/** Pairs of neighbouring plateaus of closed load on which users grew by at least half. */
export function stepsOf(run: Run): Step[] {
  const plateaus = plateausOf(run).filter(({ stage }) => stage.plan.model === 'closed');
  return plateaus.flatMap(({ stage, figures: high }, at) => {
    const before = plateaus[at - 1];
    const low = before?.stage.plan === stage.plan ? before.figures : undefined;
    if (!low || !isBusy(low) || !isBusy(high) || high.busyVus < low.busyVus * (1 + LIMITS.flatGrowth)) return [];
    return [{ low, high, efficiency: efficiency(low, high) }];
  });
}

/** The first step on which users grew by half or more and throughput stood still: the server was saturated. */
export const flatStep = (run: Run): Step | undefined =>
  stepsOf(run).find(({ low, high }) => high.requestsPerSec <= low.requestsPerSec * (1 + LIMITS.flatRatio));

/** A level of load that was held, in VUs or planned iterations per second. */
export interface Level {
  readonly level: number;
  readonly model: PlannedScenario['model'];
  readonly figures: WindowFigures;
}

/** The levels of every scenario with this model of load, each with the lowest first: those of two are two ladders. */
function laddersOf(run: Run, model: PlannedScenario['model']): Level[][] {
  const byPlan = new Map<PlannedScenario, Map<number, Level>>();
  for (const { stage, figures } of plateausOf(run)) {
    const { plan, ramp } = stage;
    if (plan.model !== model) continue;
    const own = byPlan.get(plan) ?? new Map<number, Level>();
    // Coming back to a level after a peak shows what the peak left behind.
    if (!own.has(ramp.to)) own.set(ramp.to, { level: ramp.to, model, figures });
    byPlan.set(plan, own);
  }
  return [...byPlan.values()].map((own) => [...own.values()].toSorted((a, b) => a.level - b.level));
}

/** The levels of the scenario that held the most of them, the lowest first. */
export const levelsOf = (run: Run, model: PlannedScenario['model']): Level[] =>
  laddersOf(run, model).reduce((best, one) => (one.length > best.length ? one : best), []);

/** Levels from which on a run is a test of levels: up, down and twice in between a load test has fewer. */
const TEST_OF_LEVELS = 4;

/** True for a run whose only scenario held several levels of load, one after the other: its mean says nothing. */
export const isTestOfLevels = (run: Run): boolean =>
  run.planned.length === 1 && Math.max(levelsOf(run, 'closed').length, levelsOf(run, 'open').length) >= TEST_OF_LEVELS;

/** True for a plan of as many levels: whether they were held, raw samples tell. */
export function isPlannedOfLevels({ planned }: Pick<Run, 'planned'>): boolean {
  const [only, ...others] = planned;
  if (!only || only.model === 'iterations' || others.length > 0) return false;
  return new Set(only.ramps.filter(({ from, to }) => from === to).map(({ to }) => to)).size >= TEST_OF_LEVELS;
}

/** Successful requests per second: refusing is no service. */
export const served = ({ requestsPerSec, failedRatio = 0 }: WindowFigures): number =>
  requestsPerSec * (1 - failedRatio);

const most = (levels: readonly Level[]) =>
  levels.reduce<Level | undefined>(
    (best, one) => (best && served(best.figures) >= served(one.figures) ? best : one),
    undefined,
  );

/** Most throughput on any level that was held, per second; undefined where none was, or nobody knows. */
export function mostPerSec(run: Run): number | undefined {
  const best = most([...laddersOf(run, 'closed'), ...laddersOf(run, 'open')].flat());
  return best && served(best.figures);
}

/** Undefined for a run that was no test of levels: its means say what it carried. */
export function mostCarried(run: Run): MostCarried | undefined {
  if (!isTestOfLevels(run)) return undefined;
  const [closed, open] = [levelsOf(run, 'closed'), levelsOf(run, 'open')];
  const levels = closed.length >= open.length ? closed : open;
  const [top, last, before] = [most(levels), levels.at(-1), levels.at(-2)];
  if (!top) return undefined;
  const isGrowing = top === last && before !== undefined && grew(before, last);
  return { model: top.model, level: top.level, perSec: served(top.figures), isGrowing };
}

/** Throughput of the highest level that met the goal for p95, per second; undefined where none did, or nobody knows. */
export const metPerSec = (run: Run): number | undefined => goalThroughput(run)?.met?.figures.requestsPerSec;

/** Users brought their share of throughput; of a planned rate all of it ran. */
const grew = (before: Level, last: Level): boolean =>
  last.model === 'open'
    ? isDelivered(last)
    : isBusy(before.figures) && isBusy(last.figures) && growsOn(before.figures, last.figures);

const growsOn = (low: BusyFigures, high: BusyFigures) => efficiency(low, high) >= LIMITS.growingEfficiency;

/** Load of a level, in users at work or planned rate. */
export const loadOf = ({ model, level, figures }: Level): number => (model === 'open' ? level : (figures.busyVus ?? 0));

/** Tested levels between which throughput stops growing with the load. */
export interface KneeRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Tested levels on both sides of the load that would make the capacity if each user made as much as on the lowest level; a
 * level that is hardly apart from it is on neither side.
 */
export function kneeOf(levels: readonly Level[], capacityPerSec: number): KneeRange | undefined {
  const [low] = levels;
  if (!low || served(low.figures) <= 0) return undefined;
  const knee = (capacityPerSec * loadOf(low)) / served(low.figures);
  const from = levels.findLast((one) => loadOf(one) <= knee * (1 - LIMITS.kneeApart));
  const to = levels.find((one) => loadOf(one) >= knee * (1 + LIMITS.kneeApart));
  return from && to ? { from: from.level, to: to.level } : undefined;
}

/** Where throughput stops growing with users. */
export interface SaturationPoint {
  readonly curve: ScalabilityCurve;
  readonly levels: number;
  readonly minVus: number;
  readonly maxVus: number;
  /** Most throughput on any level, per second, and that level. */
  readonly capacityPerSec: number;
  readonly capacityVus: number;
  /** Users that would make so much if each made as much as on the lowest level; and the levels around them. */
  readonly kneeVus: number;
  readonly knee: KneeRange | undefined;
  /** Throughput with the most users, where it had fallen by then; undefined where it had not. */
  readonly fallenPerSec: number | undefined;
}

/**
 * The saturation point, from levels of closed load on which one scenario ran alone. Undefined with fewer levels or a
 * smaller range than the three parameters of the Universal Scalability Law need, or where that law explains the
 * throughput badly (`LIMITS`), and where throughput grew in proportion to the last. The law tells that there is a knee;
 * the capacity is what was measured: beyond a hard limit, such as a lock's, its curve is too round.
 */
export function saturationPoint(run: Run): SaturationPoint | undefined {
  const levels = levelsOf(run, 'closed');
  const [first, last, best] = [levels[0], levels.at(-1), most(levels)];
  if (!first || !last || !best || levels.length < LIMITS.scalabilityLevels) return undefined;
  if (!isBusy(first.figures) || last.level < first.level * LIMITS.scalabilityRange) return undefined;
  const { busyVus } = first.figures;
  const firstPerSec = served(first.figures);
  if (firstPerSec <= 0) return undefined;
  const points = levels.flatMap(({ figures }) =>
    figures.busyVus === undefined ? [] : [{ vus: figures.busyVus, perSec: served(figures) }],
  );
  // Users that still bring their share on the last step are not beyond any knee, however the first level was measured.
  const before = levels.at(-2);
  if (before && grew(before, last)) return undefined;
  const curve = points.length === levels.length ? scalabilityCurve(points) : undefined;
  if (!curve || curve.r2 < LIMITS.scalabilityFit) return undefined;
  const capacityPerSec = served(best.figures);
  const kneeVus = (capacityPerSec * busyVus) / firstPerSec;
  if (kneeVus > last.level * LIMITS.kneeRatio) return undefined;
  const lastPerSec = served(last.figures);
  return {
    curve,
    levels: levels.length,
    minVus: first.level,
    maxVus: last.level,
    capacityPerSec,
    capacityVus: best.level,
    kneeVus,
    knee: kneeOf(levels, capacityPerSec),
    fallenPerSec: lastPerSec < capacityPerSec * (1 - LIMITS.flatRatio) ? lastPerSec : undefined,
  };
}

/** What levels of load say of the goal for p95, in ms. */
export interface GoalThroughput {
  readonly limitMs: number;
  /** The highest level up to which every level met the goal; undefined where the lowest one missed it. */
  readonly met: Level | undefined;
  /** The level above it; undefined where all met the goal. */
  readonly missed: Level | undefined;
}

/** Whether a level of open load was reached; closed load has no other level than its users. */
export const isDelivered = ({ model, level, figures }: Level): boolean =>
  model !== 'open' || figures.iterationsPerSec >= level * LIMITS.deliveredRatio;

/** A level's p95 in the goal: with so many answers that there is one, and few enough failures that it means anything. */
function verdictOf(one: Level, limitMs: number, mostFailed: number): 'met' | 'missed' | undefined {
  const { p95Ms, samples, failedRatio = 0 } = one.figures;
  if (failedRatio > mostFailed || !isDelivered(one)) return 'missed';
  if (p95Ms === undefined || samples < LIMITS.fewRequests) return undefined;
  return p95Ms <= limitMs ? 'met' : 'missed';
}

/**
 * How much throughput the goal for p95 allows; undefined without a goal, or with fewer than two levels that can be
 * judged. A level that refused more than the goal for failures allows (1 % without one), or that was not reached, did
 * not meet it.
 */
export function goalThroughput(run: Run): GoalThroughput | undefined {
  const goal = latencyGoal(run, 'p(95)');
  // The levels tell the times of successful requests.
  if (!goal?.isOfSuccesses) return undefined;
  const { limitMs } = goal;
  const mostFailed =
    strictestLimit(
      limitsOf(run).filter(isUpperLimit),
      ({ metric, statistic }) => metric === 'http_req_failed' && statistic === 'rate',
    ) ?? LIMITS.refusedRatio;
  const judged = (model: PlannedScenario['model']) =>
    levelsOf(run, model).flatMap((level) => {
      const verdict = verdictOf(level, limitMs, mostFailed);
      return verdict ? [{ level, verdict }] : [];
    });
  const closed = judged('closed');
  const levels = closed.length > 1 ? closed : judged('open');
  if (levels.length < 2) return undefined;
  const at = levels.findIndex(({ verdict }) => verdict === 'missed');
  const met = at < 0 ? levels.at(-1) : levels[at - 1];
  return { limitMs, met: met?.level, missed: levels[at]?.level };
}
