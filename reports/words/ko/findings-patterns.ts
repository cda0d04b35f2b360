import type { NoAnswerFigures, RequestPart, Stall } from '../../model/finding-figures.ts';
import { aboutShare, count, shortRate } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FindingWords } from '../finding.ts';
import { levelText } from './findings-server.ts';
import { by } from './particles.ts';
import { allTime, time } from './times.ts';

const PARTS: Readonly<Record<RequestPart, string>> = {
  blocked: '빈 연결을 기다린 시간',
  connecting: '연결을 맺은 시간',
  tls: 'TLS 협상 시간',
  sending: '요청을 보낸 시간',
  receiving: '응답 본문을 받은 시간',
};

/** What shortens a part. */
const PART_ACTIONS: Readonly<Record<RequestPart, string>> = {
  blocked: '부하 발생 장비의 CPU와 열린 연결 수, 이름 풀이에 걸린 시간을 확인합니다.',
  connecting: '연결을 재사용하는지(keep-alive), 서버의 연결 대기열이 가득 차지 않았는지 확인합니다.',
  tls: '연결과 TLS 세션을 재사용하는지, 서버의 CPU가 남아 있는지 확인합니다.',
  sending: '요청 본문의 크기와 부하 발생 장비의 전송 대역폭을 확인합니다.',
  receiving: '응답 본문의 크기와 압축, 서버가 본문을 나누어 보내는지, 대역폭을 확인합니다.',
};

const since = ({ sinceSec, vus }: NoAnswerFigures) =>
  sinceSec === undefined
    ? ''
    : ` 첫 번째는 시작 ${count(sinceSec)}초 뒤${vus === undefined ? '' : `(활동 VU 약 ${count(Math.round(vus))}개)`}였습니다.`;

/** `약 2.0초`, `약 0.6초에서 2.0초`. */
function stallTimes({ leastMs, mostMs }: { leastMs: number; mostMs: number }): string {
  const [least, most] = [time(leastMs), time(mostMs)];
  return least === most ? `약 ${least}` : `약 ${least}에서 ${most}`;
}

/** So many of them are named. */
const MOST_STALLS = 6;

