import { expect, test } from 'vitest';
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
    '| LCP, largest content shown (`browser_web_vital_lcp`) | 6 | 106ms | 112ms | 133ms | 140ms | ≤ 2.5s | good |',
  );
  expect(await report(SUMMARY, SAMPLES, '--format', 'html')).toMatch(/<td[^>]*>LCP, largest content shown/);
});

test('a summary alone has what k6 gives; a vital that nobody measured has no row', async () => {
  const run = await api(SUMMARY);
  expect(run.webVitals[0]).toMatchObject({ id: 'lcp', med: 106, p95: 133 });
  expect(run.webVitals[0].p75).toBeUndefined();
  const markdown = await report(SUMMARY);
  expect(markdown).toContain('| - | 106ms | - | 133ms | 140ms | ≤ 2.5s | - |');
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
