import { type ChartWords, chartWords } from '../../words/charts.ts';
import type { Label } from './chart.ts';

/** A text of the charts in every language. */
export const both = (pick: (words: ChartWords) => string): Label => ({
  ko: pick(chartWords('ko')),
  en: pick(chartWords('en')),
});

/** A name from outside: the same in every language, in one line. */
export function named(text: string): Label {
  const line = text.replaceAll(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  const characters = [...line];
  const shown = characters.length <= 60 ? line : `${characters.slice(0, 60).join('')}…`;
  return { ko: shown, en: shown };
}
