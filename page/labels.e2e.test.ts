import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeExperiment } from '../reports/analyse/experiment.ts';
import { compareRounds } from '../reports/analyse/rounds.ts';
import type { AnalysedRun } from '../reports/model/analysed.ts';
import type { PastRun } from '../reports/model/history.ts';
import type { Chart } from '../reports/render/charts/chart.ts';
import { experimentCharts } from '../reports/render/charts/experiment-chart.ts';
import { historyCharts } from '../reports/render/charts/history-charts.ts';
import { roundsCharts } from '../reports/render/charts/rounds-charts.ts';
import { runCharts } from '../reports/render/charts/run-charts.ts';
import { chartSvg } from '../reports/render/svg.ts';
import { LANGUAGES } from '../reports/words/language.ts';
import { ROOT } from '../scripts/paths.ts';
import { readMergedSource } from '../scripts/read/merged-source.ts';
import { readSource } from '../scripts/read/source.ts';
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

const drawn = (runs: readonly AnalysedRun[]): Chart[] =>
  runs.flatMap((run) => {
    const { load, phases, errors, server, scopes } = runCharts(run);
    return [...load, ...phases, ...errors, ...server, ...scopes.flatMap(({ charts }) => charts)];
  });

const recorded = (path: string) => join(ROOT, 'fixtures', 'runs', path);

/** The recorded recharge, so many times as fast. */
async function recharge(times: number): Promise<AnalysedRun> {
  const [run] = await modelOf('seed-all/recharge-balance');
  if (!run) throw new Error('no run');
  const { total } = run.measured;
  const p95 = (total.durationMs?.p95 ?? 0) / times;
  const own = { requestsPerSec: (total.requestsPerSec ?? 0) * times, successDurationMs: { ...total.durationMs, p95 } };
  return { ...run, measured: { ...run.measured, total: { ...total, ...own } } };
}

const past = (day: number, run: AnalysedRun): PastRun => ({
  ...{ folder: String(day), report: undefined, record: undefined, run },
  origin: { name: 'recharge-balance', startedAt: `2026-11-${day}T14:03:11+09:00`, apis: ['recharge-balance'] },
});

/** Charts of every kind of page. */
const KINDS: Readonly<Record<string, () => Promise<Chart[]>>> = {
  'a test of levels': async () => drawn(await modelOf('stress')),
  'four APIs': async () => drawn(await modelOf('seed-all')),
  'a script of its own': async () => drawn(await modelOf('own-scripts/groups')),
  'an interrupted run': async () => drawn(await modelOf('own-scripts/interrupted')),
  'a browser': async () =>
    drawn((await readSource([recorded('browser/summary.json'), recorded('browser/samples.csv.gz')])).runs),
  'two runners': async () => {
    const files = ['default-tags', 'lean-tags'].map((name) => recorded(`samples/${name}.csv.gz`));
    return drawn((await readMergedSource(files)).runs);
  },
  'a history': async () => {
    const runs = await Promise.all([1, 1.5, 2, 4, 3, 2.5].map(recharge));
    const [first, ...others] = runs.map((run, at) => past(20 + at, run));
    return first ? historyCharts({ runs: [first, ...others] }) : [];
  },
  rounds: async () => {
    const [a, b, c, d] = await Promise.all([recharge(1), recharge(1.2), recharge(3), recharge(4)]);
    if (!a || !b || !c || !d) return [];
    return [
      ...roundsCharts(compareRounds([[a], [c], [d]]), 1, ['분산 락', '락 없음']),
      ...roundsCharts(
        compareRounds([
          [a, b],
          [c, d],
        ]),
        2,
        [],
      ),
    ];
  },
  'an experiment': async () => {
    const of = async (value: number, times: number) => ({ value, run: await recharge(times) });
    return experimentCharts(
      judgeExperiment('users', await Promise.all([of(4, 1), of(4, 1.1), of(40, 1.5), of(40, 2), of(400, 2)]), 12),
    );
  },
};

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
  test.each(Object.entries(KINDS))('of %s do not lie on each other', async (_, chartsOf) => {
    const charts = await chartsOf();
    expect(charts.length).toBeGreaterThan(1);
    for (const language of LANGUAGES) {
      for (const size of SIZES) {
        const found = await overprinted(charts.map((chart) => chartSvg(chart, language, 'light', size)));
        const named = found.flatMap((pairs, at) => pairs.map((pair) => `${size.width} ${charts[at]?.id}: ${pair}`));
        expect.soft(named).toStrictEqual([]);
      }
    }
  });
});
