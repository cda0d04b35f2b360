import type { AnalysedRun } from '../model/analysed.ts';
import type { Baseline, BaselineRun } from '../model/baseline.ts';
import type { Condition, FigureId } from '../model/comparable.ts';
import { digest } from '../text/digest.ts';
import type { Side } from './changes.ts';
import { comparedAs, conditionsOf, sessionKey, statedFacts } from './fingerprint.ts';
import { LIMITS } from './limits.ts';
import { FIGURE_IDS, figureOf, hasSamples } from './rounds.ts';

/** Without the same load on the same target there is nothing to compare. */
const MUST_EQUAL: readonly Condition[] = ['profile', 'target', 'testData'];

/** What may change between a run and its baseline, and may then be why figures did. */
const CHANGEABLE: readonly Condition[] = ['script', 'k6', 'cpu'];

const figuresOf = (run: AnalysedRun) =>
  Object.fromEntries(
    FIGURE_IDS.flatMap((id) => {
      const value = figureOf(id, run);
      // What one run tells by chance is nothing to hold others against.
      return value === undefined || !hasSamples(id, [run]) ? [] : [[id, value]];
    }),
  );

const conditionRecord = (run: AnalysedRun): Baseline['conditions'] => Object.fromEntries(conditionsOf(run));

function baselineRun(run: AnalysedRun, ofFile: Baseline['conditions']): BaselineRun {
  const { record } = run;
  const conditions = conditionRecord(run);
  const others = CHANGEABLE.filter((what) => conditions[what] !== ofFile[what]);
  return {
    startedAt: record?.startedAt ?? '',
    figures: figuresOf(run),
    ...(record && { session: sessionKey(record) }),
    ...(others.length > 0 && { conditions: Object.fromEntries(others.map((what) => [what, conditions[what]])) }),
    ...(record?.commit !== undefined && { commit: record.commit }),
    ...(record?.branch !== undefined && { branch: record.branch }),
    ...(record?.ci && { ciRun: record.ci.url ?? record.ci.run }),
  };
}

/**
 * What runs of one API under the same conditions are held against from now on. The caller has made sure that they are
 * valid and alike, and that each has a record.
 */
export function baselineOf(runs: readonly [AnalysedRun, ...AnalysedRun[]]): Baseline {
  const newest = runs.at(-1) ?? runs[0];
  const conditions = conditionRecord(newest);
  return {
    schemaVersion: 1,
    name: comparedAs(newest),
    conditions,
    facts: Object.fromEntries(statedFacts(newest)),
    runs: runs.map((run) => baselineRun(run, conditions)),
  };
}

/** Conditions of a run of a baseline. */
const conditionsOfRun = ({ conditions }: Baseline, run: BaselineRun): Baseline['conditions'] => ({
  ...conditions,
  ...run.conditions,
});

/**
 * A baseline with runs that came after it, of the same load and target: the newest `LIMITS.baselineKept` of all. A run that is in
 * it already is not counted twice.
 */
export function withRuns(baseline: Baseline, runs: readonly [AnalysedRun, ...AnalysedRun[]]): Baseline {
  const added = baselineOf(runs);
  const isNew = new Set(added.runs.map(({ startedAt }) => startedAt));
  const older = baseline.runs
    .filter(({ startedAt }) => !isNew.has(startedAt))
    .map((run): BaselineRun => {
      const own = conditionsOfRun(baseline, run);
      const others = CHANGEABLE.filter((what) => own[what] !== added.conditions[what]);
      const { conditions: _, ...rest } = run;
      return others.length === 0
        ? rest
        : { ...rest, conditions: Object.fromEntries(others.map((what) => [what, own[what]])) };
    });
  const all = [...older, ...added.runs].toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  return { ...added, runs: all.slice(-LIMITS.baselineKept) };
}

/** Letters of a name that a file keeps: file systems take 255 bytes, of which a Korean letter is three. */
const MOST_LETTERS = 50;

/** A name of which nothing is left out, or what tells it from others that look alike then. */
function inFileName(name: string): string {
  const safe = name.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-');
  if (safe === name && name.length <= MOST_LETTERS) return name;
  return `${[...safe].slice(0, MOST_LETTERS).join('')}.${digest(name)}`;
}

/** What of a load a file's name says: its profile with what was multiplied, or what tells the options of a script from others. */
function loadInFileName(load: string): string[] {
  if (load === '-' || load === '') return [];
  const [, profile, scale, durationScale] = load.match(/^(\S+) ×(\S+) ×(\S+)$/) ?? [];
  if (profile === undefined) return [digest(load)];
  return [
    inFileName(profile),
    ...(scale === '1' ? [] : [`x${scale}`]),
    ...(durationScale === '1' ? [] : [`t${durationScale}`]),
  ];
}

/** Name of the file of a baseline: what it is of, and under which load. Letters, digits, dots and hyphens. */
export const baselineFile = ({ name, conditions }: Pick<Baseline, 'name' | 'conditions'>): string =>
  `${[inFileName(name), ...loadInFileName(conditions.profile ?? '-')].join('.')}.json`;

/** True for baselines of which one takes the place of the other: of the same API or script, under the same load. */
export const isOfSame = (a: Baseline, b: Baseline): boolean =>
  a.name === b.name && (a.conditions.profile ?? '-') === (b.conditions.profile ?? '-');

/** Conditions in which a run differs from a baseline so that nothing can be compared. */
export function differencesFrom({ conditions }: Baseline, run: AnalysedRun): Condition[] {
  const own = conditionsOf(run);
  return MUST_EQUAL.filter((what) => conditions[what] !== undefined && own.get(what) !== conditions[what]);
}

/** The baseline of the runs' API that differs in the fewest conditions, and in which; undefined where there is none. */
export function nearestBaseline(
  all: readonly Baseline[],
  runs: readonly [AnalysedRun, ...AnalysedRun[]],
): { readonly baseline: Baseline | undefined; readonly differences: readonly Condition[] } {
  const own = all.filter(({ name }) => name === comparedAs(runs[0]));
  const [nearest] = own
    .map((baseline) => ({ baseline, differences: [...new Set(runs.flatMap((run) => differencesFrom(baseline, run)))] }))
    .toSorted((a, b) => a.differences.length - b.differences.length);
  return nearest ?? { baseline: undefined, differences: [] };
}

/**
 * Runs of a baseline that the same script, k6 and machine made, where they are enough or all; else all of them, with what
 * changed since.
 */
export function matchingRuns(
  baseline: Baseline,
  runs: readonly AnalysedRun[],
): { readonly matching: readonly BaselineRun[]; readonly changed: readonly Condition[] } {
  const changedSince = (one: BaselineRun) => {
    const then = conditionsOfRun(baseline, one);
    return CHANGEABLE.filter(
      (what) => then[what] !== undefined && runs.some((run) => conditionsOf(run).get(what) !== then[what]),
    );
  };
  const equal = baseline.runs.filter((one) => changedSince(one).length === 0);
  if (equal.length === baseline.runs.length || equal.length >= LIMITS.baselineRuns)
    return { matching: equal, changed: [] };
  return { matching: baseline.runs, changed: [...new Set(baseline.runs.flatMap(changedSince))] };
}

/** A figure of runs of a baseline. */
export function baselineSide(id: FigureId, runs: readonly BaselineRun[]): Side {
  const known = runs.flatMap(({ figures: { [id]: value }, session, startedAt }) =>
    value === undefined ? [] : [{ value, session: session ?? startedAt.slice(0, 10) }],
  );
  return { values: known.map(({ value }) => value), sessions: known.map(({ session }) => session) };
}
