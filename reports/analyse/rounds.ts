import type { AnalysedRun } from '../model/analysed.ts';
import type { Condition, FigureId } from '../model/comparable.ts';
import type { Comparison, FigureChange, Outcome, Round, Spread } from '../model/rounds.ts';
import { mean } from '../numbers/averages.ts';
import { leastOf, mostOf } from '../numbers/extremes.ts';
import { type Change, changesOf, type Interval, type Pair, type Side } from './changes.ts';
import { ranOf } from './delivered-share.ts';
import { conditionsOf, sessionKey, statedFacts } from './fingerprint.ts';
import { judgedScope } from './judged-scope.ts';
import { hasSamplesFor, judgedTimes } from './judged-times.ts';
import { LIMITS } from './limits.ts';
import { saturatedServer } from './saturation.ts';

interface Figure {
  readonly of: (run: AnalysedRun) => number | undefined;
  /** More of it is better. */
  readonly isGain: boolean;
  /** Shares are compared by their difference. */
  readonly by: Pair['by'];
  /** Of a quantile: which (0–1). */
  readonly q?: number;
}

/** Latency is that of successful requests, as service levels judge it. */
const FIGURES: Readonly<Record<FigureId, Figure>> = {
  tps: { of: (run) => judgedScope(run).requestsPerSec, isGain: true, by: 'ratio' },
  avg: { of: (run) => judgedTimes(judgedScope(run))?.avg, isGain: false, by: 'ratio' },
  med: { of: (run) => judgedTimes(judgedScope(run))?.med, isGain: false, by: 'ratio', q: 0.5 },
  p95: { of: (run) => judgedTimes(judgedScope(run))?.p95, isGain: false, by: 'ratio', q: 0.95 },
  p99: { of: (run) => judgedTimes(judgedScope(run))?.p99, isGain: false, by: 'ratio', q: 0.99 },
  failed: { of: (run) => judgedScope(run).failedRatio, isGain: false, by: 'difference' },
  delivered: { of: ranOf, isGain: true, by: 'difference' },
};

export const FIGURE_IDS = Object.keys(FIGURES) as FigureId[];

/** Figures by which rounds are judged: each further one costs the power of all, and a mean or a p99 tells little beside these. */
export const JUDGED_IDS = ['med', 'p95', 'tps', 'failed'] as const satisfies readonly FigureId[];

export type JudgedId = (typeof JUDGED_IDS)[number];

/** The figure of one run; undefined where its output does not tell. */
export const figureOf = (id: FigureId, run: AnalysedRun): number | undefined => FIGURES[id].of(run);

/** Mean, least and greatest of the values of a figure; undefined for none. */
export function spreadOf(id: FigureId, values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  const isRatio = FIGURES[id].by === 'ratio';
  const [min, max] = [leastOf(values), mostOf(values)];
  const own = isRatio ? Math.exp(mean(values.map((value) => Math.log(value)))) : mean(values);
  // A mean of equal values is that value, whatever the last digit of a logarithm.
  return { mean: Math.min(max, Math.max(min, own)), min, max, runs: values.length };
}

/** True where a run tells what the system can do, not only what was sent: open load, or a server at its limit. */
const tellsThroughput = (run: AnalysedRun): boolean =>
  run.planned.some(({ model }) => model === 'open') || saturatedServer(run) !== undefined;

/** False for a quantile of which a run has too few requests: a change of it would be one of chance. */
export const hasSamples = (id: FigureId, runs: readonly AnalysedRun[]): boolean => {
  const { q } = FIGURES[id];
  return q === undefined || runs.every((run) => hasSamplesFor(q, judgedScope(run)));
};

/** Figures by which such runs can be judged. */
export const judgedOf = (runs: readonly AnalysedRun[]): JudgedId[] =>
  JUDGED_IDS.filter((id) => (id === 'tps' ? runs.some(tellsThroughput) : hasSamples(id, runs)));

