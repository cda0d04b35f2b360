import { history as en } from './en/history.ts';
import { history as ko } from './ko/history.ts';
import type { Language } from './language.ts';

/** Words of the history of runs. Figures come formatted. */
export interface HistoryWords {
  readonly title: string;
  /** What the load and the target of a series are; undefined for a script that brings its own load. */
  readonly series: (facts: { title: string; profile: string | undefined; target: string }) => string;
  /** Columns: run, verdict, TPS and its change, p95 and its change, failed share, delivered share. */
  readonly columns: readonly [string, string, string, string, string, string, string, string];
  /** What a change is a change of, and what it does not show. */
  readonly changes: string;
  /** Verdict of a run that k6 did not sum up. */
  readonly noSummary: string;
  /** Older runs that a terminal does not show. */
  readonly older: (runs: string) => string;
  readonly page: string;
  readonly unreadable: (folder: string, fault: string) => string;
  readonly charts: {
    readonly figures: string;
    readonly shares: string;
    readonly run: string;
    readonly delivered: string;
    readonly failed: string;
    /** First and last figure of a series. */
    readonly fromTo: (facts: { name: string; from: string; to: string; runs: string }) => string;
  };
}

const WORDS: Readonly<Record<Language, HistoryWords>> = { ko, en };

export function historyWords(language: Language): HistoryWords {
  return WORDS[language];
}
