import type { Condition, FigureId } from '../model/comparable.ts';
import { rounds as en } from './en/rounds.ts';
import { rounds as ko } from './ko/rounds.ts';
import type { Language } from './language.ts';

/** Words of the comparison of rounds. Figures come formatted; names from outside come escaped. */
export interface RoundsWords {
  readonly title: (titles: readonly string[]) => string;
  /** A round by its number from 1, with the user's label where it has one. */
  readonly round: (number: number, label: string | undefined) => string;
  readonly figures: Readonly<Record<FigureId, string>>;
  readonly verdict: string;
  /** Head of the column that tells how a round differs from the first. */
  readonly gain: (round: string) => string;
  readonly conditions: Readonly<Record<Condition, string>>;
  /** What the embedded shop locks writes with. */
  readonly lock: (lock: string) => string;
  readonly missing: string;
  /** A median with the range of its runs. */
  readonly spread: (facts: { median: string; min: string; max: string; runs: string }) => string;
  /** A change in a word with its size (`88.4%`, `1.20%p`); the size is undefined where nothing changed, and empty for a change from 0. */
  readonly outcome: (facts: { size: string | undefined; isGain: boolean; isUndecided: boolean }) => string;
  readonly points: (points: string) => string;
  /** How a figure went, as a sentence. `isMore`: it grew. */
  readonly went: (facts: {
    figure: FigureId;
    before: string;
    after: string;
    size: string | undefined;
    isMore: boolean;
    isUndecided: boolean;
  }) => string;
  readonly summary: (facts: { title: string; round: string; sentences: readonly string[] }) => string;
  readonly noFigures: (title: string) => string;
  readonly noRun: (facts: { title: string; rounds: string }) => string;
  readonly singleRun: string;
  /** What the ranges mean, and the chance that two rounds of so many runs lie apart by accident. */
  readonly repeated: (facts: { runs: readonly [string, string]; share: string }) => string;
  /** Beside `repeated`, where some rounds were measured once. */
  readonly someSingle: string;
  /** Rounds whose throughput is what the load offered. */
  readonly offered: (rounds: string) => string;
  readonly forced: (differences: string) => string;
  /** A condition with its values, one a round. */
  readonly difference: (what: string, values: readonly string[]) => string;
  readonly invalidRun: string;
  /** `isChanged`: what was changed on purpose is listed in part 2. */
  readonly sameConditions: (isChanged: boolean) => string;
  readonly unknownConditions: string;
  readonly charts: {
    readonly throughput: string;
    readonly latency: string;
    readonly round: string;
    readonly eachRun: string;
    readonly text: (rounds: readonly string[]) => string;
  };
}

const WORDS: Readonly<Record<Language, RoundsWords>> = { ko, en };

export function roundsWords(language: Language): RoundsWords {
  return WORDS[language];
}
