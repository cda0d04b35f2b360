import { laneOf, planOriginMs } from '../../analyse/stages.ts';
import type { PlannedScenario } from '../../model/plan.ts';
import type { AnalysedRun } from '../../model/run.ts';
import type { Timeline, TimelineLane } from '../../model/timeline.ts';
import * as format from '../format.ts';
import type { Chart, ChartSeries, Color } from './chart.ts';
import { both, named } from './texts.ts';
import { thinned, widthFor } from './thin.ts';

const SECONDS = { name: both(({ seconds }) => seconds), unit: 'seconds', isTime: true } as const;

/** Times that are so many times apart need a logarithmic axis. */
const LOG_FROM = 30;

const ERROR_COLORS: readonly Color[] = ['red', 'orange', 'purple', 'blue', 'sky', 'green', 'gray'];

/** What a chart of a run is about: all of it, or one scenario. */
export interface Scoped {
  readonly run: AnalysedRun;
  readonly timeline: Timeline;
  readonly lane: TimelineLane;
  /** Undefined for all scenarios together. */
  readonly scenario: string | undefined;
}

const each = (timeline: Timeline, value: (second: number) => number | undefined) =>
  Array.from({ length: timeline.seconds }, (_, second): readonly [number, number | null] => {
    const found = value(second);
    return [second, found === undefined || Number.isNaN(found) ? null : found];
  });

/** Thins all series of a chart alike, and says so. */
function readable(chart: Chart): Chart {
  const width = widthFor(chart.series.reduce((most, { points }) => Math.max(most, points.length), 0));
  if (width === 1) return chart;
  return {
    ...chart,
    series: chart.series.map((one) => ({ ...one, points: thinned(one.points, width) })),
    thinnedTo: width,
  };
}

const highest = (points: ChartSeries['points']) =>
  points.reduce<readonly [number, number] | undefined>(
    (best, [x, y]) => (y !== null && (best === undefined || y > best[1]) ? [x, y] : best),
    undefined,
  );

/** Levels that the scenario held, or the only one that has any. */
function bandsOf({ run, scenario }: Scoped): NonNullable<Chart['bands']> {
  const plans = new Set(run.stages.map(({ plan }) => plan.name));
  const own = scenario ?? (plans.size === 1 ? [...plans][0] : undefined);
  return run.stages
    .filter(({ plan, seconds, isPlateau }) => plan.name === own && seconds && isPlateau)
    .map(({ seconds, plan, ramp }) => ({
      from: seconds?.from ?? 0,
      to: seconds?.to ?? 0,
      name: named(plan.model === 'open' ? `${format.level(ramp.to)}/s` : `VU ${format.count(ramp.to)}`),
    }));
}

export function latencyChart(scoped: Scoped): Chart[] {
  const { timeline, lane, run } = scoped;
  const whole = lane.latencyMs.over(0, timeline.seconds);
  if (!whole) return [];
  const at = (q: number) => each(timeline, (second) => lane.latencyMs.over(second, second + 1)?.quantile(q));
  const [med, p95, p99] = [at(0.5), at(0.95), at(0.99)];
  const top = highest(p95);
  const goal = run.verdict.criteria.find(
    ({ metric, statistic, limit }) =>
      metric.startsWith('http_req_duration') && statistic === 'p(95)' && limit !== undefined,
  );
  const ms = (value: number) => format.duration(value);
  return [
    readable({
      id: 'latency',
      title: both(({ titles }) => titles.latency),
      text: both(({ texts }) =>
        texts.latency({
          med: ms(whole.quantile(0.5)),
          p95: ms(whole.quantile(0.95)),
          p99: ms(whole.quantile(0.99)),
          peak: ms(top?.[1] ?? 0),
          at: format.count(top?.[0] ?? 0),
        }),
      ),
      x: SECONDS,
      y: {
        name: both(({ responseTime }) => responseTime),
        unit: 'ms',
        isLog: whole.max > LOG_FROM * Math.max(whole.quantile(0.05), 1e-3),
      },
      series: [
        { name: named('p99'), kind: 'line', color: 'purple', points: p99 },
        { name: named('p95'), kind: 'line', color: 'orange', points: p95 },
        { name: both(({ median }) => median), kind: 'line', color: 'blue', points: med },
      ],
      bands: bandsOf(scoped),
      ...(goal?.limit !== undefined && {
        levels: [{ value: goal.limit, name: both((words) => words.goal(ms(goal.limit ?? 0))) }],
      }),
      ...(top && { marks: [{ x: top[0], y: top[1], name: both((words) => words.peak(ms(top[1]))) }] }),
    }),
  ];
}

