import type { Scope } from '../model/measurement.ts';
import { ownValue } from '../model/own-value.ts';
import { byModel, type PlannedRate, type PlannedScenario, type PlannedVus, type Ramp } from '../model/plan.ts';
import type { Run } from '../model/run.ts';

/** The first `ms` of a series of ramps. */
function firstPart(ramps: readonly Ramp[], ms: number): Ramp[] {
  let left = ms;
  return ramps.flatMap((ramp) => {
    const durationMs = Math.min(ramp.durationMs, Math.max(left, 0));
    left -= ramp.durationMs;
    if (durationMs === 0) return [];
    const to = ramp.from + ((ramp.to - ramp.from) * durationMs) / ramp.durationMs;
    return [{ durationMs, from: ramp.from, to }];
  });
}

/** Area of a ramp below `cap`, in level × ms. */
function areaBelow({ durationMs, from, to }: Ramp, cap: number): number {
  const [low, high] = from < to ? [from, to] : [to, from];
  if (high <= cap) return (durationMs * (low + high)) / 2;
  if (low >= cap) return durationMs * cap;
  const msBelow = (durationMs * (cap - low)) / (high - low);
  return (msBelow * (low + cap)) / 2 + (durationMs - msBelow) * cap;
}

/**
 * Amount that a scenario plans: iterations for open load and iteration counts, VU-milliseconds for closed load.
 * `cap` limits the level (a rate or VUs), `elapsedMs` the part of the run that took place.
 */
export function plannedAmount(plan: PlannedScenario, cap = Number.POSITIVE_INFINITY, elapsedMs?: number): number {
  const area = ({ ramps, startMs }: PlannedVus | PlannedRate) =>
    (elapsedMs === undefined ? ramps : firstPart(ramps, elapsedMs - startMs)).reduce(
      (sum, ramp) => sum + areaBelow(ramp, cap),
      0,
    );
  return byModel(plan, {
    closed: area,
    open: (own) => area(own) / 1000,
    iterations: ({ iterations }) => iterations,
  });
}

/** Highest planned level: VUs, or iterations per second; undefined for a plan of iterations. */
export function peakLevel(plan: PlannedScenario): number | undefined {
  const peak = ({ ramps }: PlannedVus | PlannedRate) =>
    ramps.reduce((most, ramp) => Math.max(most, ramp.from, ramp.to), 0);
  return byModel(plan, { closed: peak, open: peak, iterations: () => undefined });
}

/** Level of ramps at a time in ms from their start; the higher one where two meet, 0 outside. */
export function levelAt(ramps: readonly Ramp[], ms: number): number {
  let left = ms;
  let level = 0;
  for (const { durationMs, from, to } of ramps) {
    if (left >= 0 && left <= durationMs) {
      level = Math.max(level, durationMs === 0 ? Math.max(from, to) : from + ((to - from) * left) / durationMs);
    }
    left -= durationMs;
  }
  return level;
}

/** Virtual users that a scenario starts in any case, and those that it may hold at once. */
export function vusOf(plan: PlannedScenario): { readonly least: number; readonly most: number } {
  const exactly = (vus: number) => ({ least: vus, most: vus });
  return byModel(plan, {
    closed: (own) => exactly(peakLevel(own) ?? 0),
    open: ({ preAllocatedVus, maxVus }) => ({ least: preAllocatedVus, most: Math.max(preAllocatedVus, maxVus) }),
    iterations: ({ vus }) => exactly(vus),
  });
}

/** Time from the start of the run to the planned end of its last scenario, in ms, without graceful stops. */
export function plannedLengthMs(planned: readonly PlannedScenario[]): number {
  return planned.reduce((most, plan) => Math.max(most, plan.startMs + plan.durationMs), 0);
}

/** Figures of one scenario; a run with a single scenario needs no split. */
export function scopeOfScenario(run: Pick<Run, 'measured' | 'planned'>, name: string): Scope | undefined {
  const { scenarios } = run.measured;
  return ownValue(scenarios, name) ?? (run.planned.length === 1 ? run.measured.total : undefined);
}
