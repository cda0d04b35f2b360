import type { PlannedScenario, Ramp } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { Timeline, TimelineLane } from '../model/timeline.ts';
import type { Seconds } from '../model/window.ts';
import { middleOf } from '../numbers/averages.ts';
import { namesOf } from './iteration-laws.ts';
import { LIMITS } from './limits.ts';
import { remembered } from './remembered.ts';
import type { KneeRange } from './scaling.ts';
import { served } from './scaling.ts';
import { laneOf, planOriginMs } from './stages.ts';
import { figuresOver } from './timeline-window.ts';

/** What a rising load shows of a server that no longer kept up with it. Rates per second, times in ms. */
export interface RampLimit {
  readonly model: 'closed' | 'open';
  /** Load of the plan, in users or iterations per second, between which throughput stood still. */
  readonly from: number;
  readonly to: number;
  readonly perSec: number;
  readonly knee: KneeRange;
  /** Median of the answers at low load, of several kinds the mean of their middle, and at the end of the standstill. */
  readonly quickMs: number;
  readonly slowMs: number;
  /** Requests in flight at the end of the standstill. */
  readonly inFlight: number;
  /** True where the low load was so low that answers hardly waited for each other. */
  readonly isUnloaded: boolean;
}

type Climbing = Extract<PlannedScenario, { ramps: readonly Ramp[] }>;

interface Climb extends Seconds {
  readonly loadAt: (second: number) => number;
}

/** The first stretch of stages that never fall and rise in ramps, long enough to see where throughput leaves the load. */
function climbOf(plan: Climbing, originMs: number, { seconds }: Timeline): Climb | undefined {
  const starts: number[] = [];
  plan.ramps.reduce((at, { durationMs }, index) => {
    starts[index] = at;
    return at + durationMs;
  }, originMs + plan.startMs);
  const falls = plan.ramps.findIndex(({ from, to }, at) => to < from || from < (plan.ramps[at - 1]?.to ?? 0));
  const rising = plan.ramps.slice(0, falls < 0 ? undefined : falls);
  const lastRamp = rising.findLastIndex(({ from, to }) => to > from);
  const own = rising.slice(0, lastRamp + 1);
  const last = own.at(-1);
  if (!last) return undefined;
  const from = Math.max(0, Math.round((starts[0] ?? 0) / 1000));
  // The second in which a run was cut off is none.
  const to = Math.min(seconds - 1, Math.round(((starts[lastRamp] ?? 0) + last.durationMs) / 1000));
  if (to - from < LIMITS.rampSec) return undefined;
  const loadAt = (second: number): number => {
    const atMs = (second + 0.5) * 1000;
    const at = Math.max(
      0,
      own.findLastIndex((_, index) => (starts[index] ?? 0) <= atMs),
    );
    const ramp = own[at] ?? last;
    const part = Math.min(1, Math.max(0, (atMs - (starts[at] ?? 0)) / Math.max(1, ramp.durationMs)));
    return ramp.from + (ramp.to - ramp.from) * part;
  };
  return { from, to, loadAt };
}

/** The second and its neighbours: one alone holds what fell from those beside it. */
const around = (second: number): Seconds => ({ from: Math.max(0, second - 1), to: second + 2 });

/** Iterations per second that so much load would make on a server that keeps up: what is planned, or users times what one made at best. */
function offeredBy(plan: Climbing, lane: TimelineLane, climb: Climb): ((second: number) => number) | undefined {
  if (plan.model === 'open') return climb.loadAt;
  let most = 0;
  for (let second = climb.from; second < climb.to; second += 1) {
    const { samples, busyVus, iterationsPerSec } = figuresOver(lane, around(second));
    const planned = climb.loadAt(second);
    if (samples < LIMITS.shapeSamples / LIMITS.fewRequests || !busyVus || planned < 1) continue;
    most = Math.max(most, iterationsPerSec / Math.max(busyVus, planned));
  }
  return most > 0 ? (second) => climb.loadAt(second) * most : undefined;
}

const middle = (values: readonly number[]): number => middleOf(values) ?? 0;

