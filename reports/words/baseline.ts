import { baseline as en } from './en/baseline.ts';
import { baseline as ko } from './ko/baseline.ts';
import { inLanguage } from './language.ts';

/** Words of `buha baseline`. */
export type BaselineWords = typeof ko;

export const baselineWords = inLanguage<BaselineWords>({ ko, en });
