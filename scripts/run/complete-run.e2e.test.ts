import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseRunRecord } from '../../reports/parse/run-record.ts';
import { API_IDS, ownApi } from '../../testing/own-project.ts';
import { type Ended, TINY, Workplace } from '../../testing/run-buha.ts';

const MEASURED = ['console.txt', 'run.json', 'samples.csv.gz', 'summary.json'];
const REPORT = ['report-charts', 'report.html', 'report.md'];

/** Without pictures, which standard output has no place for. */
const withoutPictures = (report: string) => report.replaceAll(/^!\[[^\]]*\]\([^)]*\)\n{1,2}/gm, '');

describe('one API against the embedded shop', () => {
  const place = new Workplace();
  let ended: Ended;
  let files: Record<string, string>;
  let startedMs = 0;

  beforeAll(async () => {
    startedMs = Date.now();
    ended = await place.run(['run', 'get-balance', ...TINY]);
    files = place.runFiles();
  });
  afterAll(() => place.remove());

  test('exit 0, nothing on standard output, the report named on standard error', () => {
    expect(ended).toMatchObject({ code: 0, stdout: '' });
    expect(ended.stderr).toMatch(/^보고서 +\S+report\.md$/m);
    expect(ended.stderr).toContain(join('results', readdirSync(place.results)[0] ?? '', 'report.html'));
    // Some twenty requests are too few for the p95 that is to be judged.
    expect(ended.stderr).toMatch(/잔액 조회 API\s+판단 보류/);
  });

  test('the folder holds exactly its files, and nothing is left elsewhere', () => {
    expect(readdirSync(place.runFolder()).sort()).toEqual([...MEASURED, ...REPORT].sort());
    expect(place.runFolder()).toMatch(/\d{8}-\d{6}-get-balance$/);
    expect(readdirSync(place.temporary)).toEqual([]);
  });

  test('the record says what was run', () => {
    const record = parseRunRecord(files['run.json'] ?? '', 'run.json');
    expect(record).toMatchObject({
      name: 'get-balance',
      apis: ['get-balance'],
      script: { path: 'scenarios/get-balance.ts', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      k6: { version: '2.2.0', from: 'K6_BIN' },
      profile: { name: 'load-only', scale: 0.003, durationScale: 0.02, minDelivered: 0.95 },
      target: { baseUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), shop: { lock: 'distributed' } },
      testData: { users: 4, products: 4 },
      exit: { code: 0, meaning: 'completed' },
      interrupted: false,
      exceptions: { count: 0 },
    });
    expect(Date.parse(record.startedAt)).toBeGreaterThanOrEqual(startedMs);
    expect(Date.parse(record.endedAt) - Date.parse(record.startedAt)).toBeGreaterThan(1500);
    expect(record.machineCpuShare).toBeGreaterThan(0);
    expect(record.machineCpuShare).toBeLessThanOrEqual(1);
  });

  test.skipIf(process.platform !== 'linux')('the record tells the CPU time of k6 (only Linux does)', () => {
    const { k6CpuSec } = parseRunRecord(files['run.json'] ?? '', 'run.json');
    expect(k6CpuSec).toBeGreaterThan(0);
    expect(k6CpuSec).toBeLessThan(10);
  });

  test('samples are CSV with lean tags and times in Unix milliseconds', () => {
    const [header, ...rows] = (files['samples.csv.gz'] ?? '').trim().split('\n');
    expect(header).toBe(
      'metric_name,timestamp,metric_value,check,error_code,expected_response,group,method,name,scenario,status,extra_tags,metadata',
    );
    const requests = rows.filter((row) => row.startsWith('http_req_duration,'));
    expect(requests.length).toBeGreaterThan(5);
    for (const row of requests) {
      const cells = row.split(',');
      const time = Number(cells[1]);
      expect(time).toBeGreaterThanOrEqual(startedMs);
      expect(time).toBeLessThanOrEqual(Date.now());
      expect(cells.slice(7, 11)).toEqual(['GET', 'GET /v1/users/{id}/balance', 'load_test', '200']);
    }
  });

  test('the summary counts what the samples show', () => {
    const summary = JSON.parse(files['summary.json'] ?? '') as { metrics: { http_reqs: { count: number } } };
    const rows = (files['samples.csv.gz'] ?? '').split('\n').filter((row) => row.startsWith('http_reqs,'));
    expect(summary.metrics.http_reqs.count).toBe(rows.length);
    expect(files['console.txt']).toContain('TOTAL RESULTS');
  });

  test('every picture that the report shows lies beside it, and no other', () => {
    const shown = [...(files['report.md'] ?? '').matchAll(/^!\[[^\]]*\]\(([^)]*)\)$/gm)].map(([, link]) => link);
    expect(shown.length).toBeGreaterThan(3);
    const drawn = Object.keys(files).filter((name) => name.startsWith('report-charts/'));
    expect(drawn.toSorted()).toEqual([...new Set(shown)].toSorted());
    for (const name of drawn) expect(files[name]).toMatch(/^<svg .*<\/svg>\s*$/s);
  });

  test('the page needs no other file', () => {
    const page = files['report.html'] ?? '';
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page).not.toMatch(
      /<(?:script|img|iframe)[^>]*\ssrc="(?!data:)|<link[^>]*\shref="(?!data:)|@import|url\((?!#|["']?data:)/,
    );
  });

  test('the report is Korean, and `report` writes it again in English', async () => {
    expect(files['report.md']).toContain('잔액 조회');
    expect(files['report.md']).not.toMatch(/undefined|NaN|\[object/);
    const again = await place.run(['report', place.runFolder(), '-o', '-', '--lang', 'en']);
    expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('Balance inquiry API') });
    expect(again.stdout).toContain('Balance inquiry');
    expect(again.stdout).not.toMatch(/[가-힣]/);
    expect((await place.run(['report', place.runFolder(), '-o', '-'])).stdout).toBe(
      withoutPictures(files['report.md'] ?? ''),
    );
  });
});

describe('all of them', () => {
  const place = new Workplace();
  let ended: Ended;
  beforeAll(async () => {
    ended = await place.run(['run', 'all', ...TINY, '--lang', 'en', '--results', 'run=1, all']);
  });
  afterAll(() => place.remove());

  test('run one after the other, each in its folder, with one report above', () => {
    expect(ended).toMatchObject({ code: 0, stdout: '' });
    const folder = place.runFolder(place.file('run=1, all'));
    expect(readdirSync(folder).sort()).toEqual([...API_IDS, ...REPORT].sort());
    const records = API_IDS.map((id) => {
      expect(readdirSync(join(folder, id)).sort()).toEqual(MEASURED);
      const file = join(folder, id, 'run.json');
      return parseRunRecord(readFileSync(file, 'utf8'), file);
    });
    records.slice(1).forEach((record, at) => {
      expect(Date.parse(record.startedAt)).toBeGreaterThanOrEqual(Date.parse(records[at]?.endedAt ?? ''));
    });
    // A fresh shop each.
    expect(new Set(records.map(({ target }) => target.baseUrl)).size).toBe(records.length);
  });

  test('the report and what is said are English when asked', () => {
    const folder = place.runFolder(place.file('run=1, all'));
    const report = readFileSync(join(folder, 'report.md'), 'utf8');
    for (const id of API_IDS) expect(report).toContain(ownApi(id).title.en);
    expect(report).not.toMatch(/[가-힣]/);
    expect(ended.stderr).toMatch(/\[(\d+)\/\1\] Starting the load test: /);
    expect(ended.stderr).not.toMatch(/[가-힣]/);
  });
});
