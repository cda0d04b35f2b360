import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { contradictorySources } from './contradictory-sources.ts';

test('fires with every figure on which the sources disagree', () => {
  const contradiction = {
    metric: 'http_reqs',
    statistic: 'count',
    contains: 'default',
    used: { file: 'summary.json', value: 91_531 },
    other: { file: 'out.txt', value: 91_431 },
  } as const;
  expect(contradictorySources({ ...referenceRun('get-balance'), contradictions: [contradiction] })).toStrictEqual([
    {
      id: 'contradictory-sources',
      severity: 'critical',
      confidence: 'measured',
      scope: 'total',
      figures: { contradictions: [contradiction], counts: true },
    },
  ]);
});

test('only warns where the sources count the same requests, and tells counts first', () => {
  const run = referenceRun('get-balance');
  const p95 = {
    metric: 'http_req_duration',
    statistic: 'p(95)',
    contains: 'time',
    used: { file: 'summary.json', value: 720.98 },
    other: { file: 'out.txt', value: 721.5 },
  } as const;
  const iterations = { ...p95, metric: 'iterations', statistic: 'count', contains: 'default' } as const;
  expect(contradictorySources({ ...run, contradictions: [p95] })).toMatchObject([
    { severity: 'warning', figures: { counts: false } },
  ]);
  expect(contradictorySources({ ...run, contradictions: [p95, iterations] })).toMatchObject([
    { severity: 'critical', figures: { contradictions: [iterations, p95], counts: true } },
  ]);
});

test('is silent where they agree, and for a single source', () => {
  expect(contradictorySources({ ...referenceRun('get-balance'), contradictions: [] })).toStrictEqual([]);
  expect(contradictorySources(referenceRun('get-balance'))).toStrictEqual([]);
});

toldInWords(
  'contradictory-sources',
  [1, 2].map((number) => ({
    counts: number === 2,
    contradictions: Array.from({ length: number }, () => ({
      metric: 'http_req_duration',
      statistic: 'p(95)',
      contains: 'time',
      used: { file: 'summary.json', value: 720.98 },
      other: { file: 'out.txt', value: 721.5 },
    })),
  })),
);
