import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../reports/analyse/analyse.ts';
import { LANGUAGES } from '../../reports/words/language.ts';
import { goldenOfPage, pageOfGolden } from '../../testing/golden-page.ts';
import { hostileRun, TRAPS } from '../../testing/reference-hostile.ts';
import { readSource } from '../read/source.ts';
import { drawnOf, pageReport, renderReport } from './render-report.ts';

const fixtures = (path: string) => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));

const opinion = () => readFileSync(fixtures('runs/seed-all/opinion.md'), 'utf8');

const readReference = () =>
  readSource(
    ['get-balance', 'recharge-balance', 'place-order', 'get-product'].map((api) =>
      fixtures(`runs/reference/${api}.txt`),
    ),
    { load: { profile: 'seed', scale: 1, durationScale: 1 } },
  );

// `npx vitest -u` rewrites the golden files; read the difference before committing it.
describe.each(LANGUAGES)('the report (%s)', (language) => {
  // A recorded run of all four APIs (fixtures/runs/README.md).
  test('of the recorded seed run is the golden one, to the letter', async () => {
    const { runs } = await readSource([fixtures('runs/seed-all')]);
    const report = await renderReport(runs, { language, notes: opinion() });
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
    const { runs } = await readReference();
    const report = await renderReport(runs, { language });
    await expect(report).toMatchFileSnapshot(fixtures(`golden/reference.${language}.md`));
  });
});

// Both languages in one, without script and style: `page/page.e2e.test.ts` puts these in and opens them in a browser.
describe('the page', () => {
  const pageOf = async (runs: Parameters<typeof drawnOf>[0], notes?: string) => {
    const page = await pageReport(runs, await drawnOf(runs), { language: 'ko', notes });
    const golden = goldenOfPage(page);
    expect(pageOfGolden(golden)).toBe(page);
    return golden;
  };

  test('of the recorded seed run is the golden one', async () => {
    const { runs } = await readSource([fixtures('runs/seed-all')]);
    const page = await pageOf(runs, opinion());
    await expect(page).toMatchFileSnapshot(fixtures('golden/seed-all.html'));
  });

  test('of the recorded stress run is the golden one', async () => {
    const { runs } = await readSource([fixtures('runs/stress')]);
    await expect(await pageOf(runs)).toMatchFileSnapshot(fixtures('golden/stress.html'));
  });

  test('of the reference, from its text alone, is the golden one', async () => {
    const { runs } = await readReference();
    await expect(await pageOf(runs)).toMatchFileSnapshot(fixtures('golden/reference.html'));
  });

  test('of runs in which everything has a hostile name is the golden one', async () => {
    const names = TRAPS.map(([, name]) => name);
    const half = Math.ceil(names.length / 2);
    const runs = [names.slice(0, half), names.slice(half)].map((own) => analyse(hostileRun(...own)));
    await expect(await pageOf(runs)).toMatchFileSnapshot(fixtures('golden/hostile.html'));
  });
});
