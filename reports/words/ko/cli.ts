import type { Responses } from '../../model/measurement.ts';
import type { EndedBy, OtherRun } from '../../model/record.ts';
import type { UsageFault } from '../../model/usage.ts';
import { count, dayAndTime } from '../../text/format.ts';
import { shellPath } from '../../text/shell-word.ts';
import { endedByText } from './exit.ts';
import { k6ErrorText } from './k6-error-codes.ts';
import { object, subject, topic } from './particles.ts';

/** Where the load goes: a target of the config by its name, or an address of the environment or of a file. */
export interface GoesTo {
  readonly address: string;
  readonly name: string | undefined;
  readonly by: 'environment' | 'file' | 'config';
  readonly file: string;
}

/** The most frequent of the first answers, which all failed, and by what the user can change what is sent. */
export type FirstAnswers = Pick<Responses, 'status' | 'count' | 'name' | 'errorCode'> & {
  readonly isWired: boolean;
  readonly readsBaseUrl: boolean;
};

/** What a first look should go to where every answer has this status. */
function firstCause({ status, isWired, readsBaseUrl }: FirstAnswers): string {
  if (status === 0) return '대상 서버가 연결을 끊거나 거부하지 않는지 확인하십시오.';
  if (status === 401 || status === 403) {
    const how = isWired ? '--header, --users' : '스크립트가 __ENV로 읽는 값: -- -e TOKEN=…';
    return `토큰이 없거나 잘못되지 않았는지 확인하십시오(${how}).`;
  }
  if (status === 404 || status === 405)
    return readsBaseUrl ? '주소와 경로를 확인하십시오(--base-url).' : '스크립트의 주소와 경로를 확인하십시오.';
  if (status === 429) return '대상 시스템의 요청 수 제한에 걸리지 않았는지 확인하십시오.';
  if (status >= 500) return '대상 서버의 로그를 확인하십시오.';
  return '요청의 내용이 맞는지 확인하십시오. 의도한 응답이라면 스크립트의 setResponseCallback으로 선언합니다.';
}

function usageFault({ kind, what, allowed }: UsageFault): string {
  switch (kind) {
    case 'unknown-option':
      return `${what} 옵션은 없습니다.`;
    case 'unknown-command':
      return `${what} 명령은 없습니다.${allowed ? `\n  사용할 수 있는 명령:  ${allowed}` : ''}`;
    case 'missing-argument':
      return `인자 ${what}${subject(what)} 필요합니다.`;
    case 'option-needs-value':
      return `${what} 옵션에는 값이 필요합니다.`;
    case 'too-many':
      return '인자가 너무 많습니다.';
    case 'choice':
      return `${what} 값을 사용할 수 없습니다.\n  사용할 수 있는 값:  ${allowed ?? ''}`;
    case 'other':
      return what;
  }
}

