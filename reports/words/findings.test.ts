import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FINDINGS } from '../model/findings.ts';
import { LANGUAGES } from './language.ts';
import { reportWords } from './report.ts';

const RULES = 'reports/analyse/rules';

test('the words of every finding are tried beside its rule', () => {
  const tests = readdirSync(RULES).filter((file) => file.endsWith('.test.ts'));
  const tried = tests.flatMap((file) =>
    [...readFileSync(`${RULES}/${file}`, 'utf8').matchAll(/^toldInWords\(\s*'([\w-]+)'/gm)].map(([, id]) => id),
  );
  expect(tried.toSorted()).toStrictEqual(Object.keys(FINDINGS).toSorted());
});

describe.each(LANGUAGES)('%s', (language) => {
  test('every hypothesis says what would refute it and which rivals remain, and what to do', () => {
    const words = Object.entries(reportWords(language).findings);
    const hypotheses = Object.entries(FINDINGS).filter(([, { grades }]) =>
      grades.some((grade) => grade === 'estimated'),
    );
    expect(hypotheses.length).toBeGreaterThan(0);
    for (const [id] of hypotheses) {
      const found = words.find(([own]) => own === id)?.[1];
      expect(found, id).toMatchObject({ doubt: expect.any(Function), improvement: expect.any(Function) });
    }
  });

  test('no two findings have the same heading', () => {
    const titles = Object.values(reportWords(language).findings).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
