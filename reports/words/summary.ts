import { summary as en } from './en/summary.ts';
import { summary as ko } from './ko/summary.ts';
import { inLanguage } from './language.ts';

/** Words of the summary that a terminal shows after a run or a report. Figures come formatted. */
export type SummaryWords = typeof ko;

export const summaryWords = inLanguage<SummaryWords>({ ko, en });