/** A day on a machine: runs of one share its luck. Undefined without a record. */
const sessionOf = ({ record }: AnalysedRun): string | undefined => record && sessionKey(record);

/** What the runs measured of a figure. */
export function sideOf(id: FigureId, runs: readonly AnalysedRun[]): Side {
  const known = runs.flatMap((run) => {
    const value = figureOf(id, run);
    return value === undefined ? [] : [{ value, session: sessionOf(run) }];
  });
  const sessions = known.flatMap(({ session }) => session ?? []);
  return { values: known.map(({ value }) => value), sessions: sessions.length === known.length ? sessions : undefined };
}

/** A figure before and after, to be judged with the others of its table; undefined where a side does not have it. */
export const pairOf = (id: FigureId, before: Side, after: Side): Pair | undefined =>
  before.values.length > 0 && after.values.length > 0
    ? { before, after, by: FIGURES[id].by, isMedian: id === 'med' }
    : undefined;

/** What a change is told in. */
export const unitOf = (by: Pair['by']): FigureChange['unit'] => (by === 'ratio' ? 'ratio' : 'points');

/** A change of a figure as a gain: more throughput, shorter times, fewer failures. */
export function gainOf(id: FigureId, { decided, estimate, interval, needed }: Change, runs: number): FigureChange {
  const { isGain, by } = FIGURES[id];
  const gain = estimate === undefined ? undefined : isGain ? estimate : 0 - estimate;
  const range = interval && (isGain ? interval : ([0 - interval[1], 0 - interval[0]] as const));
  const direction = (gain ?? 0) > 0 ? 'better' : 'worse';
  const open = runs < 2 ? 'single' : 'undecided';
  const outcome: Outcome = decided === 'claim' ? direction : decided === 'same' ? 'same' : open;
  return { outcome, gain, range, unit: unitOf(by), needed };
}

/** The changes of each round but the first, by its runs. */
type Changes = ReadonlyMap<readonly AnalysedRun[], Round['changes']>;

/** What became of every judged figure of every API in every round: one table, judged as a whole. */
function changesIn(apis: readonly (readonly (readonly AnalysedRun[])[])[]): Changes {
  const pairs = apis.flatMap(([first = [], ...later]) =>
    later.flatMap((runs) =>
      judgedOf([...first, ...runs]).flatMap((id) => {
        const [before, after] = [sideOf(id, first), sideOf(id, runs)];
        const pair = pairOf(id, before, after);
        return pair ? [{ runs, id, pair, fewest: Math.min(before.values.length, after.values.length) }] : [];
      }),
    ),
  );
  const changes = changesOf(pairs.map(({ pair }) => pair));
  const found = new Map<readonly AnalysedRun[], Partial<Record<FigureId, FigureChange>>>();
  for (const [at, change] of changes.entries()) {
    const one = pairs[at];
    if (one) found.set(one.runs, { ...found.get(one.runs), [one.id]: gainOf(one.id, change, one.fewest) });
  }
  return found;
}

function roundOf(runs: readonly AnalysedRun[], changes: Round['changes'] = {}): Round {
  const figures: Partial<Record<FigureId, Spread>> = {};
  for (const id of FIGURE_IDS) {
    const spread = spreadOf(id, sideOf(id, runs).values);
    if (spread) figures[id] = spread;
  }
  return { runs, figures, changes };
}

/** What the runs of each round say, without repetition, of everything that they do not all say alike. */
function differencesIn<Key>(
  rounds: readonly (readonly AnalysedRun[])[],
  of: (run: AnalysedRun) => ReadonlyMap<Key, string>,
  isMissingDifferent: boolean,
): { what: Key; values: string[][] }[] {
  const keys = new Set(rounds.flatMap((runs) => runs.flatMap((run) => [...of(run).keys()])));
  return [...keys].flatMap((what) => {
    const values = rounds.map((runs) => [...new Set(runs.flatMap((run) => of(run).get(what) ?? []))]);
    const isMissing = values.some((own) => own.length === 0);
    return new Set(values.flat()).size > 1 || (isMissing && isMissingDifferent) ? [{ what, values }] : [];
  });
}

