import type { Goal, Measure } from '../../model/gate.ts';
import type { Run } from '../../model/run.ts';
import { judgedScope } from '../judged-scope.ts';
import type { Judged } from './judged-goal.ts';
import { goalKey, isLatency } from './measures.ts';

/** How the figure of one scenario was judged; of the whole run where there is none. */
interface JudgedScenario extends Judged {
  readonly scenario?: string;
}

/** What a run promises, each of its scenarios does: how fast it answers, and how often it fails. Amounts add up instead. */
const isOfEach = (measure: Measure): boolean => isLatency(measure) || measure.kind === 'failed';

/** Scenarios with requests that the output tells apart, of a run of several. */
function scenariosOf(run: Run): string[] {
  const told = Object.keys(run.measured.scenarios);
  if (new Set([...run.planned.map(({ name }) => name), ...told]).size < 2) return [];
  return told.filter((name) => {
    const { requests, durationMs } = judgedScope(run, name);
    return (requests ?? durationMs?.count ?? 0) > 0;
  });
}

const isDecided = ({ outcome }: Judged) => outcome === 'pass' || outcome === 'slo-fail';

/** The worse of two figures of a goal, the missed one before any that is met. */
function worse(a: JudgedScenario, b: JudgedScenario, { comparison }: Goal): JudgedScenario {
  if (a.outcome !== b.outcome) return a.outcome === 'slo-fail' ? a : b;
  const [own = 0, other = 0] = [a.actual, b.actual];
  return (comparison.startsWith('<') ? other > own : other < own) ? b : a;
}

/**
 * A goal of the whole run, judged for each of its scenarios too: the worst of those that can be decided takes its place,
 * unless the whole is worse. A scenario that has a goal of its own about the same (`own`: the keys of all) is judged by that.
 */
export function judgedEach(
  run: Run,
  goal: Goal,
  whole: Judged,
  own: ReadonlySet<string>,
  judgedIn: (goal: Goal) => Judged,
): JudgedScenario {
  if (goal.scenario !== undefined || goal.part || !isOfEach(goal.measure)) return whole;
  const decided = scenariosOf(run)
    .filter((scenario) => !own.has(goalKey({ ...goal, scenario })))
    .map((scenario): JudgedScenario => ({ ...judgedIn({ ...goal, scenario }), scenario }))
    .filter(isDecided);
  const [first, ...others] = decided;
  const worst = first && others.reduce((one, other) => worse(one, other, goal), first);
  // Where all are alike there is nothing to name.
  const isAlike = (one: Judged) => one.outcome === worst?.outcome && one.actual === worst.actual;
  if (!worst || [whole, ...decided].every(isAlike)) return whole;
  return worst.outcome === 'slo-fail' || whole.outcome === 'pass' ? worst : whole;
}
