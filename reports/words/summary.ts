import { summary as en } from './en/summary.ts';
import { summary as ko } from './ko/summary.ts';
import type { Language } from './language.ts';

/** Words of the summary that a terminal shows after a run or a report. Figures come formatted. */
export interface SummaryWords {
  readonly note: string;
  readonly success: string;
  readonly tps: string;
  readonly latency: string;
  readonly delivered: string;
  readonly steps: string;
  /** How many of how many requests failed; undefined where the output does not tell. */
  readonly requests: (facts: { requests: string; failed: string | undefined }) => string;
  readonly iterations: (facts: { iterations: string; perSec: string }) => string;
  /** `goal` is the limit of p95 with its sign; undefined where there is none. `isWeak`: a quantile carries the mark `*`. */
  readonly times: (facts: {
    avg: string;
    p95: string;
    p99: string;
    goal: string | undefined;
    isWeak: boolean;
  }) => string;
  readonly files: Readonly<Record<'report' | 'page', string>>;
  /** Heads of the table of several runs: API, verdict, TPS, p95, failed share, delivered share. */
  readonly table: readonly [string, string, string, string, string, string];
}

const WORDS: Readonly<Record<Language, SummaryWords>> = { ko, en };

export function summaryWords(language: Language): SummaryWords {
  return WORDS[language];
}
