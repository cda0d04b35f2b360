import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Stall } from '../../model/finding-figures.ts';
import type { Run } from '../../model/run.ts';
import type { LongEnds, Timeline } from '../../model/timeline.ts';
import { mean, middleOf } from '../../numbers/averages.ts';
import { leastOf, mostOf } from '../../numbers/extremes.ts';
import { LIMITS } from '../limits.ts';
import { remembered } from '../remembered.ts';

/** Seconds before a standstill of which the usual throughput is taken. */
const BEFORE_SEC = 8;

/** Answers that ended together after a time in which none did. Times in ms. */
interface Burst {
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
    bursts.push({ atMs, durationsMs: own });
  }
  return bursts;
}

/** k6's own ticker went on: what stops the load generator as well is no standstill of the server. */
const wasOnTime = ({ ticksMs = [] }: Timeline, fromMs: number, toMs: number): boolean =>
  ticksMs.every((ms, at) => {
    const before = ticksMs[at - 1];
    return before === undefined || ms < fromMs || before > toMs || ms - before <= 1000 + LIMITS.lostTickMs;
  });

/** The time in which nothing was answered, where a burst shows that: all who asked meanwhile waited for its end. */
function stallOf(run: Run, timeline: Timeline, { atMs, durationsMs }: Burst): Stall | undefined {
  const { total, vus, seconds } = timeline;
  const longest = durationsMs.reduce((most, one) => Math.max(most, one), 0);
  const [fromMs, forMs] = [atMs - longest, longest];
  const first = Math.floor(fromMs / 1000);
  if (forMs < LIMITS.standstillMs || durationsMs.length < LIMITS.pauseRequests || first < 1) return undefined;
  const earlier = { from: Math.max(0, first - BEFORE_SEC), to: first };
  const usual = total.latencyMs.over(earlier.from, earlier.to);
  if (!usual || forMs < usual.quantile(0.5) * LIMITS.pauseRatio) return undefined;
  // Whole seconds within it are empty: what was under way when it began may have been so for a moment.
  const [empty, end] = [Math.ceil((fromMs + LIMITS.pauseApartMs) / 1000), Math.floor(atMs / 1000)];
  if (end > empty && total.requests.sum(empty, end) > 0) return undefined;
  const perSec =
    middleOf(
      Array.from({ length: first - earlier.from }, (_, at) =>
        total.requests.sum(earlier.from + at, earlier.from + at + 1),
      ),
    ) ?? 0;
  const dropped = total.dropped.sum(first, Math.min(seconds, Math.floor(atMs / 1000) + 1));
  const asked = (perSec * forMs) / 1000 - dropped;
  const isOpen = run.planned.some(({ model }) => model === 'open');
  // Users of closed load ask no more until they are answered.
  const users = vus.sum(first, first + 1);
  const expected = isOpen || !Number.isFinite(users) || users <= 0 ? asked : Math.min(asked, users);
  if (durationsMs.length < expected * LIMITS.standstillWaited || asked < LIMITS.pauseRequests) return undefined;
  // Open load goes on asking: the later ones waited for less. A load generator that stood still itself sent none meanwhile.
  const late = durationsMs.filter((ms) => ms < forMs / 2).length;
  if (isOpen && late < durationsMs.length * LIMITS.standstillLate) return undefined;
  if (!wasOnTime(timeline, fromMs, atMs)) return undefined;
  return { atSec: fromMs / 1000, forMs, waited: durationsMs.length };
}

/** Nothing at all was answered for a while, and then all that waited at once. Rules about slow requests ask, too. */
export const standstill: (run: Run) => Finding[] = remembered((run: Run): Finding[] => {
  const { timeline } = run.measured;
  if (!timeline?.longEnds || timeline.protocol === 'ws') return [];
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
