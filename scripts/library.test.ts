import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BuhaError, errorText, judge, readReport, render, renderVerdict } from './library.ts';

const fixture = (path: string) => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));
const SUMMARY = fixture('runs/seed-all/place-order/summary.json');

describe('the library', () => {
  test('reads, judges and writes what the command does', async () => {
    const report = await readReport(SUMMARY);
    expect(report.runs.map(({ api }) => api)).toStrictEqual(['place-order']);
    const verdict = judge(report);
    expect([verdict.verdict, verdict.exitCode]).toStrictEqual(['slo-fail', 10]);
    expect(await render(report)).toMatch(/^# 부하 테스트 결과 보고서: 상품 주문 API\n/);
    expect(await render(report, { language: 'en', title: 'Mine', brief: true })).toMatch(/^# .*Mine/);
    expect(await render(report, { format: 'html' })).toMatch(/^<!doctype html>/i);
    expect(JSON.parse(await render(report, { format: 'json' }))).toHaveProperty('apis');
    expect(await renderVerdict(verdict, { format: 'junit' })).toContain('<testsuite');
    expect(JSON.parse(await renderVerdict(verdict, { format: 'json' }))).toMatchObject({ exitCode: 10 });
  });

  test("judges by goals that are given, and by a config's", async () => {
    const report = await readReport([SUMMARY], { config: { apis: {} } });
    expect(report.runs[0]).toMatchObject({ api: undefined, name: 'summary' });
    expect(judge(report, { slo: 'default: { p95: 1h, failed: 1% }' }).runs[0]?.rows).toContainEqual(
      expect.objectContaining({ outcome: 'pass', limit: 3_600_000 }),
    );
    const config = {
      apis: { mine: { request: 'POST /v1/orders', check: 'orders status is 200' } },
      serviceLevels: { mine: { p95Ms: 1, failedRatio: 0 } },
    };
    const own = await readReport([SUMMARY], { config });
    expect(own.runs[0]?.api).toBe('mine');
    const wrong = { apis: { mine: { request: 'orders' } } };
    await expect(readReport([SUMMARY], { config: wrong })).rejects.toMatchObject({
      code: 'bad-config',
      facts: { file: 'config', text: 'apis.mine.request: "orders"' },
    });
  });

  test('says what is wrong in words', async () => {
    const fault = await readReport('absent.json').catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(BuhaError);
    expect(errorText(fault as BuhaError, 'en')).toContain('absent.json');
    expect(() => judge({ runs: [] }, { slo: 'p95: soon' })).toThrow(expect.objectContaining({ code: 'bad-slo' }));
  });
});

describe('without a config', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'buha-library-'));
    writeFileSync(join(folder, 'summary.json'), '{}');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('what is no output of k6 is none', async () =>
    expect(await readReport(join(folder, 'summary.json')).catch(({ code }) => code)).toBe('not-k6-summary'));
});
