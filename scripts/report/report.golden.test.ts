import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../reports/analyse/analyse.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { pictureFiles } from '../../reports/render/pictures.ts';
import { LANGUAGES, type Language } from '../../reports/words/language.ts';
import { goldenOfPage, pageOfGolden } from '../../testing/golden-page.ts';
import { ownSource } from '../../testing/own-source.ts';
import { hostileRun, TRAPS } from '../../testing/reference-hostile.ts';
import { drawnOf, pageReport, renderReport } from './render-report.ts';

const fixtures = (path: string) => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));
const opinion = () => readFileSync(fixtures('runs/seed-all/opinion.md'), 'utf8');

const readReference = () =>
  ownSource(
    ['get-balance', 'recharge-balance', 'place-order', 'get-product'].map((api) =>
      fixtures(`runs/reference/${api}.txt`),
    ),
    { load: { profile: 'seed', scale: 1, durationScale: 1 } },
  );

/** A report with its pictures, as it lies in the folder of a run. */
async function markdownOf(runs: readonly AnalysedRun[], language: Language): Promise<string> {
  const { charts } = await drawnOf(runs);
  const { pictures } = pictureFiles(charts, 'report-charts', 'svg', language);
  return renderReport(runs, { language, pictures });
}

// `npx vitest -u` rewrites the golden files; read the difference before committing it.
describe.each(LANGUAGES)('the report (%s)', (language) => {
  // A recorded run of all four APIs (fixtures/runs/README.md).
  test('of the recorded seed run is the golden one, to the letter', async () => {
    const { runs } = await ownSource([fixtures('runs/seed-all')]);
    const report = await renderReport(runs, { language, notes: opinion() });
    await expect(report).toMatchFileSnapshot(fixtures(`golden/seed-all.${language}.md`));
  });

  // Seven levels of load, with raw samples: stages, saturation point, what the goal allows.
  test('of the recorded stress run is the golden one, to the letter', async () => {
    const { runs } = await ownSource([fixtures('runs/stress')]);
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

/** Lines of the body: what stands above the line that parts it from the appendix. */
const bodyLines = (report: string) => (report.split('\n---\n')[0] ?? '').split('\n').length;

describe.each(LANGUAGES)('the body (%s)', (language) => {
  const kinds = [
    ['one API that missed its goal', 'runs/seed-all/recharge-balance', 45],
    ['one API that met it', 'runs/seed-all/get-balance', 45],
    ['a test of levels, with samples', 'runs/stress', 45],
    ['a script of its own with groups and several requests', 'runs/own-scripts/groups', 45],
    ['a run that was interrupted', 'runs/own-scripts/interrupted', 45],
    ['a summary of a browser, without goals for p95', 'runs/browser/summary.json', 45],
    ['a text of an unknown script', 'runs/summary-text/full.txt', 45],
    ['four APIs', 'runs/seed-all', 100],
  ] as const;
  test.each(kinds)('of %s fits', async (_, path, most) => {
    const { runs } = await ownSource([fixtures(path)]);
    const report = await markdownOf(runs, language);
    expect(bodyLines(report)).toBeLessThanOrEqual(most);
    const brief = await renderReport(runs, { language, brief: true });
    expect(brief.split('\n').length).toBeLessThanOrEqual(most + 1);
    // Nor does it refer to what it does not have.
    expect(brief).not.toMatch(/부록|[Aa]ppendix/);
  });

  test('of an API that met its goals takes 8 lines, of one that missed them 22', async () => {
    const { runs } = await ownSource([fixtures('runs/seed-all')]);
    const report = await renderReport(runs, { language, brief: true });
    const [, results = ''] = report.split('\n## 3. ');
    const parts = results
      .split('\n### ')
      .slice(1)
      .map((part) => part.split('\n## ')[0]?.trim().split('\n').length);
    expect(parts.map((lines, at) => (lines ?? 0) <= (at === 1 || at === 2 ? 22 : 8))).toStrictEqual(
      Array.from({ length: 4 }, () => true),
    );
  });

  test('has tables of seven columns at most, and commands that are whole', async () => {
    for (const [, path] of kinds) {
      const { runs } = await ownSource([fixtures(path)]);
      const report = await renderReport(runs, { language });
      const widths = report
        .split('\n')
        .filter((line) => line.startsWith('| ---'))
        .map((line) => line.split('|').length - 2);
      expect(Math.max(...widths)).toBeLessThanOrEqual(7);
      const commands = [...report.matchAll(/`((?:npx buha|k6) [^`]*)`/g)].map(([, command = '']) => command);
      expect(commands.length).toBeGreaterThan(0);
      expect(commands.filter((command) => /…|\.\.\./.test(command))).toStrictEqual([]);
    }
  });

  test('of one API is the golden one, to the letter', async () => {
    const { runs } = await ownSource([fixtures('runs/seed-all/recharge-balance')]);
    await expect(await renderReport(runs, { language })).toMatchFileSnapshot(fixtures(`golden/one.${language}.md`));
  });

  test('of a script of its own, and of a text without goals, is the golden one', async () => {
    const { runs } = await ownSource([fixtures('runs/own-scripts/groups')]);
    await expect(await renderReport(runs, { language })).toMatchFileSnapshot(
      fixtures(`golden/own-script.${language}.md`),
    );
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
    const { runs } = await ownSource([fixtures('runs/seed-all')]);
    const page = await pageOf(runs, opinion());
    await expect(page).toMatchFileSnapshot(fixtures('golden/seed-all.html'));
  });

  test('of the recorded stress run is the golden one', async () => {
    const { runs } = await ownSource([fixtures('runs/stress')]);
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
