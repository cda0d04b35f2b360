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

/**
 * One expression per language, a single pass over the text. Which term a match is, its text tells: the expression with a
 * group for each term is asked once for each text that comes up.
 */
const LANGUAGES = [
  { words: ko, boundary: koBoundary },
  { words: en, boundary: enBoundary },
].map(({ words, boundary: { before, after } }) => {
  const entries = Object.entries(words) as [TermName, string][];
  const sources = entries.map(([, source]) => source);
  return {
    names: entries.map(([name]) => name),
    pattern: new RegExp(`${before}(?:${sources.join('|')})${after}`, 'giu'),
    each: new RegExp(`${before}(?:${sources.map((source) => `(${source})`).join('|')})${after}`, 'iuy'),
    known: new Map<string, TermName | undefined>(),
  };
});

type Spoken = (typeof LANGUAGES)[number];

/** Texts that are remembered; what digits make different (`p95`, "3차") comes again and again all the same. */
const MOST_KNOWN = 5000;

function nameAt({ names, each, known }: Spoken, text: string, start: number, matched: string): TermName | undefined {
  if (known.has(matched)) return known.get(matched);
  each.lastIndex = start;
  const groups = each.exec(text);
  const name = groups ? names[groups.findIndex((group, at) => at > 0 && group !== undefined) - 1] : undefined;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(matched, name);
  return name;
}

/** Any other time that has a name of its own: what no known term covers. */
const UNKNOWN_TIME = /(?<!\p{Script=Hangul})\p{Script=Hangul}{1,20} ?시간|(?<![a-z])[a-z]{1,20} time(?![a-z])/giu;

/** Terms in a text from left to right. */
export function termsIn(text: string): Term[] {
  const found: Term[] = [];
  for (const spoken of LANGUAGES) {
    spoken.pattern.lastIndex = 0;
    for (let match = spoken.pattern.exec(text); match; match = spoken.pattern.exec(text)) {
      const [matched] = match;
      const name = nameAt(spoken, text, match.index, matched);
      if (name !== undefined) found.push({ name, start: match.index, end: match.index + matched.length });
    }
  }
  const known = found.length;
  for (const { 0: matched, index: start } of text.matchAll(UNKNOWN_TIME)) {
    const end = start + matched.length;
    if (isFree(found, known, start, end)) found.push({ name: 'other-time', start, end });
  }
  return found.sort((a, b) => a.start - b.start);
}

function isFree(found: readonly Term[], many: number, start: number, end: number): boolean {
  for (let at = 0; at < many; at += 1) {
    const one = found[at];
    if (one && one.start < end && one.end > start) return false;
  }
  return true;
}
