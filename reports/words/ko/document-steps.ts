import type { TestDataKey } from '../../../options/apis.ts';
import type { Pattern } from '../../model/finding.ts';
import type { MachineWarning } from '../../model/forecast.ts';
import { about, aboutShare, bytes, count, level, limitShare, needed, nth, shortRate } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import { by } from './particles.ts';
import { allTime, time } from './times.ts';

const NOUNS: Readonly<Record<TestDataKey, string>> = { users: '사용자', products: '상품' };

/** For which runs, where there are several. */
const of = (titles: string | undefined) => (titles === undefined ? '' : `(${titles})`);

/** How many requests runs served at a time. */
export interface Lanes {
  readonly from: number;
  readonly to: number;
}

/** `4.1`, `2.0~2.6`. */
export const between = ({ from, to }: Lanes) =>
  about(from) === about(to) ? about(from) : `${about(from)}~${about(to)}`;

/** Checks by their names in code spans, and how many are not named. */
export interface Checks {
  readonly checks: readonly string[];
  readonly more: number;
}

const names = (checks: readonly string[], more: number) =>
  `${checks.join(', ')}${more > 0 ? ` 외 ${count(more)}개` : ''}`;

/** `statuses`: where every failure says that its request is wrong; `when`: from when to when requests failed, where known. */
export interface FailedRequests {
  readonly statuses: readonly number[] | undefined;
  readonly when: { readonly from: string; readonly to: string } | undefined;
  /** What is sent beyond that rate is refused with that status. */
  readonly limit: { readonly status: number; readonly perSec: number } | undefined;
}

/** Where the cause of failed requests is looked for. */
const causeOf = ({ statuses, when, limit }: FailedRequests) =>
  limit
    ? `초당 약 ${shortRate(limit.perSec)}건을 넘는 요청을 상태 코드 ${limit.status}${by(String(limit.status))} 거절하는 곳을 ${when === undefined ? '' : `${when.from}~${when.to}의 `}게이트웨이와 서버 로그, 설정에서 찾아 그 한도를`
    : causeInLog({ statuses, when });

const causeInLog = ({ statuses, when }: Omit<FailedRequests, 'limit'>) =>
  statuses === undefined
    ? `실패한 요청의 원인을 ${when === undefined ? '실행한 시각' : `${when.from}~${when.to}`}의 서버 로그에서 찾아`
    : `실패한 요청(상태 코드 ${statuses.join(', ')})의 주소, 데이터, 인증 정보를 확인하고 스크립트와 서버 중 잘못된 쪽을`;

export interface SlowRequest {
  readonly name: string;
  readonly medMs: number;
  readonly timeRatio: number;
  readonly isOfSuccesses: boolean;
}

const slowest = ({ name, medMs, timeRatio, isOfSuccesses }: SlowRequest) =>
  `가장 느린 요청 ${name}(중앙값 ${time(medMs)}, ${allTime(isOfSuccesses)}의 ${aboutShare(timeRatio)})`;

export interface Peak {
  readonly scenario: string;
  readonly vus: number;
  readonly warnings: readonly MachineWarning[];
  /** The server ran on the load generator's machine. */
  readonly isShared: boolean;
}

/** Levels to hold for longer. `byHand`: a script brings its own levels. */
export interface HeldLonger {
  readonly vus: readonly number[];
  readonly knee: { readonly from: number; readonly to: number } | undefined;
  readonly isGoalOpen: boolean;
  readonly byHand: boolean;
}

/** What several runs carried per second; `isMean`: of some of them over the whole run. `gain`: 0–1. */
export interface Shown {
  readonly shown: readonly { readonly title: string | undefined; readonly perSec: number }[];
  readonly more: number;
  readonly isMean: boolean;
  readonly gain: number;
}

/** `when`: the moments at which the server stood still, where known. */
export interface Looked {
  readonly finding: Pattern;
  readonly when: string | undefined;
}

/** What to look for on the server. */
function lookFor({ finding, when }: Looked): string {
  switch (finding.id) {
    case 'standstill':
      return `${when === undefined ? '이때' : `${when}에`} 서버 전체를 멈춘 원인(GC 로그, 디스크·로그 쓰기, 체크포인트, 모든 요청이 잡는 락)을 찾아`;
    case 'pauses':
      return `서버에서 ${finding.figures.everySec.toFixed(1)}초마다 일어나는 일(GC, 체크포인트, 배치 작업, CPU 할당량)을 찾아`;
    case 'drift':
      return `같은 부하에서 중앙값이 ${time(finding.figures.firstMs)}에서 ${time(finding.figures.lastMs)}까지 길어진 원인(시간이 지나며 늘어나는 테이블 행·캐시·힙·열린 연결·로그)을 찾아`;
    case 'warm-up':
      return '처음 몇 초가 느린 원인(빈 캐시, 연결, 처음 쓸 때 컴파일되는 코드)을 찾아 사용자가 오기 전에 예열하도록';
  }
}

