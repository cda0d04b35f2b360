import { expect, test } from 'vitest';
import type { FindingFigures, FindingId } from '../reports/model/finding.ts';
import { LANGUAGES } from '../reports/words/language.ts';
import { findingText, reportWords } from '../reports/words/report.ts';

/** What a text made of figures shows when one of them was forgotten, or a particle was not chosen. */
const SLIP = /undefined|NaN|Infinity|\[object|null|\$\{|이\(가\)|을\(를\)|은\(는\)| {2}|\.\./;

function expectSentences(texts: readonly string[]): void {
  for (const text of texts) {
    expect(text).not.toMatch(SLIP);
    expect(text).toMatch(/\.$/);
  }
  expect(new Set(texts).size).toBe(texts.length);
}

/**
 * Tests, in the file that calls it, that reports tell a finding in whole sentences, whatever its figures: give one
 * example for every way in which it is told.
 */
export function toldInWords<Id extends FindingId>(id: Id, examples: readonly FindingFigures[Id][]): void {
  const wordsOf = (language: (typeof LANGUAGES)[number]) => reportWords(language).findings[id];

  const toldOf = (language: (typeof LANGUAGES)[number], figures: FindingFigures[Id]) =>
    findingText(reportWords(language), id, figures);

  test.each(LANGUAGES)(`${id} is told in sentences that differ with its figures (%s)`, (language) => {
    expectSentences(examples.map((figures) => toldOf(language, figures)));
  });

  test.each(LANGUAGES)(`what ${id} suggests repeats neither the finding nor itself (%s)`, (language) => {
    const { doubt, improvement } = wordsOf(language);
    for (const figures of examples) {
      expectSentences([
        toldOf(language, figures),
        ...Object.values({ ...doubt?.(figures), ...improvement?.(figures) }).filter((text) => text !== undefined),
      ]);
    }
  });

  test(`both languages say the same numbers of ${id}`, () => {
    const [ko, en] = LANGUAGES.map((language) => {
      const { doubt, improvement } = wordsOf(language);
      return examples.map((figures) => {
        const told = [toldOf(language, figures), doubt?.(figures), improvement?.(figures)];
        return (JSON.stringify(told).match(/\d+(?:[.,]\d+)*/g) ?? []).toSorted();
      });
    });
    expect(en).toStrictEqual(ko);
  });
}
