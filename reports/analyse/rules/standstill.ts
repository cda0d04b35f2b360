import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Stall } from '../../model/finding-figures.ts';
import type { Run } from '../../model/run.ts';
import type { LongEnds, TimedLatency, Timeline } from '../../model/timeline.ts';
import type { Seconds } from '../../model/window.ts';
import { mean, middleOf } from '../../numbers/averages.ts';
import { leastOf, mostOf } from '../../numbers/extremes.ts';
import { LIMITS } from '../limits.ts';
import { remembered } from '../remembered.ts';

/** Seconds before a standstill of which the usual throughput is taken. */
const BEFORE_SEC = 8;

/** Answers that ended together after a time in which none did. Times in ms. */
interface Burst {
  /** Place of the first of them among all long ones. */
  readonly at: number;
  readonly atMs: number;
  readonly durationsMs: readonly number[];
}

/** Bursts of long answers with nothing long that ended for a while before them. */
function burstsOf({ endsMs, durationsMs }: LongEnds): Burst[] {
  const bursts: Burst[] = [];
  for (let at = 0; at < endsMs.length; at += 1) {
    const [before, atMs] = [endsMs[at - 1] ?? Number.NEGATIVE_INFINITY, endsMs[at] as number];
    if (atMs - before < LIMITS.standstillMs * LIMITS.standstillShare) continue;
    const own: number[] = [];
    for (let next = at; next < endsMs.length && (endsMs[next] as number) - atMs <= LIMITS.pauseApartMs; next += 1) {
      own.push(durationsMs[next] as number);
    }
    bursts.push({ at, atMs, durationsMs: own });
  }
  return bursts;
}

/** A time in ms of the time line. */
interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** k6's own ticker was not late: what stops the load generator as well is no standstill of the server. */
const wasOnTime = ({ ticksMs = [] }: Timeline, { fromMs, toMs }: Stretch): boolean =>
  ticksMs.every((ms, at) => {
    const before = ticksMs[at - 1];
    return before === undefined || ms < fromMs || before > toMs || ms - before <= 1000 + LIMITS.lostTickMs;
  });

/** k6 was seen at work in the midst of it: of several runners, and between two ticks, nobody knows. */
const wasAtWork = ({ ticksMs = [] }: Timeline, { fromMs, toMs }: Stretch): boolean =>
  ticksMs.some((ms) => ms >= fromMs + LIMITS.pauseApartMs && ms <= toMs - LIMITS.pauseApartMs);

/** Seconds in which answers count that ended from `fromMs` to `toMs`. */
const secondsOf = ({ fromMs, toMs }: Stretch): Seconds => ({
  from: Math.floor(fromMs / 1000),
  to: Math.floor(toMs / 1000) + 1,
});

/** How many of some seconds took longer. */
function longerIn(latency: TimedLatency, { from, to }: Seconds, ms: number): number {
  const values = latency.over(from, to);
  return values ? values.count - values.countUpTo(ms) : 0;
}

/**
 * Whether those that waited are usually quick. Users who run in step send what is always slow together, and ask nothing meanwhile:
 * their answers come together, too, after a time without any, and nothing stood still.
 */
function areUsuallyQuick(
  { total, requests, seconds }: Timeline,
  atMs: number,
  forMs: number,
  isOpen: boolean,
): boolean {
  const ended = secondsOf({ fromMs: atMs, toMs: atMs + LIMITS.pauseApartMs });
  const isQuick = (latency: TimedLatency): boolean => {
    const all = latency.over(0, seconds);
    if (!all || all.quantile(0.5) * LIMITS.pauseRatio > forMs) return false;
    // Requests of one name may be of several kinds; open load is never in step.
    return isOpen || all.count - all.countUpTo(forMs / 2) <= all.count * LIMITS.standstillUsual;
  };
  const longOf = (latency: TimedLatency) => longerIn(latency, ended, forMs / 2);
  // Names of which no times are told took little time together.
  const slow = Object.values(requests ?? { all: total.latencyMs }).filter((latency) => !isQuick(latency));
  return slow.reduce((sum, latency) => sum + longOf(latency), 0) <= longOf(total.latencyMs) / 2;
}

/**
 * Whether nothing but what had been under way for a moment was answered. Whole seconds within it are empty; of a time so short that
 * it holds none, the seconds around it hold no more answers than the rest of them explains, beside those that waited.
 */