const PATTERN_GONE: Readonly<Record<Looked['finding']['id'], string>> = {
  standstill: '응답이 하나도 없는 때가 없을 것',
  pauses: '응답이 더는 멈추지 않을 것',
  drift: '같은 부하에서 중앙값이 더 길어지지 않을 것',
  'warm-up': '처음 몇 초가 그 뒤만큼 빠를 것',
};

/** What the load generator may lack, behind what it needs. */
const lacking = ({ warnings, isShared }: Pick<Peak, 'warnings' | 'isShared'>) =>
  warnings
    .flatMap((warning) => {
      if (warning.id === 'cores')
        return [
          `${isShared ? '서버와 다른 장비에 ' : ''}CPU 약 ${needed(warning.needed)}코어 필요${isShared ? '' : `, 부하 발생 장비는 ${count(warning.available)}코어`}`,
        ];
      return warning.id === 'memory'
        ? [`부하 발생 장비 메모리 ${bytes(warning.availableBytes)} 중 약 ${bytes(warning.neededBytes)} 필요`]
        : [];
    })
    .map((text) => `, ${text}`)
    .join('');

/** A note in parentheses, within those that end the text. */
const noted = (text: string, note: string) =>
  text.endsWith(')') ? `${text.slice(0, -1)}, ${note})` : `${text}(${note})`;

