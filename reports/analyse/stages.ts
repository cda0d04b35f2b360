import { ownValue } from '../model/own-value.ts';
import { byModel, type PlannedScenario, type Ramp } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { Timeline, TimelineLane } from '../model/timeline.ts';
import type { Seconds, StageResult, WindowFigures } from '../model/window.ts';
import { leastOf } from '../numbers/extremes.ts';
import { LIMITS } from './limits.ts';
import { plannedLengthMs } from './planned-load.ts';
import { remembered } from './remembered.ts';
import { figuresOver, within } from './timeline-window.ts';

const SECOND_MS = 1000;

/** Time in ms after which a scenario starts its first iteration. */
const firstStartMs = (plan: PlannedScenario): number =>
  byModel(plan, {
    closed: ({ ramps }) => msToFirstUser(ramps),
    open: ({ ramps }) => msToFirstIteration(ramps),
    iterations: () => 0,
  });

/** Closed load starts its first user where one is planned. */
function msToFirstUser(ramps: readonly Ramp[]): number {
  let before = 0;
  for (const { durationMs, from, to } of ramps) {
    if (from >= 1) return before;
    if (to >= 1) return before + (durationMs * (1 - from)) / (to - from);
    before += durationMs;
  }
  return before;
}

/** Open load starts its first iteration where the area below its rate is one. */
function msToFirstIteration(ramps: readonly Ramp[]): number {
  let before = 0;
  let area = 0;
  for (const { durationMs, from, to } of ramps) {
    const own = ((from + to) / 2) * (durationMs / SECOND_MS);
    if (area + own >= 1) return before + msToArea(1 - area, { durationMs, from, to });
    area += own;
    before += durationMs;
  }
  return before;
}

/** Time in ms at which the area below a ramp (rate per second) reaches `area`. */
function msToArea(area: number, { durationMs, from, to }: Ramp): number {
  const slope = (to - from) / (durationMs / SECOND_MS);
  if (slope === 0) return (area / from) * SECOND_MS;
  // from·t + slope·t²/2 = area
  return ((Math.sqrt(Math.max(0, from * from + 2 * slope * area)) - from) / slope) * SECOND_MS;
}

/**
 * Where the plan's time 0 lies, in ms since the time line begins: setup() comes before it, and a scenario that starts
 * with no user begins later than its plan. Undefined where no planned scenario left a sample.
 */
export function planOriginMs({ planned }: Run, timeline: Timeline): number | undefined {
  const origins = planned.flatMap((plan) => {
    const lane = laneOf(timeline, plan.name, planned);
    if (!lane || !Number.isFinite(lane.firstMs)) return [];
    return [lane.firstMs - plan.startMs - firstStartMs(plan)];
  });
  return origins.length === 0 ? undefined : leastOf(origins);
}

/** The lane of a scenario; a run with a single scenario needs no split. */
export function laneOf(
  timeline: Timeline,
  scenario: string,
  planned: readonly PlannedScenario[],
): TimelineLane | undefined {
  const own = ownValue(timeline.scenarios, scenario);
  if (own) return own;
  return planned.length === 1 && Object.keys(timeline.scenarios).length === 0 ? timeline.total : undefined;
}

/** Whole seconds of the time line that lie nearest to a span of the plan. */
function secondsOf(originMs: number, fromMs: number, toMs: number): Seconds {
  return { from: Math.round((originMs + fromMs) / SECOND_MS), to: Math.round((originMs + toMs) / SECOND_MS) };
}

/** The stages of every planned scenario; empty without raw samples. */
export const stagesOf: (run: Run) => readonly StageResult[] = remembered(stages);

