import { arrivalCeilings } from '../../analyse/arrival-ceiling.ts';
import { peakLevel, plannedAmount } from '../../analyse/planned-load.ts';
import { laneOf, planOriginMs } from '../../analyse/stages.ts';
import { isUnderPlan } from '../../analyse/untested.ts';
import type { AnalysedRun, DeliveredScenario } from '../../model/analysed.ts';
import type { PlannedScenario, Ramp } from '../../model/plan.ts';
import * as format from '../../text/format.ts';
import type { Chart, ChartSeries } from './chart.ts';
import { each, highest, readable, SECONDS } from './seconds.ts';
import { both, named } from './texts.ts';

/** Corners of the planned level, in seconds from the start of the run. */
export function plannedPoints(plan: PlannedScenario, originSec: number): [number, number][] {
  if (plan.model === 'iterations') return [];
  let sec = originSec + plan.startMs / 1000;
  const [first] = plan.ramps;
  const points: [number, number][] = [[sec, first?.from ?? 0]];
  for (const { durationMs, from, to } of plan.ramps) {
    if (points.at(-1)?.[1] !== from) points.push([sec, from]);
    sec += durationMs / 1000;
    points.push([sec, to]);
  }
  return points;
}

/** What ran at most, as a share of the plan's most, below which both have a name beside them. */
const APART_SHARE = 0.7;
/** What ran at most, as a share of the plan's most, from which on the plan's peak was reached. */
const LEAST_OF_PEAK = 0.9;

/** A ramp below a ceiling: cut in two where it crosses it. */
function rampBelow({ durationMs, from, to }: Ramp, ceiling: number): Ramp[] {
  const isCrossing = Math.min(from, to) < ceiling && Math.max(from, to) > ceiling;
  if (!isCrossing) return [{ durationMs, from: Math.min(from, ceiling), to: Math.min(to, ceiling) }];
  const crossesMs = (durationMs * (ceiling - from)) / (to - from);
  return [
    { durationMs: crossesMs, from: Math.min(from, ceiling), to: ceiling },
    { durationMs: durationMs - crossesMs, from: ceiling, to: Math.min(to, ceiling) },
  ];
}

type OpenPlan = PlannedScenario & { readonly model: 'open' };

/** Corners of what can be sent of a plan that has a ceiling, in seconds. */
export const sendablePoints = (plan: OpenPlan, ceilingPerSec: number) =>
  plannedPoints({ ...plan, ramps: plan.ramps.flatMap((ramp) => rampBelow(ramp, ceilingPerSec)) }, 0);

/** Halvings after which a level is known to more places than a picture shows. */
const HALVINGS = 40;

/** The level below which a plan comes to so many iterations. */
function levelOf(plan: OpenPlan, iterations: number): number {
  let [low, high] = [0, peakLevel(plan) ?? 0];
  for (let at = 0; at < HALVINGS; at += 1) {
    const middle = (low + high) / 2;
    if (plannedAmount(plan, middle) < iterations) low = middle;
    else high = middle;
  }
  return high;
}

const rateText = (value: number): string => format.level(Math.round(value));

/** What ran, second by second; undefined where no sample tells. */
function ranPoints(run: AnalysedRun, plan: PlannedScenario, mostPoints: number): ChartSeries['points'] | undefined {
  const { timeline } = run.measured;
  const lane = timeline && laneOf(timeline, plan.name, run.planned);
  if (!timeline || !lane) return undefined;
  return each(timeline, plan.model === 'open' ? lane.iterations : lane.busyVus, mostPoints);
}

/** A series that covers what ran, or can run, of the plan: what is left of the plan is shaded. */
const planned = (points: ChartSeries['points']): ChartSeries => ({
  ...{ name: both((words) => words.planned), kind: 'area', color: 'gray', points, fill: 'gap' },
});

