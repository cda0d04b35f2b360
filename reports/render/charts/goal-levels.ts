import { latencyGoal } from '../../analyse/latency-goal.ts';
import type { AnalysedRun } from '../../model/analysed.ts';
import * as format from '../../text/format.ts';
import type { Chart } from './chart.ts';
import type { Scoped } from './seconds.ts';
import { both } from './texts.ts';

/** Statistics that charts show, so that their goals can be read off it. */
const GOALS = [
  { statistics: ['med', 'p(50)'], name: 'p50' },
  { statistics: ['p(95)'], name: 'p95' },
  { statistics: ['p(99)'], name: 'p99' },
] as const;

/** Goals of response times as levels of a chart; of several for one statistic the strictest. */
export function goalLevels({ run, scenario }: Scoped): NonNullable<Chart['levels']> {
  return GOALS.flatMap(({ statistics, name }) => {
    const goals = statistics.flatMap((statistic) => latencyGoal(run, statistic, scenario) ?? []);
    const [goal] = goals.toSorted((a, b) => a.limitMs - b.limitMs);
    if (!goal) return [];
    const { limitMs, isOfSuccesses } = goal;
    return [
      {
        value: limitMs,
        name: both((words) => (isOfSuccesses ? words.goal : words.goalOfAll)(name, format.duration(limitMs))),
      },
    ];
  });
}

/** The p95 goal of runs that are compared, where they have one and the same. */
export function goalOf(runs: readonly AnalysedRun[]): NonNullable<Chart['levels']> {
  const limits = new Set(runs.map((run) => latencyGoal(run, 'p(95)')?.limitMs));
  const [limit] = limits;
  if (limits.size !== 1 || limit === undefined) return [];
  return [{ value: limit, name: both((words) => words.goal('p95', format.duration(limit))) }];
}
