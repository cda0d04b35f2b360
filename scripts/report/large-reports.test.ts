import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runSeries } from '../../reports/analyse/history.ts';
import { historyPage } from '../../reports/render/history-page.ts';
import { MOST_PAGE_BYTES } from '../../reports/render/packed-page.ts';
import { callCommand } from '../../testing/call-command.ts';
import { handledJson, summaryText } from '../../testing/k6-documents.ts';
import { analysedReference, recordOf } from '../../testing/reference-runs.ts';
import { pageAssets } from './page-assets.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-large-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test('a page of ten thousand checks is at most 1.5 MB, and tells which failed most often and how many are left', async () => {
  const summary = handledJson({ requests: 3500, p95: 120 });
  const checks = Array.from({ length: 10_000 }, (_, at) => ({
    ...{ id: `${at}`, path: `::check ${at}`, name: `check ${at}`, passes: 10, fails: at === 7777 ? 3 : 0 },
  }));
  const json = write('checks.json', JSON.stringify({ ...summary, root_group: { ...summary.root_group, checks } }));
  const page = join(folder, 'checks.html');
  expect((await callCommand(['report', json, '--format', 'html', '-o', page])).code).toBe(0);
  expect(statSync(page).size).toBeLessThanOrEqual(MOST_PAGE_BYTES);
  const { stdout } = await callCommand(['report', json, '-o', '-', '--lang', 'en']);
  expect(stdout).toContain('✗ check 7777\n  ↳ 76% — ✓ 10 / ✗ 3\n9,900 more checks (all passed)\n');
  expect(stdout.split('\n').length).toBeLessThan(400);
});

/** A summary with a goal for each of so many URLs, of which every so many-th was missed. */
function withGoals(many: number, isMissed: (at: number) => boolean): string {
  const summary = handledJson({ requests: 3500, p95: 120 });
  const goal = (at: number) => ({
    ...{ type: 'trend', contains: 'time', values: { avg: 10, 'p(95)': 120 } },
    thresholds: { 'p(95)<200': { ok: !isMissed(at) } },
  });
  const metrics = Object.fromEntries(
    Array.from({ length: many }, (_, at) => [`http_req_duration{name:u${at}}`, goal(at)]),
  );
  return write('goals.json', JSON.stringify({ ...summary, metrics: { ...summary.metrics, ...metrics } }));
}

test('of thousands of goals those that were missed come first, and what is left out is counted', async () => {
  const json = withGoals(12_000, (at) => at % 1000 === 999);
  const call = (args: readonly string[]) => callCommand([...args, '--lang', 'en']);
  const { stdout: report } = await call(['report', json, '-o', '-']);
  expect(report.match(/`u\d*999`: Response time p95 \| 120ms \| < 200ms \| \S*(?:Missed|missed)/g)).toHaveLength(12);
  expect(report).toContain('\n11,900 more goals (all met)\n');
  expect(report).toContain('9 more goals were not met.');
  expect(report.split('\n').length).toBeLessThan(900);

  const { stdout: table } = await call(['gate', json]);
  expect(table.match(/u\d*999: /g)).toHaveLength(12);
  expect(table).toMatch(/11,9\d\d more rows \(all passed\)/);

  const listed = JSON.parse((await call(['report', json, '--format', 'json', '-o', '-'])).stdout).apis[0];
  const failed = listed.thresholds.filter(({ passed }: { passed: boolean }) => !passed);
  expect([listed.thresholds.length, failed.length, listed.thresholdsLeftOut]).toEqual([10_000, 12, 2000]);
  const gate = JSON.parse((await call(['gate', json, '--format', 'json'])).stdout).runs[0];
  expect([gate.rows.length, gate.rowsLeftOut > 2000]).toEqual([10_000, true]);
}, 60_000);

test('goals that a table leaves out although they were missed are counted as such', async () => {
  const json = withGoals(300, () => true);
  const { stdout: report } = await callCommand(['report', json, '-o', '-', '--lang', 'en']);
  expect(report).toContain('\n200 more goals (200 of them not met or not judged)\n');
  const { code, stdout: table } = await callCommand(['gate', json, '--lang', 'en']);
  expect(code).toBe(10);
  expect(table).toMatch(/2\d\d more rows \(200 of them did not pass\)/);
});

test('the page of a thousand past runs is at most 1.5 MB', async () => {
  const run = analysedReference('get-balance');
  const all = recordOf('get-balance');
  const past = Array.from({ length: 1000 }, (_, at) => {
    const record = { ...all, startedAt: new Date(Date.UTC(2026, 0, 1, at)).toISOString() };
    const total = { ...run.measured.total, requestsPerSec: 1000 + ((at * 7919) % 1009) / 7 };
    const measured = { ...run.measured, total };
    return {
      folder: `run-${at}`,
      record,
      origin: record,
      run: { ...run, record, measured },
      report: `run-${at}/report.html`,
    };
  });
  const page = await historyPage(runSeries(past), await pageAssets(), 'ko');
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(MOST_PAGE_BYTES);
});

describe('a report of many runs', () => {
  const files = (count: number) =>
    Array.from({ length: count }, (_, at) => write(`run-${at}.txt`, summaryText({ requests: 3500 + at, p95: 120 })));

  test('more than fifty: names the command that shows them side by side, and is written', async () => {
    const { code, stdout, stderr } = await callCommand([
      'report',
      ...files(51),
      '--format',
      'json',
      '-o',
      '-',
      '--lang',
      'en',
    ]);
    expect([code, JSON.parse(stdout).apis.length]).toStrictEqual([0, 51]);
    expect(stderr).toContain('A report of 51 runs is long. For one line a run, side by side: buha history FOLDER');
  });

  test('a step names the first of them, and how many more there are', async () => {
    const { stdout } = await callCommand(['report', ...files(51), '-o', '-', '--lang', 'en']);
    const steps = stdout.split('\n').filter((line) => /^\| \d \|/.test(line));
    const named = (line: string) => line.split('`')[0]?.match(/run-\d+/g) ?? [];
    expect(Math.max(...steps.map((line) => named(line).length))).toBe(5);
    expect(steps.some((line) => line.includes('46 more'))).toBe(true);
  });

  test('fifty: does not', async () => {
    const { stderr } = await callCommand(['report', ...files(50), '--format', 'json', '-o', '-']);
    expect(stderr).not.toContain('buha history');
  });
});
