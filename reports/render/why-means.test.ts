import { expect, test } from 'vitest';
import { reportOf } from '../../testing/reference-report.ts';
import { analysedReference } from '../../testing/reference-runs.ts';

test('means over the whole run do not show that throughput stopped: saturation is inferred from them', () => {
  const en = reportOf([analysedReference('recharge-balance')], 'en');
  expect(en).toMatch(
    /Throughput was about .+ per second on average, .+ \[confirmed\] That looks like saturation\. .+ \[inferred\]/,
  );
  const ko = reportOf([analysedReference('recharge-balance')], 'ko');
  expect(ko).toMatch(/처리량은 평균 초당 .+이었고, .+ \[확인\] 포화된 것으로 보입니다\. .+ \[추정\]/);
  for (const report of [en, ko]) expect(report).not.toMatch(/levelled off|에 머물렀/);
});
