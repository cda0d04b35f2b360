import { expect, test } from 'vitest';
import { reportOf, tableBelow } from '../../testing/reference-report.ts';
import { analysedReference } from '../../testing/reference-runs.ts';

test('what nobody counted of a plan is unknown, and not none', () => {
  const report = reportOf([analysedReference('get-balance')], 'ko');
  expect(tableBelow(report, '#### 계획 대비 부하')[1]?.slice(2, 4)).toStrictEqual(['알 수 없음', '알 수 없음']);
  const inEnglish = reportOf([analysedReference('get-balance')], 'en');
  expect(inEnglish).toMatch(/\| `load_test` \| 160,000 VU·s \| unknown \| unknown \|/);
});
