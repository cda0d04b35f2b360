import { rounds as en } from './en/rounds.ts';
import { rounds as ko } from './ko/rounds.ts';
import { inLanguage } from './language.ts';

/** Words of the comparison of rounds. Figures come formatted; names from outside come escaped. */
export type RoundsWords = typeof ko;

export const roundsWords = inLanguage<RoundsWords>({ ko, en });
