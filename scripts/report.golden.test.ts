import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../reports/words/language.ts';
import { readSource, renderReport } from './report.ts';

const fixtures = (path: string) => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));

// `npx vitest -u` rewrites the golden files; read the difference before committing it.
describe.each(LANGUAGES)('the report (%s)', (language) => {
  // A recorded run of all four APIs (fixtures/runs/README.md).
  test('of the recorded seed run is the golden one, to the letter', async () => {
    const { runs } = await readSource([fixtures('runs/seed-all')]);
    const report = await renderReport(runs, { language, notes: fixtures('runs/seed-all/opinion.md') });
    await expect(report).toMatchFileSnapshot(fixtures(`golden/seed-all.${language}.md`));
  });

  // Seven levels of load, with raw samples: stages, saturation point, what the goal allows.
  test('of the recorded stress run is the golden one, to the letter', async () => {
    const { runs } = await readSource([fixtures('runs/stress')]);
    const report = await renderReport(runs, { language });
    await expect(report).toMatchFileSnapshot(fixtures(`golden/stress.${language}.md`));
  });

  // Four summaries as k6 printed them, and what their writer knew of the load.
  test('of the reference, from its text alone, is the golden one', async () => {
    const texts = ['get-balance', 'recharge-balance', 'place-order', 'get-product'].map((api) =>
      fixtures(`runs/reference/${api}.txt`),
    );
    const { runs } = await readSource(texts, { load: { profile: 'seed', scale: 1, durationScale: 1 } });
    const report = await renderReport(runs, { language });
    await expect(report).toMatchFileSnapshot(fixtures(`golden/reference.${language}.md`));
  });
});