/** What to do next, and the criterion that decides. Commands stand behind the first, joined by the view. */
export const steps = {
  /** `task` with a command that leaves open where the load goes. */
  ofTarget: (task: string) => noted(task, '`BASE_URL`에 시험한 대상의 주소를 넣음'),
  /** The same with one that leaves open which script it is; `isMerged`: several load generators ran it. */
  ofScript: (task: string, isMerged: boolean) =>
    noted(
      task,
      `\`script.js\`는 시험한 스크립트의 경로${isMerged ? ', 부하를 나누어 보낸 장비마다 실행해 결과를 `--merge`로 합침' : ''}`,
    ),
  /** All that decides, in one line. */
  criteria: (all: readonly string[]) => all.join(', '),
  withCommand: (what: string, commands: readonly string[]) =>
    commands.length === 0 ? what : `${what}: ${commands.join(', ')}`,
  /** Several things to be mended before one run, each by itself; `titles` of the runs. */
  mends: (parts: readonly string[], titles: string | undefined) =>
    `${parts.map((part, at) => `${nth(at)} ${part}`).join(' ')} → 모두 끝낸 뒤 다시 실행${of(titles)}`,
  failures: {
    part: (failed: FailedRequests) => `${causeOf(failed)} 수정`,
    what: ({ titles, ...failed }: FailedRequests & { titles: string | undefined }) =>
      `${causeOf(failed)} 고친 뒤 다시 실행${of(titles)}`,
    /** Where no goal says how many may fail. */
    criterion: '실패한 요청이 없을 것',
  },
  checks: {
    part: ({ checks, more }: Checks) =>
      `실패한 체크 ${names(checks, more)}의 원인 확인(실패한 응답 몇 건의 상태 코드와 본문을 기록), 체크와 응답 중 잘못된 쪽 수정`,
    what: ({ checks, more, titles }: Checks & { titles: string | undefined }) =>
      `실패한 체크 ${names(checks, more)}의 원인 확인${of(titles)}(실패한 응답 몇 건의 상태 코드와 본문을 기록), 체크와 응답 중 잘못된 쪽을 고친 뒤 다시 실행`,
    /** `allowed`: share of its answers that may fail a check, 0–1. */
    criterion: (allowed: number) =>
      allowed > 0 ? `체크마다 실패 ${limitShare(allowed)} 이하` : '실패한 체크가 없을 것',
  },
  slowRequest: {
    part: (slow: SlowRequest) => `${slowest(slow)}의 처리 과정을 추적해 가장 오래 걸리는 부분 수정`,
    what: ({ titles, ...slow }: SlowRequest & { titles: string | undefined }) =>
      `${slowest(slow)}의 처리 과정을 추적해 가장 오래 걸리는 부분을 고친 뒤 다시 실행${of(titles)}`,
  },
  pattern: {
    part: (looked: Looked) => `${lookFor(looked)} 수정`,
    what: ({ titles, ...looked }: Looked & { titles: string | undefined }) =>
      `${lookFor(looked)} 고친 뒤 다시 실행${of(titles)}`,
    /** Where no goal was missed. */
    criterion: (id: Looked['finding']['id']) => PATTERN_GONE[id],
  },
  again: {
    part: '측정이 유효하지 않은 이유 제거',
    what: (titles: string | undefined) => `측정이 유효하지 않은 이유를 없앤 뒤 다시 실행${of(titles)}`,
    criterion: '판정이 측정 무효나 판단 보류가 아닐 것',
  },
  /** The run was stopped by its user. */
  interrupted: {
    part: '실행을 중단한 이유 해결',
    what: (titles: string | undefined) => `중단하지 않고 끝까지 다시 실행${of(titles)}`,
  },
  /** `isByHand`: the script says how long it runs. */
  longer: {
    part: (times: number, isByHand: boolean) =>
      `표본이 충분하도록 ${isByHand ? '스크립트의 실행 시간이나 반복 수를' : '실행 시간을'} 약 ${needed(times)}배로 늘림`,
    what: (titles: string | undefined, times: number, isByHand: boolean) =>
      `판정에 필요한 표본이 모이도록 ${isByHand ? '스크립트의 실행 시간이나 반복 수를 늘려 ' : ''}약 ${needed(times)}배 오래 실행${of(titles)}`,
    criterion: '판정이 판단 보류가 아닐 것',
  },
  keys: {
    what: ({
      titles,
      lanes,
      basis,
      moreKeys,
      keyKind,
      file,
    }: {
      titles: string | undefined;
      lanes: Lanes;
      basis: 'median' | 'least' | 'keys';
      moreKeys: number;
      keyKind: TestDataKey;
      file: string | undefined;
    }) =>
      `처리량을 제한하는 원인 확인(${titles === undefined ? '' : `${titles}, `}한 번에 처리된 요청 약 ${between(lanes)}건${basis === 'least' ? ' 이상' : ''}${file === undefined ? '' : `, ${code(file)}의 첫 줄에는 \`id\`, 그 아래에는 시험 환경에 있는 ${NOUNS[keyKind]} id를 ${count(moreKeys)}개 적음, 예: ${code(`(echo id; seq ${moreKeys}) > ${file}`)}`})`,
    criterion: ({ keyKind, gain }: { keyKind: TestDataKey; gain: number }) =>
      `명령이 두 조건을 번갈아 3회 이상씩 실행합니다. 처리량이 ${limitShare(gain)} 이상 늘어난 것이 확인되면 ${NOUNS[keyKind]}별 직렬 처리를 지지, 포화 상태에서 ${limitShare(gain)} 미만으로 확인되면 기각(풀·SQL 조사), 어느 쪽도 확인되지 않으면 더 반복`,
  },
  serverMetrics: {
    /** `titles`: the run that is the first to look at, of several. */
    what: (titles: string | undefined) =>
      `${titles === undefined ? '' : `${titles}만 `}서버 지표와 함께 다시 실행(\`PROMETHEUS\`에 Prometheus의 주소를 넣고, \`spring\` 자리에는 대상에 맞는 프리셋을 적음)`,
    criterion:
      '처리량이 더 늘지 않기 시작한 때 대기나 사용률이 함께 늘어난 자원이 있으면 그 자원을 원인 후보로 조사, 없으면 서버 밖(부하 발생 장비, 네트워크)도 조사',
  },
  retest: {
    what: (titles: string | undefined) => `조치 후 같은 부하로 재시험${of(titles)}`,
    part: '느린 원인 수정',
  },
  peak: {
    what: ({ scenario, vus, titles, isAfter, ...own }: Peak & { isAfter: boolean; titles: string | undefined }) =>
      `${isAfter ? '포화를 해소한 뒤 ' : ''}${scenario} 재시험(${titles === undefined ? '' : `${titles}, `}VU ${isAfter ? '최소 ' : ''}약 ${needed(vus)}개${isAfter ? '' : ' 이상'}${lacking(own)})`,
    /** For a script that brings its own options. */
    byHand: ({ scenario, vus, ...own }: Peak) =>
      `스크립트의 ${scenario}에서 maxVUs와 preAllocatedVUs를 약 ${needed(vus)}개 이상으로 올려 재시험${own.warnings.length > 0 ? `(${lacking(own).replace(/^, /, '')})` : ''}`,
    /** `rate`: what a mended system has to carry before there is a peak to test, iterations per second. */
    criterion: (least: number, hasGoals: boolean, rate: number | undefined) =>
      `${rate === undefined ? '' : `조치 후 초당 ${level(rate)}회를 처리할 수 있음이 확인되었을 때 실행, `}달성률 ${limitShare(least)} 이상일 때만 ${hasGoals ? '이번과 같은 목표로 ' : ''}판정`,
  },
  moreVus: {
    what: ({ scenario, vus }: { scenario: string; vus: number }) =>
      `스크립트의 ${scenario}에서 maxVUs와 preAllocatedVUs를 두 배(${count(vus)}개)로 올려 다시 실행`,
    criterion: (gain: number) =>
      `처리량이 ${limitShare(gain)} 이상 늘면 VU가 모자랐던 것이고, 그보다 적게 늘면 시스템이나 부하 발생 장비의 한계`,
  },
  levels: {
    what: ({ vus, knee, isGoalOpen, byHand }: HeldLonger) =>
      `${byHand ? '스크립트를 고쳐 ' : ''}VU ${vus.map((one) => `${count(one)}개`).join(', ')}를 유지해 포화 지점${knee ? `(VU ${count(knee.from)}개와 ${count(knee.to)}개 사이)` : ''}${isGoalOpen ? '과 목표를 만족하는 한계를' : '을'} 확인`,
    criterion: (efficiency: number, isGoalOpen: boolean) =>
      `VU 한 개당 처리량이 바로 아래 수준의 ${limitShare(efficiency)} 미만으로 떨어지는 첫 수준(운영 부하는 그 아래)${isGoalOpen ? ', p95가 목표를 넘기 시작하는 수준' : '과 그때의 p95'}`,
  },
  /** `byHand`: a script brings its own levels. */
  higher: {
    what: (times: number, byHand: boolean) =>
      byHand
        ? `스크립트의 부하 수준을 ${count(times)}배로 올려 시스템의 한계 확인`
        : `부하 수준을 ${count(times)}배로 올려 시스템의 한계 확인`,
    criterion: (gain: number) => `VU를 두 배로 늘려도 처리량 증가가 ${limitShare(gain)} 미만인 수준`,
  },
  onTime: {
    part: '부하 발생기가 제때 실행되도록 다른 작업을 멈추거나 더 빠른 장비로 옮김',
    what: (titles: string | undefined) =>
      `부하 발생기가 제때 실행되도록 다른 작업을 멈추거나 더 빠른 장비에서 다시 실행${of(titles)}`,
    /** `most`: so busy the machine may be, 0–1, where that is the doubt. */
    criterion: (most: number | undefined) =>
      most === undefined ? '판정에 부하 발생기 지연이 없을 것' : `부하 발생 장비의 CPU 사용률 ${limitShare(most)} 이하`,
  },
  limit: {
    what: '부하를 단계별로 늘려 시스템의 한계 확인',
    /** Of several runs each has its title; of many `more` are not named. */
    criterion: ({ shown, more, isMean, gain }: Shown) =>
      `VU를 두 배로 늘려도 처리량 증가가 ${limitShare(gain)} 미만인 수준(지금까지 ${isMean ? '실행 전체 평균으로 ' : ''}${shown.map(({ title, perSec }) => `${title === undefined ? '' : `${title} `}초당 ${shortRate(perSec)}건`).join(', ')}${more > 0 ? ` 외 ${count(more)}개` : ''}까지 확인)`,
  },
  goals: {
    what: '팀이 정한 목표(p95, 에러율)를 스크립트의 옵션 `thresholds`에 적거나 `slo.yaml`에 적어(예: `default: { p95: 500ms, failed: 1% }`) 판정',
    /** Where the run was no measurement that could be judged. */
    forNext:
      '다시 실행할 때 판정하도록 팀이 정한 목표(p95, 에러율)를 `slo.yaml`에 적음(예: `default: { p95: 500ms, failed: 1% }`)',
    /** `metrics`: thresholds in code spans; slo.yaml knows HTTP. */
    ofMetrics: (metrics: readonly string[]) =>
      `HTTP 요청이 없으므로 측정된 메트릭에 팀이 정한 목표를 스크립트의 옵션 \`thresholds\`에 적고(예: ${metrics.join(', ')}) 다시 실행해 판정`,
    criterion: '모든 목표를 만족하면 통과',
  },
  samples: {
    what: '원시 표본을 남기며 다시 실행',
    criterion: '느려지거나 실패하기 시작한 시각과 단계, 상태 코드가 보고서에 나타날 것',
  },
  baseline: {
    what: '이번 결과를 비교 기준으로 등록(이후의 유효한 실행도 계속 추가)',
    /** One run tells a loss of a tenth from chance only against so many `runs`. */
    criterion: ({ loss, runs }: { loss: number; runs: number }) =>
      `기준 실행이 ${count(runs)}개 모인 뒤부터 p95와 처리량이 ${limitShare(loss)} 넘게 나빠졌는지 판정(그 전에는 중앙값이 두 배 이상일 때만 판정)`,
  },
};
