import { found } from '../analyse/found.ts';
import { judgedScope } from '../analyse/judged-scope.ts';
import { shownTimes } from '../analyse/judged-times.ts';
import { isTestOfLevels } from '../analyse/scaling.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { PlannedScenario } from '../model/plan.ts';
import { type BodyWords, scenarioTitle } from './body-text.ts';

/** A run as it is told. */
interface Titled {
  readonly run: AnalysedRun;
  readonly title: string;
}

/** True for a load that was held at several levels, or at none: its quantiles mix quiet and busy time. */
function isUneven(plan: PlannedScenario): boolean {
  if (plan.model === 'iterations') return false;
  const held = new Set(
    plan.ramps.filter(({ from, to, durationMs }) => from === to && durationMs > 0).map(({ to }) => to),
  );
  return held.size !== 1;
}

/** Scenarios that ran at the same time and whose p95 the output does not tell apart. */
const mixedNames = (run: AnalysedRun): readonly string[] => found(run, 'mixed-scenarios')?.figures.scenarios ?? [];

/** True where the note below the summary's table tells that the scenarios of a run are mixed. */
export const isMixtureNoted = (run: AnalysedRun): boolean =>
  mixedNames(run).length > 0 && shownTimes(judgedScope(run))?.p95 !== undefined;

/**
 * What a reader of the summary's table has to know of its p95, right below it: that levels are told without their first seconds, that
 * scenarios, or quiet and busy time, are mixed in it. Empty for nothing.
 */
export function tableNote(told: readonly Titled[], brief: boolean, both: BodyWords): string {
  const { document } = both;
  const [first] = told;
  if (first && told.length === 1 && isTestOfLevels(first.run)) return document.notes.levels;
  const titlesOf = (own: readonly Titled[]) =>
    own.length === told.length ? undefined : document.list(own.map(({ title }) => title));
  const mixed = told.filter(({ run }) => isMixtureNoted(run));
  const names = new Set(
    mixed.flatMap(({ run }) => mixedNames(run).map((name) => document.alone(scenarioTitle(name, run, both)))),
  );
  const uneven = told.filter(
    (one) =>
      !mixed.includes(one) &&
      !isTestOfLevels(one.run) &&
      one.run.planned.some(isUneven) &&
      shownTimes(judgedScope(one.run))?.p95 !== undefined,
  );
  const isSplit = uneven.every(({ run }) => run.measured.timeline !== undefined);
  return [
    ...(mixed.length > 0 ? [document.notes.mixed([...names], titlesOf(mixed))] : []),
    ...(uneven.length > 0
      ? [document.notes.uneven(titlesOf(uneven), isSplit ? (brief ? 'told' : 'appendix') : 'lost')]
      : []),
  ].join(' ');
}
