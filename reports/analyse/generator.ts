import type { GeneratorSecond, GeneratorState, LateSign, LateWindow } from '../model/generator.ts';
import type { Run } from '../model/run.ts';
import type { EndPhases, Timeline } from '../model/timeline.ts';
import type { Seconds } from '../model/window.ts';
import { mean } from '../numbers/averages.ts';
import { firstFrom } from '../numbers/sorted-values.ts';
import { LIMITS } from './limits.ts';
import { overshootIn } from './overshoot.ts';
import { remembered } from './remembered.ts';
import { plateausOf } from './stages.ts';

/** k6 counts its users once a second. */
const TICK_MS = 1_000;
/** A tick that is so little late is on time. */
const TICK_SLACK_MS = 10;

/** Short levels of load, which may be late alone. */
const shortLevels = (run: Run): Seconds[] =>
  plateausOf(run)
    .map(({ seconds }) => seconds)
    .filter(({ from, to }) => to - from >= LIMITS.fewTicks && to - from < 2 * LIMITS.lateWindowSec);

/** Windows of `LIMITS.lateWindowSec`, the last one longer: what is late for a moment is lost in the whole run. */
function windowsOf({ seconds }: Pick<Timeline, 'seconds'>): Seconds[] {
  const length = LIMITS.lateWindowSec;
  const whole = Math.max(1, Math.floor(seconds / length));
  return Array.from({ length: whole }, (_, at) => ({
    from: at * length,
    to: at === whole - 1 ? seconds : (at + 1) * length,
  }));
}

interface Ticks {
  readonly p50: number;
  readonly p90: number;
  /** Greatest lateness of one tick, ms, and the share of the time by which ticks together were late. */
  readonly worstMs: number;
  readonly share: number;
}

/** How far k6's own ticks were from a second apart; undefined where too few are known. */
function ticksIn(ticksMs: readonly number[] = [], { from, to }: Seconds): Ticks | undefined {
  const own = ticksMs.slice(firstFrom(ticksMs, from * 1000), firstFrom(ticksMs, to * 1000));
  if (own.length < LIMITS.fewTicks) return undefined;
  const intervals = own.slice(1).map((ms, at) => ms - (own[at] as number));
  const off = intervals.map((ms) => Math.abs(ms - TICK_MS)).toSorted((a, b) => a - b);
  const over = intervals.map((ms) => Math.max(0, ms - TICK_MS - TICK_SLACK_MS));
  const at = (share: number) => off[Math.min(off.length - 1, Math.floor(share * off.length))] ?? 0;
  return {
    p50: at(0.5),
    p90: at(0.9),
    worstMs: over.reduce((most, ms) => Math.max(most, ms), 0),
    share: over.reduce((sum, ms) => sum + ms, 0) / ((to - from) * 1000),
  };
}

/** Share of the counts in the best half of a period, 0–1: half for ends at any time. */
function bestHalf(counts: Uint32Array): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const half = Math.floor(counts.length / 2);
  let own = counts.subarray(0, half).reduce((sum, count) => sum + count, 0);
  let best = own;
  for (let at = 0; at < counts.length; at += 1) {
    own += (counts[(at + half) % counts.length] ?? 0) - (counts[at] ?? 0);
    best = Math.max(best, own);
  }
  return total === 0 ? 0 : best / total;
}

/**
 * Stretches in which requests ended in one half of each 100 ms, as under a CPU quota, and at 96 ms they did not. Users that
 * started together and sleep for the same time end together, too, but in few of the periods; where every answer takes
 * less than a stop of the quota would, there was none.
 */
function inPhase(timeline: Timeline): LateWindow[] {
  const folds = (timeline.ends ?? []).map((fold) => ({ fold, isPhased: isPhased(timeline, fold) }));
  // A quota stays: next to where it was seen it held where too few ended to show it, too.
  for (const way of [folds, folds.toReversed()]) {
    for (const [at, one] of way.entries()) one.isPhased ??= way[at - 1]?.isPhased === true ? true : undefined;
  }
  return folds.flatMap(({ fold: { from, to }, isPhased }): LateWindow[] => {
    if (isPhased !== true) return [];
    return [{ from, to: Math.min(to, timeline.seconds), signs: ['phase'], tickMs: undefined, cpuShare: undefined }];
  });
}

