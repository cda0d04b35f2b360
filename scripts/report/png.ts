import { existsSync } from 'node:fs';
import { BuhaError } from '../../reports/model/error.ts';
import { CHART_HEIGHT, CHART_WIDTH } from '../../reports/render/svg.ts';

/** Where Chrome and Chromium are installed; `CHROME_PATH` comes first. */
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** Twice the points of the picture: sharp on any screen. */
const SCALE = 2;

/** The browser that would draw pictures; undefined where none is found. */
export function browserPath(): string | undefined {
  const own = process.env.CHROME_PATH;
  if (own) return own;
  return PLACES[process.platform]?.find(existsSync);
}

/** What a browser said before it ended, else what its start failed with: one line of playwright's long message. */
export function startFault(message: string): string {
  const said = message.match(/\[err\] (.*\S)/)?.[1];
  return said ?? message.split('\n')[0]?.replace(/^browserType\.launch: /, '') ?? '';
}

/** Pictures as PNG, drawn by an installed Chrome or Chromium. Throws `no-browser`, `browser-not-started`, `missing-package`. */
export async function pngsOf(svgs: readonly string[]): Promise<Uint8Array[]> {
  const executablePath = browserPath();
  if (executablePath === undefined || !existsSync(executablePath)) {
    throw new BuhaError('no-browser', { path: executablePath });
  }
  const { chromium } = await import('playwright-core').catch(() => {
    throw new BuhaError('missing-package', { name: 'playwright-core', purpose: 'png' });
  });
  const browser = await chromium
    .launch({
      executablePath,
      // Root, as in most containers, cannot have a sandbox; nothing but our own pictures is shown.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
    .catch((fault: Error) => {
      throw new BuhaError('browser-not-started', { path: executablePath, reason: startFault(fault.message) });
    });
  try {
    const page = await browser.newPage({
      viewport: { width: CHART_WIDTH, height: CHART_HEIGHT },
      deviceScaleFactor: SCALE,
      javaScriptEnabled: false,
    });
    const pngs: Uint8Array[] = [];
    for (const svg of svgs) {
      await page.setContent(`<!doctype html><style>body{margin:0}svg{display:block}</style>${svg}`);
      pngs.push(await page.screenshot());
    }
    return pngs;
  } finally {
    await browser.close();
  }
}
