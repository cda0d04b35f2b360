import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { type BrowserFault, BuhaError, type DrawnForm } from '../../reports/model/error.ts';

/** Where Chrome, Chromium and Edge are installed; `CHROME_PATH` comes first. */
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
    '/usr/bin/microsoft-edge',
    '/usr/bin/microsoft-edge-stable',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** The browser that would draw; undefined where none is found. */
export function browserPath(): string | undefined {
  const own = process.env.CHROME_PATH;
  if (own) return own;
  return PLACES[process.platform]?.find(existsSync);
}

/** Why a start failed, by playwright's long message and what the browser said within it before it ended. */
export function startFault(message: string): { readonly fault: BrowserFault; readonly detail: string } {
  const library = message.match(/(\S+\.(?:so[\d.]*|dylib|dll)):? (?:cannot open|not found|image not found)/i)?.[1];
  if (library !== undefined) return { fault: 'library', detail: library };
  const code = message.match(/\b(EACCES|ENOENT|ENOEXEC|EPERM|EMFILE|ENOMEM|ETXTBSY|EISDIR)\b/)?.[1];
  if (code !== undefined) return { fault: 'system', detail: code };
  if (/no usable sandbox|without --no-sandbox|SUID sandbox/i.test(message)) return { fault: 'sandbox', detail: '' };
  if (/Timeout \d+ms exceeded/.test(message)) return { fault: 'too-slow', detail: '' };
  // Its own words may help, unless they speak of folders that are gone.
  const said = message.match(/\[err\] (.*\S)/)?.[1] ?? '';
  return { fault: 'ended', detail: said.length > 200 || /[\\/](?:tmp|temp|playwright)/i.test(said) ? '' : said };
}

/**
 * Does `work` in an installed Chrome, Chromium or Edge. Throws `no-browser`, `browser-not-started`, `missing-package`, each
 * with what was to be drawn.
 */
export async function withBrowser<Done>(purpose: DrawnForm, work: (browser: Browser) => Promise<Done>): Promise<Done> {
  const executablePath = browserPath();
  if (executablePath === undefined || !existsSync(executablePath)) {
    throw new BuhaError('no-browser', { path: executablePath, purpose });
  }
  const { chromium } = await import('playwright-core').catch(() => {
    throw new BuhaError('missing-package', { name: 'playwright-core', purpose });
  });
  const browser = await chromium
    .launch({
      executablePath,
      // Root, as in most containers, cannot have a sandbox; nothing but our own pictures and pages is shown.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
    .catch((fault: Error) => {
      throw new BuhaError('browser-not-started', {
        path: executablePath,
        ...startFault(fault.message),
        purpose,
      });
    });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}
