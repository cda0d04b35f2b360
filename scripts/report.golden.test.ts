import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../reports/words/language.ts';
import { readSource, renderReport } from './report.ts';

const fixtures = (path: string) => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));

// A recorded run of all four APIs (fixtures/runs/README.md). `npx vitest -u` rewrites the golden files; read the
// difference before committing it.
describe.each(LANGUAGES)('the report of the recorded seed run (%s)', (language) => {
  test('is the golden one, to the letter', async () => {
    const { runs } = await readSource([fixtures('runs/seed-all')]);
    const report = await renderReport(runs, language, fixtures('runs/seed-all/opinion.md'));
    await expect(report).toMatchFileSnapshot(fixtures(`golden/seed-all.${language}.md`));
  });
});
