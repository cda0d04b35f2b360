import type { FindingId } from '../../model/finding.ts';

/** What a finding is called where it is a heading. */
export const findingTitles: Readonly<Record<FindingId, string>> = {
  'plan-mismatch': '실행과 맞지 않는 계획',
  'wrong-api': '다른 API의 체크',
  'load-not-delivered': '계획한 부하가 실행되지 않음',
  'arrival-ceiling': 'VU 한도가 계획한 도착률보다 낮음',
  'slow-vu-start': 'VU가 늦게 시작됨',
  'generator-limited': '시스템의 한계를 확인하지 못함',
  'server-saturated': '시스템 포화',
  'waiting-dominates': '응답 시간의 대부분이 대기',
  'key-contention': '같은 데이터에 대한 경합',
  'skewed-test-data': '테스트 데이터의 편중',
  'write-read-gap': '쓰기와 읽기의 응답 시간 차이',
  'long-tail': '일부 요청만 느림',
  'errors-present': '요청 실패',
  rejections: '업무상 거절',
  'checks-vs-http': '체크와 HTTP 결과의 불일치',
  'setup-in-figures': 'setup()·teardown() 요청이 섞인 수치',
  drain: '종료 정리 구간',
  'connection-churn': '연결 재사용 부족',
  'options-ignored': 'k6가 무시한 옵션',
  'contradictory-sources': '결과 파일 사이의 모순',
  'closed-model': '닫힌 부하 모델',
  'weak-quantile': '표본이 적은 백분위',
  'no-raw-samples': '원시 표본 없음',
  'mixed-scenarios': '시나리오별로 구분되지 않은 결과',
};