export function throughputChart(scoped: Scoped): Chart[] {
  const { timeline, lane } = scoped;
  const requests = each(timeline, (second) => lane.requests[second]);
  const iterations = each(timeline, (second) => lane.iterations[second]);
  const isHttp = lane.requests.some((count) => count > 0);
  const sent = isHttp ? requests : iterations;
  const vus = each(timeline, (second) => lane.busyVus?.[second]);
  const dropped = each(timeline, (second) => lane.dropped[second]);
  const top = highest(sent);
  const mean = sent.reduce((sum, [, count]) => sum + (count ?? 0), 0) / Math.max(1, timeline.seconds);
  if (!top) return [];
  return [
    readable({
      id: 'throughput',
      title: both(({ titles }) => titles.throughput),
      text: both(({ texts }) =>
        texts.throughput({
          mean: format.rate(mean),
          most: format.rate(top[1]),
          at: format.count(top[0]),
          vus: format.count(highest(vus)?.[1] ?? 0),
        }),
      ),
      x: SECONDS,
      y: { name: both((words) => (isHttp ? words.throughput : words.iterationsPerSec)), unit: 'perSec' },
      y2: { name: both(({ virtualUsers }) => virtualUsers), unit: 'vus' },
      series: [
        {
          name: both((words) => (isHttp ? words.throughput : words.iterationsPerSec)),
          kind: 'area',
          color: 'green',
          points: sent,
        },
        {
          name: both(({ virtualUsers }) => virtualUsers),
          kind: 'line',
          color: 'blue',
          points: vus,
          isSecond: true,
          isDashed: true,
        },
        ...(lane.dropped.some((count) => count > 0)
          ? [{ name: both((words) => words.dropped), kind: 'line', color: 'red', points: dropped } as const]
          : []),
      ],
      bands: bandsOf(scoped),
    }),
  ];
}

export function errorsChart({ timeline }: Scoped): Chart[] {
  const codes = timeline.errors.map(({ status, errorCode, failed }, at) => ({
    status,
    errorCode,
    color: ERROR_COLORS[at % ERROR_COLORS.length] ?? 'gray',
    points: each(timeline, (second) => failed[second]),
    count: failed.reduce((sum, one) => sum + one, 0),
  }));
  if (codes.length === 0) return [];
  const listed = codes.toSorted((a, b) => b.count - a.count);
  return [
    readable({
      id: 'errors',
      title: both(({ titles }) => titles.errors),
      text: both((words) =>
        words.texts.errors(
          listed.map(({ status, errorCode, count }) => `${words.error(status, errorCode)} ${format.count(count)}`),
        ),
      ),
      x: SECONDS,
      y: { name: both(({ failedPerSec }) => failedPerSec), unit: 'perSec' },
      series: listed.map(({ status, errorCode, color, points }) => ({
        name: both((words) => words.error(status, errorCode)),
        ...{ kind: 'bar', isStacked: true, color, points },
      })),
    }),
  ];
}

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
export function loadCharts(run: AnalysedRun): Chart[] {
  const { timeline } = run.measured;
  const originSec = ((timeline && planOriginMs(run, timeline)) ?? 0) / 1000;
  return run.planned.flatMap((plan, number): Chart[] => {
    const planned = plannedPoints(plan, originSec);
    if (planned.length === 0) return [];
    const lane = timeline && laneOf(timeline, plan.name, run.planned);
    const isOpen = plan.model === 'open';
    const ran =
      timeline && lane
        ? each(timeline, (second) => (isOpen ? lane.iterations[second] : lane.busyVus?.[second]))
        : undefined;
    const unit = isOpen ? 'perSec' : 'vus';
    const figure = (value: number) => (isOpen ? format.level(Math.round(value)) : format.count(value));
    const top = ran && highest(ran);
    return [
      readable({
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
          ...(lane?.dropped.some((count) => count > 0) && timeline
            ? [
                {
                  name: both((words) => words.dropped),
                  kind: 'line',
                  color: 'red',
                  isDashed: true,
                  points: each(timeline, (second) => lane.dropped[second]),
                } as const,
              ]
            : []),
        ],
      }),
    ];
  });
}
