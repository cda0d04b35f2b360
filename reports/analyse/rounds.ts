import type { AnalysedRun } from '../model/analysed.ts';
import type { Condition, FigureId } from '../model/comparable.ts';
import type { Comparison, Difference, FigureChange, Outcome, Round, Spread } from '../model/rounds.ts';
import { conditionsOf, statedFacts } from './fingerprint.ts';
import { judgedScope } from './judged-scope.ts';
import { hasSamplesFor, judgedTimes } from './judged-times.ts';
import { LIMITS } from './limits.ts';

interface Figure {
  readonly of: (run: AnalysedRun) => number | undefined;
  /** More of it is better. */
  readonly isGain: boolean;
  readonly isRatio?: boolean;
  /** Of a quantile: which (0–1). */
  readonly q?: number;
  /** Beyond this, more is no better: a closed scenario that waits for its last answers runs more than its plan. */
  readonly most?: number;
}

/** Latency is that of successful requests, as service levels judge it. */
const FIGURES: Readonly<Record<FigureId, Figure>> = {
  tps: { of: (run) => judgedScope(run).requestsPerSec, isGain: true },
  avg: { of: (run) => judgedTimes(judgedScope(run))?.avg, isGain: false },
  med: { of: (run) => judgedTimes(judgedScope(run))?.med, isGain: false, q: 0.5 },
  p95: { of: (run) => judgedTimes(judgedScope(run))?.p95, isGain: false, q: 0.95 },
  p99: { of: (run) => judgedTimes(judgedScope(run))?.p99, isGain: false, q: 0.99 },
  failed: { of: (run) => judgedScope(run).failedRatio, isGain: false, isRatio: true },
  delivered: { of: ({ verdict }) => verdict.delivered, isGain: true, isRatio: true, most: 1 },
};

export const FIGURE_IDS = Object.keys(FIGURES) as FigureId[];

/** The figure of one run; undefined where its output does not tell. */
export const figureOf = (id: FigureId, run: AnalysedRun): number | undefined => FIGURES[id].of(run);

/** True for a figure of which more is better. */
export const isGainToGrow = (id: FigureId): boolean => FIGURES[id].isGain;

/** Median, least and greatest of the values; undefined for none. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) return undefined;
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? min;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? min) + upper) / 2;
  return { median, min, max, runs: sorted.length };
}

/**
 * Chance that the ranges of two rounds of n and m runs lie apart although both come from the same distribution: two of
 * the (n+m)!/(n!m!) orders do (the extreme of the Mann–Whitney test, 1947).
 */
export function chanceApart(n: number, m: number): number {
  let orders = 1;
  for (let one = 1; one <= m; one += 1) orders = (orders * (n + one)) / one;
  return 2 / orders;
}

/** How a figure changed from one round to another. */
export function changeOf(id: FigureId, before: Spread, after: Spread): FigureChange {
  const { isGain, isRatio, most = Number.POSITIVE_INFINITY } = FIGURES[id];
  const counted = (value: number) => Math.min(value, most);
  const difference = (counted(after.median) - counted(before.median)) * (isGain ? 1 : -1);
  const isSingle = before.runs < 2 || after.runs < 2;
  const areApart = counted(after.min) > counted(before.max) || counted(after.max) < counted(before.min);
  const outcome: Outcome = isSingle ? 'single' : !areApart ? 'undecided' : difference > 0 ? 'better' : 'worse';
  return {
    outcome,
    ...(isRatio ? { gainPoints: difference } : before.median !== 0 && { gain: difference / Math.abs(before.median) }),
  };
}

/** False for a quantile of which a run has too few requests: a change of it would be one of chance. */
const hasSamples = (id: FigureId, runs: readonly AnalysedRun[]): boolean => {
  const { q } = FIGURES[id];
  return q === undefined || runs.every((run) => hasSamplesFor(q, judgedScope(run)));
};

function roundOf(runs: readonly AnalysedRun[], first: Pick<Round, 'runs' | 'figures'> | undefined): Round {
  const figures: Partial<Record<FigureId, Spread>> = {};
  const changes: Partial<Record<FigureId, FigureChange>> = {};
  for (const id of FIGURE_IDS) {
    const spread = spreadOf(runs.flatMap((run) => figureOf(id, run) ?? []));
    if (!spread) continue;
    figures[id] = spread;
    const before = first?.figures[id];
    if (before && hasSamples(id, [...first.runs, ...runs])) changes[id] = changeOf(id, before, spread);
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

/** A figure of the last round that is worse than in the first, by more than runs differ anyway. */
export interface Loss {
  readonly id: FigureId;
  /** False where a round was measured once: then it may be chance. */
  readonly isSure: boolean;
}

/** Figures that users feel. */
const FELT = ['tps', 'p95', 'failed'] as const satisfies readonly FigureId[];

/** What the last round lost. */
export function lossesOf({ rounds }: Pick<Comparison, 'rounds'>): Loss[] {
  const changes = rounds.findLast(({ runs }) => runs.length > 0)?.changes ?? {};
  return FELT.flatMap((id) => {
    const { outcome, gain = 0, gainPoints = 0 } = changes[id] ?? {};
    const isLoss = gain < -LIMITS.regressionTolerance || gainPoints < -LIMITS.failedIncrease;
    return isLoss && (outcome === 'worse' || outcome === 'single') ? [{ id, isSure: outcome === 'worse' }] : [];
  });
}

/** Rounds that a change of a felt figure leaves undecided, by their number, with the runs that each has. */
export function undecidedRounds({ rounds }: Pick<Comparison, 'rounds'>): ReadonlyMap<number, number> {
  const open = rounds.flatMap(({ changes }, at) =>
    FELT.some((id) => changes[id]?.outcome === 'single' || changes[id]?.outcome === 'undecided') ? [at] : [],
  );
  return new Map((open.length > 0 ? [0, ...open] : []).map((at) => [at, rounds[at]?.runs.length ?? 0]));
}

/** Rounds of one API: figures, changes against the first, and what must not differ but does. */
export function compareRounds(rounds: readonly (readonly AnalysedRun[])[]): Comparison {
  const first = roundOf(rounds[0] ?? [], undefined);
  const invalid = rounds.map((runs) => [
    ...new Set(runs.filter(({ verdict }) => verdict.kind === 'invalid').map(({ name }) => name)),
  ]);
  const differences: Difference[] = [
    ...differencesIn<Condition>(rounds, conditionsOf, false),
    ...(invalid.some((names) => names.length > 0) ? [{ what: 'invalid' as const, values: invalid }] : []),
  ];
  return {
    rounds: [first, ...rounds.slice(1).map((runs) => roundOf(runs, first))],
    differences: differences.filter(({ what }) => what !== 'lock'),
    changed: [
      ...differences.filter(({ what }) => what === 'lock'),
      ...differencesIn<string>(rounds, statedFacts, true).map(({ what, values }) => ({ what: { fact: what }, values })),
    ],
  };
}
