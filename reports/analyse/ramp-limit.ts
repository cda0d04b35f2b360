import type { PlannedScenario, Ramp } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { Timeline, TimelineLane } from '../model/timeline.ts';
import type { Seconds, WindowFigures } from '../model/window.ts';
import { middleOf } from '../numbers/averages.ts';
import { namesOf } from './iteration-laws.ts';
import { LIMITS } from './limits.ts';
import { remembered } from './remembered.ts';
import type { KneeRange } from './scaling.ts';
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
  /** Median of the answers at low load and at the end of the standstill; of several kinds the mean of their middle. */
  readonly quickMs: number;
  readonly slowMs: number;
  readonly isMean: boolean;
  /** Requests in flight at the end of the standstill. */
  readonly inFlight: number;
  /** True where the low load was so low that answers hardly waited for each other. */
  readonly isUnloaded: boolean;
}

type Climbing = Extract<PlannedScenario, { ramps: readonly Ramp[] }>;

/** Iterations that the seconds around one hold on average, so that chance alone leaves none of them empty. */
const FEW_AROUND = 10;

interface Climb extends Seconds {
  readonly loadAt: (second: number) => number;
  /** So many seconds before and after one tell of it. */
  readonly asideSec: number;
}

/** The first stretch of stages that never fall and rise in ramps, long enough to see where throughput leaves the load. */
function climbOf(plan: Climbing, lane: TimelineLane, originMs: number, { seconds }: Timeline): Climb | undefined {
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
  const perSec = lane.iterations.sum(from, to) / (to - from);
  const asideSec = Math.max(1, Math.floor(FEW_AROUND / Math.max(1e-9, perSec) / 2));
  return { from, to, loadAt, asideSec };
}

const middle = (values: readonly number[]): number => middleOf(values) ?? 0;

/** The second and its neighbours within a climb: one alone holds what fell from those beside it. */
const around = ({ from, to, asideSec }: Climb, second: number): Seconds => ({
  from: Math.max(from, second - asideSec),
  to: Math.min(to, second + asideSec + 1),
});

/** Finished iterations per second around a second. */
function ranAt(lane: TimelineLane, climb: Climb, second: number): number {
  const { from, to } = around(climb, second);
  return lane.iterations.sum(from, to) / (to - from);
}

/** Requests of some seconds that were answered as expected. */
const answeredIn = ({ requests, failed }: TimelineLane, { from, to }: Seconds): number =>
  requests.sum(from, to) - (failed?.sum(from, to) ?? 0);

/** Users at work as a mean of some seconds; undefined where none are known. */
function busyIn({ busyVus }: TimelineLane, { from, to }: Seconds): number | undefined {
  const busy = busyVus?.sum(from, to);
  return busy === undefined || busy <= 0 ? undefined : busy / (to - from);
}

/**
 * What was served per second in some seconds in a row: the middle of stretches that are so long that one request more or less
 * hardly matters, down to a single second.
 */
function servedIn(lane: TimelineLane, { from, to }: Seconds): number {
  const all = answeredIn(lane, { from, to });
  const width = Math.min(to - from, Math.max(1, Math.ceil((LIMITS.fewRequests * (to - from)) / Math.max(1, all))));
  return middle(
    Array.from(
      { length: to - from - width + 1 },
      (_, at) => answeredIn(lane, { from: from + at, to: from + at + width }) / width,
    ),
  );
}

/** Mean length of an iteration in some seconds, s, by Little's law; undefined where users are unknown or none ended. */
function iterationSec(lane: TimelineLane, window: Seconds): number | undefined {
  const ended = lane.iterations.sum(window.from, window.to) / (window.to - window.from);
  const busy = busyIn(lane, window);
  return busy === undefined || ended <= 0 ? undefined : busy / ended;
}

/** Iterations per second that so much load would make on a server that keeps up: what is planned, or users times what one made at best. */
function offeredBy(plan: Climbing, lane: TimelineLane, climb: Climb): ((second: number) => number) | undefined {
  if (plan.model === 'open') return climb.loadAt;
  let most = 0;
  for (let second = climb.from; second < climb.to; second += 1) {
    const own = around(climb, second);
    const answered = answeredIn(lane, own);
    const busy = busyIn(lane, own);
    const planned = climb.loadAt(second);
    if (answered < LIMITS.shapeSamples / LIMITS.fewRequests || busy === undefined || planned < 1) continue;
    most = Math.max(most, ranAt(lane, climb, second) / Math.max(busy, planned));
  }
  return most > 0 ? (second) => climb.loadAt(second) * most : undefined;
}

