import type { K6CauseWords } from '../k6-refusal.ts';

/** Why k6 does not accept a script or a flag. */
export const k6Causes: K6CauseWords = {
  exception: (first) => `스크립트에서 예외가 발생했습니다: ${first}`,
  other: (first) => `k6의 설명: ${first}`,
  'syntax-found': (first) => `문법 오류입니다. ${first} 또는 그 앞을 확인하십시오.`,
  syntax: () => '문법 오류입니다. 이 줄의 괄호와 따옴표, 쉼표를 확인하십시오.',
  'not-json': () => 'JSON이 아닌 글을 JSON으로 읽었습니다. 읽는 파일이나 변수의 내용을 확인하십시오.',
  'no-array': () => 'SharedArray의 함수는 배열을 돌려주어야 합니다.',
  'absent-file': (first) =>
    `스크립트가 여는 파일이 없습니다: ${first}\n  open()의 상대 경로는 그 스크립트가 있는 폴더를 기준으로 합니다.`,
  'closed-file': (first) => `스크립트가 여는 파일을 읽을 권한이 없습니다: ${first}`,
  'folder-opened': (first) => `open()으로 폴더를 열 수 없습니다: ${first}`,
  'no-file-name': () => 'open()에 파일 이름이 없습니다.',
  'absent-module': (first) =>
    `가져오는(import) 모듈이 없습니다: ${first}\n  경로와 확장자를 확인하십시오. 상대 경로는 가져오는 파일이 있는 폴더를 기준으로 합니다.`,
  'unknown-module': (first) =>
    `가져오는(import) 모듈을 찾을 수 없습니다: ${first}\n  npm 패키지라면 설치했는지, k6의 모듈이라면 이름이 맞는지 확인하십시오.`,
  'unfetched-module': (first) =>
    `가져오는(import) 모듈을 내려받을 수 없습니다: ${first}\n  주소와 네트워크 연결을 확인하십시오.`,
  extension: (first) =>
    `이 k6에 없는 모듈입니다: ${first}\n  이름을 확인하거나, 확장이라면 그 확장을 넣어 빌드한 k6를 지정하십시오:  K6_BIN=/path/to/k6`,
  'no-export': (first, second) => `${first} 모듈이 내보내지 않는 이름을 가져옵니다: ${second}`,
  'no-functions': () => '실행할 함수가 없습니다. 기본(default) 함수를 내보내십시오:  export default function () { … }',
  'request-outside': () => '함수 밖에서는 요청을 보낼 수 없습니다. setup() 또는 기본 함수 안으로 옮기십시오.',
  'option-shape': (first) => `options의 ${first} 값은 k6가 받는 형식이 아닙니다.`,
  'no-options': () => 'options는 이름과 값으로 된 객체여야 합니다.',
  'unknown-field': (first) => `이 실행기(executor)에 없는 옵션입니다: ${first}`,
  'no-number': (first) => `숫자가 아닌 값이 있습니다: '${first}'`,
  'no-duration': (first) => `시간으로 읽을 수 없는 값이 있습니다: '${first}'  예: 30s, 5m, 1h30m`,
  executor: (first) =>
    `k6에 없는 실행기(executor)입니다: ${first}\n  예: constant-vus, ramping-vus, constant-arrival-rate, ramping-arrival-rate, shared-iterations, per-vu-iterations`,
  'no-executor': (first) => `시나리오 ${first}에 실행기(executor)가 없습니다.`,
  threshold: (first) => `임계값으로 읽을 수 없습니다: ${first}\n  예: 'p(95)<500', 'avg<200', 'rate<0.01', 'count>100'`,
  'threshold-method': (first, second) =>
    `임계값 ${first}을(를) 지표 ${second}에 쓸 수 없습니다. 그 종류의 지표에 없는 통계입니다.`,
  'threshold-metric': (first) =>
    `임계값의 지표가 없습니다: ${first}\n  이름을 확인하거나, 직접 정한 지표라면 함수 밖에서 만드십시오.`,
  'threshold-name': (first) =>
    `임계값의 지표 이름을 읽을 수 없습니다: ${first}\n  중괄호의 짝을 확인하십시오. 예: 'http_req_duration{scenario:a}'`,
  'trend-stat': (first) => `summaryTrendStats에 쓸 수 없는 값이 있습니다: ${first}  예: 'p(95)'`,
  vus: () => 'VU 수(vus)는 1 이상이어야 합니다.',
  'lacks-duration': () => '기간(duration)이 없습니다.',
  'short-duration': (first, second) => `기간(duration)은 ${first} 이상이어야 하는데 ${second}입니다.`,
  'lacks-vus': () => '미리 준비할 VU 수(preAllocatedVUs)가 없습니다.',
  'lacks-stages': () => '단계(stages)가 하나도 없습니다.',
  'zero-stages': () => 'startVUs 또는 단계의 목표(target) 가운데 하나는 0보다 커야 합니다.',
  'negative-stage': (first) => `${first}번째 단계의 목표(target)가 0보다 작습니다.`,
  'few-iterations': (first, second) => `반복 수(${first})는 VU 수(${second})보다 작을 수 없습니다.`,
  'few-max-vus': () => 'maxVUs는 preAllocatedVUs보다 작을 수 없습니다.',
  'lacks-rate': () => '초당 반복 수(rate)가 없습니다.',
  'zero-rate': () => '초당 반복 수(rate)는 0보다 커야 합니다.',
  'zero-unit': () => '단위 시간(timeUnit)은 0보다 커야 합니다.',
  'zero-iterations': () => '반복 수(iterations)는 1 이상이어야 합니다.',
  'negative-vus': () => 'VU 수가 0보다 작습니다.',
  'negative-stop': () => 'gracefulStop이 0보다 작습니다.',
  'stage-duration': (first) => `${first}번째 단계의 기간(duration)이 없거나 0보다 작습니다.`,
  'stage-target': (first) => `${first}번째 단계의 목표(target)가 없습니다.`,
  'scenario-name': () => '시나리오 이름에는 숫자와 영문자, _, -만 쓸 수 있습니다.',
  'negative-start': () => '시작 시각(startTime)이 0보다 작습니다.',
  'empty-exec': () => 'exec의 값이 비어 있습니다.',
  'no-function': (first) => `exec에 적은 함수가 스크립트에 없습니다: ${first}`,
  'unknown-flag': (first) => `k6에 없는 옵션입니다: ${first}`,
  'flag-value': (first, second) => `${second}에 쓸 수 없는 값입니다: '${first}'`,
  'flag-without': (first) => `값이 없는 옵션입니다: ${first}`,
};

export const ofScenario = (scenario: string, text: string) => `시나리오 ${scenario}: ${text}`;
