import type { ServerMetricFigures } from '../../model/finding-figures.ts';
import type { ServerMeasure, ServerResource } from '../../model/server-metrics.ts';
import { aboutShare, count, figure } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FindingWords } from '../finding.ts';
import { object, subject } from './particles.ts';

const RESOURCES: Readonly<Record<ServerResource, string>> = {
  'connection-pool': '커넥션 풀',
  threads: '작업자 스레드',
  lock: '락',
  gc: 'GC',
  'event-loop': '이벤트 루프',
  throttling: 'CPU 제한',
  clients: '연결 수 한도',
  timeouts: '커넥션 풀',
  restarts: '컨테이너 재시작',
};

/** What happens where a resource is out. */
const EVENTS: Partial<Readonly<Record<ServerResource, string>>> = {
  timeouts: '커넥션 대기 시간 초과',
  restarts: '컨테이너 재시작',
  lock: '교착 상태(deadlock)',
};

/** What of it: `락 대기`. */
const MEASURES: Readonly<Record<ServerMeasure, (resource: ServerResource) => string>> = {
  waiting: (resource) => `${RESOURCES[resource]} 대기`,
  used: (resource) => `${RESOURCES[resource]} 사용률`,
  lost: (resource) => `${RESOURCES[resource]} 시간 비율`,
  delay: (resource) => `${RESOURCES[resource]} 지연`,
  events: (resource) => EVENTS[resource] ?? RESOURCES[resource],
};

const amountOf = (measure: ServerMeasure, value: number): string => {
  switch (measure) {
    case 'waiting':
      return `${count(Math.round(value))}건`;
    case 'used':
    case 'lost':
      return aboutShare(value);
    case 'delay':
      return `${figure(value)}초`;
    case 'events':
      return `초당 ${figure(value)}회`;
  }
};

/** What its owner does about a resource that ran out. */
const ACTIONS: Readonly<Record<ServerResource, string>> = {
  'connection-pool':
    '한 요청이 커넥션을 잡고 있는 시간을 먼저 줄이고(트랜잭션 안의 외부 호출, 느린 쿼리), 데이터베이스에 여유가 있으면 풀을 늘립니다.',
  threads: '한 요청이 스레드를 잡고 있는 시간을 줄이고, 그 뒤의 자원에 여유가 있으면 스레드를 늘립니다.',
  lock: '락을 잡고 있는 시간을 줄입니다. 외부 호출과 조회를 락 밖으로 옮기고, 잠그는 범위를 좁힙니다.',
  gc: '힙 크기와 객체 할당이 많은 코드를 확인합니다.',
  'event-loop': '이벤트 루프를 막는 계산(직렬화, 암호화, 큰 반복)을 프로파일러로 찾아 나누거나 작업자로 옮깁니다.',
  throttling: '컨테이너의 CPU 한도를 늘리거나 요청당 CPU 시간을 줄입니다.',
  clients: '연결을 오래 잡고 있는 클라이언트를 줄이고, 서버에 여유가 있으면 한도를 늘립니다.',
  timeouts: '커넥션을 기다리다 포기한 요청이 있으므로 커넥션 점유 시간과 풀 크기를 확인합니다.',
  restarts: '다시 시작된 이유(메모리 한도, 상태 확인 실패)를 컨테이너의 기록에서 확인합니다.',
};

export const resourceName = ({ resource }: Pick<ServerMetricFigures, 'resource'>): string => RESOURCES[resource];

/** `락 대기(lock_waits)가 시작 11초 뒤부터 0건에서 38건으로 늘었습니다.` */
export function turned({ name, resource, measure, before, after, sinceSec, stoppedSec }: ServerMetricFigures): string {
  const what = MEASURES[measure](resource);
  return `${what}(${code(name)})${subject(what)} 시작 ${count(sinceSec)}초 뒤부터 ${amountOf(measure, before)}에서 ${amountOf(measure, after)} 수준으로 늘었고, 처리량은 시작 ${count(stoppedSec)}초 뒤부터 더 늘지 않았습니다.`;
}

/** What that makes likely, and no more. */
export const supposedShort = ({ resource }: ServerMetricFigures): string => {
  const name = RESOURCES[resource];
  return `두 시점이 겹치므로 ${name}${subject(name)} 처리량을 제한한 것으로 보입니다.`;
};

export const metricAction = ({ resource }: ServerMetricFigures): string => ACTIONS[resource];

/** Findings from what the monitoring of the tested system says. */
export const metricFindings = {
  'server-metric': {
    title: '처리량이 멈출 때 부족해진 자원',
    fact: turned,
    sentence: supposedShort,
    doubt: ({ others }) => ({
      refutedBy:
        '이 자원의 부족만 덜고 같은 부하로 다시 실행해도 처리량이 10% 이상 늘지 않으면 다른 자원이 한계입니다.',
      rivals:
        others.length > 0
          ? `같은 시점에 ${others.map(code).join(', ')}도 늘었습니다. 그쪽이 원인이고 이 지표는 그 결과일 수 있습니다.`
          : '뒤에 있는 자원(데이터베이스, 외부 호출)이 느려져 그 결과로 늘어난 것일 수 있습니다.',
    }),
    improvement: (figures) => ({
      action: ACTIONS[figures.resource],
      effect: '이 자원이 한계라면 한 요청이 차지하는 시간을 절반으로 줄일 때 처리량은 최대 두 배가 됩니다.',
      experiment: `${RESOURCES[figures.resource]}${object(RESOURCES[figures.resource])} 한 가지만 바꾸어 번갈아 세 번 이상 실행하고 처리량을 비교합니다.`,
    }),
  },
} satisfies Partial<FindingWords>;
