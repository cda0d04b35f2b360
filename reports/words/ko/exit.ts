/** What k6's exit codes mean (k6 2.2, `errext/exitcodes`). */
const MEANINGS: Readonly<Record<number, string>> = {
  0: '정상 종료',
  97: '클라우드 테스트 중단',
  98: '클라우드 진행 상태를 확인하지 못함',
  99: '임계값을 넘은 항목이 있음',
  100: 'setup() 시간 초과',
  101: 'teardown() 시간 초과',
  102: '시간 초과',
  103: 'REST API로 중지됨',
  104: '잘못된 설정',
  105: '외부 신호로 중단됨',
  106: 'REST API 서버를 시작하지 못함',
  107: '스크립트 예외(초기화 또는 setup)',
  108: '스크립트가 test.abort()로 중단함',
  109: 'k6 내부 오류',
  110: '스크립트가 실패로 표시함',
  255: '잘못된 인자 또는 없는 파일',
};

export function exitMeaning(code: number | null, signal: string | undefined): string {
  if (code === null) return `신호 ${signal ?? '?'}로 강제 종료됨`;
  return `${code} (${MEANINGS[code] ?? '알 수 없는 종료 코드'})`;
}
