import type { Check, CheckId } from '../model/checkup.ts';
import { checkup as en } from './en/checkup.ts';
import { checkup as ko } from './ko/checkup.ts';
import type { Language } from './language.ts';

/** Words of `buha doctor`. */
export interface CheckupWords {
  readonly names: Readonly<Record<CheckId, string>>;
  readonly states: Readonly<Record<Check['state'], string>>;
  readonly missing: string;
  readonly notNeeded: string;
  /** Where K6_BIN names something that is no k6. */
  readonly brokenK6: string;
  /** What is needed, beside what was found. */
  readonly needed: (needed: string) => string;
  /** The last line: whether load tests can be run, with how many limits. */
  readonly conclusion: (facts: { canRun: boolean; limited: string }) => string;
  /** How to mend what is limited or bad. */
  readonly mends: Readonly<Record<CheckId, string>>;
  /** Figures of the machine and of its clock. */
  readonly machine: (facts: { cores: string; memory: string }) => string;
  readonly clock: (facts: { source: string | undefined; offset: string }) => string;
  readonly k6: (facts: { version: string; from: string; path: string }) => string;
}

const WORDS: Readonly<Record<Language, CheckupWords>> = { ko, en };

export function checkupWords(language: Language): CheckupWords {
  return WORDS[language];
}
