import type { K6Said, NoAnswerReason } from '../../model/k6-said.ts';
import { count } from '../../text/format.ts';

const REASONS: Readonly<Record<NoAnswerReason, string>> = {
  refused: '연결이 거부됨',
  'unknown-host': '호스트 이름을 찾을 수 없음',
  timeout: '시간 초과',
  closed: '응답 없이 연결이 끊김',
  certificate: '인증서를 신뢰할 수 없음',
  unreachable: '네트워크로 닿을 수 없음',
};

export function k6Said(said: K6Said): string {
  switch (said.kind) {
    case 'vus-busy':
      return `${said.scenario === undefined ? '' : `${said.scenario}: `}VU ${count(said.vus)}개가 모두 사용 중이고 더 늘릴 수 없어, 시작하지 못하는 반복은 버려집니다.`;
    case 'none-finished':
      return '끝까지 실행된 반복이 없습니다. 실행 시간을 늘리십시오.';
    case 'many-series':
      return `태그 값의 조합이 ${count(said.series)}개를 넘어 k6의 메모리 사용량이 늘어납니다. URL에 id가 들어간다면 요청에 tags: { name }을 지정하십시오.`;
    case 'no-answer':
      return `응답을 받지 못한 요청이 있습니다(${REASONS[said.reason]}): ${said.method} ${said.address}`;
  }
}