function stages(run: Run): StageResult[] {
  const { planned, measured } = run;
  const { timeline } = measured;
  const originMs = timeline && planOriginMs(run, timeline);
  if (!timeline || originMs === undefined) return [];
  return planned.flatMap((plan) => {
    if (plan.model === 'iterations') return [];
    const lane = laneOf(timeline, plan.name, planned);
    let fromMs = 0;
    return plan.ramps.map((ramp) => {
      const [beginMs, endMs] = [plan.startMs + fromMs, plan.startMs + fromMs + ramp.durationMs];
      const seconds = secondsOf(originMs, beginMs, endMs);
      const own = ramp.durationMs < LIMITS.shortStageMs ? undefined : within(timeline, seconds);
      // A run that was cut off in the middle of a stage says little about it.
      const isWhole = own !== undefined && own.to - own.from >= (seconds.to - seconds.from) * LIMITS.stagePart;
      const result: StageResult = {
        plan,
        ramp,
        fromMs,
        seconds: isWhole ? own : undefined,
        figures: isWhole && lane ? figuresOver(lane, own) : undefined,
        isPlateau: ramp.from === ramp.to && ramp.to > 0,
        isAlone: planned.every((other) => other === plan || !runsWithin(other, beginMs, endMs)),
      };
      fromMs += ramp.durationMs;
      return result;
    });
  });
}

/** Whether a scenario is planned to run between two moments of the run. */
const runsWithin = ({ startMs, durationMs }: PlannedScenario, fromMs: number, toMs: number) =>
  startMs < toMs && startMs + durationMs > fromMs;

/** The later part of a plateau, when what the ramp before it left behind has gone. */
export function settledPart({ from, to }: Seconds): Seconds {
  return { from: from + Math.floor((to - from) * LIMITS.settlingPart), to };
}

/** Seconds between the planned start and end of the load; undefined without samples or a plan of ramps. */
function plannedSeconds(run: Run): Seconds | undefined {
  const { planned, measured } = run;
  const originMs = measured.timeline && planOriginMs(run, measured.timeline);
  if (originMs === undefined || planned.some(({ model }) => model === 'iterations')) return undefined;
  return secondsOf(originMs, 0, plannedLengthMs(planned));
}

/** What the load did: of a single scenario its own lane, without what `setup()` and `teardown()` sent. */
const loadLane = (timeline: Timeline, planned: readonly PlannedScenario[]): TimelineLane =>
  (planned.length === 1 && planned[0] && laneOf(timeline, planned[0].name, planned)) || timeline.total;

/** What ran between the planned start and end of the load, up to the last whole second of a run that was cut off. */
export function loadWindow(run: Run): WindowFigures | undefined {
  const { timeline, runMs } = run.measured;
  const whole = plannedSeconds(run);
  const own = timeline && whole && within(timeline, whole);
  if (!timeline || !own) return undefined;
  const isCut = runMs !== undefined && own.to < whole.to && runMs < own.to * SECOND_MS && own.to - own.from > 1;
  return figuresOver(loadLane(timeline, run.planned), isCut ? { ...own, to: own.to - 1 } : own);
}

/** What finished after the planned end of the load; undefined where nothing did, or nobody knows. */
export function drainWindow(run: Run): WindowFigures | undefined {
  const { timeline } = run.measured;
  const whole = plannedSeconds(run);
  const own = timeline && whole && within(timeline, { from: whole.to, to: timeline.seconds });
  return timeline && own && figuresOver(loadLane(timeline, run.planned), own);
}

/** A level of load that was held while no other scenario ran. */
export interface Plateau {
  readonly stage: StageResult;
  /** All of its seconds. */
  readonly seconds: Seconds;
  /** Of the settled part: without what the ramp before it left behind. */
  readonly figures: WindowFigures;
  /** Of its scenario. */
  readonly lane: TimelineLane;
}

/** The plateaus of a run on which only one scenario ran, in order of time. */
export const plateausOf: (run: Run) => readonly Plateau[] = remembered(plateaus);

/** The same of runs whose times are those of answers: how long a session of WebSocket lasts is up to the script. */
export const answeredPlateaus = (run: Run): readonly Plateau[] =>
  run.measured.timeline?.protocol === 'ws' ? [] : plateausOf(run);

function plateaus(run: Run): Plateau[] {
  const { planned, measured } = run;
  const { timeline } = measured;
  return stagesOf(run).flatMap((stage) => {
    const { plan, seconds, isPlateau, isAlone } = stage;
    const lane = timeline && laneOf(timeline, plan.name, planned);
    if (!isPlateau || !isAlone || !seconds || !lane) return [];
    return [{ stage, seconds, figures: figuresOver(lane, settledPart(seconds)), lane }];
  });
}
