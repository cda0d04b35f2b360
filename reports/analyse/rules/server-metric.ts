import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import type { ServerMeasure, ServerMetric } from '../../model/server-metrics.ts';
import type { TimelineLane } from '../../model/timeline.ts';
import type { Seconds } from '../../model/window.ts';
import { middleOf } from '../../numbers/averages.ts';
import { LIMITS } from '../limits.ts';
import { limiterOf } from '../saturation.ts';
import { metricKind } from '../server-presets.ts';
import { loadWindow } from '../stages.ts';

/** The first second from which on, within `LIMITS.stoppedMean` seconds, throughput was nearly the most of the load. */
function stoppedAt({ requests }: TimelineLane, { from, to }: Seconds): number | undefined {
  const width = LIMITS.stoppedMean;
  const means: [second: number, perSec: number][] = [];
  for (let second = from; second + width <= to; second += 1) {
    means.push([second, requests.sum(second, second + width) / width]);
  }
  const most = middleOf(
    means
      .map(([, perSec]) => perSec)
      .toSorted((a, b) => b - a)
      .slice(0, Math.ceil(means.length / 4)),
  );
  if (most === undefined || most <= 0) return undefined;
  return means.find(([, perSec]) => perSec >= most * LIMITS.stoppedRatio)?.[0];
}

/** From which value on a measure tells a lack, beside being so many times what it was before. */
const LEAST: Readonly<Record<ServerMeasure, number>> = {
  waiting: LIMITS.waitingAtOnce,
  used: LIMITS.fullRatio,
  lost: LIMITS.lostRatio,
  delay: LIMITS.delaySec,
  events: Number.MIN_VALUE,
};

interface Turn {
  readonly before: number;
  readonly after: number;
  /** Second of the time line. */
  readonly at: number;
}

/** Time between two values that differ, s: a scrape every quarter of a minute tells no second. */
function resolutionOf(points: readonly (readonly [second: number, value: number])[]): number {
  const changes = points.filter(([, value], at) => at > 0 && value !== points[at - 1]?.[1]).map(([second]) => second);
  return middleOf(changes.slice(1).map((second, at) => second - (changes[at] as number))) ?? 1;
}

/** When a metric went up and stayed there; undefined where it did not, or not when throughput stopped. */
function turnOf(
  { points }: ServerMetric,
  measure: ServerMeasure,
  { startMs, stopped, load }: { readonly startMs: number; readonly stopped: number; readonly load: Seconds },
): Turn | undefined {
  const own = points
    .map(([ms, value]) => [(ms - startMs) / 1000, value] as const)
    .filter(([second]) => second >= load.from && second < load.to);
  const seconds = load.to - load.from;
  const slack = Math.min(
    Math.max(LIMITS.turnSec, resolutionOf(own), seconds * LIMITS.turnRatio),
    seconds * LIMITS.turnMostRatio,
  );
  const middle = (some: typeof own) => middleOf(some.map(([, value]) => value));
  const after = middle(own.filter(([second]) => second >= Math.min(stopped + slack, (stopped + load.to) / 2)));
  // Where throughput stood still from the start, nothing tells another beginning than that of the load.
  const before =
    stopped - slack <= load.from ? 0 : (middle(own.filter(([second]) => second < stopped - slack)) ?? own[0]?.[1]);
  if (after === undefined || before === undefined || own.length < LIMITS.metricPoints) return undefined;
  const growth = measure === 'used' ? 1 + LIMITS.flatRatio : LIMITS.turnedRatio;
  // A queue is short at first and grows with the load: what counts is since when it was there.
  const least = Math.max(LEAST[measure], before * growth, after * LIMITS.turnedFrom);
  if (after < least) return undefined;
  const turned = own.findIndex(([, value], at) => {
    if (value < least) return false;
    const rest = own.slice(at);
    return rest.filter(([, later]) => later >= least).length >= rest.length * LIMITS.turnedShare;
  });
  const at = own[turned]?.[0];
  return at === undefined || Math.abs(at - stopped) > slack ? undefined : { before, after, at };
}

/** What tells a lack, the nearest to its cause first: what waits names its resource, a full one may be the effect. */
const ORDER: readonly ServerMeasure[] = ['waiting', 'lost', 'delay', 'used', 'events'];

/** Metrics of the tested side that went up when a saturated server's throughput stopped: the resource that ran out. */
export function serverMetric(run: Run): Finding[] {
  const { timeline } = run.measured;
  if (!timeline || limiterOf(run)?.by !== 'server') return [];
  const load = loadWindow(run) ?? { from: 0, to: timeline.seconds };
  const stopped = stoppedAt(timeline.total, load);
  if (stopped === undefined) return [];
  const turns = (run.serverMetrics ?? []).flatMap((metric) => {
    const kind = metricKind(metric.name);
    const turn = kind && turnOf(metric, kind.measure, { startMs: timeline.startMs, stopped, load });
    return turn ? [{ name: metric.name, ...kind, ...turn }] : [];
  });
  const [first, ...others] = turns.toSorted(
    // Of several queues the first one was there before the others filled behind it.
    (a, b) => ORDER.indexOf(a.measure) - ORDER.indexOf(b.measure) || a.at - b.at,
  );
  if (!first) return [];
  const { name, resource, measure, before, after, at } = first;
  return [
    {
      id: 'server-metric',
      severity: 'warning',
      confidence: 'estimated',
      scope: TOTAL,
      figures: {
        ...{ name, resource, measure, before, after },
        sinceSec: Math.max(0, Math.round(at)),
        stoppedSec: stopped,
        others: others.map((other) => other.name),
      },
    },
  ];
}
