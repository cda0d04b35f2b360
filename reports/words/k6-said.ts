import type { K6Said } from '../model/k6-said.ts';
import { k6Said as en } from './en/k6-said.ts';
import { k6Said as ko } from './ko/k6-said.ts';
import { inLanguage, type Language } from './language.ts';

const words = inLanguage<(said: K6Said) => string>({ ko, en });

/** A message of k6 in our words, as a sentence. */
export const k6SaidText = (said: K6Said, language: Language): string => words(language)(said);
