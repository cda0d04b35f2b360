import { history as en } from './en/history.ts';
import { history as ko } from './ko/history.ts';
import { inLanguage } from './language.ts';

/** Words of the history of runs. Figures come formatted. */
export type HistoryWords = typeof ko;

export const historyWords = inLanguage<HistoryWords>({ ko, en });
