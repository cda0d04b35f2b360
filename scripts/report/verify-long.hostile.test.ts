import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { longReport } from '../../testing/long-report.ts';
import { ROOT } from '../paths.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-verify-long-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Memory for objects that node may use; the text itself and node's own come on top, below 300 MB in all. */
const HEAP_MB = 200;
/** What the process may use of a CPU, in ms: five seconds on a machine that does nothing else. */
const LONGEST_MS = 10_000;
/** Tells at the end what the process used. */
const TELLING = 'process.on("exit", () => console.error("cpu", process.cpuUsage().user / 1000));';

test('of a report of 10 MB as many figures as fit are checked, and where it ends is told', { timeout: 120_000 }, () => {
  const report = join(folder, 'report.md');
  const text = longReport(26_000);
  expect(Buffer.byteLength(text)).toBeGreaterThan(10e6);
  writeFileSync(report, text);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      `--max-old-space-size=${HEAP_MB}`,
      `--import=data:text/javascript,${encodeURIComponent(TELLING)}`,
      join(ROOT, 'dist', 'buha.js'),
      'verify',
      report,
      '--lang',
      'en',
    ],
    { encoding: 'utf8' },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toMatch(/report\.md: \d{2},\d{3} lines with figures were not checked \(from line \d{4,5} on\)/);
  expect(stderr).toMatch(/compared 3\d,\d{3} figures with 1 k6 result: 0 wrong, 0 doubtful\n/);
  expect(Number(stderr.match(/^cpu ([\d.]+)$/m)?.[1])).toBeLessThan(LONGEST_MS);
});