/** The same of one stretch; undefined where too few requests ended to tell. */
function isPhased(timeline: Timeline, { from, to, quota, other, filled }: EndPhases): boolean | undefined {
  const count = quota.reduce((sum, one) => sum + one, 0);
  if (count < LIMITS.phaseSamples || filled < LIMITS.phaseFilled) return undefined;
  if (bestHalf(quota) < LIMITS.phaseShare || bestHalf(other) > LIMITS.otherPhaseShare) return false;
  const slow = timeline.total.latencyMs.over(from, to)?.quantile(0.9);
  return slow !== undefined && slow >= LIMITS.lateMs;
}

/** Windows that overlap or touch as one, in order. */
function joined(windows: readonly LateWindow[]): LateWindow[] {
  const all: LateWindow[] = [];
  const most = (a: number | undefined, b: number | undefined) => (a === undefined ? b : Math.max(a, b ?? a));
  for (const window of windows.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (!last || window.from > last.to) all.push(window);
    else {
      all[all.length - 1] = {
        from: last.from,
        to: Math.max(last.to, window.to),
        signs: [...new Set([...last.signs, ...window.signs])],
        tickMs: most(last.tickMs, window.tickMs),
        cpuShare: most(last.cpuShare, window.cpuShare),
      };
    }
  }
  return all;
}

const NOTHING: readonly GeneratorSecond[] = [];

/** What was recorded in the order of its times, which a clock that is set back turns round. */
const inOrder = remembered((all: readonly GeneratorSecond[]) => {
  const seconds = all.toSorted((a, b) => a.epochMs - b.epochMs);
  return { seconds, times: seconds.map(({ epochMs }) => epochMs) };
});

/** What was recorded within a window. */
function recordedIn({ generator = NOTHING }: Run, { startMs }: Timeline, { from, to }: Seconds) {
  const { seconds, times } = inOrder(generator);
  const firstAfter = (ms: number) => {
    let at = firstFrom(times, ms);
    while (times[at] === ms) at += 1;
    return at;
  };
  return seconds.slice(firstAfter(startMs + from * 1000), firstAfter(startMs + to * 1000));
}

/** Processes of k6 whose waiting was recorded as one. */
const processesOf = ({ record }: Run): number => Math.max(1, record?.runners?.length ?? 1);

/** Mean response time of a window, ms, worked out where somebody asks; undefined where nothing was answered. */
function meanOver({ total }: Timeline, { from, to }: Seconds): () => number | undefined {
  let known: { readonly meanMs: number | undefined } | undefined;
  return () => {
    if (!known) {
      const latency = total.latencyMs.over(from, to);
      known = { meanMs: latency && latency.sum / latency.count };
    }
    return known.meanMs;
  };
}

/** What a recorded window tells: share of the allowed cores, and lateness of each request by run delay and throttling. */
function costOf(own: readonly GeneratorSecond[], requests: number) {
  // A moment says nothing: a program that starts always waits.
  if (own.length < LIMITS.fewTicks) return undefined;
  const perRequest = (pick: (one: GeneratorSecond) => number | undefined) =>
    own.reduce((sum, one) => sum + (pick(one) ?? 0), 0) / Math.max(1, requests);
  return {
    cpuShare: mean(own.map(({ cpuCores, allowedCores }) => cpuCores / allowedCores)),
    runDelayMs: perRequest(({ runDelayMs }) => runDelayMs),
    throttledShare: own.reduce((sum, { throttledMs = 0 }) => sum + throttledMs, 0) / (own.length * 1000),
  };
}

/**
 * How k6 waited for the CPU: share of the time in which its threads together waited, of several processes that of each on average, and
 * ms of waiting for each of CPU time.
 */
function waitingOf(own: readonly GeneratorSecond[], processes: number) {
  const waitedMs = own.reduce((sum, { runDelayMs = 0 }) => sum + runDelayMs, 0);
  const cpuMs = own.reduce((sum, { cpuCores }) => sum + cpuCores, 0) * 1000;
  return { share: waitedMs / (own.length * 1000 * processes), perCpu: waitedMs / Math.max(1, cpuMs) };
}

