import { describe, expect, test } from 'vitest';
import { FIGURES } from '../../testing/finding-figures.ts';
import { ESTIMABLE, type FindingId } from '../model/finding.ts';
import { LANGUAGES } from './language.ts';
import { findingText, reportWords } from './report.ts';

const SLIP = /undefined|NaN|Infinity|\[object|null|\$\{|이\(가\)|을\(를\)|은\(는\)| {2}|\.\./;

function expectSentence(text: string) {
  expect(text).not.toMatch(SLIP);
  expect(text).toMatch(/\.$/);
}

describe.each(LANGUAGES)('%s', (language) => {
  const words = reportWords(language);

  test.each(Object.keys(FIGURES) as FindingId[])('finding %s is told in sentences, whatever its figures', (id) => {
    const texts = FIGURES[id].map((figures) => findingText(words, id, figures as never));
    for (const text of texts) expectSentence(text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test.each(Object.keys(FIGURES) as FindingId[])('what finding %s suggests is told in sentences, too', (id) => {
    const { doubt, improvement } = words.findings[id];
    for (const figures of FIGURES[id]) {
      const parts = { ...doubt?.(figures as never), ...improvement?.(figures as never) };
      for (const text of Object.values(parts)) expectSentence(text);
      // A suggestion repeats neither the finding nor itself.
      const texts = [...Object.values(parts), findingText(words, id, figures as never)];
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  test('every hypothesis says what would refute it and which rivals remain, and what to do', () => {
    const mute = ESTIMABLE.filter((id) => !words.findings[id].doubt || !words.findings[id].improvement);
    expect(mute).toStrictEqual([]);
  });
});

test.each(Object.keys(FIGURES) as FindingId[])('both languages say the same numbers of %s', (id) => {
  const [ko, en] = LANGUAGES.map((language) => {
    const { sentence, doubt, improvement } = reportWords(language).findings[id];
    return FIGURES[id].map((figures) => {
      const told = [sentence, doubt, improvement].map((text) => text?.(figures as never));
      return (JSON.stringify(told).match(/\d+(?:[.,]\d+)*/g) ?? []).toSorted();
    });
  });
  expect(en).toStrictEqual(ko);
});
