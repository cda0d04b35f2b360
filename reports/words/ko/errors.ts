import type {
  BrowserFault,
  DrawnForm,
  ErrorFacts,
  ForeignKind,
  JsonKind,
  PrometheusFault,
  TargetFault,
} from '../../model/error.ts';
import type { K6FlagUse } from '../../model/k6-flag.ts';
import type { K6Cause } from '../../model/k6-refusal.ts';
import { bytes, count, duration } from '../../text/format.ts';
import { shellPath } from '../../text/shell-word.ts';
import { figureText, place } from '../figure.ts';
import { k6CauseText } from '../k6-refusal.ts';
import { k6AttemptText } from '../k6-words.ts';
import type { ErrorWords } from '../shapes.ts';
import { systemFaultText } from '../system-fault.ts';
import { attempts } from './k6.ts';
import { k6Causes, ofScenario } from './k6-refusal.ts';
import { and, object, topic } from './particles.ts';
import { systemFaultWords } from './system-fault.ts';

const metricsFaults: Readonly<Record<ErrorFacts['bad-server-metrics']['fault'], (text: string) => string>> = {
  'no-column': (text) => `첫 줄(헤더)에 ${text} 열이 없습니다.`,
  'no-time': (text) => `시각이 아닙니다: '${text}'`,
  'no-number': (text) => `숫자가 아닙니다: '${text}'`,
  'no-rows': () => '값이 한 줄도 없습니다.',
};

const testDataFaults: Readonly<Record<ErrorFacts['bad-test-data']['fault'], string>> = {
  'no-id-column': '첫 줄(머리글)에 id 열이 없습니다.',
  'no-rows': '머리글 아래에 데이터가 없습니다.',
  'no-id': 'id가 비어 있습니다.',
  'bad-row': '열의 수가 머리글과 다르거나 따옴표의 짝이 맞지 않습니다.',
  'with-scheme': 'token 열에 인증 방식(Bearer, Basic)까지 적혀 있습니다. buha가 Bearer를 붙이므로 토큰만 적으십시오.',
};

const drawn = (purpose: DrawnForm) => (purpose === 'png' ? 'PNG를 그릴' : 'PDF를 만들');

const without = (purpose: DrawnForm) =>
  purpose === 'png'
    ? '--png를 빼면 SVG로 그립니다.'
    : '--format pdf 대신 --format html로 만든 웹 페이지를 어느 브라우저에서나 인쇄할 수 있습니다.';

const SLO_EXAMPLE = '예:\n    default: { p95: 1s, failed: 1% }\n    get-balance: { p95: 300ms, tps: 100 }';

const SLO_VALUES: Readonly<Record<NonNullable<ErrorFacts['bad-slo']['kind']>, string>> = {
  duration: '시간은 단위와 함께 적고 이 값 이하여야 합니다. 예:  300ms, 1.5s, "< 1s"',
  share: '비율은 %와 함께 적고 이 값 이하여야 합니다. 예:  0.1%, "< 1%"',
  'least-share': '비율은 %와 함께 적고 이 값 이상이어야 합니다. 예:  95%, "> 90%"',
  score: '점수는 단위 없는 숫자로 적고 이 값 이하여야 합니다. 예:  0.1, "< 0.1"',
  rate: '초당 요청 수를 숫자로 적고 이 값 이상이어야 합니다. 예:  100, ">= 100" (>로 시작하면 따옴표 필요)',
};

function sloFault(fault: ErrorFacts['bad-slo']['fault'], text: string, known: readonly string[]): string {
  const near = known.length === 0 ? '' : ` 가까운 이름: ${known.join(', ')}`;
  switch (fault) {
    case 'too-large':
      return '서비스 수준 파일로는 너무 깁니다(64kB까지).';
    case 'too-deep':
      return '서비스 수준보다 훨씬 깊이 중첩되어 있습니다.';
    case 'syntax':
      return `여기부터 YAML로 읽을 수 없습니다: ${text}\n  괄호, 따옴표, 들여쓰기의 짝이 맞는지, 이름 뒤에 ':'이 있는지 확인하십시오.`;
    case 'repeated':
      return `'${text}'이(가) 두 번 있습니다. 하나만 남기십시오.`;
    case 'unquoted':
      return `'>'로 시작하는 값은 따옴표로 감싸야 합니다: ${text}`;
    case 'empty':
      return '서비스 수준이 하나도 없습니다.';
    case 'shape':
      return text === '' ? "'이름: 값'의 목록이어야 합니다." : `'${text}' 아래에는 '이름: 값'의 목록이 있어야 합니다.`;
    case 'unknown-measure':
      return `'${text}'은(는) 판정할 수 있는 값의 이름이 아닙니다.${near}`;
    case 'unknown-name':
      return `'${text}'은(는) API 이름도, 판정하는 실행의 이름도 아닙니다.${near}`;
    case 'unknown-scenario':
      return `'${text}' 시나리오가 결과에 없습니다.${near}`;
    case 'value':
      return `'${text}'의 값을 해석할 수 없습니다.`;
  }
}

const templateFaults: Readonly<Record<ErrorFacts['bad-template']['fault'], (what: string) => string>> = {
  syntax: () => '템플릿을 읽을 수 없습니다. 중괄호나 블록이 닫히지 않았거나, 중괄호 안에 이름이 아닌 것이 있습니다.',
  block: (what) => `블록이 다른 블록의 끝으로 닫혀 있습니다: ${what}`,
  partial: (what) => `없는 템플릿을 가리킵니다: ${what}`,
  field: (what) => `없는 필드를 사용합니다: ${what}`,
  helper: (what) => `${what}은(는) 쓸 수 없습니다. if, unless, each, with만 쓸 수 있습니다.`,
  other: () => '보고서의 내용을 이 템플릿에 채울 수 없습니다.',
};

const said = (detail: string) => (detail === '' ? '' : `(${detail})`);

