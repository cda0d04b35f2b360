import type { FindingFigures, FindingId } from '../model/finding.ts';

/** What to do about a finding, sentence by sentence, for 개선 방향성. */
export interface Improvement {
  readonly action: string;
  /** What may be expected, with its bound; undefined where nothing is that the sentence or the action does not say. */
  readonly effect?: string;
  /** The experiment that checks it. */
  readonly experiment: string;
}

/** What speaks against a hypothesis. */
export interface Doubt {
  readonly refutedBy: string;
  /** Other explanations that the figures cannot exclude; undefined where the sentence tells all of them. */
  readonly rivals?: string | undefined;
  /** What the figures rest on that need not hold, and what they do not tell. */
  readonly caveats?: string | undefined;
}

/** Words of one finding. Text is finished markdown: names from outside stand in code spans. */
export interface FindingEntry<Figures> {
  /** As a heading of 개선 방향성. */
  readonly title: string;
  /** What follows from figures, before a sentence that may be a hypothesis; undefined where that says all. */
  readonly fact?: (figures: Figures) => string | undefined;
  /** One or two sentences, as certain as the finding is, without the mark of it. */
  readonly sentence: (figures: Figures) => string;
  /** What may follow from it, behind a sentence that is certain; undefined where nothing does. */
  readonly supposed?: (figures: Figures) => string | undefined;
  /** For findings that may be estimated. */
  readonly doubt?: (figures: Figures) => Doubt;
  /** Where something can be done. */
  readonly improvement?: (figures: Figures) => Improvement;
}

export type FindingWords = { readonly [Id in FindingId]: FindingEntry<FindingFigures[Id]> };
