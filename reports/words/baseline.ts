import { baseline as en } from './en/baseline.ts';
import { baseline as ko } from './ko/baseline.ts';
import type { Language } from './language.ts';

/** Words of `buha baseline`. */
export interface BaselineWords {
  readonly accepted: (file: string, runs: number) => string;
  readonly invalid: (name: string, startedAt: string) => string;
}

const WORDS: Readonly<Record<Language, BaselineWords>> = { ko, en };

export function baselineWords(language: Language): BaselineWords {
  return WORDS[language];
}
