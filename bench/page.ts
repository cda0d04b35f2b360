import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { hasBrowser, open, startBrowser } from '../testing/browser.ts';
import { writeHourReport } from '../testing/hour-of-samples.ts';
import { median } from './k6-cost.ts';

const TIMES = 5;
/** A page opens within this. */
const GOAL_MS = 2000;
/** A screen shows so many pictures a second. */
const FRAME_MS = 1000 / 60;
/** Pixels that are scrolled from one picture to the next: a fast hand. */
const STEP_PX = 120;

export interface PageResult {
  readonly bytes: number;
  readonly times: number;
  /** Medians: from the start of opening to the load event, and until the charts of the first screen are drawn. */
  readonly loadedMs: number;
  readonly drawnMs: number;
  /** `drawnMs` of what is allowed. */
  readonly ofGoal: number;
  /** While scrolling from top to bottom: how many frames took longer than two should, of all, and the longest in ms. */
  readonly lateFrames: number;
  readonly longestFrameMs: number;
}

/** In the page: scrolls it from top to bottom; how long each picture took, in ms. */
const SCROLL = `(async () => {
  const lengths = [];
  let last = performance.now();
  while (scrollY + innerHeight < document.documentElement.scrollHeight - 2) {
    scrollBy(0, ${STEP_PX});
    const now = await new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
    lengths.push(now - last);
    last = now;
  }
  return lengths;
})()`;

async function once(browser: Browser, file: string) {
  const started = performance.now();
  const { page, close } = await open(browser, file, { width: 1440 });
  const loadedMs = performance.now() - started;
  await page.locator('figure canvas').first().waitFor();
  const drawnMs = performance.now() - started;
  const frames = await page.evaluate<number[]>(SCROLL);
  await close();
  const late = frames.filter((length) => length > 2 * FRAME_MS).length;
  return { loadedMs, drawnMs, late: late / frames.length, longest: Math.max(...frames) };
}

/** Opens and scrolls the page of an hour of seconds and 50 endpoints; undefined where the tests' browser does not run. */
export async function benchPage(root: string): Promise<PageResult | undefined> {
  if (!hasBrowser) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'buha-bench-'));
  try {
    const file = await writeHourReport(root, folder);
    const browser = await startBrowser();
    try {
      const all = [];
      for (let time = 0; time < TIMES; time += 1) all.push(await once(browser, file));
      const drawnMs = median(all.map((one) => one.drawnMs));
      return {
        bytes: (await stat(file)).size,
        times: TIMES,
        loadedMs: median(all.map((one) => one.loadedMs)),
        drawnMs,
        ofGoal: drawnMs / GOAL_MS,
        lateFrames: median(all.map(({ late }) => late)),
        longestFrameMs: median(all.map(({ longest }) => longest)),
      };
    } finally {
      await browser.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
