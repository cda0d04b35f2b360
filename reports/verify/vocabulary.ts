import { vocabulary as en, boundary as enBoundary, claims as enClaims } from '../words/en/verify-vocabulary.ts';
import { vocabulary as ko, boundary as koBoundary, claims as koClaims } from '../words/ko/verify-vocabulary.ts';
import type { TermName } from '../words/vocabulary.ts';

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
