import { laneOf, planOriginMs } from '../../analyse/stages.ts';
import type { AnalysedRun } from '../../model/analysed.ts';
import type { PlannedScenario } from '../../model/plan.ts';
import * as format from '../../text/format.ts';
import type { Chart } from './chart.ts';
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

/** Planned against delivered, one chart for each scenario with levels; only the plan where there are no raw samples. */
export function loadCharts(run: AnalysedRun, mostPoints: number): Chart[] {
  const { timeline } = run.measured;
  const originSec = ((timeline && planOriginMs(run, timeline)) ?? 0) / 1000;
  return run.planned.flatMap((plan, number): Chart[] => {
    const planned = plannedPoints(plan, originSec);
    if (planned.length === 0) return [];
    const lane = timeline && laneOf(timeline, plan.name, run.planned);
    const isOpen = plan.model === 'open';
    const ran = timeline && lane && each(timeline, isOpen ? lane.iterations : lane.busyVus, mostPoints);
    const unit = isOpen ? 'perSec' : 'vus';
    const figure = (value: number) => (isOpen ? format.level(Math.round(value)) : format.count(value));
    const top = ran && highest(ran);
    return [
      readable(
        {
          id: `load-${number + 1}`,
          title: both(({ titles }) => titles.load(named(plan.name).en)),
          text: both(({ texts }) =>
            texts.load({ unit, planned: figure(highest(planned)?.[1] ?? 0), ran: ran && figure(top?.[1] ?? 0) }),
          ),
          x: SECONDS,
          y: { name: both((words) => (isOpen ? words.iterationsPerSec : words.virtualUsers)), unit },
          series: [
            { name: both((words) => words.planned), kind: 'area', color: 'gray', points: planned },
            ...(ran ? [{ name: both((words) => words.ran), kind: 'line', color: 'blue', points: ran } as const] : []),
            ...(timeline && lane && lane.dropped.sum() > 0
              ? [
                  {
                    name: both((words) => words.dropped),
                    kind: 'line',
                    color: 'red',
                    dash: 'dashed',
                    points: each(timeline, lane.dropped, mostPoints),
                  } as const,
                ]
              : []),
          ],
        },
        mostPoints,
        timeline?.seconds,
      ),
    ];
  });
}
