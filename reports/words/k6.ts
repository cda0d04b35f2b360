import type { K6Event } from '../model/k6.ts';
import { events as en } from './en/k6.ts';
import type { K6EventWords } from './k6-words.ts';
import { events as ko } from './ko/k6.ts';
import type { Language } from './language.ts';

const CATALOGUES: Record<Language, K6EventWords> = { ko, en };

function worded<Kind extends K6Event['kind']>(words: K6EventWords, event: Extract<K6Event, { kind: Kind }>): string {
  return words[event.kind as Kind](event);
}

/** What happens while k6 is obtained, as one line for the terminal, without a line break at its end. */
export function k6EventText(event: K6Event, language: Language): string {
  return worded(CATALOGUES[language], event);
}
