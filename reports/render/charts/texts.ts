import { oneLine } from '../../text/markdown-text.ts';
import { type ChartWords, chartWords } from '../../words/charts.ts';
import type { Language } from '../../words/language.ts';
import type { Label } from './chart.ts';

/** A text of the charts in every language. */
export const both = (pick: (words: ChartWords, language: Language) => string): Label => ({
  ko: pick(chartWords('ko'), 'ko'),
  en: pick(chartWords('en'), 'en'),
});

/** Longest name that a legend has room for. */
const MOST_CHARACTERS = 60;

/** A name from outside: the same in every language, in one line. */
export function named(text: string): Label {
  const shown = oneLine(text, MOST_CHARACTERS);
  return { ko: shown, en: shown };
}
