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
  const isSessions = timeline.protocol === 'ws';
  return [
    readable(
      {
        id: 'latency',
        title: both(({ titles }) => (isSessions ? titles.sessions : titles.latency)),
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

/** What was sent in every second (iterations where nothing was) and the users at work. */
export function throughputChart(scoped: Scoped): Chart[] {
  const { timeline, lane, mostPoints } = scoped;
  const isSent = lane.requests.sum() > 0;
  const counts = isSent ? lane.requests : lane.iterations;
  const sent = each(timeline, counts, mostPoints);
  const vus = each(timeline, lane.busyVus, mostPoints);
  const top = highest(sent);
  const mean = counts.sum() / Math.max(1, timeline.seconds);
  if (!top) return [];
  const isSessions = timeline.protocol === 'ws';
  const name = both((words) =>
    isSent ? (isSessions ? words.sessionsPerSec : words.throughput) : words.iterationsPerSec,
  );
  const virtualUsers = both((words) => words.virtualUsers);
  return [
    readable(
      {
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
        y: { name, unit: 'perSec' },
        y2: { name: virtualUsers, unit: 'vus' },
        series: [
          { name, kind: 'area', color: 'green', points: sent },
          { name: virtualUsers, kind: 'line', color: 'blue', points: vus, isSecond: true, dash: 'dashed' },
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
