import { checkup as en } from './en/checkup.ts';
import { checkup as ko } from './ko/checkup.ts';
import { inLanguage } from './language.ts';

/** Words of `buha doctor`. */
export type CheckupWords = typeof ko;

export const checkupWords = inLanguage<CheckupWords>({ ko, en });
