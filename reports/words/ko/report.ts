import type { PlannedScenario } from '../../model/plan.ts';
import { count, span } from '../../render/format.ts';
import { code, plain } from '../../render/markdown-text.ts';
import type { ReportWords } from '../report.ts';
import { exitText } from './exit.ts';
import { findings } from './findings.ts';
import { by, subject, topic } from './particles.ts';
import { apiReasons, profilePurposes } from './purposes.ts';

function executor(plan: PlannedScenario): string {
  switch (plan.executor) {
    case 'ramping-vus':
      return '가상 사용자(VU) 수를 단계별로 늘리고 줄입니다. 사용자는 응답을 기다린 뒤에 다음 요청을 보냅니다.';
    case 'constant-vus':
      return '정해진 수의 가상 사용자(VU)를 유지합니다. 사용자는 응답을 기다린 뒤에 다음 요청을 보냅니다.';
    case 'ramping-arrival-rate':
      return `응답 속도와 관계없이 초당 반복 수를 단계별로 바꿉니다. VU는 ${count(plan.preAllocatedVus)}개를 미리 준비하고 최대 ${count(plan.maxVus)}개까지 늘리며, 모든 VU가 사용 중이면 반복을 시작하지 못하고 버립니다.`;
    case 'constant-arrival-rate':
      return `응답 속도와 관계없이 초당 반복 수를 일정하게 유지합니다. VU는 ${count(plan.preAllocatedVus)}개를 미리 준비하고 최대 ${count(plan.maxVus)}개까지 늘리며, 모든 VU가 사용 중이면 반복을 시작하지 못하고 버립니다.`;
    case 'shared-iterations':
      return `가상 사용자(VU) ${count(plan.vus)}명이 반복 ${count(plan.iterations)}회를 나누어 실행합니다(최대 ${span(plan.durationMs)}).`;
    case 'per-vu-iterations':
      return `가상 사용자(VU) ${count(plan.vus)}명이 모두 합해 반복 ${count(plan.iterations)}회를 실행합니다(최대 ${span(plan.durationMs)}).`;
  }
}

const level = (plan: PlannedScenario, value: number) =>
  plan.model === 'open' ? `초당 ${count(value)}회` : `${count(value)}명`;

/** k6's statistics that have a Korean name; quantiles keep theirs. */
const STATISTICS: Readonly<Record<string, string>> = { avg: '평균', med: '중앙값', min: '최소', max: '최대' };

