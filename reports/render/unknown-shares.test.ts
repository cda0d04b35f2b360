import { expect, test } from 'vitest';
import { reportOf, tableBelow } from '../../testing/reference-report.ts';
import { referenceRun } from '../../testing/reference-runs.ts';
import { withMeasured, withTotal } from '../../testing/test-runs.ts';
import { analyse } from '../analyse/analyse.ts';

test('what nobody counted of a plan is unknown, and not none', () => {
  const run = analyse(withMeasured(referenceRun('get-balance'), { scenarios: {} }));
  expect(tableBelow(reportOf([run], 'ko'), '#### 계획 대비 부하')[1]?.slice(2, 4)).toStrictEqual([
    '알 수 없음',
    '알 수 없음',
  ]);
  expect(reportOf([run], 'en')).toMatch(/\| `load_test` \| 160,000 VU·s \| unknown \| unknown \|/);
});

test('an error rate and a percentile that the output does not hold are unknown, and not none', () => {
  const { failedRatio: _, failedRequests: __, ...total } = referenceRun('get-balance').measured.total;
  const run = analyse(withMeasured(referenceRun('get-balance'), { total, scenarios: {}, metrics: [] }));
  const { p99: ___, ...durationMs } = total.durationMs ?? {};
  const withoutP99 = analyse(withTotal(referenceRun('get-balance'), { durationMs, successDurationMs: undefined }));
  for (const report of [reportOf([run], 'ko'), reportOf([withoutP99], 'ko')]) {
    expect(report.split('## 부록 A.1')[0]).not.toMatch(/\| 없음 \|/);
  }
  expect(reportOf([run], 'en')).not.toMatch(/Error rate: none/);
});
