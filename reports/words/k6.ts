import type { K6Event } from '../model/k6.ts';
import type { K6Lack } from '../model/k6-version.ts';
import { events as en, lacks as lacksEn } from './en/k6.ts';
import type { K6EventWords, K6LackWords } from './k6-words.ts';
import { events as ko, lacks as lacksKo } from './ko/k6.ts';
import { inLanguage, type Language } from './language.ts';

const eventWords = inLanguage<K6EventWords>({ ko, en });
const lackWords = inLanguage<K6LackWords>({ ko: lacksKo, en: lacksEn });

function worded<Kind extends K6Event['kind']>(words: K6EventWords, event: Extract<K6Event, { kind: Kind }>): string {
  return words[event.kind as Kind](event);
}

/** What happens while k6 is obtained, as one line for the terminal, without a line break at its end. */
export function k6EventText(event: K6Event, language: Language): string {
  return worded(eventWords(language), event);
}

/** What a k6 lacks, as a list in markdown. */
export const k6LacksText = (lacks: readonly K6Lack[], language: Language): string =>
  lacks.map((id) => lackWords(language)[id]).join(', ');
