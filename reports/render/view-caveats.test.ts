import { expect, test } from 'vitest';
import { reportOf } from '../../testing/reference-report.ts';
import { recordOf, referenceSummary, runOf } from '../../testing/reference-runs.ts';
import { analyse } from '../analyse/analyse.ts';

const busyAt = (machineCpuShare: number) =>
  analyse(runOf('get-balance', referenceSummary('get-balance'), recordOf('get-balance', { machineCpuShare })));

test('a machine of the load generator that was short of CPU is a note, as a hypothesis', () => {
  const note =
    '부하 발생 장비의 CPU 사용률이 평균 97%여서(이 장비의 다른 프로세스 포함), 응답 시간이 실제보다 길게 측정되었을 수 있습니다. [추정]';
  expect(reportOf([busyAt(0.97)], 'ko')).toContain(note);
  expect(reportOf([busyAt(0.97)], 'en')).toMatch(/machine was 97% busy on average .*\[inferred\]/);
  expect(reportOf([busyAt(0.62)], 'ko')).not.toContain('응답 시간이 실제보다 길게');
});
