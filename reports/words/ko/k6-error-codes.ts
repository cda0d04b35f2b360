/** k6's own codes of what kept an answer from coming (https://grafana.com/docs/k6/latest/javascript-api/error-codes/). */
const CODES: ReadonlyMap<number, string> = new Map([
  [1020, '잘못된 URL'],
  [1050, '응답 시간 초과'],
  [1101, 'DNS에 없는 호스트'],
  [1110, '옵션 blacklistIPs가 막은 IP'],
  [1111, '옵션 blockHostnames가 막은 호스트'],
  [1201, '보내는 중 연결이 끊김'],
  [1210, '연결 실패'],
  [1211, '연결 시간 초과'],
  [1212, '연결 거부'],
  [1213, '연결 실패'],
  [1220, '상대가 연결을 끊음(reset)'],
  [1301, 'TLS가 아닌 응답'],
  [1310, '인증서 발급자를 알 수 없음'],
  [1311, '인증서와 호스트 이름이 다름'],
  [1701, '응답 압축 해제 실패'],
]);

/** What all codes of a hundred are about. */
const HUNDREDS: ReadonlyMap<number, string> = new Map([
  [11, 'DNS 오류'],
  [12, '네트워크 오류'],
  [13, 'TLS 오류'],
  [16, 'HTTP/2 오류'],
  [17, '응답 내용 오류'],
]);

/** `연결 거부, k6 오류 코드 1212`; the code alone where it tells nothing more. */
export function k6ErrorText(code: number): string {
  const what = k6ErrorName(code);
  return what === undefined ? `k6 오류 코드 ${code}` : `${what}, k6 오류 코드 ${code}`;
}

export const k6ErrorName = (code: number): string | undefined =>
  CODES.get(code) ?? HUNDREDS.get(Math.floor(code / 100));
