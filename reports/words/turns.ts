import { turns as en } from './en/turns.ts';
import { turns as ko } from './ko/turns.ts';
import { inLanguage } from './language.ts';

/** What is said while several runs go on in turns. */
export type TurnsWords = typeof ko;

export const turnsWords = inLanguage<TurnsWords>({ ko, en });
