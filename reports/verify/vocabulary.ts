import { vocabulary as en, boundary as enBoundary, claims as enClaims } from '../words/en/verify-vocabulary.ts';
import { vocabulary as ko, boundary as koBoundary, claims as koClaims } from '../words/ko/verify-vocabulary.ts';

export const STATISTICS = ['min', 'avg', 'med', 'max', 'p90', 'p95', 'p99', 'p999'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** Times of k6; `other-time` is any other (a lock, a query), of which k6 knows nothing. */
export const MEASURES = ['response', 'blocked', 'connecting', 'tls', 'iteration-time', 'other-time'] as const;
export type Measure = (typeof MEASURES)[number];

export const COUNTED = ['requests', 'iterations', 'dropped', 'failed', 'vus', 'users', 'products'] as const;
export type Counted = (typeof COUNTED)[number];

/** What the words near a figure can say about it. */
export type TermName =
  | Statistic
  | Measure
  | Counted
  /** A number of requests at one moment, and the like. */
  | 'other-count'
  | 'per-second'
  | 'per-request'
  | 'throughput'
  /** Requests "were processed": the figure before it counts them. */
  | 'handled'
  /** The throughput at which a server stops. */
  | 'saturation'
  | 'success-rate'
  | 'succeeded'
  | 'error-rate'
  | 'delivered'
  /** Of a plan, what was run. */
  | 'executed'
  | 'received'
  | 'sent'
  | 'total'
  /** A goal, a plan, a need, an estimate: not what was measured. */
  | 'plan'
  /** Another run than the one that the text is about, for the rest of the sentence. */
  | 'other-run'
  /** A figure that is only compared with. */
  | 'comparison';

/**
 * Patterns per term, the source of a regular expression each, without groups of its own. Where two begin at the same
 * place, the one that stands first in the vocabulary wins: put the longer one first.
 */
export type Vocabulary = Readonly<Partial<Record<TermName, string>>>;

/** Patterns of sentences that claim something. */
export interface ClaimVocabulary {
  /** The planned load was handled. */
  readonly loadHandled: string;
  /** The sentence denies, asks or plans. */
  readonly unsure: string;
  /** A section says what it is about. */
  readonly announces: string;
}

export const CLAIMS = [koClaims, enClaims].map(({ loadHandled, unsure, announces }) => ({
  loadHandled: new RegExp(loadHandled, 'iu'),
  unsure: new RegExp(unsure, 'iu'),
  announces: new RegExp(announces, 'iu'),
}));

export interface Term {
  readonly name: TermName;
  readonly start: number;
  readonly end: number;
}

/** One expression per language, a group for each term: a single pass over the text. */
const LANGUAGES = [
  { words: ko, boundary: koBoundary },
  { words: en, boundary: enBoundary },
].map(({ words, boundary: { before, after } }) => {
  const entries = Object.entries(words) as [TermName, string][];
  const terms = entries.map(([, source]) => `(${source})`).join('|');
  return { names: entries.map(([name]) => name), pattern: new RegExp(`${before}(?:${terms})${after}`, 'giu') };
});

/** Any other time that has a name of its own: what no known term covers. */
const UNKNOWN_TIME = /\p{Script=Hangul}+ ?시간|[a-z]+ time(?![a-z])/giu;

/** Terms in a text from left to right. */
export function termsIn(text: string): Term[] {
  const found = LANGUAGES.flatMap(({ names, pattern }) =>
    [...text.matchAll(pattern)].flatMap((match): Term[] => {
      const name = names[match.findIndex((group, at) => at > 0 && group !== undefined) - 1];
      return name === undefined ? [] : [{ name, start: match.index, end: match.index + match[0].length }];
    }),
  );
  const unknown = [...text.matchAll(UNKNOWN_TIME)]
    .map((match): Term => ({ name: 'other-time', start: match.index, end: match.index + match[0].length }))
    .filter((one) => found.every((term) => term.end <= one.start || term.start >= one.end));
  return [...found, ...unknown].toSorted((a, b) => a.start - b.start);
}
