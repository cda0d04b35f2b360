import type { FigureId } from '../model/comparable.ts';
import type { DropCause, GateRow, GateVerdict, Measure, Outcome, Reason, ValidityRow } from '../model/gate.ts';
import { gateWords as en } from './en/gate.ts';
import { gateWords as ko } from './ko/gate.ts';
import type { Language } from './language.ts';

/** Columns of the table: what is judged, its figure, its limit, how far it is from it, how it ended. */
export type GateColumns = readonly [what: string, actual: string, limit: string, margin: string, verdict: string];

/** What is said of a reason, and how it can be mended or where to look. */
export type ReasonWords = {
  readonly [Kind in Reason['kind']]: (reason: Extract<Reason, { kind: Kind }>) => string | undefined;
};

/** Every text of `buha gate`. Plain text: names from outside stand in it as they are, and each output escapes it. */
export interface GateWords {
  readonly verdict: Readonly<Record<GateVerdict, string>>;
  readonly outcome: Readonly<Record<Outcome, string>>;
  /** The line above everything; `runs` is their number, `isOfAll` says that each got this verdict. */
  readonly headline: (verdict: string, runs: number, isOfAll: boolean) => string;
  /** A pass beside checks that the input does not allow. */
  readonly unjudged: (verdict: string, rows: number) => string;
  readonly columns: GateColumns;
  readonly check: (row: Pick<ValidityRow, 'check' | 'scenario'>) => string;
  readonly goal: (measure: Measure, scenario: string | undefined) => string;
  readonly threshold: (metric: string, statistic: string) => string;
  /** What stands in the place of a service level where there is none. */
  readonly noGoal: string;
  /** A figure against the baseline; the baseline itself where there is none. */
  readonly regression: (figure: FigureId | undefined) => string;
  /** Stands for the limit where none is demanded. */
  readonly notDemanded: string;
  /** Limit of k6's exit code. */
  readonly exitLimit: string;
  readonly reason: ReasonWords;
  /** A latency without samples where requests failed. */
  readonly undecidable: string;
  readonly cause: { readonly [Cause in DropCause]: (reason: Extract<Reason, { kind: 'not-delivered' }>) => string };
  /** A share in percentage points: `0.5%p`. */
  readonly points: (percent: string) => string;
  /** Title of an annotation and of the step summary. */
  readonly title: string;
  /** More rows than an output may hold. */
  readonly more: (rows: number) => string;
}

const CATALOGUES: Readonly<Record<Language, GateWords>> = { ko, en };

export function gateWords(language: Language): GateWords {
  return CATALOGUES[language];
}

/** Why a row ended as it did; undefined where its figures tell. */
export function reasonText(words: GateWords, { reason, outcome }: GateRow): string | undefined {
  if (!reason) return undefined;
  if (outcome === 'undecidable') return words.undecidable;
  // A reason always fits the words of its kind; the union of all of them hides that from the compiler.
  const text = words.reason[reason.kind] as (reason: Reason) => string | undefined;
  return text(reason);
}