const prometheusFaults: Readonly<Record<Exclude<PrometheusFault, 'unreachable'>, (detail: string) => string>> = {
  login: (detail) => `사용자와 비밀번호를 요구합니다${said(detail)}:  --server-metrics http://USER:PASSWORD@HOST:9090`,
  absent: (detail) =>
    `이 주소에는 Prometheus의 질의 API가 없습니다${said(detail)}. 경로를 확인하십시오. 보통 http://HOST:9090 형식입니다.`,
  server: (detail) => `이 주소의 서버에서 오류가 났습니다${said(detail)}. 다시 시도하고 서버의 로그를 확인하십시오.`,
  foreign: (detail) =>
    `Prometheus가 아닌 것이 응답합니다${said(detail)}. 주소가 http://HOST:9090 형식인지 확인하십시오.`,
  query: (detail) =>
    `질의를 해석하지 못했습니다${said(detail)}. --server-queries 파일의 질의를 고치십시오. Prometheus 화면에서 실행해 보면 알 수 있습니다.`,
  'too-slow': (detail) => `질의에 시간이 너무 오래 걸렸습니다${said(detail)}. 시계열을 줄이거나 합계를 질의하십시오.`,
  other: (detail) => `질의에 응답하지 못했습니다${said(detail)}. Prometheus 화면에서 실행되는지 확인하십시오.`,
};

const browserFaults: Readonly<Record<Exclude<BrowserFault, 'system'>, (detail: string) => string>> = {
  library: (detail) => `필요한 라이브러리가 설치되어 있지 않습니다: ${detail}`,
  sandbox: () => '이 시스템에서는 브라우저의 샌드박스를 쓸 수 없습니다.',
  'too-slow': () => '제한 시간 안에 응답하지 않았습니다.',
  ended: (detail) => `시작하자마자 종료되었습니다${said(detail)}.`,
};

const FOREIGN_KINDS: Readonly<Record<ForeignKind, string>> = {
  binary: '이진 파일',
  html: 'HTML 문서',
  archive: '압축 파일',
  'utf-32': 'UTF-32 텍스트',
  base64: 'Base64로 인코딩된 텍스트',
  'url-encoded': 'URL 인코딩된 텍스트',
  'hex-dump': 'xxd가 출력한 것과 같은 16진수 덤프',
};

/** Why a target cannot be reached, and how that is mended. */
const jsonKinds: Readonly<Record<JsonKind, string>> = {
  options: '다음 명령으로 다시 만들 수 있습니다:  k6 inspect script.js > options.json',
  record:
    'buha run이 기록한 파일입니다. 원래 내용으로 되돌리거나 파일을 치우십시오. 나머지 파일만으로도 실행을 읽습니다.',
  'target-info': '값이 문자열이나 숫자인 JSON 객체 하나, 또는 이름: 값 줄로 적으십시오.',
  config: 'JSON 객체 하나로 적거나 buha.config.ts로 작성하십시오.',
  baseline: 'buha baseline accept RUN이 만든 파일이나 폴더를 지정하십시오.',
};

function cannotAct({ script, flags, actsOn }: ErrorFacts['flags-cannot-act']): string {
  const texts: Readonly<Record<typeof actsOn, string>> = {
    wired: `이 옵션은 defineScenario 또는 defineFlow로 만든 시나리오에만 적용됩니다.\n  이 스크립트의 부하는 -- 뒤에 k6 옵션으로 지정할 수 있습니다. 예:  buha run ${shellPath(script)} -- --vus 10 --duration 30s\n  그 밖의 값은 스크립트가 __ENV로 읽습니다. 예:  buha run ${shellPath(script)} -- -e USERS=users.csv`,
    'base-url': `이 스크립트는 BASE_URL을 읽지 않으므로 스크립트에 정해진 주소로 요청을 보냅니다.\n  스크립트가 BASE_URL을 읽게 하거나(__ENV.BASE_URL + '/orders'), 스크립트가 읽는 변수를 지정하십시오. 예:  buha run ${shellPath(script)} -- -e HOST=http://127.0.0.1:8080`,
    shop: `내장 모의 서버를 시작하지 않는 실행입니다. 모의 서버는 BASE_URL이 없고, buha의 시나리오이거나 BASE_URL을 읽으면서 그 대신 쓸 주소를 정해 두지 않은 스크립트일 때만 시작합니다.\n  이 옵션을 빼고 실행하십시오.`,
  };
  return `${flags.join(', ')} 옵션은 ${script}에 적용할 수 없습니다. ${texts[actsOn]}`;
}

function unreachable({ address, fault, code, detail, ca }: ErrorFacts['target-unreachable']): string {
  const host = new URL(address).hostname;
  const distrust = `이 인증서를 발급한 기관의 인증서를 지정하거나(--ca FILE), 시험용 서버라면 확인을 생략하십시오(--insecure).`;
  const texts: Readonly<Record<TargetFault, string>> = {
    dns: `${host}의 주소를 찾을 수 없습니다(${code}).\n  호스트 이름의 철자와 DNS, VPN 연결을 확인하십시오.`,
    refused: `연결이 거부되었습니다(${code}).\n  서버가 실행 중인지, 포트 번호가 맞는지 확인하십시오.`,
    timeout: `5초 안에 연결되지 않았습니다(${code}).\n  방화벽과 VPN, 주소를 확인하십시오.`,
    network: `연결할 수 없습니다(${code}).\n  네트워크와 VPN, 주소를 확인하십시오.`,
    'no-tls': `서버가 TLS로 응답하지 않습니다(${code}).\n  https:// 대신 http://인지, 포트 번호가 맞는지 확인하십시오.`,
    tls: `TLS 연결을 맺지 못했습니다(${code}).\n  서버의 TLS 설정(버전, 클라이언트 인증서 요구)을 확인하십시오.`,
    expired: `서버 인증서가 만료되었습니다(${detail ?? ''}, ${code}).\n  인증서를 갱신하거나, 시험용 서버라면 --insecure로 확인을 생략하십시오.`,
    'not-yet-valid': `서버 인증서가 아직 유효하지 않습니다(${detail ?? ''}부터, ${code}).\n  이 장비의 시계를 확인하거나, 시험용 서버라면 --insecure로 확인을 생략하십시오.`,
    'self-signed': `서버 인증서가 자체 서명되었습니다(${code}).\n  그 인증서를 --ca FILE로 지정하거나, 시험용 서버라면 --insecure로 확인을 생략하십시오.`,
    untrusted:
      ca === undefined
        ? `서버 인증서를 발급한 기관을 신뢰할 수 없습니다(${code}).\n  ${distrust}`
        : `서버 인증서는 ${ca}의 기관이 발급한 것이 아닙니다(${code}).\n  ${distrust}`,
    'wrong-name': `서버 인증서가 ${host}의 것이 아닙니다(인증서의 이름: ${detail ?? ''}, ${code}).\n  인증서에 있는 이름으로 접속하거나, 시험용 서버라면 --insecure로 확인을 생략하십시오.`,
  };
  return `${address}에 연결할 수 없어 부하를 보내지 않았습니다. ${texts[fault]}`;
}

