import type { Criterion } from '../model/analysed.ts';
import type { SourcedGoal } from '../model/gate.ts';
import { metricScope, type Part, partFilter, partKey } from '../model/part.ts';
import type { Run } from '../model/run.ts';
import { criterionOf, SUCCESSES } from './criteria.ts';
import { goalsOf } from './gate/goals.ts';
import { statisticOf } from './gate/measures.ts';
import { timesInstead } from './judged-scope.ts';
import { anyFailed } from './judged-times.ts';
import { remembered } from './remembered.ts';

/** A limit of a figure, named as k6 names it, whoever stated it. */
type StatedLimit = Pick<Criterion, 'metric' | 'statistic' | 'comparison' | 'limit'>;

export const isUpperLimit = ({ comparison }: StatedLimit): boolean => comparison === '<' || comparison === '<=';

type Limit = StatedLimit & { readonly limit: number };

/** A metric with filters as k6 writes it. */
const filtered = (metric: string, filters: readonly string[]): string =>
  filters.length === 0 ? metric : `${metric}{${filters.join(',')}}`;

/** The metric of k6 and its statistic that a goal is about; undefined for one of neither times nor failures. */
function limitOf(run: Run, goal: SourcedGoal): StatedLimit | undefined {
  if (goal.source === 'threshold') return criterionOf(goal.threshold, run.measured);
  const { measure, comparison, limit, scenario, part } = goal;
  const of = [...(part ? [partFilter(part)] : []), ...(scenario === undefined ? [] : [`scenario:${scenario}`])];
  if (measure.kind === 'failed')
    return { metric: filtered('http_req_failed', of), statistic: 'rate', comparison, limit };
  const statistic = statisticOf(measure);
  if (statistic === undefined) return undefined;
  // Declared limits are those of successful requests; the times of another protocol know no such.
  const metric = timesInstead(run) ?? 'http_req_duration';
  const successes = part || metric !== 'http_req_duration' ? [] : ['expected_response:true'];
  return { metric: filtered(metric, [...successes, ...of]), statistic, comparison, limit };
}

/** Every limit that the goals of a run set. */
export const limitsOf = remembered((run: Run): readonly StatedLimit[] =>
  goalsOf(run).flatMap((goal) => limitOf(run, goal) ?? []),
);

/** The criterion with the strictest limit; undefined where none has one. */
function strictest(criteria: readonly StatedLimit[]): Limit | undefined {
  let found: Limit | undefined;
  for (const one of criteria) {
    if (!hasLimit(one)) continue;
    // Of two that are the same, < allows less than <=.
    const isLess = found === undefined || one.limit < found.limit;
    if (isLess || (one.limit === found?.limit && found.comparison === '<=' && one.comparison !== '<=')) found = one;
  }
  return found;
}

const hasLimit = (criterion: StatedLimit): criterion is Limit => criterion.limit !== undefined;

/** The strictest limit of the criteria that are wanted; undefined where none of them has one. */
export const strictestLimit = (
  criteria: readonly StatedLimit[],
  isWanted: (criterion: StatedLimit) => boolean,
): number | undefined => strictest(criteria.filter(isWanted))?.limit;

/** The strictest limit in ms that goals set to a statistic of one request, group or tag; undefined without any. */
export function partLimit(run: Run, statistic: string, part: Part): number | undefined {
  const key = partKey(part);
  return strictestLimit(limitsOf(run), (one) => {
    const scope = metricScope(one.metric);
    const isOwn = scope?.base === 'http_req_duration' && scope.part !== undefined && partKey(scope.part) === key;
    return isOwn && isUpperLimit(one) && one.statistic === statistic;
  });
}

/** Criteria that set an upper limit, by statistic and by metric: asked for each scenario of a run. */
const upperLimits = remembered((run: Run): ReadonlyMap<string, ReadonlyMap<string, StatedLimit[]>> => {
  const limits = new Map<string, Map<string, StatedLimit[]>>();
  for (const one of limitsOf(run)) {
    if (!isUpperLimit(one) || one.statistic === undefined) continue;
    const ofStatistic = limits.get(one.statistic) ?? new Map<string, StatedLimit[]>();
    limits.set(one.statistic, ofStatistic);
    const ofMetric = ofStatistic.get(one.metric) ?? [];
    ofStatistic.set(one.metric, ofMetric);
    ofMetric.push(one);
  }
  return limits;
});

export interface LatencyGoal {
  readonly limitMs: number;
  /** How k6 writes it: `<` or `<=`. */
  readonly comparison: string | undefined;
  /** False for a goal that counts failed requests too, where some failed: successes alone do not tell whether it was met. */
  readonly isOfSuccesses: boolean;
}

/**
 * The goal for a statistic of response times (named as k6 does: `p(95)`): the strictest that the successful requests
 * have, else the strictest of all requests. That of a scenario, where it has none of its own, is that of the run. Where
 * the run is judged by another protocol than HTTP: that of its times.
 */
export function latencyGoal(run: Run, statistic: string, scenario?: string): LatencyGoal | undefined {
  const limits = upperLimits(run).get(statistic);
  if (limits === undefined) return undefined;
  const own = (metric: string) => strictest(limits.get(metric) ?? []);
  const instead = timesInstead(run);
  if (instead !== undefined) {
    const goal = (scenario !== undefined && own(`${instead}{scenario:${scenario}}`)) || own(instead);
    return goal && { limitMs: goal.limit, comparison: goal.comparison, isOfSuccesses: true };
  }
  const nothingFailed = anyFailed(run.measured.total) === false;
  const goalOf = (successes: readonly string[], all: string): LatencyGoal | undefined => {
    const counted = [...successes, ...(nothingFailed ? [all] : [])];
    const theirs = strictest(counted.flatMap((metric) => limits.get(metric) ?? []));
    const goal = theirs ?? own(all);
    return goal && { limitMs: goal.limit, comparison: goal.comparison, isOfSuccesses: theirs !== undefined };
  };
  const tag = `scenario:${scenario}`;
  const ofScenario =
    scenario === undefined
      ? undefined
      : goalOf(
          [`http_req_duration{expected_response:true,${tag}}`, `http_req_duration{${tag},expected_response:true}`],
          `http_req_duration{${tag}}`,
        );
  return ofScenario ?? goalOf([SUCCESSES], 'http_req_duration');
}

/**
 * True for a run of which every goal for p95 counts the times of failed requests as well, where some failed: beside such goals
 * the times of successes alone tell nothing.
 */
export function areGoalsOfAll(run: Run): boolean {
  const scenarios = [...new Set([...run.planned.map(({ name }) => name), ...Object.keys(run.measured.scenarios)])];
  const goals = [undefined, ...scenarios].flatMap((scenario) => latencyGoal(run, 'p(95)', scenario) ?? []);
  return anyFailed(run.measured.total) === true && goals.length > 0 && goals.every((goal) => !goal.isOfSuccesses);
}
