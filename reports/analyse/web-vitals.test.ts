import { describe, expect, test } from 'vitest';
import { foreignRun, referenceSummary } from '../../testing/reference-runs.ts';
import { withMeasured } from '../../testing/test-runs.ts';
import type { Metric } from '../model/measurement.ts';
import { webVitals } from './web-vitals.ts';

const vital = (id: string, values: Metric['values']): Metric => ({
  ...{ name: `browser_web_vital_${id}`, kind: 'trend', values },
});
const of = (...metrics: Metric[]) => webVitals(withMeasured(foreignRun(referenceSummary('get-balance')), { metrics }));
const ZEROS = { avg: 0, min: 0, med: 0, max: 0, 'p(90)': 0, 'p(95)': 0 };

test('told in the order of the Core Web Vitals, as far as the output goes', () => {
  const found = of(
    vital('ttfb', { med: 40, 'p(95)': 90, max: 95 }),
    vital('lcp', { count: 4, 'p(50)': 1, 'p(75)': 2 }),
  );
  expect(found).toStrictEqual([
    {
      ...{ id: 'lcp', isTime: true, good: 2500, rating: 'good' },
      ...{ count: 4, med: 1, p75: 2, p95: undefined, max: undefined },
    },
    {
      ...{ id: 'ttfb', isTime: true, good: 800, rating: undefined },
      ...{ count: undefined, med: 40, p75: undefined, p95: 90, max: 95 },
    },
  ]);
});

test.each([
  ['lcp', 2500, 4000],
  ['inp', 200, 500],
  ['cls', 0.1, 0.25],
  ['fcp', 1800, 3000],
  ['ttfb', 800, 1800],
  ['fid', 100, 300],
])('%s is good up to %d and poor above %d', (id, good, poor) => {
  const rated = (p75: number) => of(vital(id, { count: 1, 'p(75)': p75 }))[0]?.rating;
  expect([rated(good), rated(good * 1.001), rated(poor), rated(poor * 1.001)]).toStrictEqual([
    ...['good', 'needs-improvement', 'needs-improvement', 'poor'],
  ]);
});

describe('zeros that k6 prints for what a threshold names', () => {
  test('are no measurement of a time', () => {
    expect(of(vital('inp', ZEROS), vital('lcp', { ...ZEROS, count: 0 }))).toStrictEqual([]);
  });

  test('are one of a layout that did not shift, where a page was measured', () => {
    expect(of(vital('cls', ZEROS))).toStrictEqual([]);
    expect(of(vital('cls', ZEROS), vital('lcp', { med: 90, max: 90 }))).toMatchObject([
      { id: 'lcp' },
      { id: 'cls', max: 0 },
    ]);
  });
});