function wasEmpty({ total, longEnds }: Timeline, burst: Burst, { fromMs, toMs }: Stretch, perSec: number): boolean {
  const [empty, end] = [Math.ceil((fromMs + LIMITS.pauseApartMs) / 1000), Math.floor(toMs / 1000)];
  if (end > empty) return total.requests.sum(empty, end) === 0;
  const own = secondsOf({ fromMs, toMs: toMs + LIMITS.pauseApartMs });
  const { endsMs = new Int32Array(), durationsMs = new Float32Array() } = longEnds ?? {};
  let waited = 0;
  for (let { at } = burst; (endsMs[at] ?? Number.POSITIVE_INFINITY) < own.to * 1000; at += 1) {
    if ((endsMs[at] as number) - (durationsMs[at] as number) < toMs) waited += 1;
  }
  const aside = (perSec * ((own.to - own.from) * 1000 - (toMs - fromMs))) / 1000;
  const least = (perSec * (toMs - fromMs)) / 1000;
  return total.requests.sum(own.from, own.to) - waited - aside <= least * (1 - LIMITS.standstillShare);
}

/** The time in which nothing was answered, where a burst shows that: all who asked meanwhile waited for its end. */
function stallOf(run: Run, timeline: Timeline, burst: Burst): Stall | undefined {
  const { atMs, durationsMs } = burst;
  const { total, vus, seconds } = timeline;
  const longest = durationsMs.reduce((most, one) => Math.max(most, one), 0);
  const [fromMs, forMs] = [atMs - longest, longest];
  const first = Math.floor(fromMs / 1000);
  if (forMs < LIMITS.standstillMs || durationsMs.length < LIMITS.pauseRequests || first < 1) return undefined;
  const earlier = { from: Math.max(0, first - BEFORE_SEC), to: first };
  const usual = total.latencyMs.over(earlier.from, earlier.to);
  if (!usual || forMs < usual.quantile(0.5) * LIMITS.pauseRatio) return undefined;
  const perSec =
    middleOf(
      Array.from({ length: first - earlier.from }, (_, at) =>
        total.requests.sum(earlier.from + at, earlier.from + at + 1),
      ),
    ) ?? 0;
  const stretch = { fromMs, toMs: atMs };
  if (!wasEmpty(timeline, burst, stretch, perSec)) return undefined;
  const dropped = total.dropped.sum(first, Math.min(seconds, Math.floor(atMs / 1000) + 1));
  const asked = (perSec * forMs) / 1000 - dropped;
  const isOpen = run.planned.some(({ model }) => model === 'open');
  // Users of closed load ask no more until they are answered.
  const users = vus.sum(first, first + 1);
  const expected = isOpen || !Number.isFinite(users) || users <= 0 ? asked : Math.min(asked, users);
  if (durationsMs.length < expected * LIMITS.standstillWaited || asked < LIMITS.pauseRequests) return undefined;
  // Open load goes on asking: the later ones waited for less. A load generator that stood still itself sent none meanwhile.
  const late = durationsMs.filter((ms) => ms < forMs / 2).length;
  if (isOpen ? late < durationsMs.length * LIMITS.standstillLate : !wasAtWork(timeline, stretch)) return undefined;
  if (!wasOnTime(timeline, stretch) || !areUsuallyQuick(timeline, atMs, forMs, isOpen)) return undefined;
  return { atSec: fromMs / 1000, forMs, waited: durationsMs.length };
}

/** Nothing at all was answered for a while, and then all that waited at once. Rules about slow requests ask, too. */
export const standstill: (run: Run) => Finding[] = remembered((run: Run): Finding[] => {
  const { timeline, timesInSeconds } = run.measured;
  // In whole seconds all answers of a second end together.
  if (!timeline?.longEnds || timeline.protocol === 'ws' || timesInSeconds) return [];
  const stalls = burstsOf(timeline.longEnds).flatMap((burst) => stallOf(run, timeline, burst) ?? []);
  if (stalls.length === 0) return [];
  const gaps = stalls.slice(1).map(({ atSec }, at) => atSec - (stalls[at] as Stall).atSec);
  const isRegular = gaps.length > 1 && gaps.every((gap) => Math.abs(gap / mean(gaps) - 1) <= LIMITS.pauseSpread);
  return [
    {
      id: 'standstill',
      severity: 'warning',
      confidence: 'measured',
      scope: TOTAL,
      figures: {
        stalls,
        leastMs: leastOf(stalls.map(({ forMs }) => forMs)),
        mostMs: mostOf(stalls.map(({ forMs }) => forMs)),
        startMs: timeline.startMs,
        waited: stalls.reduce((sum, { waited }) => sum + waited, 0),
        samples: total(timeline),
        everySec: isRegular ? mean(gaps) : undefined,
      },
    },
  ];
});

const total = ({ total: lane, seconds }: Timeline): number => lane.requests.sum(0, seconds);