function limitOn(run: Run, plan: Climbing, lane: TimelineLane, climb: Climb): RampLimit | undefined {
  const offered = offeredBy(plan, lane, climb);
  if (!offered) return undefined;
  const all = Array.from({ length: climb.to - climb.from }, (_, at) => climb.from + at);
  const isBehind = all.map((second) => offered(second) >= ranAt(lane, climb, second) * LIMITS.rampBehind);
  // From here on nearly every second lies behind the load.
  let behind = 0;
  let start = all.length;
  for (let at = all.length - 1; at >= 0; at -= 1) {
    if (isBehind[at]) behind += 1;
    if (isBehind[at] && behind >= (all.length - at) * LIMITS.underLoadShare) start = at;
  }
  const [from] = all.slice(start);
  if (from === undefined || climb.to - from < LIMITS.rampStillSec) return undefined;
  const still = { from, to: climb.to };
  const half = Math.floor((climb.to - from) / 2);
  const [first, last] = [
    { from, to: from + half },
    { from: climb.to - half, to: climb.to },
  ];
  const [before, after] = [servedIn(lane, first), servedIn(lane, last)];
  const offeredIn = (own: Seconds) => middle(Array.from({ length: half }, (_, at) => offered(own.from + at)));
  const more = offeredIn(last) / offeredIn(first) - 1;
  if (before <= 0 || more < LIMITS.rampGrowth || after / before - 1 > more * LIMITS.rampStill) return undefined;
  const perSec = after < before * (1 - LIMITS.flatRatio) ? before : servedIn(lane, still);
  return told(run, plan, lane, { climb, still, perSec, offered });
}

interface Standstill {
  readonly climb: Climb;
  readonly still: Seconds;
  readonly perSec: number;
  readonly offered: (second: number) => number;
}

/**
 * Whether open load ran short of users who hardly took longer for an iteration than at low load: then their number held the rate
 * back, whatever the answers among their rests took.
 */
function areUsersShort(plan: Climbing, lane: TimelineLane, calm: Seconds, end: Seconds): boolean {
  if (plan.model !== 'open' || lane.dropped.sum(end.from, end.to) === 0) return false;
  const busy = busyIn(lane, end);
  if (busy !== undefined && busy < plan.maxVus * LIMITS.deliveredRatio) return false;
  const [before, after] = [iterationSec(lane, calm), iterationSec(lane, end)];
  return before === undefined || after === undefined || after < before * LIMITS.rampBehind;
}

/** Nothing but the limit of the server explains that throughput stood still: answers took longer, and did not fail. */
function told(run: Run, plan: Climbing, lane: TimelineLane, standstill: Standstill): RampLimit | undefined {
  const { climb, still, perSec, offered } = standstill;
  const { from, to } = still;
  const answered = answeredIn(lane, still);
  const refused = lane.requests.sum(from, to) - answered;
  if (refused > (answered + refused) * LIMITS.refusedRatio || answered < LIMITS.fewRequests) return undefined;
  // Load in requests: an iteration may send several.
  const perIteration = answered / Math.max(1, lane.iterations.sum(from, to));
  const low = climbTo(climb, from, (second) => offered(second) * perIteration <= perSec * LIMITS.unloadedShare);
  // Of few a second, the low load alone holds too few to tell what they took.
  const isUnloaded = low !== undefined && answeredIn(lane, low) >= LIMITS.fewRequests;
  const quiet = isUnloaded ? low : { from: climb.from, to: from };
  const end = { from: from + Math.floor(((to - from) * 2) / 3), to };
  if (quiet.to <= quiet.from || areUsersShort(plan, lane, quiet, end)) return undefined;
  const [calm, ended] = [figuresOver(lane, quiet), figuresOver(lane, end)];
  const isMean = namesOf(run, plan.name) > 1;
  const timeOf = ({ medMs, midMeanMs }: WindowFigures) => (isMean ? midMeanMs : medMs);
  const [quickMs, slowMs] = [timeOf(calm), timeOf(ended)];
  const inFlight = (ended.requestsPerSec * (ended.avgMs ?? 0)) / 1000;
  if (quickMs === undefined || slowMs === undefined || calm.samples < LIMITS.fewRequests) return undefined;
  if (slowMs < quickMs * LIMITS.rampMedian || inFlight < LIMITS.queueInFlight) return undefined;
  const load = climb.loadAt;
  // The last second that kept up, and where the load would meet the line of what was served.
  const kept = Array.from({ length: from - climb.from }, (_, at) => climb.from + at).findLast(
    (second) => ranAt(lane, climb, second) >= offered(second) * LIMITS.deliveredRatio,
  );
  const meets = (load(from) * (perSec / perIteration)) / offered(from);
  return {
    model: plan.model,
    ...{ from: load(from), to: load(climb.to - 1), perSec, quickMs, slowMs, isMean, inFlight },
    isUnloaded,
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
  if (!lane || originMs === undefined) return { limit: undefined };
  const climb = climbOf(plan, lane, originMs, timeline);
  return { limit: climb && limitOn(run, plan, lane, climb) };
});