/** Why a flag of k6 is refused, and what there is instead. */
const k6Flags: Readonly<Record<K6FlagUse, string>> = {
  out: ' 표본은 buha가 실행 폴더에 남깁니다.\n  다른 출력을 더하려면 -- 앞에 지정하십시오. 예:  buha run script.js --out json=samples.json',
  tags: ' 분석에 필요한 시스템 태그는 buha가 정합니다.\n  직접 정한 태그는 더할 수 있습니다. 예:  -- --tag region=seoul',
  summary: ' 요약은 buha가 읽을 수 있는 형식으로 실행 폴더의 summary.json에 남깁니다.\n  이 옵션을 빼고 실행하십시오.',
  control: ' k6의 시작과 끝은 buha가 제어하고 실행 상태도 그 주소로 확인합니다.\n  이 옵션을 빼고 실행하십시오.',
  config:
    ' k6 설정 파일의 부하는 계획에 반영할 수 없습니다.\n  스크립트의 options에 적거나 K6_ 환경 변수 또는 다른 k6 옵션으로 지정하십시오. 예:  -- --vus 10 --duration 30s',
  log: ' k6의 로그는 buha가 읽어 실행 폴더의 console.txt에 남깁니다.\n  이 옵션을 빼고 실행하십시오.',
  environment: ' 대상 주소 같은 값을 환경 변수로 스크립트에 넘깁니다.\n  이 옵션을 빼고 실행하십시오.',
  segment:
    ' 부하의 일부만 실행하면 계획한 부하와 비교할 수 없습니다.\n  부하를 줄이려면 VU 수를 지정하십시오. 예:  -- --vus 10 --duration 30s',
  help: '\n  k6의 옵션은 k6에서 확인하십시오:  k6 run --help',
  profile:
    '\n  부하 프로필은 -- 앞에서 정합니다. 예:  buha run get-balance --profile smoke --scale 0.1 --duration-scale 0.5',
  data: '\n  테스트 데이터는 -- 앞에서 정합니다. 예:  buha run get-balance --users users.csv --products products.csv',
  wired: '\n  부하는 프로필로 정합니다. 예:  --profile smoke --scale 0.1 --duration-scale 0.5',
  word: '\n  -- 뒤에는 k6 run의 옵션만 적습니다. 예:  buha run script.js -- --vus 10 --duration 30s',
};

/** What helps against what is no fault of the path. */
const remedies: Readonly<Record<string, string>> = {
  ENOSPC: '디스크 여유 공간을 확보한 뒤 다시 실행하십시오.',
  EDQUOT: '디스크 여유 공간을 확보한 뒤 다시 실행하십시오.',
  EMFILE: '열 수 있는 파일 수를 늘린 뒤 다시 실행하십시오:  ulimit -n 4096',
  ENFILE: '열 수 있는 파일 수를 늘린 뒤 다시 실행하십시오:  ulimit -n 4096',
};

function refused(place: string | undefined, cause: K6Cause): string {
  const text = k6CauseText(k6Causes, cause);
  const told = cause.scenario === undefined ? text : ofScenario(cause.scenario, text);
  return place === undefined ? told : `${place} ${told}`;
}

const systemFault = (code: string) => systemFaultText(systemFaultWords, code);

/** Why a run that was killed has no samples. */
const unfinishedSamples = {
  unwritten:
    ' k6는 원시 표본을 압축하여 큰 덩어리로만 기록하므로, 부하가 적으면 처음 수십 초의 표본은 메모리에만 있다가 함께 사라집니다.',
  withheld: ' 비밀 값을 받은 실행의 원시 표본은 비밀 값을 가린 뒤에만 폴더에 남습니다.',
};