/** `7초`, `6초, 16초, 26초`. */
function stallSeconds(stalls: readonly Stall[]): string {
  const named = stalls.slice(0, MOST_STALLS).map(({ atSec }) => `${count(Math.round(atSec))}초`);
  const more = stalls.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` 외 ${count(more)}번` : ''}`;
}

/** Findings about patterns that anybody sees in the samples of a run once they know when and where to look. */
export const patternFindings = {
  'slow-request': {
    title: '느린 요청 하나',
    sentence: ({ name, medMs, nextName, nextMs, timeRatio, isOfSuccesses, names, few, fewRequests }) =>
      `요청 ${count(names)}종류 가운데 ${few > 0 ? `${count(fewRequests)}건 미만인 ${count(few)}종류를 빼면 ` : ''}${code(name)}의 중앙값이 ${time(medMs)}로 가장 길고(다음은 ${code(nextName)} ${time(nextMs)}), ${allTime(isOfSuccesses)}의 ${aboutShare(timeRatio)}를 차지합니다.`,
    improvement: ({ name, timeRatio, isOfSuccesses }) => ({
      action: `${code(name)}의 처리 과정을 추적하여 가장 오래 걸리는 SQL이나 외부 호출을 찾습니다. 다른 요청은 그다음입니다.`,
      effect: `이 요청의 시간이 절반이 되면 ${allTime(isOfSuccesses)}의 합은 ${aboutShare(timeRatio / 2)} 줄어듭니다.`,
      experiment: '수정한 뒤 같은 부하로 다시 실행하여 이 요청의 중앙값과 p95를 비교합니다.',
    }),
  },
  'slow-phase': {
    title: '응답 대기가 아닌 시간',
    sentence: ({ part, avgMs, wholeMs, ratio }) =>
      `${PARTS[part]}이 평균 ${time(avgMs)}로, 요청 하나에 걸린 시간 ${time(wholeMs)}의 ${aboutShare(ratio)}입니다.`,
    improvement: ({ part, avgMs }) => ({
      action: PART_ACTIONS[part],
      effect: `이 시간이 모두 없어지면 요청마다 평균 ${time(avgMs)}가 줄어듭니다. 서버가 처리하는 시간은 그대로입니다.`,
      experiment: '수정한 뒤 같은 부하로 다시 실행하여 이 시간의 평균을 비교합니다.',
    }),
  },
  'warm-up': {
    title: '처음 몇 초의 느린 응답',
    sentence: ({ scenario, model, level, seconds, firstMs, laterMs, quantile, withMs, withoutMs }) =>
      `처음 ${count(seconds)}초 구간에서 ${code(scenario)}(${levelText({ model, level })}까지)의 중앙값은 ${time(firstMs)}, 그 뒤는 ${time(laterMs)}였습니다. 이 수준이 끝날 때까지의 p${count(quantile * 100)}는 ${time(withMs)}이며 처음 몇 초를 빼면 ${time(withoutMs)}입니다.`,
    improvement: () => ({
      action:
        '배포 직후에도 사용자가 겪을 일이라면 캐시, 연결, 자주 쓰는 코드를 미리 데우고, 아니라면 예열 단계를 둡니다.',
      effect: '처음 몇 초의 응답 시간만 짧아집니다. 그 뒤는 그대로입니다.',
      experiment: '같은 부하를 잇달아 두 번 실행하여 두 번째 실행에서는 처음부터 빠른지 확인합니다.',
    }),
  },
  standstill: {
    title: '한동안 응답이 전혀 없음',
    sentence: ({ stalls, waited, samples, everySec, ...lengths }) =>
      `시작 ${stallSeconds(stalls)} 뒤부터 ${stalls.length > 1 ? `${count(stalls.length)}번, 각각 ` : ''}${stallTimes(lengths)} 동안 응답이 하나도 없었습니다${everySec === undefined ? '' : `(약 ${everySec.toFixed(0)}초 간격)`}. 그동안 기다리던 요청 ${count(waited)}건(전체 ${count(samples)}건)은 그 뒤에 한꺼번에 응답되었습니다.`,
    improvement: () => ({
      action:
        '이때 서버 전체를 멈춘 것(가비지 컬렉션, 디스크나 로그 쓰기로 막힘, 스냅숏과 체크포인트, 모든 요청이 잡는 락, 장애 조치)을 찾습니다.',
      effect: '멈춤이 없어지면 기다리던 요청만 빨라집니다. 중앙값은 그대로입니다.',
      experiment: '같은 부하에서 서버의 멈춤(GC 로그, 입출력 대기)을 기록하여 이 시각들과 나란히 놓고 비교합니다.',
    }),
  },
  pauses: {
    title: '되풀이되는 멈춤',
    sentence: ({ scenario, pauses, everySec, forMs, slow, samples, medMs }) =>
      `${code(scenario)}에서 응답이 약 ${everySec.toFixed(1)}초마다 약 ${time(forMs)}씩 ${count(pauses)}번 멈추었습니다. 응답 ${count(samples)}건 중 ${count(slow)}건이 이때 지연되었으며, 나머지의 중앙값은 ${time(medMs)}입니다.`,
    improvement: ({ everySec }) => ({
      action: `${everySec.toFixed(1)}초마다 일어나는 일(가비지 컬렉션, 체크포인트, 배치 작업, CPU 할당량)을 서버의 로그와 지표에서 찾습니다.`,
      effect: '멈춤이 없어지면 이때 지연된 요청만 빨라집니다. 중앙값은 그대로입니다.',
      experiment: '의심되는 작업의 주기를 바꾸어 다시 실행하고 멈춤의 간격도 바뀌는지 확인합니다.',
    }),
  },
  'error-window': {
    title: '한때의 실패',
    sentence: ({ fromSec, toSec, failed, ratio }) =>
      `실패 ${count(failed)}건이 모두 ${count(fromSec)}~${count(toSec)}초에 일어났고 그 사이의 에러율은 ${aboutShare(ratio)}였습니다. 부하는 그 전후에도 같았습니다.`,
    improvement: ({ fromSec, toSec }) => ({
      action: `시작 ${count(fromSec)}~${count(toSec)}초의 서버 로그에서 배포, 재시작, 장애 조치, 외부 서비스의 중단을 찾습니다.`,
      effect: '원인이 사라지면 이 구간의 실패가 없어집니다. 처리량의 한계는 그대로입니다.',
      experiment: '같은 부하를 더 오래 유지하여 실패가 되풀이되는지 확인합니다.',
    }),
  },
  throttled: {
    title: '처리율 제한',
    sentence: ({ status, count: refused, limitPerSec, levels }) => {
      const limit =
        limitPerSec === undefined ? '' : ` 거절되는 동안에도 초당 ${shortRate(limitPerSec)}건은 성공했습니다.`;
      const compared = levels
        ? ` 보낸 요청이 초당 ${shortRate(levels.low.sentPerSec)}건에서 ${shortRate(levels.high.sentPerSec)}건으로 늘어도 성공은 초당 ${shortRate(levels.low.goodPerSec)}건에서 ${shortRate(levels.high.goodPerSec)}건이었습니다.`
        : '';
      return `상태 코드 ${status}${by(String(status))} 거절된 것이 ${count(refused)}건입니다.${limit}${compared}`;
    },
    doubt: () => ({
      refutedBy: '더 적은 요청을 보내도 같은 비율로 실패하면 처리율의 제한이 아니라 일부 서버나 요청의 결함입니다.',
      rivals: '처리율을 제한하는 게이트웨이일 수도, 한계에 이르러 나머지를 거절하는 서버일 수도 있습니다.',
    }),
    improvement: ({ limitPerSec }) => ({
      action:
        '게이트웨이와 서버에 설정된 처리율 제한(주소별, 사용자별, 전체)을 확인합니다. 부하 발생 장비 한 대의 주소에 걸린 제한이면 시험하는 동안 풉니다.',
      effect: `제한이 그대로이면 부하를 늘려도 ${limitPerSec === undefined ? '' : `초당 약 ${shortRate(limitPerSec)}건까지만 `}성공하고 나머지는 거절됩니다.`,
      experiment: '제한을 바꾸어 같은 부하로 다시 실행하고 성공한 요청의 초당 건수가 따라 바뀌는지 확인합니다.',
    }),
  },
  'fast-failures': {
    title: '빠른 실패',
    sentence: ({ status, count: failed, failedMs, goodMs }) =>
      `상태 코드 ${status}인 실패 ${count(failed)}건의 중앙값은 ${time(failedMs)}로, 성공한 응답의 중앙값 ${time(goodMs)}보다 훨씬 짧습니다. 처리하다 실패한 것이 아니라 처음부터 거절되었습니다.`,
    improvement: ({ status }) => ({
      action: `상태 코드 ${status}를 돌려준 곳(로드 밸런서, 게이트웨이, 차단기, 가득 찬 대기열)을 접근 로그에서 찾습니다.`,
      effect: '거절되던 요청이 처리되면 성공률은 올라가고 서버의 부하와 응답 시간도 늘어납니다.',
      experiment: '서버(복제본)마다 성공과 실패의 수를 나누어 보고 한 곳에서만 실패하는지 확인합니다.',
    }),
  },
  resets: {
    title: '끊긴 연결',
    sentence: (figures) =>
      `요청 ${count(figures.requests)}건 중 ${count(figures.count)}건(${aboutShare(figures.ratio)})은 응답 전에 연결이 끊겼습니다.${since(figures)}`,
    improvement: () => ({
      action:
        '서버와 로드 밸런서의 로그에서 연결을 끊은 쪽을 찾고, 재시작, 유휴 제한 시간, 연결 수의 한도를 확인합니다.',
      effect: '연결이 끊기지 않으면 이 요청들은 성공하거나 상태 코드로 실패합니다.',
      experiment: '로드 밸런서를 거치지 않고 서버에 직접 같은 부하를 보내 연결이 끊기는지 확인합니다.',
    }),
  },
  timeouts: {
    title: '제한 시간 초과',
    sentence: (figures) =>
      `요청 ${count(figures.requests)}건 중 ${count(figures.count)}건(${aboutShare(figures.ratio)})은 ${figures.afterMs === undefined ? '제한 시간' : `약 ${time(figures.afterMs)}`} 안에 응답이 오지 않아 포기했습니다.${since(figures)}`,
    improvement: () => ({
      action:
        '응답하지 않은 요청이 서버에서 무엇을 기다렸는지(락, 커넥션 풀, 외부 호출) 스레드 덤프나 추적에서 찾습니다.',
      effect:
        '기다리던 것이 없어지면 이 요청들도 응답합니다. 클라이언트의 제한 시간을 늘리는 것은 원인을 없애지 않습니다.',
      experiment: '같은 부하로 다시 실행하고 첫 번째 제한 시간 초과가 일어나는 때에 스레드 덤프를 남깁니다.',
    }),
  },
} satisfies Partial<FindingWords>;
