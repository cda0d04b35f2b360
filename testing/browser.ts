import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

/** A Chromium that npm alone installs; it is made for Linux on x64. */
export const hasBrowser = process.platform === 'linux' && process.arch === 'x64';

/** Its path; unpacks it first. */
export async function browserPath(): Promise<string> {
  // Tells the package to unpack the libraries that a bare machine lacks.
  process.env.AWS_LAMBDA_FUNCTION_NAME ??= 'tests';
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}

export const startBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await browserPath(),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  });

export interface Opened {
  readonly page: Page;
  /** Errors and warnings, requests for anything but the page, dialogs. */
  readonly complaints: string[];
}

export interface Screen {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** Opens a file, with the network cut. */
export async function open(browser: Browser, file: string, { width = 1280, colorScheme = 'light' }: Screen = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, offline: true });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (fault) => complaints.push(String(fault)));
  page.on('dialog', async (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('data:') && request.url().split('#')[0] !== url) complaints.push(request.url());
  });
  await page.goto(url);
  return { page, complaints, close: () => context.close() };
}