export const errors: ErrorWords = {
  setting: ({ field, value, allowed }) =>
    `${field} 값 '${value}'은(는) 사용할 수 없습니다.\n  사용할 수 있는 값:  ${allowed}`,
  'cannot-read': ({ file, reason }) => {
    const causes: Readonly<Record<string, string>> = {
      ENOENT: `${file} 파일이 없습니다(${reason}).\n  경로를 확인하십시오. 상대 경로는 명령을 실행한 폴더를 기준으로 합니다.`,
      EISDIR: `${file}은(는) 파일이 아니라 폴더입니다(${reason}).\n  폴더 안의 파일을 지정하십시오.`,
      EACCES: `${file}을(를) 읽을 권한이 없습니다(${reason}).\n  읽기 권한을 확인하십시오. 예:  chmod +r ${file}`,
    };
    return (
      causes[reason] ??
      `${file}을(를) 읽을 수 없습니다(${systemFault(reason)}).\n  ${remedies[reason] ?? '경로와 읽기 권한을 확인하십시오.'}`
    );
  },
  'cannot-write': ({ file, reason }) =>
    `${file === '-' ? '표준 출력(-)' : file}에 쓸 수 없습니다(${systemFault(reason)}).\n  ${remedies[reason] ?? '경로와 쓰기 권한을 확인하거나 다른 폴더를 지정하십시오.'}`,
  'bad-test-data': ({ file, line, fault }) =>
    `${file}:${line} ${testDataFaults[fault]}\n  예:\n    id,token\n    9338,abc`,
  'bad-target-info': ({ file, line, text }) =>
    `${file}:${line} '${text}'을(를) 해석할 수 없습니다.\n  한 줄에 하나씩 '이름: 값'으로 적으십시오. 예:  DB 커넥션 풀: 50`,
  'unknown-scenario': ({ name, known }) =>
    `'${name}' 시나리오가 없습니다.\n  사용할 수 있는 이름:  ${known.join(', ')}, all\n  또는 k6 스크립트 파일(.js, .ts 등, 아카이브 제외)이나 그런 파일이 있는 폴더의 경로, 패턴("loadtest/*.js")을 지정하십시오.`,
  'no-scripts': ({ name, others }) =>
    `${name}에 k6 스크립트가 없습니다. 기본(default) 함수를 내보내거나, 시나리오가 있는 options와 그 함수를 내보내는 파일이어야 합니다.${others.length > 0 ? `\n  있는 파일:  ${others.join(', ')}` : ''}\n  폴더를 지정하면 그 폴더에 바로 있는 파일만 찾습니다. 하위 폴더까지 찾으려면 예:  "${name.replace(/[\\/]*[^\\/]*[*?[{].*$|[\\/]+$/, '') || '.'}/**/*.js"`,
  'no-scenario-file': ({ api, file, isBuilt }) =>
    `설정에 있는 '${api}' API의 스크립트가 없습니다.\n  ${file} 파일을 작성하십시오.${isBuilt ? ' 그런 다음 실행할 명령:  npm run build' : ''}`,
  'not-confirmed': ({ host, vus, ratePerSec }) =>
    `${host}에 최대 VU ${count(vus)}개, ${ratePerSec === undefined ? '초당 요청 수를 미리 알 수 없는' : `초당 최대 ${count(ratePerSec)}건의`} 부하를 보내려면 확인이 필요합니다.\n  부하를 보내도 되는 서버라면 --yes를 붙여 실행하십시오.`,
  'no-target': ({ known }) =>
    `어느 대상에 부하를 보낼지 정해지지 않았습니다.\n  하나를 지정하십시오:  ${known.map((name) => `--target ${name}`).join(', ')}\n  매번 같은 대상이면 설정에 적으십시오:  target: '${known[0] ?? 'staging'}'`,
  'target-unhealthy': ({ address, answer }) =>
    `부하를 보내기 전에 ${address}에서 ${answer} 응답을 받았습니다.\n  시스템이 동작하는지 확인하십시오. 상태를 알려 주는 주소가 아니면 설정에서 그 대상의 health를 바꾸십시오.`,
  'production-not-confirmed': ({ host }) =>
    `${host}은(는) 고객이 사용하는 시스템으로 보이므로 두 번 확인해야 합니다.\n  부하를 보내도 되면 --yes에 --yes-production을 더하십시오. 고객이 사용하지 않는 시스템이면 설정에서 그 대상에 production: false를 적으십시오.`,
  'target-unreachable': unreachable,
  'bad-ca': ({ file, fault }) =>
    fault === 'platform'
      ? `이 운영체제에서는 k6가 시스템의 인증서 저장소만 확인하므로 --ca ${file}을(를) 사용할 수 없습니다.\n  그 인증서를 시스템의 저장소에 신뢰하는 기관으로 추가하거나 --insecure를 사용하십시오.`
      : `${file}${fault === 'none' ? '에 인증서가 없습니다' : '의 인증서를 읽을 수 없습니다'}.\n  PEM 형식(-----BEGIN CERTIFICATE-----)의 기관 인증서를 지정하십시오.`,
  'shop-not-started': ({ reason, port }) =>
    reason === 'EADDRINUSE'
      ? `포트 ${port}이(가) 이미 사용 중이라 내장 모의 서버를 시작하지 못했습니다.\n  --port로 다른 포트를 지정하거나(0이면 빈 포트) 사용 중인 프로그램을 종료하십시오.`
      : `내장 모의 서버를 시작하지 못했습니다(${systemFault(reason)}).\n  BASE_URL로 다른 대상 서버를 지정할 수 있습니다.`,
  'script-refused': ({ script, place, causes }) =>
    [`k6가 ${script}을(를) 받아들이지 않았습니다.`, ...causes.map((cause) => refused(place, cause))].join('\n  '),
  'script-hangs': ({ script, limitMs }) =>
    `k6가 ${duration(limitMs)} 안에 ${script}${object(script)} 읽지 못해 중단했습니다.\n  스크립트의 맨 바깥(함수 밖)에 끝나지 않는 반복이나 매우 큰 파일을 읽는 코드가 있는지 확인하십시오:  k6 inspect ${shellPath(script)}`,
  'script-paused': ({ script }) =>
    `${script}의 옵션에 paused: true가 있어, 누군가 k6 resume을 실행할 때까지 k6가 시작하지 않고 계속 기다립니다.\n  옵션에서 paused를 빼고 다시 실행하십시오.`,
  'no-temporary-folder': ({ folder, reason }) =>
    `임시 파일을 두는 폴더 ${folder}에 쓸 수 없습니다(${systemFault(reason)}).\n  폴더를 만들거나 다른 폴더를 지정하십시오:  TMPDIR=/path/to/folder`,
  'flags-cannot-act': cannotAct,
  'k6-flag': ({ flag, use, script }) =>
    `${use === 'word' ? `'${flag}'${topic(flag)} k6의 옵션이 아닙니다` : script === undefined ? `k6의 ${flag} 옵션은 사용할 수 없습니다` : `k6의 ${flag} 옵션은 ${script} 시나리오에 사용할 수 없습니다`}.${k6Flags[use]}`,
  'k6-flags-refused': ({ cause }) =>
    `k6가 -- 뒤의 옵션을 받아들이지 않았습니다. ${k6CauseText(k6Causes, cause)}\n  사용할 수 있는 옵션을 확인하십시오:  k6 run --help`,
  'bad-env-file': ({ file, line }) =>
    `${file}:${line} 환경 변수로 읽을 수 없습니다.\n  한 줄에 하나씩 이름=값으로 적고, 공백이나 #이 있는 값은 따옴표로 감싸십시오. 예:\n    API_KEY="abc 123"`,
  'bad-description': ({ file, fault }) =>
    `${file} ${{ syntax: '파일이 JSON이나 YAML이 아닙니다.', other: '파일이 OpenAPI(Swagger) 명세나 HAR 기록이 아닙니다.', 'no-operations': '파일에 시나리오로 만들 요청이 없습니다.' }[fault]}\n  OpenAPI 명세(openapi.json, openapi.yaml)나, 시스템을 쓰는 동안 브라우저의 네트워크 패널에서 저장한 HAR 파일을 지정하십시오.`,
  'config-exists': ({ file }) =>
    `${file}이(가) 이미 있어 아무것도 쓰지 않았습니다.\n  API와 대상은 그 파일에 직접 더하십시오. 새로 시작하려면 파일을 옮긴 뒤 buha init을 다시 실행하십시오.`,
  'bad-config': ({ file, line, fault, text }) =>
    `${place(file, line)} ${{ value: `${text} 값을 사용할 수 없습니다.`, 'unknown-field': `${text} 항목은 없습니다.`, evaluation: `설정을 읽을 수 없습니다: ${text}`, 'no-export': '기본 내보내기가 없습니다. export default defineConfig({ … })로 적으십시오.', 'no-object': `설정은 객체여야 하는데 ${text}입니다. export default defineConfig({ … })로 적으십시오.` }[fault]}\n  쓸 수 있는 항목과 값은 BuhaConfig 타입(buha의 defineConfig를 쓰면 편집기에 표시됨)과 docs/ko/own-project.md에 있습니다.`,
  'short-secret': ({ name, shortest }) =>
    `${name}의 값이 ${shortest}자보다 짧아 비밀로 다룰 수 없습니다. 이렇게 짧은 값을 가리면 보고서의 다른 단어까지 가려집니다.\n  ${shortest}자 이상의 값으로 시험하거나, 비밀이 아니면 key, token, pin 등이 없는 이름으로 전달하십시오.`,
  'no-variable': ({ name }) =>
    `--secret ${name}: 그런 환경 변수가 없습니다.\n  이름을 확인하거나 .env 또는 -- -e ${name}=값 으로 지정하십시오.`,
  'cannot-stand-beside': ({ module, reason }) =>
    `${module}에 k6가 스스로 찾지 못하는 import가 있어 실행하는 동안 변환한 사본을 같은 폴더에 두어야 하는데, 그 폴더에 쓸 수 없습니다(${systemFault(reason)}).\n  폴더에 쓰기 권한을 주거나 스크립트를 쓸 수 있는 폴더로 복사한 뒤 실행하십시오.`,
  'missing-package': ({ name, purpose }) =>
    `${{ shop: '내장 모의 서버', imports: 'npm 패키지나 확장자 없는 경로를 가져오는 k6 스크립트', config: 'buha.config.ts', png: 'PNG 그림', pdf: 'PDF' }[purpose]}에 필요한 패키지 ${name}이(가) 없습니다.\n  다음 명령으로 설치할 수 있습니다:  npm install ${name}`,
  'no-browser': ({ path, purpose }) =>
    `${drawn(purpose)} Chrome, Chromium 또는 Edge가 ${path === undefined ? '없습니다' : `${path}에 없습니다`}.\n  Chrome을 설치하거나 실행 파일의 경로를 지정하십시오:  CHROME_PATH=/path/to/chrome\n  ${without(purpose)}`,
  'browser-not-started': ({ path, fault, detail, purpose }) =>
    `${drawn(purpose)} 브라우저를 시작하지 못했습니다: ${path}\n  ${fault === 'system' ? systemFault(detail) : browserFaults[fault](detail)}\n  명령줄에서 이 프로그램이 실행되는지 확인하거나 다른 Chrome을 지정하십시오:  CHROME_PATH=/path/to/chrome\n  ${without(purpose)}`,
  'needs-output': ({ option }) =>
    `${option}에는 파일 이름이 필요합니다.\n  예:  buha report samples.csv.gz ${option} -o ${option.endsWith('pdf') ? 'report.pdf' : 'report.md'}`,
  'nothing-to-report': ({ command }) =>
    [
      `${command === 'gate' ? '판정할' : '보고서를 만들'} 결과를 지정하십시오. 다음을 읽을 수 있습니다.`,
      '  - buha run이 만든 실행 폴더',
      '  - k6 요약 JSON (--summary-export, handleSummary, --new-machine-readable-summary)',
      '  - k6 원시 표본 (--out json=…, --out csv=…), .gz도 가능',
      '  - k6가 터미널에 출력한 요약 텍스트 (마크다운 문서에 붙여 넣은 것도 가능), -는 표준 입력',
      `  예:  buha ${command} results/20261123-140311-get-balance`,
      `       buha ${command} summary.json ${command === 'gate' ? '--slo slo.yaml' : '-o report.md'}`,
    ].join('\n'),
  'no-report': ({ folder }) =>
    `${folder}에 검사할 보고서(report.md)가 없습니다.\n  먼저 보고서를 만드십시오:  buha report ${shellPath(folder)}`,
  'no-runs': ({ folder }) =>
    `${folder}에 실행 결과가 없습니다.\n  먼저 부하 테스트를 실행하거나(npm run test:balance) k6가 만든 파일을 직접 지정하십시오:  buha report ${shellPath(`${folder}/summary.json`)}`,
  'needs-test-data': ({ varied, most }) =>
    `자신의 시스템에서 실험하려면 그 시스템에 있는 ${varied === 'users' ? '사용자' : '상품'} ${count(most)}개 이상의 id가 필요합니다.\n  --${varied} FILE.csv로 지정하십시오. 값마다 앞에서부터 그 수만큼 사용합니다.`,
  'per-script': ({ option, given, scripts }) =>
    `${option} 옵션이 ${given}개인데 스크립트는 ${scripts}개입니다.\n  스크립트마다 하나씩 순서대로 지정하거나, 전체에 하나만 지정하십시오.`,
  'one-output-file': ({ out }) =>
    `--out ${out}은(는) 스크립트, 회차, 러너가 여럿일 때 사용할 수 없습니다. 한 실행이 다른 실행의 파일을 덮어씁니다.\n  하나씩 실행하거나, 실행 폴더마다 남는 samples.csv.gz를 사용하십시오.`,
  'bad-server-metrics': ({ file, line, fault, text }) =>
    `${file}:${line} 서버 지표를 읽을 수 없습니다. ${metricsFaults[fault](text)}\n  time(UTC 오프셋이 있는 ISO 8601, 또는 epoch 초·밀리초), name, value 열이 있는 CSV여야 합니다. 예:\n  time,name,value\n  2026-11-23T14:03:11+09:00,cpu_percent,41.5`,
  'no-metrics': ({ source }) =>
    `${source}에서 받은 서버 지표가 하나도 없습니다.\n  질의의 지표 이름과 레이블을 확인하십시오.`,
  'other-time': ({ source, metrics: [from, to], run }) =>
    run === undefined
      ? `${source}의 서버 지표(${from}~${to})를 사용할 수 없습니다. 결과에 실행 시각이 없습니다.\n  원시 표본이나 실행 폴더를 함께 지정하십시오.`
      : `${source}의 서버 지표(${from}~${to})가 실행 시각(${run[0]}~${run[1]})과 겹치지 않습니다.\n  파일의 시간대(UTC 오프셋)와 기간을 확인하십시오.`,
  'prometheus-refused': ({ address, query, fault, detail }) =>
    `Prometheus(${address})에서 지표를 가져오지 못했습니다${query === undefined ? '' : ` (질의: ${query})`}.\n  ${fault === 'unreachable' ? systemFault(detail) : prometheusFaults[fault](detail)}`,
  'bad-queries': ({ file, line, text }) =>
    `${file}:${line} 질의를 읽을 수 없습니다: ${text}\n  한 줄에 하나씩 '이름: 질의' 형식으로 적으십시오. 예:\n  cpu_ratio: avg(rate(process_cpu_seconds_total[10s]))`,
  'too-few-rounds': () =>
    '비교할 회차를 두 개 이상 지정하십시오.\n  예:  buha compare results/20261123-140311-place-order results/20261124-101500-place-order\n  예:  buha compare --round before-1,before-2,before-3 --round after-1,after-2,after-3',
  'nothing-common': ({ names }) =>
    `두 회차에 공통된 API가 없어 비교할 것이 없습니다: ${names.join(', ')}\n  같은 API의 실행을 회차마다 지정하십시오.`,
  'not-comparable': ({ differences }) =>
    `측정 조건이 달라 비교하지 않았습니다.\n${differences.map((one) => `  - ${one}`).join('\n')}\n  같은 조건으로 다시 측정하거나, 조건이 다르다는 사실을 보고서에 남기고 비교하려면 --force-compare를 지정하십시오.`,
  'no-baselines': ({ path, fault }) =>
    `${path}에 비교 기준이 없습니다${fault === 'absent' ? '(그런 파일이나 폴더가 없습니다)' : ''}.\n  유효한 실행을 비교 기준으로 등록하십시오:  buha baseline accept RUN`,
  'foreign-baselines': ({ path, of, names }) =>
    `${path}에 있는 비교 기준은 판정할 실행의 것이 아닙니다.\n  비교 기준: ${of.join(', ')}\n  판정할 실행: ${names.join(', ')}\n  이 실행의 비교 기준을 등록하십시오:  buha baseline accept RUN`,
  'bad-baseline': ({ file, detail }) =>
    `${file}은(는) buha가 만든 비교 기준이 아닙니다: ${detail}\n  buha baseline accept RUN으로 다시 만드십시오.`,
  'not-accepted': ({ reasons }) =>
    `비교 기준으로 등록하지 않았습니다.\n${reasons.map((reason) => `  - ${reason}`).join('\n')}\n  유효한 실행을 같은 조건에서 다시 측정하십시오.`,
  'baseline-needs-record': ({ run }) =>
    `${run}에는 실행 기록(run.json)이 없어 비교 기준으로 등록할 수 없습니다. 어떤 조건에서 측정했는지 알 수 없습니다.\n  buha run으로 실행한 폴더를 지정하십시오.`,
  'no-history': ({ folder, known, leftOut = 0 }) =>
    leftOut > 0
      ? `${folder}에 이력으로 표시할 수 있는 실행이 없습니다(제외한 실행 ${count(leftOut)}건은 위에 있습니다).\n  부하 테스트를 다시 실행하십시오.`
      : known.length === 0
        ? `${folder}에 실행 기록이 없습니다.\n  먼저 부하 테스트를 실행하거나(npm run test:balance) 실행 결과가 있는 폴더를 지정하십시오:  buha history results`
        : `${folder}에 조건에 맞는 실행이 없습니다.\n  있는 실행(API, 프로필):  ${known.join(' · ')}`,
  'no-summary': ({ folder }) =>
    `${folder}에는 실행 기록(run.json)만 있고 k6 요약(summary.json)이 없습니다. k6가 요약을 남기지 못하고 끝났습니다.\n  같은 폴더의 console.txt에서 원인을 확인하고 다시 실행하십시오.`,
  'unfinished-run': ({ folder, samples }) =>
    `${folder}에는 실행 기록(run.json)과 요약이 없고 읽을 수 있는 원시 표본도 없습니다. 아직 실행 중이거나 buha가 실행 도중에 강제로 종료되었습니다.${samples === undefined ? '' : unfinishedSamples[samples]}\n  부하 테스트를 다시 실행하십시오.`,
  'no-templates': ({ folder }) =>
    `${folder}에 템플릿(*.hbs)이 없습니다.\n  바꾸려는 파일을 templates/ko에서 복사해 고치십시오. 예:  report.hbs`,
  'bad-template': ({ name, fault, line, what }) =>
    `${place(`${name}.hbs`, line)} ${templateFaults[fault](what ?? '')}\n  사용할 수 있는 필드는 templates/README.md에 있습니다.`,
  'not-json': ({ file, line, kind }) =>
    `${file}:${line}에서 JSON을 읽을 수 없습니다. 파일이 중간에 잘렸거나 손으로 고친 곳이 있을 수 있습니다.\n  ${kind === undefined ? '다음 명령으로 다시 만들 수 있습니다:  k6 run --summary-export summary.json script.js' : jsonKinds[kind]}`,
  'empty-file': ({ file }) =>
    `${file}이(가) 비어 있습니다.\n  k6가 끝까지 실행되었는지 확인하고 다시 만드십시오:  k6 run --summary-export summary.json script.js`,
  'not-k6-output': ({ file, looksLike }) =>
    `${file}은(는) k6의 출력이 아닙니다(${FOREIGN_KINDS[looksLike]}).\n  ${looksLike === 'archive' ? '먼저 압축을 푸십시오(gzip은 그대로 읽습니다). ' : ''}요약 JSON, 원시 표본(NDJSON, CSV), 요약 텍스트를 읽을 수 있습니다. 예:  k6 run --summary-export summary.json script.js`,
  'samples-rewritten': ({ file, how }) =>
    `${file}에는 k6의 원시 표본이 ${how === 'list' ? 'JSON 배열로' : '표본마다 여러 줄로'} 들어 있습니다. k6는 한 줄에 하나씩 씁니다.\n  k6가 쓴 파일을 지정하거나 다시 한 줄에 하나씩 두십시오:  jq -c '${how === 'list' ? '..|objects|select(.type=="Metric" or .type=="Point")' : '.'}' ${file} > samples.ndjson`,
  'line-too-long': ({ file, line }) =>
    `${file}:${line} 줄이 너무 길어 k6의 출력일 수 없습니다.\n  k6가 만든 요약(JSON, 텍스트)이나 원시 표본(NDJSON, CSV)인지 확인하십시오. 예:  k6 run --summary-export summary.json script.js`,
  'document-too-large': ({ file, largestBytes }) =>
    `${file}이(가) 너무 큽니다(요약과 문서는 최대 ${bytes(largestBytes)}).\n  k6의 요약 파일이나 원시 표본(NDJSON, CSV)을 지정하십시오.`,
  'gzip-damaged': ({ file }) =>
    `${file}의 압축이 손상되었거나 중간에 잘렸습니다.\n  파일을 다시 복사하거나, 읽을 수 있는 부분만 쓰려면 먼저 압축을 푸십시오:  gzip -dc ${file} > samples`,
  'impossible-figures': ({ file, line, metric, first, second }) =>
    `${place(file, line)} ${metric}${second ? '의 두 값은 함께 나올 수 없습니다' : '에 나올 수 없는 값이 있습니다'}: ${figureText(first)}${second ? `, ${figureText(second)}` : ''}.\n  파일을 손으로 고쳤는지 확인하고 k6의 원래 출력을 지정하십시오.`,
  'options-conflict': ({ option, other, fault }) =>
    fault === 'needs'
      ? `${option} 옵션은 ${other} 옵션과 함께 써야 뜻이 있습니다.\n  ${other} 옵션도 지정하십시오.`
      : `${option} 옵션과 ${other} 옵션은 함께 쓸 수 없습니다.\n  둘 중 하나만 지정하십시오.`,
  'business-figures': ({ given, missing }) =>
    `${given}만으로는 부하를 계산할 수 없습니다. ${missing.join(', ')}도 필요합니다.\n  예:  buha plan --dau 100000 --requests-per-user 12 --peak-share 0.2 --iteration-time 1.2s`,
  'would-overwrite': ({ file }) =>
    `${file}은(는) 읽은 파일이므로 덮어쓰지 않았습니다.\n  다른 파일을 지정하십시오. 예:  -o report.md`,
  'written-twice': ({ output }) =>
    `두 가지 출력을 모두 ${output === '-' ? '표준 출력(-)' : output}에 쓸 수는 없습니다.\n  출력마다 다른 파일을 지정하십시오.`,
  'same-run-twice': ({ run }) =>
    `${run} 실행을 두 번 지정했습니다.\n  같은 실행을 두 번 세면 반복해서 측정한 것처럼 보입니다. 회차마다 서로 다른 실행을 지정하십시오.`,
  'no-k6-text': ({ file }) =>
    `${file}에 k6의 실행 결과 요약이 없습니다.\n  k6가 테스트를 마치고 출력한 요약(checks....: 로 시작하는 부분부터 vus_max 또는 NETWORK까지)을 그대로 붙여 넣으십시오. 들여쓰기나 코드 블록, 주석 표시가 있어도 읽을 수 있습니다.\n  다음 명령으로 파일에 저장할 수 있습니다:  k6 run script.js > summary.txt`,
  'other-tool': ({ file, tool }) =>
    `${file}은(는) ${tool}의 결과이고, buha는 k6의 결과만 읽습니다.\n  같은 부하를 k6 스크립트로 작성해 실행하고 그 결과를 넣으십시오:  k6 run --summary-export summary.json script.js`,
  'no-summary-in-log': ({ file, crossed, iterations, endedAfterMs }) =>
    [
      `${file}은(는) k6 실행 로그${iterations === undefined ? '' : `(반복 ${count(iterations)}회)`}이지만 종료 요약이 없습니다. ${
        endedAfterMs === undefined
          ? '스크립트의 handleSummary()가 요약 대신 다른 것을 출력했거나 --no-summary로 실행했습니다.'
          : `로그가 ${duration(endedAfterMs)} 만에 끊겼습니다.`
      }`,
      ...(crossed ? [`넘은 임계값: ${crossed.join(', ') || 'k6가 이름을 남기지 않았습니다'}`] : []),
      endedAfterMs === undefined
        ? 'handleSummary()가 쓴 JSON을 넣거나, k6가 요약을 쓰게 하십시오:  k6 run --summary-export summary.json script.js'
        : '로그 전체를 넣거나, k6가 요약을 쓰게 하십시오:  k6 run --summary-export summary.json script.js',
    ].join('\n  '),
  'json-too-deep': ({ file, line, deepest }) =>
    `${file}:${line} k6의 JSON보다 훨씬 깊이 중첩되어 있습니다(${count(deepest)}단계까지).\n  k6가 쓴 파일을 지정하십시오. 다음 명령으로 만들 수 있습니다:  k6 run --summary-export summary.json script.js`,
  'json-key-twice': ({ file, line, key }) =>
    `${file}:${line} 한 객체에 '${key}' 키가 두 번 있어 하나를 잃게 됩니다. k6는 키를 한 번만 씁니다. 파일을 고쳤거나 두 파일을 합친 것으로 보입니다.\n  k6가 쓴 파일을 지정하십시오. 다음 명령으로 만들 수 있습니다:  k6 run --summary-export summary.json script.js`,
  'not-k6-summary': ({ file, field, fault }) =>
    `${file}은(는) k6 요약이 아닙니다. '${field}' 항목${fault === 'missing' ? '이 없습니다' : '의 값을 k6 요약으로 해석할 수 없습니다'}.\n  다음 명령으로 만들 수 있습니다:  k6 run --summary-export summary.json script.js`,
  'needs-merge': ({ file, other, tag }) =>
    `${file}${and(file)} ${other}${topic(other)} 여러 러너가 함께 실행한 한 번의 실행(${tag})입니다.\n  따로 판정하면 러너마다 부하의 일부만 보게 됩니다. --merge로 합치십시오. 예:  buha report ${shellPath(file)} ${shellPath(other)} --merge`,
  'other-test-run': ({ file, testRun, other, otherTestRun }) =>
    `서로 다른 실행은 합칠 수 없습니다. ${file}: testrun_name=${testRun}, ${other}: testrun_name=${otherTestRun}\n  한 번의 실행에서 나온 파일만 --merge로 합치십시오.`,
  'same-samples-twice': ({ file, other }) =>
    `${file}${and(file)} ${other}${topic(other)} 표본이 같은, 한 러너의 것입니다.\n  같은 러너를 두 번 합치면 건수가 부풀려집니다. 러너마다 파일 하나씩만 지정하십시오.`,
  'same-runner-twice': ({ file, other, instanceId }) =>
    `${file}${and(file)} ${other}${topic(other)} 같은 러너(instance_id=${instanceId})의 것입니다.\n  같은 러너를 두 번 합치면 건수가 부풀려집니다. 러너마다 파일 하나씩만 지정하십시오.`,
  'same-file-twice': ({ file }) =>
    `${file}${object(file)} 두 번 지정했습니다.\n  같은 러너를 두 번 합치면 건수가 부풀려집니다. 러너마다 파일 하나씩만 지정하십시오.`,
  'merge-mixed': ({ samples, summary }) =>
    `--merge로는 원시 표본(${samples})과 요약(${summary})을 섞어 합칠 수 없습니다.\n  모든 러너의 원시 표본이 있으면 그것만, 없으면 모든 러너의 요약만 지정하십시오.`,
  'merge-folder': ({ folder }) =>
    `--merge는 러너가 쓴 결과를 합칩니다. ${folder}${topic(folder)} 러너의 폴더가 아닙니다.\n  표본 파일이나 run --runner가 만든 폴더를 지정하십시오. 예:  buha report r1.csv.gz r2.csv.gz --merge`,
  'part-of-run': ({ folder, number, of }) =>
    `${folder}${topic(folder)} 한 부하를 ${of}개 러너가 나눈 것 가운데 ${number}번 부분입니다. 이 부분만의 수치는 전체 실행의 수치가 아닙니다.\n  모든 부분을 합치십시오. 예:  buha report ${shellPath(folder)} 다른폴더 … --merge`,
  'other-part': ({ folder, other }) =>
    `${folder}${and(folder)} ${other}${topic(other)} 한 실행의 서로 다른 부분이 아닙니다. 스크립트, 부하, 대상, 러너 수가 다르거나, 같은 부분이거나, 같은 시간에 실행되지 않았습니다.\n  한 실행의 러너마다 폴더 하나씩만 지정하십시오.`,
  'too-many-bad-lines': ({ file, bad, of, firstLine }) =>
    `${file}:${firstLine}부터 읽을 수 없는 줄이 있습니다. 전체 ${count(of)}줄 가운데 ${count(bad)}줄을 읽지 못했습니다(1%까지만 허용).\n  파일이 손상되었거나 k6의 원시 표본이 아닙니다. 다음 명령으로 다시 만들 수 있습니다:  k6 run --out json=samples.ndjson script.js`,
  'no-samples': ({ file }) =>
    `${file}에 측정된 값이 하나도 없습니다. 실행이 시작되기 전에 k6가 끝났을 수 있습니다.\n  k6의 콘솔 출력을 확인한 뒤 다시 실행하십시오. 예:  k6 run --out json=samples.ndjson script.js`,
  'bad-csv-header': ({ file, fault, detail }) =>
    `${file}의 머리글에 ${fault === 'missing' ? `'${detail}' 열이 없습니다` : `'${detail}' 열이 두 번 이상 있습니다`}.\n  k6가 쓴 머리글을 그대로 두십시오. 예:  metric_name,timestamp,metric_value,…\n  다음 명령으로 다시 만들 수 있습니다:  k6 run --out csv=samples.csv script.js`,
  'not-a-report': ({ file, looksLike }) =>
    `${file}은(는) 확인할 수 있는 보고서가 아닙니다(${{ empty: '빈 파일', binary: '이진 파일', json: 'JSON' }[looksLike]}).\n  마크다운 보고서를 먼저, k6 출력을 그 뒤에 지정하십시오. 예:  buha verify REPORT.md summary.json`,
  'bad-slo': ({ file, line, fault, text, known, kind }) =>
    `${file}:${line} ${sloFault(fault, text, known)}\n  ${kind === undefined ? SLO_EXAMPLE : SLO_VALUES[kind]}`,
  'bad-run-record': ({ file, detail }) =>
    `${file}의 실행 기록을 읽을 수 없습니다(${detail}).\n  buha run이 만든 파일인지, 손으로 고친 부분이 없는지 확인하십시오.`,
  'bad-k6-options': ({ detail }) =>
    `k6 옵션의 부하 설정을 해석할 수 없습니다(${detail}).\n  k6 inspect SCRIPT로 옵션을 확인하십시오.`,
  'k6-not-obtained': ({ version, goVersion, tried }) =>
    [
      `k6 ${version}${object(version)} 준비하지 못했습니다. 시도한 방법:`,
      ...tried.map((attempt) => `  - ${k6AttemptText(attempts, attempt)}`),
      '다음 중 한 가지 방법으로 해결할 수 있습니다.',
      `  1. https://github.com/grafana/k6/releases/tag/v${version} 에서 k6를 직접 받아 그 경로를 지정합니다:  K6_BIN=/path/to/k6`,
      `  2. Go ${goVersion} 이상을 설치하고 다시 실행합니다. 모듈 프록시(GOPROXY)에서 소스를 받아 빌드합니다.`,
      '  3. 배포 파일을 같은 이름으로 제공하는 주소를 지정합니다:  K6_MIRROR=https://mirror.example.com/k6',
      ...(tried.some(({ fault }) => fault === 'cache-unwritable')
        ? ['  4. 캐시 폴더에 쓸 수 있게 하거나 다른 폴더를 지정합니다(Linux):  XDG_CACHE_HOME=/path/to/folder']
        : []),
    ].join('\n'),
  'k6-bin-unusable': ({ path, fault, answer }) => {
    const wrong = {
      absent: `K6_BIN으로 지정한 ${path} 파일이 없습니다.`,
      'not-executable': `K6_BIN으로 지정한 ${path}에는 실행 권한이 없거나 파일이 아닙니다.`,
      silent: `K6_BIN으로 지정한 ${path}이(가) version 명령에 제때 응답하지 않습니다.`,
      'not-k6': `K6_BIN으로 지정한 ${path}은(는) k6가 아닙니다(version 명령의 결과: ${answer || '출력 없음'}).`,
    };
    return `${wrong[fault]}\n  k6 실행 파일의 경로를 지정하거나 K6_BIN을 비우면 자동으로 준비합니다. 예:  K6_BIN=/usr/local/bin/k6`;
  },
};
