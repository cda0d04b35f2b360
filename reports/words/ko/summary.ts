import type { SummaryWords } from '../summary.ts';

export const summary: SummaryWords = {
  note: '주의',
  success: '성공률',
  tps: '처리량(TPS)',
  latency: '응답 시간',
  delivered: '달성률',
  steps: '먼저 검토',
  requests: ({ requests, failed }) =>
    failed === undefined ? `요청 ${requests}건` : `요청 ${requests}건, 실패 ${failed}건`,
  iterations: ({ iterations, perSec }) => `반복 ${iterations}회, 초당 ${perSec}회`,
  times: ({ avg, p95, p99, goal, isWeak }) =>
    `평균 ${avg} · p95 ${p95}${goal === undefined ? '' : ` (목표 ${goal})`} · p99 ${p99}${isWeak ? ' (* 표본 부족)' : ''}`,
  files: { report: '보고서', page: '웹 페이지' },
  table: ['API', '판정', '처리량(TPS)', 'p95', '에러율', '달성률'],
};