export const words: ReportWords = {
  missing: '없음',
  verdict: { pass: '통과', 'slo-fail': '목표 미달', invalid: '측정 무효', 'no-goal': '판정 없음(목표 미지정)' },
  partly: (verdict, share) => `${verdict} (계획의 ${share}만 실행)`,
  passed: '통과',
  failed: '미달',
  noSamples: '판단 불가(표본 없음)',
  confidence: { measured: '[확인]', estimated: '[추정]' },
  apiTitle: (title) => `${plain(title)} API`,
  documentTitle: (titles) => (titles.length === 1 ? `${titles[0]} 부하 테스트 보고서` : '부하 테스트 보고서'),
  reason: (api, kind) =>
    apiReasons[api] ??
    (kind === 'read' ? '자주 호출되는 조회 요청입니다.' : '데이터를 변경하므로 동시 처리 비용이 드러나는 요청입니다.'),
  shop: (lock) =>
    `**내장 모의 서버(실제 시스템 아님)** · 쓰기 락: ${lock === 'none' ? '없음(원자적 SQL 갱신)' : '키별 분산 락 모의'}`,
  profile: (name, scale, durationScale) =>
    [
      code(name),
      ...(scale === 1 ? [] : [`부하 ×${scale}`]),
      ...(durationScale === 1 ? [] : [`시간 ×${durationScale}`]),
    ].join(', '),
  profilePurpose: (name) => profilePurposes[name],
  generator: ({ os, cpu, cores, memory, node }) =>
    `${plain(os)}, ${plain(cpu)}, ${count(cores)}코어, 메모리 ${memory}, Node.js ${plain(node)}`,
  testData: (users, products) => `사용자 ${count(users)}명, 상품 ${count(products)}개`,
  cpu: ({ k6Sec, machineShare }) =>
    machineShare === undefined ? `k6 ${k6Sec}` : `k6 ${k6Sec}, 장비 전체 평균 사용률 ${machineShare}`,
  exit: exitText,
  interrupted: (ranFor, planned) =>
    `**중단됨.** 계획한 실행을 끝내지 못했습니다${ranFor && planned ? `(계획 ${planned} 중 ${ranFor} 실행)` : ''}. 아래 수치는 중단 시점까지의 결과이며, 계획도 그 시점까지만 비교합니다.`,
  incomplete: (exit) => `**실행이 끝나지 않았습니다.** k6 종료 코드: ${exit}. 아래 수치는 그때까지의 결과입니다.`,
  exceptions: (times, first) =>
    `스크립트 예외가 ${count(times)}회 발생했습니다. 예외가 난 반복도 k6에서는 정상 반복으로 집계되므로 결과를 믿기 전에 스크립트를 고쳐야 합니다.${first ? ` 첫 예외: ${code(first)}` : ''}`,
  think: (beforeMs, afterMs) => {
    if (beforeMs === 0 && afterMs === 0) return '대기 없음';
    if (beforeMs === 0) return `요청 후 ${span(afterMs)}`;
    if (afterMs === 0) return `요청 전 ${span(beforeMs)}`;
    return `요청 전 ${span(beforeMs)}, 요청 후 ${span(afterMs)}`;
  },
  executor,
  stage: (plan, { from, to, durationMs }, fromMs) => {
    const when = `${span(fromMs)}~${span(fromMs + durationMs)}`;
    if (from === to) return `${when}: ${level(plan, to)} 유지`;
    const particle = plan.model === 'open' ? '로' : '으로';
    return `${when}: ${level(plan, from)}에서 ${level(plan, to)}${particle} ${to > from ? '증가' : '감소'}`;
  },
  amount: (plan, amount) => (plan.model === 'closed' ? `${count(amount / 1000)} VU·초` : `${count(amount)}회`),
  criterion: ({ metric, statistic, expression }) => {
    const what =
      statistic === undefined
        ? code(expression)
        : (STATISTICS[statistic] ?? statistic.replace(/^p\(([\d.]+)\)$/, 'p$1'));
    if (metric === 'http_req_failed') return '에러율';
    if (metric === 'checks') return '체크 성공률';
    if (metric === 'http_req_duration') return `응답 시간 ${what}`;
    if (metric === 'http_req_duration{expected_response:true}') return `성공한 요청의 응답 시간 ${what}`;
    return `${code(metric)} ${what}`;
  },
  criteriaMet: (criteria) =>
    criteria === 1 ? '지정한 목표를 만족했습니다.' : `지정한 목표 ${count(criteria)}개를 모두 만족했습니다.`,
  notJudged: '실행이 중단되었거나 스크립트가 정상적으로 끝나지 않아 목표를 만족했는지 판정하지 않았습니다.',
  criterionMissed: ({ what, actual, limit }) =>
    `${what}${subject(what)} ${actual}${by(actual)} 목표(${limit})를 만족하지 못했습니다.`,
  criterionEmpty: (what) => `${what}${topic(what)} 표본이 없어 판단할 수 없습니다.`,
  noGoals: '이 결과에는 지정된 목표(임계값)가 없어 통과 여부를 판정하지 않았습니다.',
  figures: ({ success, tps, avg, p95 }) =>
    `전체 실행에서 성공률은 ${success}, 처리량은 초당 ${tps}건, 응답 시간은 평균 ${avg}, p95 ${p95}였습니다.`,
  findings,
  weak: (needed) => `\\* 표본이 적어 불확실한 값입니다(${needed}).`,
};
