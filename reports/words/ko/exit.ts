import { type K6ExitMeaning, k6ExitMeaning } from '../../model/k6-exit.ts';
import type { EndedBy } from '../../model/record.ts';
import { count } from '../../text/format.ts';

const MEANINGS: Readonly<Record<K6ExitMeaning, string>> = {
  completed: '정상 종료',
  'cloud-aborted': '클라우드 테스트 중단',
  'cloud-progress-lost': '클라우드 진행 상태를 확인하지 못함',
  'thresholds-crossed': '만족하지 못한 임계값이 있음',
  'setup-timeout': 'setup() 시간 초과',
  'teardown-timeout': 'teardown() 시간 초과',
  timeout: '시간 초과',
  'stopped-by-api': 'REST API로 중지됨',
  'invalid-config': '잘못된 설정',
  interrupted: '외부 신호로 중단됨',
  'api-not-started': 'REST API 서버를 시작하지 못함',
  'script-exception': '스크립트 예외(초기화 또는 setup)',
  'script-aborted': '스크립트가 test.abort()로 중단함',
  'k6-panic': 'k6 내부 오류',
  'marked-failed': '스크립트가 실패로 표시함',
  'uncoded-error': '전용 코드가 없는 오류, 원인은 k6가 출력한 메시지 참고',
  killed: '강제 종료됨',
  unknown: '알 수 없는 종료 코드',
};

export function exitText(code: number | null, signal: string | undefined): string {
  return `${code ?? signal ?? '?'} (${MEANINGS[k6ExitMeaning(code)]})`;
}

/** Why buha ended a run, as a sentence. */
export function endedByText({ cause, second }: EndedBy): string {
  const texts: Readonly<Record<EndedBy['cause'], string>> = {
    'give-up': `${second < 0.5 ? '처음부터' : `${count(Math.round(second))}초 이후`} 응답이 없어 실행을 끝냈습니다.`,
    'first-answers': `처음 응답이 모두 실패하여 ${count(Math.ceil(second))}초 만에 실행을 끝냈습니다.`,
    unanswered:
      '요청을 보냈지만 부하가 끝날 때까지 완료된 응답이 한 건도 없습니다. 응답이 부하보다 오래 걸리거나 본문이 끝나지 않습니다.',
    'shop-lost': `내장 모의 서버가 ${count(Math.round(second))}초에 종료되어 실행을 끝냈습니다.`,
  };
  return texts[cause];
}