/** A figure of the last round that is worse than in the first, by more than chance and by more than anybody would let pass. */
export function lossesOf({ rounds }: Pick<Comparison, 'rounds'>): JudgedId[] {
  const changes = rounds.findLast(({ runs }) => runs.length > 0)?.changes ?? {};
  return JUDGED_IDS.filter((id) => changes[id]?.outcome === 'worse');
}

/**
 * Runs that each round needs for what is left undecided, from low to high, by the number of the round. Without any spread to
 * work it out from, as many as are advised to begin with.
 */
export function undecidedRounds({ rounds }: Pick<Comparison, 'rounds'>): ReadonlyMap<number, Interval> {
  const found = new Map<number, Interval>();
  const advised = LIMITS.roundsAdvised;
  for (const [at, { changes }] of rounds.entries()) {
    for (const id of JUDGED_IDS) {
      const change = changes[id];
      if (change?.outcome !== 'single' && change?.outcome !== 'undecided') continue;
      const [low, high] = change.needed ?? [advised, advised];
      for (const round of [0, at]) {
        const [least, most] = found.get(round) ?? [0, 0];
        found.set(round, [Math.max(least, low), Math.max(most, high)]);
      }
    }
  }
  return found;
}

/** True where all runs of one round were over before the other began: what changed with time is then taken for the change. */
export function areInTurns(before: readonly AnalysedRun[], after: readonly AnalysedRun[]): boolean {
  const starts = (runs: readonly AnalysedRun[]) =>
    runs.flatMap(({ record }) => (record ? [Date.parse(record.startedAt)] : []));
  const [a, b] = [starts(before), starts(after)];
  if (a.length === 0 || b.length === 0) return true;
  return mostOf(a) >= leastOf(b) && mostOf(b) >= leastOf(a);
}

/** What may differ between runs and is then what was changed. */
const MAY_CHANGE: readonly Condition[] = ['lock'];

/** The same of runs that were made to be compared: what their commands differ in. */
export const CHANGED_ON_PURPOSE: readonly Condition[] = ['lock', 'target', 'script', 'profile', 'testData'];

function comparison(
  rounds: readonly (readonly AnalysedRun[])[],
  changes: Changes,
  mayChange: readonly Condition[],
): Comparison {
  const invalid = rounds.map((runs) => [
    ...new Set(runs.filter(({ verdict }) => verdict.kind === 'invalid').map(({ name }) => name)),
  ]);
  const conditions = differencesIn<Condition>(rounds, conditionsOf, false);
  const isChange = ({ what }: { readonly what: Condition }) => mayChange.includes(what);
  return {
    rounds: rounds.map((runs) => roundOf(runs, changes.get(runs))),
    differences: [
      ...conditions.filter((one) => !isChange(one)),
      ...(invalid.some((names) => names.length > 0) ? [{ what: 'invalid' as const, values: invalid }] : []),
    ],
    changed: [
      ...conditions.filter(isChange),
      ...differencesIn<string>(rounds, statedFacts, true).map(({ what, values }) => ({ what: { fact: what }, values })),
    ],
  };
}

/**
 * Rounds of several APIs as one table: figures, changes against the first round, and what must not differ but does. `mayChange`
 * are conditions that may.
 */
export function compareApis(
  apis: readonly (readonly (readonly AnalysedRun[])[])[],
  mayChange: readonly Condition[] = MAY_CHANGE,
): Comparison[] {
  const changes = changesIn(apis);
  return apis.map((rounds) => comparison(rounds, changes, mayChange));
}

/** The same of one API. */
export const compareRounds = (rounds: readonly (readonly AnalysedRun[])[]): Comparison =>
  comparison(rounds, changesIn([rounds]), MAY_CHANGE);
