import type { Criterion } from '../model/analysed.ts';
import type { Measurement } from '../model/measurement.ts';
import { metricScope, type Part, partKey } from '../model/part.ts';
import type { Run } from '../model/run.ts';
import { criteriaOf, SUCCESSES } from './criteria.ts';
import { timesInstead } from './judged-scope.ts';
import { anyFailed } from './judged-times.ts';
import { remembered } from './remembered.ts';

export const isUpperLimit = ({ comparison }: Criterion): boolean => comparison === '<' || comparison === '<=';

type Limit = Criterion & { readonly limit: number };

/** The criterion with the strictest limit; undefined where none has one. */
function strictest(criteria: readonly Criterion[]): Limit | undefined {
  let found: Limit | undefined;
  for (const one of criteria) {
    if (!hasLimit(one)) continue;
    // Of two that are the same, < allows less than <=.
    const isLess = found === undefined || one.limit < found.limit;
    if (isLess || (one.limit === found?.limit && found.comparison === '<=' && one.comparison !== '<=')) found = one;
  }
  return found;
}

const hasLimit = (criterion: Criterion): criterion is Limit => criterion.limit !== undefined;

/** The strictest limit of the criteria that are wanted; undefined where none of them has one. */
export const strictestLimit = (
  criteria: readonly Criterion[],
  isWanted: (criterion: Criterion) => boolean,
): number | undefined => strictest(criteria.filter(isWanted))?.limit;

/** The strictest limit in ms that thresholds set to a statistic of one request, group or tag; undefined without any. */
export function partLimit({ measured }: Pick<Run, 'measured'>, statistic: string, part: Part): number | undefined {
  const key = partKey(part);
  return strictestLimit(criteriaOf(measured), (one) => {
    const scope = metricScope(one.metric);
    const isOwn = scope?.base === 'http_req_duration' && scope.part !== undefined && partKey(scope.part) === key;
    return isOwn && isUpperLimit(one) && one.statistic === statistic;
  });
}

/** Criteria that set an upper limit, by statistic and by metric: asked for each scenario of a run. */
const upperLimits = remembered((measured: Measurement): ReadonlyMap<string, ReadonlyMap<string, Criterion[]>> => {
  const limits = new Map<string, Map<string, Criterion[]>>();
  for (const one of criteriaOf(measured)) {
    if (!isUpperLimit(one) || one.statistic === undefined) continue;
    const ofStatistic = limits.get(one.statistic) ?? new Map<string, Criterion[]>();
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
  const limits = upperLimits(run.measured).get(statistic);
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
