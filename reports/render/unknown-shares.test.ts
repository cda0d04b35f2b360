import { expect, test } from 'vitest';
import { reportOf, tableBelow } from '../../testing/reference-report.ts';
import { referenceRun } from '../../testing/reference-runs.ts';
import { withMeasured } from '../../testing/test-runs.ts';
import { analyse } from '../analyse/analyse.ts';

test('what nobody counted of a plan is unknown, and not none', () => {
  const run = analyse(withMeasured(referenceRun('get-balance'), { scenarios: {} }));
  expect(tableBelow(reportOf([run], 'ko'), '#### 계획 대비 부하')[1]?.slice(2, 4)).toStrictEqual([
    '알 수 없음',
    '알 수 없음',
  ]);
  expect(reportOf([run], 'en')).toMatch(/\| `load_test` \| 160,000 VU·s \| unknown \| unknown \|/);
});
