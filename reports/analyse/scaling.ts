import type { PlannedScenario } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { WindowFigures } from '../model/window.ts';
import { criteriaOf, SUCCESSES } from './criteria.ts';
import { LIMITS } from './limits.ts';
import { type ScalabilityCurve, scalabilityCurve } from './scalability.ts';
import { plateausOf, settled, stagesOf } from './stages.ts';
import { figuresOver } from './timeline-window.ts';

/** Two plateaus, the later with more users: all that ran then counts, whichever scenario sent it. */
export interface Step {
  readonly low: WindowFigures;
  readonly high: WindowFigures;
  /** (X₂/X₁)/(V₂/V₁): 1 where throughput grew as users did. */
  readonly efficiency: number;
}

/** Pairs of neighbouring plateaus of closed load on which users grew by at least half. */
export function stepsOf(run: Run): Step[] {
  const { timeline } = run.measured;
  if (!timeline) return [];
  const plateaus = stagesOf(run).flatMap(({ plan, isPlateau, seconds }) =>
    plan.model === 'closed' && isPlateau && seconds
      ? [{ plan, figures: figuresOver(timeline.total, settled(seconds)) }]
      : [],
  );
  return plateaus.flatMap(({ plan, figures: high }, at) => {
    const before = plateaus[at - 1];
    const low = before?.plan === plan ? before.figures : undefined;
    if (!low || low.requestsPerSec <= 0 || high.busyVus < low.busyVus * (1 + LIMITS.flatGrowth)) return [];
    return [{ low, high, efficiency: high.requestsPerSec / low.requestsPerSec / (high.busyVus / low.busyVus) }];
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

/** The levels of a model of load, the lowest first. */
export function levelsOf(run: Run, model: PlannedScenario['model']): Level[] {
  const byLevel = new Map<number, Level>();
  for (const { stage, figures } of plateausOf(run)) {
    const level = stage.ramp.to;
    // Coming back to a level after a peak shows what the peak left behind.
    if (stage.plan.model === model && !byLevel.has(level)) byLevel.set(level, { level, model, figures });
  }
  return [...byLevel.values()].toSorted((a, b) => a.level - b.level);
}

const most = (levels: readonly Level[]) =>
  levels.reduce<Level | undefined>(
    (best, one) => (best && best.figures.requestsPerSec >= one.figures.requestsPerSec ? best : one),
    undefined,
  );

/** Most throughput on any level that was held, per second; undefined where none was, or nobody knows. */
export const mostPerSec = (run: Run): number | undefined =>
  most([...levelsOf(run, 'closed'), ...levelsOf(run, 'open')])?.figures.requestsPerSec;

/** Where throughput stops growing with users. */
export interface SaturationPoint {
  readonly curve: ScalabilityCurve;
  readonly levels: number;
  readonly minVus: number;
  readonly maxVus: number;
  /** Most throughput on any level, per second, and that level. */
  readonly capacityPerSec: number;
  readonly capacityVus: number;
  /** Users that would make so much if each made as much as on the lowest level. */
  readonly kneeVus: number;
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
  const { busyVus, requestsPerSec } = first.figures;
  if (busyVus <= 0 || requestsPerSec <= 0 || last.level < first.level * LIMITS.scalabilityRange) return undefined;
  const curve = scalabilityCurve(
    levels.map(({ figures }) => ({ vus: figures.busyVus, perSec: figures.requestsPerSec })),
  );
  if (!curve || curve.r2 < LIMITS.scalabilityFit) return undefined;
  const capacityPerSec = best.figures.requestsPerSec;
  const kneeVus = (capacityPerSec * busyVus) / requestsPerSec;
  if (kneeVus > last.level * LIMITS.kneeRatio) return undefined;
  const lastPerSec = last.figures.requestsPerSec;
  return {
    curve,
    levels: levels.length,
    minVus: first.level,
    maxVus: last.level,
    capacityPerSec,
    capacityVus: best.level,
    kneeVus,
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

/** How much throughput the goal for p95 allows; undefined without a goal, or with one level of load. */
export function goalThroughput(run: Run): GoalThroughput | undefined {
  const goal = criteriaOf(run.measured).find(
    ({ metric, statistic, comparison, limit }) =>
      (metric === SUCCESSES || metric === 'http_req_duration') &&
      statistic === 'p(95)' &&
      (comparison === '<' || comparison === '<=') &&
      limit !== undefined,
  );
  const closed = levelsOf(run, 'closed');
  const levels = closed.length > 1 ? closed : levelsOf(run, 'open');
  const limitMs = goal?.limit;
  if (limitMs === undefined || levels.length < 2) return undefined;
  const at = levels.findIndex(({ figures: { p95Ms } }) => !(p95Ms !== undefined && p95Ms <= limitMs));
  const met = at < 0 ? levels.at(-1) : levels[at - 1];
  return { limitMs, met, missed: at < 0 ? undefined : levels[at] };
}
