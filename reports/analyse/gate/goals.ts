import { apiOf } from '../../../options/project.ts';
import { serviceLevel } from '../../../options/service-levels.ts';
import type { Criterion } from '../../model/analysed.ts';
import { checkPath, checksCalled } from '../../model/check-name.ts';
import type { Goal, SloFile, SloSection, SourcedGoal } from '../../model/gate.ts';
import { scopeOfPart } from '../../model/part.ts';
import type { Run } from '../../model/run.ts';
import { criteriaOf } from '../criteria.ts';
import { goalKey, thresholdMeasure } from './measures.ts';

interface Keyed {
  /** What the goal is about; undefined for a threshold about something that no service level can name. */
  readonly key: string | undefined;
  readonly goal: SourcedGoal;
}

/** Goals of several layers: each takes the place of all before it that are about the same. */
function layered(...layers: readonly (readonly Keyed[])[]): SourcedGoal[] {
  let all: readonly Keyed[] = [];
  for (const layer of layers) {
    const named = new Set(layer.map(({ key }) => key));
    all = [...all.filter(({ key }) => key === undefined || !named.has(key)), ...layer];
  }
  return all.map(({ goal }) => goal);
}

/** What k6 judged, or what the options would have it judge. */
export const thresholdGoals = ({ measured }: Pick<Run, 'measured'>): SourcedGoal[] =>
  measured.thresholds.map((threshold) => ({ source: 'threshold', threshold }));

const sameLimit = (goal: Goal, comparison: string | undefined, limit: number | undefined) =>
  goal.comparison === comparison && goal.limit === limit;

function thresholdLayer(run: Run): Keyed[] {
  const criteria = criteriaOf(run.measured);
  return thresholdGoals(run).map((goal, at) => {
    const stated = thresholdMeasure(criteria[at] as Criterion);
    return { key: stated && goalKey(stated), goal };
  });
}

/** What a run's project promises of its API. */
function declaredGoals({ api, project }: Run): Goal[] {
  const entry = apiOf({ api, project });
  const level = api && entry && serviceLevel(project?.serviceLevels ?? {}, api, entry);
  if (!level) return [];
  const { p95Ms, failedRatio } = level;
  return [
    { measure: { kind: 'quantile', q: 0.95 }, comparison: '<=', limit: p95Ms, scenario: undefined },
    { measure: { kind: 'failed' }, comparison: '<=', limit: failedRatio, scenario: undefined },
  ];
}

/**
 * Declared goals that the thresholds of the output do not state already, with the same limit: those k6 has judged on
 * figures in full precision. A foreign script's own thresholds are its service levels, also where it tests a known API.
 */
function declaredLayer(run: Run): Keyed[] {
  const isForeign = run.record?.profile === undefined && run.measured.thresholds.length > 0;
  if (isForeign) return [];
  const stated = criteriaOf(run.measured);
  return declaredGoals(run).flatMap((goal): Keyed[] => {
    const key = goalKey(goal);
    const isStated = stated.some((criterion) => {
      const own = thresholdMeasure(criterion);
      return own && goalKey(own) === key && sameLimit(goal, criterion.comparison, criterion.limit);
    });
    return isStated ? [] : [{ key, goal: { ...goal, source: 'declared' } }];
  });
}

/** A goal for a name that checks of several groups have, once for each of them: each must meet it. */
function ofEachCheck(goal: Goal, { measured: { checks } }: Run): Goal[] {
  const { measure } = goal;
  const named = measure.kind === 'check' ? checksCalled(checks, measure.check) : [];
  return named.length === 0
    ? [goal]
    : named.map((check) => ({ ...goal, measure: { kind: 'check', check: checkPath(check) } }));
}

/** Whether a run tells what a goal is about: a check, a scenario, a request. */
function tells({ measured, planned }: Run, { measure, scenario, part }: Goal): boolean {
  if (measure.kind === 'check' && checksCalled(measured.checks, measure.check).length === 0) return false;
  if (part) return scopeOfPart(measured, part) !== undefined;
  return (
    scenario === undefined ||
    Object.hasOwn(measured.scenarios, scenario) ||
    planned.some(({ name }) => name === scenario)
  );
}

/**
 * Whether a goal of all runs is about something that only others of them have, of other scripts that are judged by the same
 * file: these have to meet it. What no run of a script tells although it has it in one is missed, not another's. `sloOf`: the
 * file by which a run is judged, its own unless it is given.
 */
export function isOfOthers<One extends Run>(
  run: One,
  all: readonly One[],
  sloOf: (run: One) => SloFile | undefined = ({ slo }) => slo,
): (goal: Goal) => boolean {
  const nameOf = ({ api, name }: Run) => api ?? name;
  // Each run keeps a copy of its file: what it says is what makes it the same.
  const text = sloOf(run)?.text;
  const own = all.filter((one) => nameOf(one) === nameOf(run));
  const others = all.filter((one) => nameOf(one) !== nameOf(run) && sloOf(one)?.text === text);
  return (goal) => !own.some((one) => tells(one, goal)) && others.some((one) => tells(one, goal));
}

/** The same of one run of several of which the others are yet to come. */
export const isUntold =
  (run: Run): ((goal: Goal) => boolean) =>
  (goal) =>
    !tells(run, goal);

const fileLayer = (
  section: SloSection | undefined,
  run: Run,
  isLeftOut: (goal: Goal) => boolean = () => false,
): Keyed[] =>
  (section?.goals ?? [])
    .filter((goal) => !isLeftOut(goal))
    .flatMap(({ line: _, ...goal }) => ofEachCheck(goal, run))
    .map((goal) => ({ key: goalKey(goal), goal: { ...goal, source: 'file' } }));

/** The section of a run: its API's, or its script's. */
export const sectionOf = ({ byName }: SloFile, { api, name }: Pick<Run, 'api' | 'name'>): SloSection | undefined =>
  byName.get(api ?? name);

/** What k6 marked as crossed: no goal that replaces it makes a run greener than k6 saw it. */
const crossed = (goal: SourcedGoal) => goal.source === 'threshold' && !goal.threshold.passed;

/**
 * The service levels of a run: the thresholds of its output, under those that are declared for its API, under those of
 * the file of service levels, the run's own unless another is given. Each layer replaces what it states anew and leaves
 * the rest: no goal is lost by naming another, and none that k6 saw missed by naming it anew. `isLeftOut`: goals of all runs that others of them have to meet.
 */
export function goalsOf(
  run: Run,
  slo: SloFile | undefined = run.slo,
  isLeftOut?: (goal: Goal) => boolean,
): SourcedGoal[] {
  const own = thresholdLayer(run);
  const goals = layered(
    own,
    declaredLayer(run),
    fileLayer(slo?.everywhere, run, isLeftOut),
    fileLayer(slo && sectionOf(slo, run), run),
  );
  return [...goals, ...own.map(({ goal }) => goal).filter((goal) => crossed(goal) && !goals.includes(goal))];
}