export const words = {
  help: {
    program: 'k6 부하 테스트를 실행하고 한국어 분석 보고서를 작성합니다.',
    run: '부하 테스트를 실행하고 보고서를 작성합니다.',
    plan: '실행하기 전에 계획한 부하, 실행 가능 여부, 이 장비의 자원을 보여 줍니다.',
    planArgument: 'API 이름, all(기본값), k6 스크립트 파일이나 폴더',
    expectLatency: '예상 응답 시간(200ms, 1.2s). 없으면 서버가 즉시 응답한다고 가정합니다',
    iterationTime: '반복 한 번의 시간(사용자 대기 시간 포함). 직접 만든 스크립트에 필요합니다',
    plannedOptions: '계획한 k6 옵션(k6 inspect의 출력)',
    planOutput: '부하를 그릴 파일(*.svg). 업무 수치로 계산할 때는 k6 옵션을 저장할 파일(*.json)',
    calibrate: '이 장비에서 k6의 요청당 CPU와 VU당 메모리를 15초 안에 재어 계산합니다',
    dau: '하루 사용자 수(DAU). 업무 수치로 부하를 계산합니다',
    requestsPerUser: '사용자 한 명이 하루에 보내는 요청 수',
    peakShare: '하루 요청 중 가장 붐비는 1시간의 비율(0.2 또는 20%)',
    report: 'k6 결과로 보고서를 작성합니다.',
    verify: '작성된 보고서의 수치를 k6 결과와 대조하고 서로 맞는지 검사합니다.',
    compare: '개선 전후의 실행을 회차별로 비교합니다.',
    compareArgument: '비교할 실행 폴더 또는 k6 결과 파일. 하나가 한 회차(1차, 2차, …)입니다.',
    round: '여러 번 측정한 한 회차의 실행 목록(쉼표로 구분, 회차마다 지정)',
    rounds: '몇 번 실행할지(회차)',
    pause: '실행 사이에 쉬는 시간',
    compareRun: '번갈아 실행해 비교할 buha run의 인수(따옴표로 묶어 두 번 이상 지정)',
    label: '회차 이름(회차 순서대로 여러 번 지정)',
    forceCompare: '측정 조건이 달라도 비교하고 보고서에 그 사실을 적습니다',
    experiment: '테스트 데이터의 수를 바꾸어 가며 실행하여 락 가설을 검증합니다.',
    apiArgument: 'API 이름',
    vary: '바꿀 값: users=4,40,400, products=1,4, vus=100,200',
    repeat: '값마다 실행할 횟수',
    lockTime: '가설의 락 점유 시간(예: 12.6ms). 없으면 이 가설을 제시한 최근 실행에서 찾습니다',
    history: '지난 실행의 결과를 표와 웹 페이지로 정리합니다.',
    onlyApi: '이 API의 실행만 표시합니다',
    onlyProfile: '이 프로필의 실행만 표시합니다',
    verifyArgument: '검사할 보고서(markdown). 폴더를 지정하면 그 실행들의 보고서를 각 실행 결과와 대조합니다.',
    strict: '확인이 필요한 항목만 있어도 종료 코드 1로 끝냅니다.',
    gate: '측정이 유효한지, 서비스 수준을 만족하는지 판정합니다(CI용).',
    slo: '서비스 수준을 적은 파일(YAML). 적힌 값만 기본 목표를 대신합니다. 기본: 스크립트 옆이나 현재 폴더의 slo.yaml',
    gateOutput: '결과를 쓸 파일. -는 표준 출력입니다(기본값).',
    gateJson: 'JSON 결과를 함께 쓸 파일',
    gateJunit: 'JUnit XML 결과를 함께 쓸 파일',
    baseline: '이전과 비교할 기준 파일 또는 폴더(buha baseline accept로 만든 것)',
    maxRegression: '이만큼까지의 저하는 허용합니다(기본값: 10%)',
    baselineCommand: '이후의 실행과 비교할 기준을 관리합니다.',
    baselineAccept: '유효한 실행을 비교 기준으로 등록합니다.',
    baselineAppend: '유효한 실행을 비교 기준에 더합니다(최근 20회를 남김).',
    baselineAppended: '더할 실행 폴더: 목표를 달성했는지와 관계없이 유효한 실행을 모두 더합니다',
    baselineRuns: '실행 폴더. 같은 API의 실행을 여럿 지정하면 반복 측정으로 봅니다.',
    baselines: '비교 기준을 저장할 폴더(git에 함께 보관)',
    gateStrict: '판단 보류, 비교 기준 없음, 조건부 통과이면 종료 코드 20으로 끝냅니다.',
    gateNewest: '가장 최근 실행을 판정합니다.',
    /** What the exit codes of `gate` mean. */
    gateExits:
      '종료 코드:\n  0   통과(조건부 통과, 판단 보류, 비교 기준 없음 포함)\n  2   잘못된 인자 또는 입력\n  10  목표 미달\n  11  성능 저하\n  20  조건부 통과, 판단 보류, 비교 기준 없음(--strict)\n  30  측정 무효',
    runTitle: '보고서와 이력에 쓸 제목: 스크립트마다 순서대로 하나씩, 또는 문서에 하나(여러 번 사용)',
    runPurpose: '이 부하와 목표를 정한 이유(보고서): 스크립트마다 순서대로 하나씩, 또는 전체에 하나(여러 번 사용)',
    runGate: '판정 결과를 모두 보이고 gate.json, gate.xml로 남김',
    runNoGate: '판정과 관계없이 실행이 끝나면 0으로 끝냅니다(보고서를 읽기 위한 실행).',
    runBaseline: '이전과 비교할 기준(파일, 폴더). --gate를 포함',
    runSlo: '목표 파일(YAML). --gate를 포함(기본: slo.yaml)',
    shop: '내장 모의 서버만 실행합니다.',
    init: '자신의 시스템을 시험할 프로젝트를 만듭니다: 설정, 시나리오, 서비스 수준, CI.',
    initFrom: '요청마다 시나리오를 만들 OpenAPI 명세(JSON, YAML) 또는 HAR 기록',
    initBaseUrl: '시험할 시스템의 주소. 없으면 명세의 주소나 내장 모의 서버를 씁니다.',
    initOperations: '시나리오로 만들 요청: 번호(1,3-5) 또는 이름(쉼표로 구분). 없으면 모두',
    initYes: '질문하지 않고 찾은 값으로 만듭니다.',
    initNoInstall: '필요한 패키지를 설치하지 않고 명령만 보입니다.',
    doctor: '이 장비에서 부하 테스트를 실행할 수 있는지 점검합니다.',
    scenarioArgument: 'API 이름, all, k6 스크립트 파일이나 폴더',
    filesArgument: '실행 폴더 또는 k6 결과 파일(요약 JSON, 원시 표본, 요약 텍스트). -는 표준 입력입니다.',
    lang: '언어: ko, en(없으면 환경 변수 BUHA_LANG, 화면은 로캘)',
    profile: '부하 프로필',
    scale: 'VU와 초당 반복 수에 곱할 배율',
    durationScale: '각 단계의 시간에 곱할 배율',
    baseUrl: '대상 서버 주소(환경 변수 BASE_URL과 같음)',
    target: '설정에 있는 대상의 이름(내장 모의 서버는 shop)',
    header: "모든 요청에 넣을 헤더 'Name: value'(여러 번)",
    secretHeader:
      '이름으로는 알 수 없지만 값이 비밀인 헤더(여러 번 지정 가능). 이름에 key, token, auth 등이 있으면 지정하지 않아도 비밀로 다룹니다',
    secretVariable: '값이 비밀인 환경 변수(여러 번 지정 가능)',
    users: '사용자 데이터 CSV(id 열, 선택적으로 token 열)',
    products: '상품 테스트 데이터 CSV(id 열)',
    targetInfo: '대상 시스템 정보를 적은 파일(이름: 값)',
    notes: '보고서에 넣을 작성자 의견 파일(markdown)',
    results: '결과를 저장할 폴더',
    runsFolder: '실행 결과가 있는 폴더',
    giveUp: '이 시간 동안 응답이 하나도 없으면 실행을 끝냅니다(기본값: 첫 성공까지 30s. off: 끝내지 않음)',
    runners: '이 장비에서 k6 프로세스 여러 개가 부하를 나누어 보냅니다',
    runner: '부하의 한 부분만 보냅니다(예: 2/3). 나중에 report … --merge로 합칩니다',
    startAt: '그 부분을 시작할 시각. 시간대가 있는 ISO 8601(2026-12-01T10:00:00+09:00)',
    insecure: '대상 서버의 인증서를 확인하지 않습니다(k6의 insecureSkipTLSVerify).',
    ca: '시스템의 인증서와 함께 신뢰할 기관의 인증서 파일(PEM)',
    shopLock: '내장 모의 서버의 쓰기 락: distributed, none',
    shopPort: '내장 모의 서버의 포트(0이면 빈 포트)',
    envFile: '환경 변수를 읽을 파일(한 줄에 이름=값, 없으면 현재 폴더의 .env)',
    /** Options that change seldom from run to run. */
    allOptions: '다른 옵션은 buha run --help all에 있습니다.',
    k6Arguments:
      '-- 뒤에는 k6 run의 옵션을 적습니다(--vus, --duration, -e, --tag 등). 예:\n  buha run script.js -- --vus 10 --duration 30s -e KEY=value',
    serverMetrics: '대상 시스템의 지표: CSV 파일(time,name,value) 또는 Prometheus 주소',
    serverQueries: 'Prometheus에 보낼 질의 파일(한 줄에 이름: 질의)',
    serverPreset: (names: readonly string[]) => `Prometheus에 보낼 준비된 질의, 쉼표로 여럿: ${names.join(', ')}`,
    serverLabels: '준비된 질의에서 볼 대상의 레이블, 예: app="shop",namespace="prod"',
    k6Out: 'k6의 --out에 그대로 전달할 출력(여러 번 지정 가능). 인증 정보는 k6의 환경 변수로 지정합니다',
    prometheusRw: 'k6의 지표를 보낼 Prometheus 주소(remote write)',
    yes: '다른 서버에 부하를 보내기 전의 확인을 생략합니다.',
    yesProduction: '운영 시스템으로 보이는 서버의 두 번째 확인도 생략합니다(--yes와 함께 사용).',
    output: '보고서 파일. -는 표준 출력입니다.',
    api: '결과가 어느 API의 것인지 지정합니다(자동으로 찾지 못할 때)',
    ranProfile: '결과를 만든 buha 프로필. 계획한 부하와 달성률을 계산합니다',
    optionsFile: '결과를 만든 k6 옵션(k6 inspect의 출력). 계획한 부하와 달성률을 계산합니다',
    title: '보고서 제목',
    format: '출력 형식',
    png: '그래프를 SVG 대신 PNG로 그립니다(설치된 Chrome 필요)',
    merge: '지정한 파일을 여러 러너가 함께 실행한 한 번의 실행으로 합칩니다(러너마다 파일 하나).',
    exactLimit: '하나씩 보관할 원시 표본의 최대 개수. 이보다 많으면 백분위를 추정합니다(오차 0.5% 이내)',
    brief: '부록 없이 본문만(md, html, pdf)',
    template: '직접 만든 템플릿 폴더(*.hbs)',
    newest: '가장 최근 실행의 보고서를 작성합니다.',
    version: '버전을 출력합니다.',
    help: '도움말을 출력합니다.',
    helpCommand: '명령의 도움말을 출력합니다.',
    helpArgument: '도움말을 볼 명령',
    errorPrefix: '오류:',
    /** Headings of commander's help. */
    usage: '사용법:',
    arguments: '인자:',
    options: '옵션:',
    commands: '명령:',
    byDefault: '기본값',
    examples: '예:',
    usageFault,
    /** A known name that is nearly what was typed. */
    didYouMean: (name: string) => `혹시 ${name}${object(name)} 입력하려고 하셨습니까?`,
  },
  /** A config that cannot be used, where the command needs none. */
  configPassedOver: (fault: string) => `경고: 설정 없이 계속합니다. ${fault}`,
  shopListening: (baseUrl: string, lock: string) =>
    `내장 모의 서버(실제 시스템 아님)를 ${baseUrl}에서 실행 중입니다(쓰기 락: ${lock === 'none' ? '없음' : '분산 락 모의'}). Ctrl-C로 종료합니다.`,
  usingShop: (baseUrl: string, isNamed: boolean) =>
    `${isNamed ? '' : 'BASE_URL이 없어 '}내장 모의 서버(실제 시스템 아님)를 사용합니다: ${baseUrl}`,
  /** Where the load goes, and who says so where the command line does not. */
  goesTo: ({ address, name, by, file }: GoesTo) =>
    `대상 서버: ${address} (${{ environment: '환경 변수 BASE_URL', file: `${file}의 BASE_URL`, config: `설정의 대상 ${name ?? ''}` }[by]})`,
  baseUrlPassedOver: (file: string) =>
    `${file}의 BASE_URL은 설정의 target이 있어 쓰지 않습니다. 그 주소로 보내려면 --env-file ${file}을 붙이십시오.`,
  targetPassedOver: (scripts: readonly string[], target: string) =>
    `경고: ${scripts.join(', ')}${topic(scripts.at(-1) ?? '')} BASE_URL을 읽지 않으므로 대상 ${target}${object(target)} 쓰지 않고 스크립트에 정해진 주소로 요청을 보냅니다.`,
  noScripts: (files: readonly string[]) =>
    `그 자체로는 k6 스크립트가 아닌 파일을 건너뛰었습니다: ${files.slice(0, 5).join(', ')}${files.length > 5 ? ` 외 ${files.length - 5}개` : ''}`,
  running: (title: string, number: number, of: number) =>
    `${of === 1 ? '' : `[${number}/${of}] `}${title.replace(/\s*부하 테스트$/, '')} 부하 테스트를 시작합니다.`.replace(
      /^ /,
      '',
    ),
  /** One part of a load was sent here. */
  partRan: (number: number, of: number, folder: string) =>
    `부하를 ${of}개로 나눈 것 가운데 ${number}번 부분을 보냈습니다. 모든 부분을 보낸 뒤 합치십시오.\n  npx buha report ${shellPath(folder)} 다른폴더 … --merge`,
  startsAt: (time: string) => `준비가 끝났습니다. ${time}에 부하를 시작합니다.`,
  /** Another run of buha on this machine. */
  otherRun: ({ pid, script, startedAt }: OtherRun) =>
    `경고: 이 장비에서 다른 buha 실행이 진행 중입니다(pid ${pid}, ${script}, ${dayAndTime(startedAt)} 시작). 두 실행의 수치가 서로 영향을 받습니다.`,
  /** `ratePerSec` in requests; undefined where it cannot be known. */
  /** The second question, before load goes to a host that may serve customers; its name is the answer. */
  confirmProduction: (host: string) =>
    `${host}은(는) 고객이 사용하는 시스템으로 보입니다. 그래도 부하를 보내려면 서버 이름을 입력하십시오: `,
  confirm: ({ host, vus, ratePerSec }: { host: string; vus: number; ratePerSec: number | undefined }) =>
    ratePerSec === undefined
      ? `${host}에 최대 VU ${count(vus)}개의 부하를 보냅니다(초당 요청 수는 스크립트에 따라 달라 미리 알 수 없습니다). 계속하시겠습니까? [y/N] `
      : `${host}에 최대 VU ${count(vus)}개, 초당 최대 ${count(ratePerSec)}건의 부하를 보냅니다. 계속하시겠습니까? [y/N] `,
  /** Answers that mean yes. */
  yes: /^(y|yes|예|네)$/i,
  declined: '실행하지 않았습니다.',
  /** Other machines whose addresses stand in a script of the user's own. */
  ownHosts: (hosts: readonly string[]) =>
    `경고: 스크립트에 적힌 주소(${hosts.join(', ')})로 요청이 전송될 수 있습니다. 보고서의 대상 서버는 실제로 보낸 요청의 주소로 표시됩니다.`,
  /** Requests go through a proxy, so nothing can be told of a direct connection. */
  throughProxy: (variable: string, host: string) =>
    `${variable} 때문에 요청이 프록시를 거치므로 ${host}에 연결되는지는 미리 확인하지 않습니다.`,
  /** A proxy of another kind (SOCKS), through which only k6 goes. */
  healthUnchecked: (variable: string, address: string) =>
    `${variable}의 프록시는 HTTP 프록시가 아니므로 부하 전에 ${address}의 상태를 확인하지 않습니다.`,
  /** A script's option `hosts` leads a name to an address of its own. */
  mappedHost: (host: string) =>
    `스크립트의 hosts 옵션이 ${host}의 접속 주소를 바꾸므로 연결되는지는 미리 확인하지 않습니다.`,
  /** One of several addresses that a script calls. */
  calledUnreachable: (address: string, code: string) =>
    `경고: 스크립트가 요청을 보내는 ${address}에 연결할 수 없습니다(${code}). 실행은 계속하지만 이 주소로 보내는 요청은 실패합니다.`,
  trustedTogether: (file: string, system: string | undefined) =>
    system === undefined
      ? `${file}의 인증서를 신뢰합니다(시스템의 인증서 묶음은 찾지 못했습니다).`
      : `${file}의 인증서를 시스템의 인증서(${system})와 함께 신뢰합니다.`,
  insecure: '경고: 서버 인증서를 확인하지 않습니다(--insecure).',
  ignoredEnvironment: (names: readonly string[]) =>
    `경고: 환경 변수 ${names.join(', ')}${topic(names.at(-1) ?? '')} buha가 정하는 설정이므로 k6에 전달하지 않습니다.`,
  /** Variables of a file: those that joined the environment, and those that were there already. */
  environmentRead: (file: string, added: readonly string[], known: readonly string[]) => {
    const own = known.length === 0 ? '' : `이미 설정됨: ${known.join(', ')}`;
    if (added.length === 0) return `${file}에서 새로 읽은 환경 변수가 없습니다(${own}).`;
    return `${file}에서 읽은 환경 변수: ${added.join(', ')}${own === '' ? '' : ` (${own})`}`;
  },
  /** Said of a file of service levels that nobody named. */
  foundSlo: (file: string) => `서비스 수준: ${file}`,
  /** Said of a script while k6 takes long to read it. */
  inspecting: 'k6가 스크립트를 읽는 중입니다.',
  /** Said once of inputs that take long to read, where no bar can be shown. */
  readingLong: (file: string) => `결과를 읽는 중입니다: ${file}`,
  /**
   * `planned`: how long it will take, where the plan says so; `isDraining`: that is over, and the last iterations finish;
   * `iterations`: how many of how many, where the plan says that.
   */
  status: ({
    elapsed,
    planned,
    isDraining,
    iterations,
    vus,
    tps,
    dropped,
  }: {
    elapsed: string;
    planned: string | undefined;
    isDraining: boolean;
    iterations: string | undefined;
    vus: string;
    tps: string;
    dropped: string | undefined;
  }) =>
    [
      planned === undefined ? elapsed : isDraining ? `${elapsed} 종료 대기` : `${elapsed}/${planned}`,
      ...(iterations === undefined ? [] : [`반복 ${iterations}`]),
      ...[`VU ${vus}`, `TPS ${tps}`],
      ...(dropped === undefined ? [] : [`시작하지 못한 반복 ${dropped}`]),
    ].join(' · '),
  /** What k6 says that is not known, with its level. */
  k6Message: (level: string, message: string) =>
    `k6 ${level === 'error' || level === 'fatal' ? '오류' : level === 'warning' ? '경고' : level}: ${message}`,
  repeated: (message: string, times: number) => `(같은 메시지 총 ${count(times)}회) ${message}`,
  /** Messages of k6 that are neither shown nor told apart. */
  leftOut: (times: number) => `(그 밖의 서로 다른 메시지 ${count(times)}회는 생략했습니다)`,
  /** Lines that k6 printed beside its messages, as in a crash; where they stand, if they could be written. */
  untoldLines: (lines: number, file: string | undefined) =>
    `(k6가 출력한 ${count(lines)}줄은 생략했습니다${file === undefined ? '' : `. ${file}에서 볼 수 있습니다`})`,
  /** Said while the result of one of several runs is read. */
  readingResult: '결과를 읽는 중입니다.',
  writingReport: '보고서를 작성하는 중입니다.',
  /** buha ends k6, and how that is prevented. */
  endsRun: (endedBy: EndedBy) =>
    `${endedByText(endedBy)} k6가 지금까지의 결과를 정리하는 중입니다.${endedBy.cause === 'shop-lost' ? '' : ' 이런 응답에도 계속 실행하려면 --give-up off를 붙이십시오.'}`,
  firstAnswers: (first: FirstAnswers) => {
    const { status, count: times, name, errorCode } = first;
    return `${status === 0 ? `응답 없음${errorCode === undefined ? '' : `(${k6ErrorText(errorCode)})`}` : status} × ${count(times)}${name === undefined ? '' : ` (${name})`}: ${firstCause(first)}`;
  },
  interrupting: '중단합니다. k6가 지금까지의 결과를 정리하는 중입니다. 한 번 더 누르면 바로 종료합니다.',
  killed: '바로 종료했습니다. 요약이 없으므로 보고서는 작성하지 못했습니다.',
  noSummary: (console: string) =>
    `k6가 요약을 남기지 않아 보고서를 작성하지 못했습니다. k6의 출력은 ${console}에 있습니다.`,
  toldBySamples: (console: string) =>
    `k6가 요약을 남기지 않아 원시 표본만으로 판정하고 보고서를 작성합니다. k6의 출력은 ${console}에 있습니다.`,
  ended: (meaning: string) => `k6가 실행을 끝내지 못했습니다: ${meaning}`,
  exceptions: (times: number, first: string) =>
    `경고: 스크립트 예외가 ${count(times)}회 발생했습니다. 첫 예외: ${first}`,
  /** How far an input was read; only what is read and how fast for a pipe. */
  reading: ({
    file,
    bar,
    share,
    read,
    total,
    perSec,
    left,
  }: {
    file: string;
    read: string;
    perSec: string;
    bar?: string;
    share?: string;
    total?: string;
    left?: string;
  }) =>
    total === undefined
      ? `읽는 중 ${read} · 초당 ${perSec} · ${file}`
      : `읽는 중 ${bar} ${share} · 초당 ${perSec} · 남은 시간 ${left} · ${file} (${total})`,
  shortTokens: (tokens: number, shortest: number) =>
    `경고: --users의 토큰 중 ${count(tokens)}개가 ${shortest}자보다 짧아, 보고서와 로그에 나오더라도 가리지 않습니다.`,
  warning: (text: string) => `경고: ${text}`,
  /** A file in a folder of k6 outputs is none, or spoilt; `fault` says why. */
  skipped: (fault: string) => `제외: ${fault}`,
  /** Raw samples of a run folder cannot be read; `fault` says why. */
  samplesUnreadable: (fault: string) => `경고: ${fault}\n  원시 표본 없이 요약만 사용합니다.`,
  /** Server metrics cannot be had; `fault` says why. */
  metricsUnavailable: (fault: string) => `경고: ${fault}\n  서버 지표 없이 보고서를 작성합니다.`,
  /** A run passed, and its verdict could not be written. */
  verdictNotKept: (exitCode: number) => `판정 결과를 저장하지 못하여 통과로 처리하지 않습니다(종료 코드 ${exitCode}).`,
  samplesKept: (path: string, folder: string) =>
    `끝까지 기록되지 않은 원시 표본을 남겨 두었습니다: ${path}\n  다음 명령으로 그때까지의 보고서를 만들 수 있습니다:  buha report ${shellPath(folder)}`,
  samplesGone: (path: string) =>
    `경고: 원시 표본이 없습니다(${path}). 실행 중에 파일이 삭제되었거나 저장할 공간이 없었습니다. 보고서는 k6 요약만으로 작성합니다.`,
  bug: (detail: string) => `buha 내부 오류입니다. 아래 내용을 함께 알려 주십시오.\n  ${detail}`,
};