function limitOn(run: Run, plan: Climbing, lane: TimelineLane, climb: Climb): RampLimit | undefined {
  const offered = offeredBy(plan, lane, climb);
  if (!offered) return undefined;
  const all = Array.from({ length: climb.to - climb.from }, (_, at) => climb.from + at);
  const ranOf = (second: number) => figuresOver(lane, around(second)).iterationsPerSec;
  const isBehind = all.map((second) => offered(second) >= ranOf(second) * LIMITS.rampBehind);
  // From here on nearly every second lies behind the load.
  let behind = 0;
  let start = all.length;
  for (let at = all.length - 1; at >= 0; at -= 1) {
    if (isBehind[at]) behind += 1;
    if (isBehind[at] && behind >= (all.length - at) * LIMITS.underLoadShare) start = at;
  }
  const still = all.slice(start);
  if (still.length < LIMITS.rampStillSec) return undefined;
  const half = Math.floor(still.length / 2);
  const [first, last] = [still.slice(0, half), still.slice(-half)];
  const servedOf = (seconds: readonly number[]) =>
    middle(seconds.map((second) => served(figuresOver(lane, { from: second, to: second + 1 }))));
  const [before, after] = [servedOf(first), servedOf(last)];
  const more = middle(last.map(offered)) / middle(first.map(offered)) - 1;
  if (before <= 0 || more < LIMITS.rampGrowth || after / before - 1 > more * LIMITS.rampStill) return undefined;
  const perSec = after < before * (1 - LIMITS.flatRatio) ? before : servedOf(still);
  return told(run, plan, lane, { climb, still, perSec, offered, ranOf });
}

interface Standstill {
  readonly climb: Climb;
  readonly still: readonly number[];
  readonly perSec: number;
  readonly offered: (second: number) => number;
  readonly ranOf: (second: number) => number;
}

/** Nothing but the limit of the server explains that throughput stood still: answers took longer, and did not fail. */
function told(run: Run, plan: Climbing, lane: TimelineLane, standstill: Standstill): RampLimit | undefined {
  const { climb, still, perSec, offered, ranOf } = standstill;
  const [from = climb.from] = still;
  const end = { from: still[Math.floor((still.length * 2) / 3)] ?? from, to: climb.to };
  const ended = figuresOver(lane, end);
  const whole = figuresOver(lane, { from, to: climb.to });
  if ((whole.failedRatio ?? 0) > LIMITS.refusedRatio || whole.samples < LIMITS.fewRequests) return undefined;
  // Load in requests: an iteration may send several.
  const perIteration = perSec / Math.max(1e-9, middle(still.map(ranOf)));
  const low = climbTo(climb, from, (second) => offered(second) * perIteration <= perSec * LIMITS.unloadedShare);
  const calm = figuresOver(lane, low ?? { from: climb.from, to: from });
  const isSeveral = namesOf(run, plan.name) > 1;
  const [quickMs, slowMs] = [calm, ended].map(({ medMs, midMeanMs }) => (isSeveral ? midMeanMs : medMs));
  const inFlight = (ended.requestsPerSec * (ended.avgMs ?? 0)) / 1000;
  if (quickMs === undefined || slowMs === undefined || calm.samples < LIMITS.fewRequests) return undefined;
  if (slowMs < quickMs * LIMITS.rampMedian || inFlight < LIMITS.queueInFlight) return undefined;
  const load = climb.loadAt;
  // The last second that kept up, and where the load would meet the line of what was served.
  const kept = Array.from({ length: from - climb.from }, (_, at) => climb.from + at).findLast(
    (second) => ranOf(second) >= offered(second) * LIMITS.deliveredRatio,
  );
  const meets = (load(from) * (perSec / perIteration)) / offered(from);
  return {
    model: plan.model,
    ...{ from: load(from), to: load(climb.to - 1), perSec, quickMs, slowMs, inFlight },
    isUnloaded: low !== undefined,
    knee: {
      from: Math.min(load(Math.max(climb.from, (kept ?? climb.from) - 1)), meets),
      to: Math.max(load(from), meets),
    },
  };
}

/** The seconds from the beginning of a climb for which something holds, with enough of them to tell of; undefined for none. */
function climbTo({ from }: Climb, to: number, holds: (second: number) => boolean): Seconds | undefined {
  let end = from;
  while (end < to && holds(end)) end += 1;
  return end - from >= LIMITS.metricPoints ? { from, to: end } : undefined;
}

/**
 * The limit of a server that load on the rise shows, as of the usual test for a breakpoint: from some second on throughput stood
 * still while the load went on growing, and answers took longer. Undefined where another scenario ran meanwhile, or throughput
 * still grew with the load: then a mean over such a ramp is nobody's limit.
 */
export const rampLimit = remembered((run: Run): { readonly limit: RampLimit | undefined } => {
  const [plan, ...others] = run.planned;
  const { timeline } = run.measured;
  if (!plan || others.length > 0 || plan.model === 'iterations' || !timeline) return { limit: undefined };
  const lane = laneOf(timeline, plan.name, run.planned);
  const originMs = planOriginMs(run, timeline);
  const climb = originMs === undefined ? undefined : climbOf(plan, originMs, timeline);
  return { limit: lane && climb && limitOn(run, plan, lane, climb) };
});
