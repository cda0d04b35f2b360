import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { k6EventText } from './reports/words/k6.ts';
import { obtainK6 } from './scripts/k6/obtain.ts';
import { browserPath, hasBrowser } from './testing/browser.ts';

const ROOT = fileURLToPath(new URL('.', import.meta.url));

/**
 * Once before the end-to-end tests: builds what they run, unpacks the browser, and obtains k6 the way the command does, but
 * the pinned one (at once, or built or downloaded, which takes minutes and must not happen inside a test's time limit).
 */
export default async function setup(): Promise<void> {
  execFileSync(process.execPath, ['build.mjs', '--if-stale'], { cwd: ROOT, stdio: 'inherit' });
  const { path } = await obtainK6({
    env: process.env,
    platform: process.platform,
    arch: process.arch,
    moduleDir: `${ROOT}k6`,
    mustBePinned: true,
    log: (event) => {
      if (!event.kind.endsWith('-progress')) process.stderr.write(`${k6EventText(event, 'en')}\n`);
    },
  });
  // Two test files that unpacked it at once would disturb each other.
  if (hasBrowser) await browserPath();
  // Test processes are started after this one and inherit it.
  process.env.K6_BIN = path;
}