/**
 * k6 starved: some thread of it waited for the CPU nearly all the time, and each ms of its work took so many to be done that
 * answers show it. Waiting for each request does not tell: it thins out as the rate grows, for one thread that waits holds up
 * all requests in flight.
 *
 * Calibrated on 31 recorded runs of k6 alone, beside hogs and on a loaded machine (load averages of 5 to 16), whose servers recorded
 * their own times: of 994 stretches of 3 s 84 are beyond both limits, 82 of them of the six runs in which k6 was starved and 2 of
 * its start in a seventh. In 79 its p95 is 20 to 128 ms above the server's (72 in the median), at service times of 15 to 20 ms. Of the runs whose
 * figures agree with the server's none comes near: at most 550 ms of waiting a second. Waiting for a ms of CPU time is about k6's mean
 * lateness in ms (0.6 to 1.6 times it, at 100 to 400 requests a second).
 */
function isStarved(own: readonly GeneratorSecond[], processes: number, meanMs: () => number | undefined): boolean {
  if (own.length < LIMITS.starvedSec - 1) return false;
  const { share, perCpu } = waitingOf(own, processes);
  return share >= LIMITS.starvedShare && isSeen(perCpu * LIMITS.starvedTurnMs, meanMs);
}

/** Stretches in which k6 starved, each a few seconds long: it may be for less than a window, in which it is lost. */
function starvedIn(run: Run, timeline: Timeline): LateWindow[] {
  const processes = processesOf(run);
  const last = (run.generator ?? NOTHING).length === 0 ? 0 : timeline.seconds - LIMITS.starvedSec + 1;
  return Array.from({ length: Math.max(0, last) }, (_, from) => from).flatMap((from): LateWindow[] => {
    const window = { from, to: from + LIMITS.starvedSec };
    const meanMs = meanOver(timeline, window);
    // Without an answer nothing was measured.
    if (!isStarved(recordedIn(run, timeline, window), processes, meanMs) || meanMs() === undefined) return [];
    return [{ ...window, signs: ['run-delay'], tickMs: undefined, cpuShare: undefined }];
  });
}

/** Lateness counts where it would be seen in the response times of that mean, ms. */
const isSeen = (ms: number, meanMs: () => number | undefined) =>
  ms >= LIMITS.lateMs && ms >= (meanMs() ?? 0) * LIMITS.lateRatio;

/** Signs in what was recorded of k6's process. */
function signsOf(cost: ReturnType<typeof costOf>, meanMs: () => number | undefined): LateSign[] {
  const signs: LateSign[] = [];
  if (cost && cost.cpuShare >= LIMITS.lateCpuShare) signs.push('cpu');
  if (cost && isSeen(cost.runDelayMs, meanMs)) signs.push('run-delay');
  if (cost && cost.throttledShare >= LIMITS.lateRatio) signs.push('throttled');
  return signs;
}

/** Whether the time line tells when things happened within a second, and of one k6. */
const tellsMs = ({ timesInSeconds }: Run['measured'], { ticksMs }: Timeline): boolean =>
  !timesInSeconds && ticksMs !== undefined;

/** The signs of lateness of one window, each enough by itself but late ticks, which need a second one unless they are far off. */
function lateIn(run: Run, timeline: Timeline, window: Seconds, isPhased: boolean): LateWindow | undefined {
  const { from, to } = window;
  const meanMs = meanOver(timeline, window);
  const requests = timeline.total.requests.sum(from, to);
  const isToMs = tellsMs(run.measured, timeline);
  const ticks = isToMs ? ticksIn(timeline.ticksMs, window) : undefined;
  // What a program waits for the CPU as it starts, and at rest, weighs much on a few requests.
  const isLong = to - from >= LIMITS.lateWindowSec || to - from === timeline.seconds;
  const cost = isLong ? costOf(recordedIn(run, timeline, window), requests) : undefined;
  const signs = signsOf(cost, meanMs);
  if (isToMs && isSeen(overshootIn(run, window), meanMs)) signs.push('overshoot');
  const isLateTick = ticks !== undefined && (isSeen(ticks.p90, meanMs) || ticks.share >= LIMITS.lateTickShare);
  const isFarOff = ticks !== undefined && ticks.worstMs >= LIMITS.lostTickMs;
  if (isLateTick && (signs.length > 0 || isPhased || isFarOff)) signs.push('ticks');
  if (signs.length === 0) return undefined;
  return { from, to, signs, tickMs: ticks?.p90, cpuShare: cost?.cpuShare };
}

/**
 * Whether the load generator was on time (what counts as late: docs/reading.md). Of a summary alone, of times in whole seconds, and
 * of several runners in one time line, only what was recorded of k6 can show that it was late, and nothing that it was not.
 */
