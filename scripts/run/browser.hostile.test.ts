import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { browserPath, hasBrowser } from '../../testing/browser.ts';
import { Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

const PAGE = `<!doctype html><link rel="icon" href="data:,"><title>Shop</title><h1>Hello</h1><div id="late"></div>
<script>setTimeout(() => { late.innerHTML = '<p style="height:300px">late</p>'; }, 100); fetch('/api');</script>`;

const SCRIPT = `import { browser } from 'k6/browser';
const ui = { executor: 'shared-iterations', vus: 1, iterations: 4, options: { browser: { type: 'chromium' } } };
export const options = {
  scenarios: { ui },
  thresholds: { browser_web_vital_lcp: ['p(75)<60000'] },
};
export default async () => {
  const page = await browser.newPage();
  try {
    await page.goto('ADDRESS/');
    await page.waitForTimeout(300);
  } finally {
    await page.close();
  }
};
`;

test.runIf(hasBrowser)('a script of the real browser: its requests are judged, its vitals told', async () => {
  const server = createServer(({ url }, response) => {
    response.setHeader('Content-Type', url === '/' ? 'text/html' : 'text/plain');
    response.end(url === '/' ? PAGE : 'ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    writeFileSync(place.file('pages.js'), SCRIPT.replace('ADDRESS', address));
    const chromium = await browserPath();
    const ended = await place.run(['run', 'pages.js', '--lang', 'en'], {
      env: {
        K6_BROWSER_EXECUTABLE_PATH: chromium,
        K6_BROWSER_ARGS: 'no-sandbox',
        LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '',
      },
    });
    expect(ended.code).toBe(0);
    const folder = place.runFolder();
    const [run] = JSON.parse((await place.run(['report', folder, '--format', 'json'])).stdout).apis;
    // The page and what it fetches, four times.
    expect(run.judged).toMatchObject({ metrics: ['browser_http_req_duration'], total: { requests: 8 } });
    expect(run.timeline.protocol).toBe('browser');
    expect(run.webVitals).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'lcp', samples: 4, p75: expect.any(Number) }),
        expect.objectContaining({ id: 'cls', unit: 'score' }),
      ]),
    );
    const report = readFileSync(join(folder, 'report.md'), 'utf8');
    expect(report).toContain('LCP, largest content shown');
    expect(report).toContain(new URL(address).host);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
