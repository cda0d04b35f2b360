import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, TINY, Workplace } from '../../testing/run-buha.ts';

const VERSION = '1.0.0';
const CACHE = join(homedir(), '.cache', 'buha');
const OLDER = join(CACHE, `older-k6-v${VERSION}`, process.platform === 'win32' ? 'k6.exe' : 'k6');

function hasGo(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Builds it once into the user's cache; from the module proxy alone, as the pinned one is. */
async function build(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'older-k6-'));
  try {
    const go = (...args: string[]) =>
      promisify(execFile)('go', args, { cwd: folder, env: { ...process.env, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' } });
    await go('mod', 'init', 'older');
    await go('get', `go.k6.io/k6@v${VERSION}`);
    await go('build', '-o', join(folder, 'bin', 'k6'), 'go.k6.io/k6');
    if (!existsSync(OLDER)) renameSync(join(folder, 'bin'), join(OLDER, '..'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!hasGo())(`k6 ${VERSION}, which the user chose`, () => {
  const place = new Workplace();
  let ended: Ended;

  beforeAll(async () => {
    if (!existsSync(OLDER)) await build();
    ended = await place.run(['run', 'get-product', ...TINY], { env: { K6_BIN: OLDER } });
  }, 900_000);
  afterAll(() => place.remove());

  test('runs, and it is told that it is not the pinned one', () => {
    expect(ended).toMatchObject({ code: 0, stdout: '' });
    expect(ended.stderr).toContain(VERSION);
  });

  test('is named in the record and the report, whose figures are those of its summary', () => {
    const files = place.runFiles();
    expect(JSON.parse(files['run.json'] ?? '')).toMatchObject({ k6: { version: VERSION, from: 'K6_BIN' } });
    expect(files['report.md']).toContain(VERSION);
    const { metrics } = JSON.parse(files['summary.json'] ?? '') as { metrics: { http_reqs: { count: number } } };
    const rows = (files['samples.csv.gz'] ?? '').split('\n').filter((row) => row.startsWith('http_reqs,'));
    expect(rows.length).toBeGreaterThan(5);
    expect(metrics.http_reqs.count).toBe(rows.length);
  });
});