function deliveredChart({ plan, ratio }: DeliveredScenario, ran: ChartSeries['points'], points: [number, number][]) {
  const [top, most] = [highest(points), highest(ran)];
  if (!top || !most) return undefined;
  const isShort = ratio !== undefined && isUnderPlan(ratio);
  // What ran as planned is said in a word: two lines on each other say no more.
  if (!isShort && most[1] >= LEAST_OF_PEAK * top[1]) return undefined;
  const isOpen = plan.model === 'open';
  const figure = (value: number) => (isOpen ? rateText(value) : format.count(Math.round(value)));
  const figures = { unit: isOpen ? 'perSec' : 'vus', planned: figure(top[1]), ran: figure(most[1]) } as const;
  // Names of points that lie near each other would lie on each other.
  const isApart = most[1] < APART_SHARE * top[1];
  return {
    title: both(({ titles }) => titles.load(named(plan.name).en)),
    text: both(({ texts }) => texts.load({ ...figures, missing: isShort ? format.aboutShare(ratio) : undefined })),
    x: SECONDS,
    y: { name: both((words) => (isOpen ? words.iterationsPerSec : words.virtualUsers)), unit: figures.unit },
    series: [
      planned(points),
      { name: both((words) => words.ran), kind: 'area', color: 'blue', points: ran, fill: 'cover' },
    ],
    ...(isApart && {
      marks: [
        { series: 0, x: top[0], y: top[1], name: both((words) => words.plannedMost(figures.planned)) },
        { series: 1, x: most[0], y: most[1], name: both((words) => words.ranMost(figures.ran)) },
      ],
    }),
  } satisfies Omit<Chart, 'id'>;
}

/**
 * How much of a plan ran, and what its VUs can start of it, where nobody knows when what of it ran: the part of the plan's
 * area that is left is what did not run.
 */
function ceilingChart(
  run: AnalysedRun,
  { plan, ratio, deliveredAmount }: DeliveredScenario,
  points: [number, number][],
) {
  const top = highest(points);
  const found = arrivalCeilings(run).find((one) => one.plan.name === plan.name);
  const isShort = ratio !== undefined && isUnderPlan(ratio);
  if (plan.model !== 'open' || !top || !found || !isShort || deliveredAmount === undefined) return undefined;
  const { ceilingPerSec } = found;
  const seconds = plan.ramps.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
  if (ceilingPerSec >= top[1] || seconds <= 0) return undefined;
  const sendable = sendablePoints(plan, ceilingPerSec);
  const [first, y] = highest(sendable) ?? top;
  const last = sendable.findLast(([, perSec]) => perSec === y)?.[0] ?? first;
  const figures = {
    ...{ planned: rateText(top[1]), maxVus: format.count(plan.maxVus), ceiling: format.about(ceilingPerSec) },
    ...{ ran: rateText(deliveredAmount / seconds), share: format.aboutShare(ratio) },
  };
  return {
    title: both(({ titles }) => titles.load(named(plan.name).en)),
    text: both(({ texts }) => texts.ceiling(figures)),
    x: SECONDS,
    y: { name: both((words) => words.iterationsPerSec), unit: 'perSec' },
    series: [
      planned(points),
      {
        name: both((words) => words.ranInAll),
        kind: 'area',
        color: 'blue',
        points: sendablePoints(plan, levelOf(plan, deliveredAmount)),
        fill: 'cover',
      },
      { name: both((words) => words.sendable), kind: 'line', color: 'purple', points: sendable, dash: 'dashed' },
    ],
    ...(y < APART_SHARE * top[1] && {
      marks: [
        { series: 0, x: top[0], y: top[1], name: both((words) => words.plannedMost(figures.planned)) },
        // In the middle of where it holds: there the plan lies far above its name.
        { series: 2, x: (first + last) / 2, y, name: both((words) => words.sendableMost(figures.ceiling)) },
      ],
    }),
  } satisfies Omit<Chart, 'id'>;
}

/**
 * Planned load, one chart for each scenario of which not all ran: against what ran of it by the second, or, without raw
 * samples, against how much of it ran and what its VUs can start at most. None where the plan ran, and none of the plan alone: that stands in words.
 */
export function loadCharts(run: AnalysedRun, mostPoints: number): Chart[] {
  const { timeline } = run.measured;
  const originSec = ((timeline && planOriginMs(run, timeline)) ?? 0) / 1000;
  return run.planned.flatMap((plan, number): Chart[] => {
    const delivered = run.delivered.find((one) => one.plan.name === plan.name);
    if (!delivered) return [];
    const points = plannedPoints(plan, originSec);
    const ran = ranPoints(run, plan, mostPoints);
    const chart = ran ? deliveredChart(delivered, ran, points) : ceilingChart(run, delivered, points);
    return chart ? [readable({ id: `load-${number + 1}`, ...chart }, mostPoints, timeline?.seconds)] : [];
  });
}
