import { judgedScope } from '../../analyse/judged-scope.ts';
import { anyFailed, judgedTimes } from '../../analyse/judged-times.ts';
import * as format from '../../text/format.ts';
import type { Chart } from './chart.ts';
import { goalLevels } from './goal-levels.ts';
import { bandsOf, each, eachQuantile, highest, readable, type Scoped, SECONDS } from './seconds.ts';
import { both, named } from './texts.ts';

/** Times that are so many times apart need a logarithmic axis. */
const LOG_FROM = 30;

const ms = (value: number) => format.duration(value);

/** Median, p95 and p99 of every second, with the stages and the goals. */
export function latencyChart(scoped: Scoped): Chart[] {
  const { timeline, lane, mostPoints } = scoped;
  const whole = lane.latencyMs.over(0, timeline.seconds);
  if (!whole) return [];
  const at = (q: number) => eachQuantile(timeline, lane.latencyMs, q, mostPoints);
  const [med, p95, p99] = [at(0.5), at(0.95), at(0.99)];
  const top = highest(p95);
  // Those of the tables: the second in which a request ended makes no difference to them.
  const scope = judgedScope(scoped.run, scoped.scenario);
  const known = judgedTimes(scope);
  const all = { med: known?.med ?? whole.quantile(0.5), p95: known?.p95 ?? whole.quantile(0.95) };
  const farthest = known?.p99 ?? whole.quantile(0.99);
  const isSessions = timeline.protocol === 'ws';
  return [
    readable(
      {
        id: 'latency',
        title: both(({ titles }) => (isSessions ? titles.sessions : titles.latency)),
        text: both(({ texts, median }) =>
          texts.latency({
            quantiles: [`${median} ${ms(all.med)}`, `p95 ${ms(all.p95)}`, `p99 ${ms(farthest)}`],
            isOfSuccesses: anyFailed(scope) === true,
            peak: ms(top?.[1] ?? 0),
            at: format.count(top?.[0] ?? 0),
          }),
        ),
        x: SECONDS,
        y: {
          name: both(({ sessionLength, responseTime }) => (isSessions ? sessionLength : responseTime)),
          unit: 'ms',
          isLog: whole.max > LOG_FROM * Math.max(whole.quantile(0.05), 1e-3),
        },
        series: [
          { name: named('p99'), kind: 'line', color: 'purple', dash: 'dotted', points: p99 },
          { name: named('p95'), kind: 'line', color: 'orange', points: p95 },
          { name: both(({ median }) => median), kind: 'line', color: 'blue', dash: 'dashed', points: med },
        ],
        bands: bandsOf(scoped),
        levels: goalLevels(scoped),
        ...(top && {
          marks: [{ series: 1, x: top[0], y: top[1], name: both((words) => words.peak(`p95 ${ms(top[1])}`)) }],
        }),
      },
      mostPoints,
      timeline.seconds,
    ),
  ];
}

/** What was sent in every second (iterations where nothing was). */
export function throughputChart(scoped: Scoped): Chart[] {
  const { run, scenario, timeline, lane, mostPoints } = scoped;
  const isSent = lane.requests.sum() > 0;
  const counts = isSent ? lane.requests : lane.iterations;
  const sent = each(timeline, counts, mostPoints);
  const vus = highest(each(timeline, lane.busyVus, mostPoints))?.[1];
  const top = highest(sent);
  // That of the tables: the time line begins with the first request, and its last second is rarely a whole one.
  const { requestsPerSec, iterationsPerSec } = judgedScope(run, scenario);
  const mean = isSent ? requestsPerSec : iterationsPerSec;
  if (!top) return [];
  const isSessions = timeline.protocol === 'ws';
  const name = both((words) =>
    isSent ? (isSessions ? words.sessionsPerSec : words.throughput) : words.iterationsPerSec,
  );
  return [
    readable(
      {
        id: 'throughput',
        title: both(({ titles }) => titles.throughput),
        text: both(({ texts }) =>
          texts.throughput({
            mean: mean === undefined ? undefined : format.rate(mean),
            most: format.rate(top[1]),
            at: format.count(top[0]),
            vus: vus === undefined ? undefined : format.count(vus),
          }),
        ),
        x: SECONDS,
        y: { name, unit: 'perSec' },
        series: [
          { name, kind: 'area', color: 'green', points: sent },
          ...(lane.dropped.sum() > 0
            ? [
                {
                  name: both((words) => words.dropped),
                  kind: 'line',
                  color: 'red',
                  dash: 'dotted',
                  points: each(timeline, lane.dropped, mostPoints),
                } as const,
              ]
            : []),
        ],
        bands: bandsOf(scoped),
        marks: [{ series: 0, x: top[0], y: top[1], name: both((words) => words.peak(format.rate(top[1]))) }],
      },
      mostPoints,
      timeline.seconds,
    ),
  ];
}

/** Active users of a scenario that starts iterations by the clock, beside how many it may have: these say how slow they were. */
export function vusChart({ run, scenario, timeline, lane, mostPoints }: Scoped): Chart[] {
  const [plan, ...others] = run.planned.filter(({ name }) => scenario === undefined || name === scenario);
  if (plan?.model !== 'open' || others.length > 0 || !lane.busyVus) return [];
  const points = each(timeline, lane.busyVus, mostPoints);
  const most = highest(points)?.[1];
  if (most === undefined) return [];
  const limit = format.count(plan.maxVus);
  const name = both((words) => words.virtualUsers);
  return [
    readable(
      {
        id: 'vus',
        title: both(({ titles }) => titles.vus),
        text: both(({ texts }) => texts.vus({ most: format.count(Math.round(most)), limit })),
        x: SECONDS,
        y: { name, unit: 'vus' },
        series: [{ name, kind: 'area', color: 'blue', points }],
        levels: [{ value: plan.maxVus, name: both((words) => words.vuLimit(limit)) }],
      },
      mostPoints,
      timeline.seconds,
    ),
  ];
}
