import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chart } from '../reports/render/charts/chart.ts';
import { runCharts } from '../reports/render/charts/run-charts.ts';
import { chartSvg } from '../reports/render/svg.ts';
import { LANGUAGES } from '../reports/words/language.ts';
import { hasBrowser, startBrowser } from '../testing/browser.ts';
import { modelOf } from '../testing/golden-pages.ts';

/** Texts of a picture that lie on each other by more than this cannot be read, in points. */
const TOUCHING = 2;
/**
 * A picture of a document, a chart of a page on a screen, on paper and on a telephone: these have no title within them
 * (40 points), and where they are no paper a slider (34).
 */
const SIZES = [
  { width: 960, height: 400 },
  { width: 1030, height: 376 + 40 - 34 },
  { width: 664, height: 280 + 40 },
  { width: 340, height: 320 + 40 - 34 },
];

let browser: Browser;
beforeAll(async () => {
  if (hasBrowser) browser = await startBrowser();
});
afterAll(async () => browser?.close());

const chartsOf = async (name: string): Promise<Chart[]> =>
  (await modelOf(name)).flatMap((run) => {
    const { load, phases, errors, server, scopes } = runCharts(run);
    return [...load, ...phases, ...errors, ...server, ...scopes.flatMap(({ charts }) => charts)];
  });

/** Pairs of texts of one picture that lie on each other, and texts that leave the picture. */
async function overprinted(svgs: readonly string[]): Promise<string[][]> {
  const page = await browser.newPage();
  const found = await page.evaluate(
    ([pictures, touching]) => {
      const holder = document.body.appendChild(document.createElement('div'));
      return pictures.map((svg) => {
        holder.innerHTML = svg;
        const frame = holder.querySelector('svg')?.getBoundingClientRect();
        const texts = [...holder.querySelectorAll('text')].map((text) => ({
          text: text.textContent ?? '',
          box: text.getBoundingClientRect(),
        }));
        const pairs = texts.flatMap((a, at) =>
          texts.slice(at + 1).flatMap((b) => {
            const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
            const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
            return width > touching && height > touching ? [`${a.text} | ${b.text}`] : [];
          }),
        );
        const outside = texts.flatMap(({ text, box }) =>
          frame && (box.left < frame.left - touching || box.right > frame.right + touching) ? [`${text} |`] : [],
        );
        return [...pairs, ...outside];
      });
    },
    [svgs, TOUCHING] as const,
  );
  await page.close();
  return found;
}

describe.skipIf(!hasBrowser)('names on charts', () => {
  test.each(['stress.html', 'seed-all.html', 'own-scripts/stages', 'own-scripts/groups'])(
    'of %s do not lie on each other',
    async (name) => {
      const charts = await chartsOf(name);
      expect(charts.length).toBeGreaterThan(0);
      for (const language of LANGUAGES) {
        for (const size of SIZES) {
          const found = await overprinted(charts.map((chart) => chartSvg(chart, language, 'light', size)));
          const named = found.flatMap((pairs, at) => pairs.map((pair) => `${size.width} ${charts[at]?.id}: ${pair}`));
          expect.soft(named).toStrictEqual([]);
        }
      }
    },
  );
});
