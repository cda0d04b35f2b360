import { charts as en } from './en/charts.ts';
import { charts as ko } from './ko/charts.ts';
import { inLanguage } from './language.ts';

/** Words of the charts. Figures come formatted; names from outside come as they are and are drawn as plain text. */
export type ChartWords = typeof ko;

export const chartWords = inLanguage<ChartWords>({ ko, en });
