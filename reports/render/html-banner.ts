import type { AnalysedRun } from '../model/analysed.ts';
import type { Language } from '../words/language.ts';
import { htmlOf, inlineHtml, textWords } from './html-markdown.ts';
import { verdictClass } from './view-verdict.ts';

/** What a page says first: the verdict, and what it rests on. Texts are finished markdown. */
export interface Banner {
  /** Its colour: the kind of a verdict. */
  readonly kind: string;
  readonly verdict: string;
  /** Empty for nothing. */
  readonly reasons: string;
}

const WORST_FIRST = ['invalid', 'slo-fail', 'undecided', 'conditional', 'no-goal', 'pass'] as const;

type Kind = (typeof WORST_FIRST)[number];

export const gravestOf = (kinds: readonly Kind[]): Kind =>
  WORST_FIRST.find((kind) => kinds.includes(kind)) ?? 'no-goal';

/** The gravest verdict of some runs: that of what they are told in together. */
export const worstKind = (runs: readonly AnalysedRun[]): Kind => gravestOf(runs.map(verdictClass));

export function bannerHtml({ kind, verdict, reasons }: Banner, language: Language): string {
  const text = reasons === '' ? '' : htmlOf(reasons, `${language}-`, textWords(language));
  return `<div class="banner ${kind}"><p class="verdict">${inlineHtml(verdict)}</p>${text}</div>\n`;
}
