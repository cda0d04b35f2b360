import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiId } from '../../options/apis.ts';
import { k6Lacks } from '../../reports/model/k6-version.ts';
import { k6LacksText } from '../../reports/words/k6.ts';
import { API_IDS } from '../../testing/own-project.ts';
import { type Ended, TINY, Workplace } from '../../testing/run-buha.ts';

const CACHE = join(homedir(), '.cache', 'buha');
const olderK6 = (version: string) =>
  join(CACHE, `older-k6-v${version}`, process.platform === 'win32' ? 'k6.exe' : 'k6');

function hasGo(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Builds it once into the user's cache; from the module proxy alone, as the pinned one is. Takes two minutes and more. */
async function build(version: string): Promise<void> {
  const binary = olderK6(version);
  if (existsSync(binary)) return;
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'older-k6-'));
  try {
    const env = { ...process.env, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' };
    const go = (...args: string[]) => promisify(execFile)('go', args, { cwd: folder, env });
    await go('mod', 'init', 'older');
    await go('get', `go.k6.io/k6@v${version}`);
    await go('build', '-o', join(folder, 'bin', 'k6'), 'go.k6.io/k6');
    if (!existsSync(binary)) renameSync(join(folder, 'bin'), dirname(binary));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface RecordedRun {
  readonly k6: { readonly version: string; readonly from: string };
}

describe.skipIf(!hasGo()).each([
  ['1.8.1', 'all', API_IDS, ['--profile', 'smoke']],
  // The oldest that is taken.
  ['1.0.0', 'get-product', ['get-product'] satisfies ApiId[], TINY],
] as const)('k6 %s of the user', (version, name, apis, load) => {
  const place = new Workplace();
  const folderOf = (api: ApiId) => (apis.length > 1 ? `${api}/` : '');
  let ended: Ended;

  beforeAll(async () => {
    await build(version);
    ended = await place.run(['run', name, ...load], { env: { K6_BIN: olderK6(version) } });
  }, 900_000);
  afterAll(() => place.remove());

  test('runs and passes; it is told that it is not the pinned one, and what it lacks', () => {
    expect(ended).toMatchObject({ code: 0, stdout: '' });
    const [told = ''] = ended.stderr.split('\n');
    for (const part of [version, '2.2.0', 'TextEncoder']) expect(told).toContain(part);
  });

  test('is named in the report with what it lacks', () => {
    const report = place.runFiles()['report.md'];
    expect(report).toContain(`- k6 ${version}:`);
    expect(report).toContain(k6LacksText(k6Lacks(version), 'ko'));
  });

  test.each(apis)('%s: its record names it, and its summary has what its samples have', (api) => {
    const files = place.runFiles();
    const record = JSON.parse(files[`${folderOf(api)}run.json`] ?? '') as RecordedRun;
    expect(record.k6).toEqual({ version, from: 'K6_BIN' });
    const summary = JSON.parse(files[`${folderOf(api)}summary.json`] ?? '') as {
      metrics: { http_reqs: { count: number } };
    };
    const rows = (files[`${folderOf(api)}samples.csv.gz`] ?? '')
      .split('\n')
      .filter((row) => row.startsWith('http_reqs,'));
    expect(rows.length).toBeGreaterThan(5);
    expect(summary.metrics.http_reqs.count).toBe(rows.length);
  });

  test('exceptions in iterations make its run none', async () => {
    const own = new Workplace();
    const script = own.file('throws.js');
    const load = 'export const options = { vus: 1, iterations: 5 };';
    writeFileSync(script, `${load}\nexport default () => { throw new Error('broken gear'); };\n`);
    const { code, stderr } = await own.run(['run', script, '--yes'], { env: { K6_BIN: olderK6(version) } });
    await own.remove();
    expect(code).toBe(30);
    expect(stderr).toContain('Error: broken gear');
  });

  test('on PATH it is taken as well, before the one in the cache', async () => {
    const bin = place.file('bin');
    mkdirSync(bin);
    symlinkSync(olderK6(version), join(bin, 'k6'));
    const { code, stdout } = await place.run(['doctor', '--lang', 'en'], { env: { K6_BIN: '', PATH: bin } });
    expect(code).toBe(0);
    expect(stdout).toContain(`${version} (PATH: ${join(bin, 'k6')})`);
  });
});