export const generatorState: (run: Run) => GeneratorState = remembered(stateOf);

/**
 * Without a time line, what was recorded of k6's process alone: it can show that k6 was late (its CPU, a quota), not that it was on
 * time. Windows are seconds since the first of the record.
 */
function recordedState(run: Run): GeneratorState {
  const {
    generator = NOTHING,
    measured: { total },
  } = run;
  const meanMs = () => total.durationMs?.avg;
  const ofSec = generator.length;
  const late = windowsOf({ seconds: ofSec }).flatMap(({ from, to }): LateWindow[] => {
    const cost = costOf(generator.slice(from, to), (total.requestsPerSec ?? 0) * (to - from));
    const signs = signsOf(cost, meanMs);
    return signs.length === 0 ? [] : [{ from, to, signs, tickMs: undefined, cpuShare: cost?.cpuShare }];
  });
  const starved = Array.from({ length: Math.max(0, ofSec - LIMITS.starvedSec + 1) }, (_, from) => from).flatMap(
    (from): LateWindow[] => {
      const to = from + LIMITS.starvedSec;
      if (!isStarved(generator.slice(from, to), processesOf(run), meanMs)) return [];
      return [{ from, to, signs: ['run-delay'], tickMs: undefined, cpuShare: undefined }];
    },
  );
  const windows = joined([...late, ...starved]);
  const lateSec = windows.reduce((sum, { from, to }) => sum + to - from, 0);
  return { state: lateSec > 0 ? 'late' : 'unknown', late: windows, lateSec, ofSec };
}

function stateOf(run: Run): GeneratorState {
  const { timeline } = run.measured;
  const none = { late: [], lateSec: 0, ofSec: timeline?.seconds ?? 0 };
  if (!timeline) return recordedState(run);
  const isToMs = tellsMs(run.measured, timeline);
  const phased = isToMs ? inPhase(timeline) : [];
  const isPhased = ({ from, to }: Seconds) => phased.some((one) => one.from < to && one.to > from);
  const late = joined([
    ...phased,
    ...starvedIn(run, timeline),
    ...[...windowsOf(timeline), ...shortLevels(run)].flatMap(
      (window) => lateIn(run, timeline, window, isPhased(window)) ?? [],
    ),
  ]);
  if (late.length > 0) {
    const lateSec = late.reduce((sum, { from, to }) => sum + to - from, 0);
    return { state: 'late', late, lateSec, ofSec: timeline.seconds };
  }
  const isTold = isToMs && (timeline.ticksMs ?? []).length >= LIMITS.fewTicks;
  if (!isTold) return { state: 'unknown', ...none };
  return { state: (run.generator ?? []).length > 0 ? 'on-time' : 'unproven', ...none };
}

/** So many times fewer requests than on average a window may have whose seconds look late. */
const FEWER_REQUESTS = 4;

/**
 * Whether what was recorded of k6's process leaves open that it was late, for a run of which no time line was read: some second
 * with a sign that the time line would be asked about.
 */
export function mayHaveBeenLate(run: Run): boolean {
  const {
    generator = NOTHING,
    measured: { total },
  } = run;
  const perSec = Math.max(1, total.requestsPerSec ?? 1);
  return generator.some(
    ({ cpuCores, allowedCores, runDelayMs = 0, throttledMs = 0 }) =>
      cpuCores >= allowedCores * LIMITS.lateCpuShare ||
      throttledMs >= LIMITS.lateRatio * 1000 ||
      // Of a ramp, or of a slow stretch, a window holds far fewer requests than the mean.
      runDelayMs >= (LIMITS.lateMs * perSec) / FEWER_REQUESTS ||
      runDelayMs >= LIMITS.starvedShare * 1000 * processesOf(run),
  );
}

/** Whether the load generator was late in a second of the time line. */
export const isLateAt = (run: Run, second: number): boolean =>
  generatorState(run).late.some(({ from, to }) => second >= from && second < to);

/** The seconds of a time line in which the load generator was not late. */
export function onTimeSeconds(run: Run): Seconds[] {
  const { late, ofSec } = generatorState(run);
  const found: Seconds[] = [];
  let from = 0;
  for (const window of [...late, { from: ofSec, to: ofSec }]) {
    if (window.from > from) found.push({ from, to: window.from });
    from = window.to;
  }
  return found;
}
