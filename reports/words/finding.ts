import type { FindingFigures, FindingId } from '../model/finding.ts';

/** What to do about a finding, sentence by sentence, for 개선 방향성. */
export interface Improvement {
  readonly action: string;
  /** What may be expected, with its bound. */
  readonly effect: string;
  /** The experiment that checks it. */
  readonly experiment: string;
}

/** What speaks against a hypothesis. */
export interface Doubt {
  readonly refutedBy: string;
  /** Other explanations that the figures cannot exclude. */
  readonly rivals: string;
}

/** Words of one finding. Text is finished markdown: names from outside stand in code spans. */
export interface FindingEntry<Figures> {
  /** As a heading of 개선 방향성. */
  readonly title: string;
  /** One or two sentences for 결론, without the mark of confidence. */
  readonly sentence: (figures: Figures) => string;
  /** For findings that may be estimated. */
  readonly doubt?: (figures: Figures) => Doubt;
  /** Where something can be done. */
  readonly improvement?: (figures: Figures) => Improvement;
}

export type FindingWords = { readonly [Id in FindingId]: FindingEntry<FindingFigures[Id]> };
