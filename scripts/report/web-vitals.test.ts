import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';

const [SUMMARY, SAMPLES] = ['fixtures/runs/browser/summary.json', 'fixtures/runs/browser/samples.csv.gz'];
const report = async (...args: string[]) => (await callCommand(['report', ...args, '--lang', 'en'])).stdout;
const api = async (...args: string[]) => JSON.parse(await report(...args, '--format', 'json')).apis[0];

test('a recorded run of a browser: vitals in report, page and JSON, with p75 of its samples', async () => {
  const run = await api(SUMMARY, SAMPLES);
  expect(run.webVitals).toMatchObject([
    { id: 'lcp', unit: 'ms', samples: 6, p75: 112, p95: 133, rating: 'good' },
    { id: 'cls', unit: 'score', p75: expect.closeTo(0.0772, 4), rating: 'good' },
    { id: 'fcp', p75: 112 },
    { id: 'ttfb', p75: expect.closeTo(58.3, 1) },
  ]);
  // The samples' six decimals are no other figures than k6's own.
  expect(run.findings.map(({ id }: { id: string }) => id)).not.toContain('contradictory-sources');
  const markdown = await report(SUMMARY, SAMPLES);
  expect(markdown).toContain(
    '| LCP, largest content shown (`browser_web_vital_lcp`) | 6 | 106ms | 112ms | 133ms | 140ms | good (≤ 2.5s) |',
  );
  // What passed is none of the table's columns.
  expect(markdown).toContain(
    'The goals were met: `browser_web_vital_cls` p75 0.0772 (goal < 0.1), `browser_web_vital_',
  );
  const page = await report(SUMMARY, SAMPLES, '--format', 'html');
  expect(page).toMatch(/<td[^>]*>LCP, largest content shown/);
  // Samples of a browser have statuses and no request of HTTP.
  expect(page).not.toContain('class="sortable"');
});

test('a summary alone has what k6 gives; a vital that nobody measured has no row', async () => {
  const run = await api(SUMMARY);
  expect(run.webVitals[0]).toMatchObject({ id: 'lcp', med: 106, p95: 133 });
  expect(run.webVitals[0].p75).toBeUndefined();
  const markdown = await report(SUMMARY);
  expect(markdown).toContain('| 106ms | 133ms | 140ms | ≤ 2.5s |');
  expect(markdown).not.toContain('INP');
});

test('thresholds on vitals are goals, with the figure that they were judged on', async () => {
  const run = await api(SUMMARY, SAMPLES);
  expect(run.thresholds).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ metric: 'browser_web_vital_lcp', expression: 'p(75)<2500', passed: true, actual: 112 }),
    ]),
  );
  const { code, stdout } = await callCommand(['gate', SUMMARY, SAMPLES, '--lang', 'en']);
  expect([code, stdout]).toMatchObject([0, expect.stringMatching(/browser_web_vital_lcp.*112ms.*2\.5s/)]);
});

describe('goals of slo.yaml', () => {
  const gate = async (yaml: string, ...files: string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'buha-vitals-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const slo = join(folder, 'slo.yaml');
    writeFileSync(slo, yaml);
    return callCommand(['gate', ...files, '--slo', slo, '--lang', 'en']);
  };

  test.each([
    ['{ lcp: 112ms, cls: 0.1 }', 0],
    ['{ lcp: 111ms, cls: 0.1 }', 10],
    ['{ lcp: 2.5s, cls: "< 0.05" }', 10],
    // Nobody measured it.
    ['{ inp: 200ms }', 30],
  ])('vitals: %s ends with %d', async (limits, code) => {
    const ended = await gate(`default:\n  vitals: ${limits}\n`, SUMMARY, SAMPLES);
    expect([ended.code, ended.stdout]).toMatchObject([code, expect.stringContaining('Web vital')]);
    if (code === 0) expect(ended.stdout).toMatch(/Web vital CLS p75 +0\.077\d* +≤ 0\.1 /);
  });

  test.each([
    ['lpc: 2s', 'lcp'],
    ['lcp: 2500', '300ms'],
    ['cls: 10ms', 'A score is a number'],
  ])('a slip (%s) is said', async (line, said) => {
    const ended = await gate(`vitals:\n  ${line}\n`, SUMMARY, SAMPLES);
    expect([ended.code, ended.stderr]).toMatchObject([2, expect.stringContaining(said)]);
  });

  test('a summary without p75 is no figure to judge', async () => {
    expect((await gate('vitals: { lcp: 2.5s }\n', SUMMARY)).code).toBe(30);
  });
});
