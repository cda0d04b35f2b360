import type { Criterion } from '../model/analysed.ts';
import { metricScope, type Part, partKey } from '../model/part.ts';
import type { Run } from '../model/run.ts';
import { criteriaOf, SUCCESSES } from './criteria.ts';
import { timesInstead } from './judged-scope.ts';
import { anyFailed } from './judged-times.ts';

export const isUpperLimit = ({ comparison }: Criterion): boolean => comparison === '<' || comparison === '<=';

type Limit = Criterion & { readonly limit: number };

/** The criterion with the strictest limit of those that are wanted; undefined where none of them has one. */
function strictest(criteria: readonly Criterion[], isWanted: (criterion: Criterion) => boolean): Limit | undefined {
  let found: Limit | undefined;
  for (const one of criteria) {
    if (!hasLimit(one) || !isWanted(one)) continue;
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
): number | undefined => strictest(criteria, isWanted)?.limit;

/** The strictest limit in ms that thresholds set to a statistic of one request, group or tag; undefined without any. */
export function partLimit({ measured }: Pick<Run, 'measured'>, statistic: string, part: Part): number | undefined {
  const key = partKey(part);
  return strictestLimit(criteriaOf(measured), (one) => {
    const scope = metricScope(one.metric);
    const isOwn = scope?.base === 'http_req_duration' && scope.part !== undefined && partKey(scope.part) === key;
    return isOwn && isUpperLimit(one) && one.statistic === statistic;
  });
}

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
  const criteria = criteriaOf(run.measured).filter((one) => isUpperLimit(one) && one.statistic === statistic);
  const instead = timesInstead(run);
  if (instead !== undefined) {
    const own = (metric: string) => strictest(criteria, (one) => one.metric === metric);
    const goal = (scenario !== undefined && own(`${instead}{scenario:${scenario}}`)) || own(instead);
    return goal && { limitMs: goal.limit, comparison: goal.comparison, isOfSuccesses: true };
  }
  const nothingFailed = anyFailed(run.measured.total) === false;
  const goalOf = (successes: readonly string[], all: string): LatencyGoal | undefined => {
    const theirs = strictest(criteria, ({ metric }) => successes.includes(metric) || (nothingFailed && metric === all));
    const goal = theirs ?? strictest(criteria, ({ metric }) => metric === all);
    return goal && { limitMs: goal.limit, comparison: goal.comparison, isOfSuccesses: theirs !== undefined };
  };
  const tag = `scenario:${scenario}`;
  const own =
    scenario === undefined
      ? undefined
      : goalOf(
          [`http_req_duration{expected_response:true,${tag}}`, `http_req_duration{${tag},expected_response:true}`],
          `http_req_duration{${tag}}`,
        );
  return own ?? goalOf([SUCCESSES], 'http_req_duration');
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
