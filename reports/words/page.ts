import { page as en } from './en/page.ts';
import { page as ko } from './ko/page.ts';
import type { Language } from './language.ts';

/** Words of the page around the report, besides those of the report and of the charts. */
export interface PageWords {
  readonly skip: string;
  readonly language: string;
  readonly theme: string;
  readonly themes: Readonly<Record<'auto' | 'light' | 'dark', string>>;
  readonly copy: string;
  readonly copied: string;
  readonly print: string;
  readonly success: string;
  readonly tps: string;
  readonly median: string;
  readonly p95: (goal: string) => string;
  readonly delivered: string;
  readonly scenario: string;
  readonly whole: string;
  readonly answers: string;
  /** Columns of the table of answers: scenario, request, status, then figures. */
  readonly columns: readonly string[];
  readonly noAnswer: string;
  /** Where the table of answers does not hold all of them. */
  readonly answersLeft: (shown: string, of: string) => string;
  readonly search: string;
  /** Where there are no raw samples: how to get the other charts. */
  readonly noSamples: string;
  readonly table: (heading: string) => string;
  /** The zoom of the charts over time. */
  readonly zoom: string;
  readonly zooms: Readonly<Record<'in' | 'out' | 'back' | 'on' | 'all', string>>;
  /** A chart's figures as a table. */
  readonly figures: string;
}

const WORDS: Readonly<Record<Language, PageWords>> = { ko, en };

export function pageWords(language: Language): PageWords {
  return WORDS[language];
}
