import { expect, test } from 'vitest';
import { referenceRun } from '../../reference-runs.ts';
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
      severity: 'warning',
      confidence: 'measured',
      scope: 'total',
      figures: { contradictions: [contradiction] },
    },
  ]);
});

test('is silent where they agree, and for a single source', () => {
  expect(contradictorySources({ ...referenceRun('get-balance'), contradictions: [] })).toStrictEqual([]);
  expect(contradictorySources(referenceRun('get-balance'))).toStrictEqual([]);
});
