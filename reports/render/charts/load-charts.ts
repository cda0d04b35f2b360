import { laneOf, planOriginMs } from '../../analyse/stages.ts';
import { isUnderPlan } from '../../analyse/untested.ts';
import type { AnalysedRun, DeliveredScenario } from '../../model/analysed.ts';
import type { PlannedScenario } from '../../model/plan.ts';
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

/** What ran, drawn: by the second, or as a mean over the plan where there are no raw samples. */
interface Ran {
  readonly points: ChartSeries['points'];
  readonly isMean: boolean;
}

function meanOf({ plan, deliveredAmount }: DeliveredScenario): Ran | undefined {
  if (plan.model === 'iterations' || deliveredAmount === undefined) return undefined;
  const seconds = plan.ramps.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
  if (seconds <= 0) return undefined;
  const mean = deliveredAmount / seconds;
  const start = plan.startMs / 1000;
  return {
    isMean: true,
    points: [
      [start, mean],
      [start + seconds, mean],
    ],
  };
}

/** By the second where there are raw samples; else only what did not run as planned is worth a picture. */
function ranOf(run: AnalysedRun, plan: PlannedScenario, isShort: boolean, mostPoints: number): Ran | undefined {
  const { timeline } = run.measured;
  const lane = timeline && laneOf(timeline, plan.name, run.planned);
  if (timeline && lane) {
    const values = plan.model === 'open' ? lane.iterations : lane.busyVus;
    return { points: each(timeline, values, mostPoints), isMean: false };
  }
  const delivered = run.delivered.find((one) => one.plan.name === plan.name);
  return isShort && delivered ? meanOf(delivered) : undefined;
}

/**
 * Planned against delivered, one chart for each scenario with levels, and what is missing between them. None where it is
 * not known what ran: the plan alone stands in words.
 */
export function loadCharts(run: AnalysedRun, mostPoints: number): Chart[] {
  const { timeline } = run.measured;
  const originSec = ((timeline && planOriginMs(run, timeline)) ?? 0) / 1000;
  return run.planned.flatMap((plan, number): Chart[] => {
    const planned = plannedPoints(plan, originSec);
    const ratio = run.delivered.find((one) => one.plan.name === plan.name)?.ratio;
    const isShort = ratio !== undefined && isUnderPlan(ratio);
    const ran = ranOf(run, plan, isShort, mostPoints);
    const [top, most] = [highest(planned), ran && highest(ran.points)];
    if (!top || !ran) return [];
    const isOpen = plan.model === 'open';
    const unit = isOpen ? 'perSec' : 'vus';
    const figure = (value: number) => (isOpen ? format.level(Math.round(value)) : format.count(Math.round(value)));
    const figures = { unit, planned: figure(top[1]), ran: figure(most?.[1] ?? 0), isMean: ran.isMean } as const;
    const [first, last] = [ran.points[0]?.[0] ?? 0, ran.points.at(-1)?.[0] ?? 0];
    // Names of points that lie near each other would lie on each other.
    const isApart = most !== undefined && most[1] < APART_SHARE * top[1];
    const mark = most && (ran.isMean ? ([(first + last) / 2, most[1]] as const) : most);
    return [
      readable(
        {
          id: `load-${number + 1}`,
          title: both(({ titles }) => titles.load(named(plan.name).en)),
          text: both(({ texts }) =>
            texts.load({ ...figures, missing: isShort ? format.aboutShare(ratio) : undefined }),
          ),
          x: SECONDS,
          y: { name: both((words) => (isOpen ? words.iterationsPerSec : words.virtualUsers)), unit },
          series: [
            {
              ...{ name: both((words) => words.planned), kind: 'area', color: 'gray', points: planned },
              ...(isShort && { fill: 'gap' }),
            },
            {
              name: both((words) => (ran.isMean ? words.ranOnAverage : words.ran)),
              ...{ kind: isShort ? 'area' : 'line', color: 'blue', points: ran.points },
              ...(isShort && { fill: 'cover' }),
              ...(ran.isMean && { dash: 'dashed' }),
            },
          ],
          ...(isShort &&
            isApart &&
            mark && {
              marks: [
                { series: 0, x: top[0], y: top[1], name: both((words) => words.plannedMost(figures.planned)) },
                { series: 1, x: mark[0], y: mark[1], name: both((words) => words.ranMost(figures)) },
              ],
            }),
        },
        mostPoints,
        timeline?.seconds,
      ),
    ];
  });
}
