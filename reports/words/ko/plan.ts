import type { BusinessLoad } from '../../model/business.ts';
import type { ExpectedIteration, GeneratorCost, LoadForecast, Machine, MachineNeeds } from '../../model/forecast.ts';
import type { PlannedScenario } from '../../model/plan.ts';
import { aboutShare, bytes, count, decimals, duration, level, limitShare, needed, span } from '../../text/format.ts';
import type { MachineRow, PlanWarningWords } from '../shapes.ts';
import { by, topic } from './particles.ts';

/** What is supposed of the server. */
const server = (latencyMs: number | undefined, iterationMs: number) =>
  latencyMs === undefined
    ? `반복 한 번이 ${span(iterationMs)} 걸리면`
    : latencyMs === 0
      ? '서버가 즉시 응답해도'
      : `서버가 모든 요청에 ${span(latencyMs)} 만에 응답해도`;

const list = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

export const planWords = {
  heading: ({ titles, load, length, vus }: { titles: string; load: string | undefined; length: string; vus: number }) =>
    [titles, ...(load === undefined ? [] : [load]), length, `최대 VU ${count(vus)}개`].join(' · '),
  /** A length that is a limit. */
  atMost: (length: string) => `최대 ${length}`,
  profile: (name: string, scale: number, durationScale: number) =>
    [
      `프로필 ${name}`,
      ...(scale === 1 ? [] : [`부하 ×${scale}`]),
      ...(durationScale === 1 ? [] : [`시간 ×${durationScale}`]),
    ].join(', '),
  iteration: ({ iterationMs, thinkMs, latencyMs, requests }: ExpectedIteration) => {
    if (thinkMs === undefined || latencyMs === undefined) return `반복 한 번은 ${span(iterationMs)}로 가정합니다.`;
    const supposed =
      latencyMs === 0
        ? '서버가 즉시 응답한다고 가정했습니다. 예상 응답 시간은 --expect-latency로 지정합니다.'
        : '응답 시간은 --expect-latency로 지정한 값입니다.';
    return `반복 한 번: 사용자 대기 ${span(thinkMs)} + 요청 ${count(requests ?? 1)}건 × 응답 ${span(latencyMs)} = ${span(iterationMs)}\n${supposed}`;
  },
  /** Nobody knows how long an iteration takes; `limit` is the scenario that it matters for. */
  unknownIteration: (limit: { scenario: string; maxVus: number; peakRate: number; longestMs: number } | undefined) =>
    `반복 한 번: 알 수 없음. 다음과 같이 지정할 수 있습니다:  --iteration-time 1.2s${
      limit === undefined
        ? ''
        : `\n${limit.scenario}: maxVUs ${count(limit.maxVus)}개로 초당 ${level(limit.peakRate)}회를 실행하려면 반복 한 번이 ${span(limit.longestMs)} 안에 끝나야 합니다.`
    }`,
  executor: (plan: PlannedScenario) =>
    plan.model === 'open'
      ? `${plan.executor} · preAllocatedVUs ${count(plan.preAllocatedVus)}, maxVUs ${count(plan.maxVus)}`
      : plan.executor,
  between: (from: string, to: string) => `${from}~${to}`,
  columns: {
    stage: '구간',
    vus: 'VU',
    vuSeconds: 'VU·초',
    estimatedIterations: '예상 반복',
    rate: '초당 반복',
    planned: '계획한 반복',
    vusNeeded: '필요한 VU',
    deliverable: '실행 가능한 반복',
    total: '전체',
    api: 'API',
    scenario: '시나리오',
    iteration: '반복 시간',
    iterations: '반복',
    ceiling: '최대 부하',
    share: '실행 가능',
  },
  estimated: (value: number) => `약 ${count(value)}`,
  counted: ({ iterations, vus, limitMs }: { iterations: number; vus: number; limitMs: number }) =>
    `VU ${count(vus)}개가 반복 ${count(iterations)}회를 실행합니다(최대 ${span(limitMs)}).`,
  requests: ({ planned, deliverable }: NonNullable<LoadForecast['requests']>, isEstimated: boolean) => {
    const about = isEstimated ? '약 ' : '';
    const can =
      Math.round(deliverable) === Math.round(planned)
        ? ''
        : `, 실행 가능 ${about}${count(deliverable)}건(${aboutShare(deliverable / planned)})`;
    return `요청 수: 계획 ${about}${count(planned)}건${can}`;
  },
  machineHeading: '이 장비의 자원',
  machine: (
    { vus, bytes: total, files, connections, requestsPerSec, cores }: MachineNeeds,
    machine: Machine,
  ): readonly MachineRow[] => {
    const told = (value: number | undefined, text: (value: number) => string) =>
      value === undefined ? '알 수 없음' : text(value);
    return [
      {
        name: '메모리',
        needed: `약 ${bytes(total)} (VU ${count(vus)}개)`,
        available: told(machine.availableBytes, bytes),
      },
      { name: '열린 파일', needed: `${count(files)}개`, available: told(machine.openFiles, (n) => `${count(n)}개`) },
      { name: '로컬 포트', needed: `${count(connections)}개`, available: told(machine.ports, (n) => `${count(n)}개`) },
      {
        name: 'CPU',
        needed:
          cores === undefined || requestsPerSec === undefined
            ? '알 수 없음'
            : `약 ${needed(cores)}코어 (초당 요청 ${count(requestsPerSec)}건)`,
        available: `${told(machine.cores, (n) => `${count(n)}코어`)}${machine.busyRatio === undefined ? '' : `(지금 ${aboutShare(machine.busyRatio)} 사용 중)`}`,
      },
    ];
  },
  machineColumns: { needed: '이 부하', available: '사용 가능' },
  calibrating: '이 장비에서 k6가 쓰는 CPU와 메모리를 재는 중입니다(약 12초).',
  notCalibrated: '이 장비에서 k6의 비용을 재지 못해 미리 재어 둔 값으로 계산합니다.',
  /** What k6 costs this machine. */
  calibrated: ({ k6Cores, vuCores, coreMsPerRequest, vuBytes }: GeneratorCost) =>
    `이 장비에서 잰 값: 요청당 CPU ${duration(coreMsPerRequest)}, 쉬는 VU 1,000개에 ${decimals(k6Cores + 1000 * vuCores)}코어, VU당 ${bytes(vuBytes)}`,
  /** What is to be expected of the load: the first line. */
  verdict: {
    /** `parts`: scenarios with the share of their plan that can run. */
    partly: (parts: readonly string[]) =>
      `판정: 계획한 부하를 모두 실행할 수 없습니다. 계획 대비 최대: ${parts.join(', ')}`,
    unknown: (warnings: number) =>
      `판정: 반복 한 번의 시간을 알 수 없어, 모두 실행할 수 있는지 판단하지 못했습니다${warnings === 0 ? '' : `(경고 ${count(warnings)}건)`}.`,
    doubtful: (warnings: number) => `판정: 실행할 수 있지만 그 전에 확인할 것이 있습니다(경고 ${count(warnings)}건).`,
    wholly: '판정: 계획한 부하를 모두 실행할 수 있습니다.',
    whollyAtOnce: '판정: 서버가 즉시 응답하면 계획한 부하를 모두 실행할 수 있습니다.',
  },
  warningsHeading: (value: number) => `경고 ${count(value)}건`,
  noWarnings: '경고 없음',
  warning: {
    'options-ignored': ({ executor, unknown, ran }) =>
      [
        ...(executor === undefined
          ? []
          : [
              `옵션 맨 위에 적은 executor '${executor}'${topic(executor)} k6가 무시하고 ${ran.join(', ')}${by(ran.at(-1) ?? '')} 실행합니다. scenarios 안으로 옮기십시오.`,
            ]),
        ...(unknown.length === 0
          ? []
          : [
              `${list(unknown)}${topic(unknown.at(-1) ?? '')} k6에 없는 옵션이라 무시됩니다. 철자와 위치를 확인하십시오.`,
            ]),
      ].join(' '),
    'arrival-ceiling': ({ scenario, maxVus, ceilingPerSec, peakRate, deliverableRatio, vusNeeded, ...rest }) =>
      `${scenario}: ${server(rest.latencyMs, rest.iterationMs)} 초당 최대 약 ${level(ceilingPerSec)}회(목표의 ${aboutShare(ceilingPerSec / peakRate)}), 계획의 ${aboutShare(deliverableRatio)}까지만 실행할 수 있습니다. maxVUs를 ${count(vusNeeded)} 이상으로 늘리십시오.`,
    'time-limit': ({ scenario, iterations, deliverable, limitMs, vus }) =>
      `${scenario}: VU ${count(vus)}개로는 제한 시간 ${span(limitMs)} 안에 반복 ${count(iterations)}회 중 약 ${count(deliverable)}회만 실행할 수 있습니다. VU나 maxDuration을 늘리십시오.`,
    memory: ({ neededBytes, availableBytes, vus }) =>
      `메모리가 부족합니다. VU ${count(vus)}개에 약 ${bytes(neededBytes)}가 필요하지만 사용할 수 있는 것은 ${bytes(availableBytes)}입니다. VU를 줄이거나 부하를 여러 장비로 나누십시오.`,
    'open-files': ({ needed, limit }) =>
      `열 수 있는 파일이 ${count(limit)}개로 제한되어 있어 모자랍니다(연결을 포함해 ${count(needed)}개 필요). nofile 한도(ulimit -Hn)를 늘리십시오.`,
    ports: ({ needed, available }) =>
      `한 주소로 연결할 수 있는 로컬 포트가 ${count(available)}개뿐이라 연결 ${count(needed)}개를 유지할 수 없습니다. 포트 범위(net.ipv4.ip_local_port_range)를 넓히거나 부하를 여러 장비로 나누십시오.`,
    cores: ({ needed: cores, available, requestsPerSec }) =>
      `CPU가 부족할 수 있습니다. 초당 요청 ${count(requestsPerSec)}건을 보내는 데 약 ${needed(cores)}코어가 필요하지만 이 장비는 ${count(available)}코어입니다. 부하를 여러 장비로 나누십시오.`,
    'slow-vu-start': ({ scenario, preAllocatedVus, added, advisedVus, isMost, growthPerSec }) =>
      `${scenario}: preAllocatedVUs ${count(preAllocatedVus)}개로는 모자라 VU ${count(added)}개를 테스트 도중에 하나씩 시작해야 합니다${growthPerSec > 0 ? `(필요한 VU는 초당 최대 ${level(growthPerSec)}개씩 늘어납니다)` : ''}. 하나를 시작할 때마다 반복이 1회 이상 버려지므로 preAllocatedVUs를 ${isMost ? 'maxVUs와 같게 하십시오' : `${count(advisedVus)} 이상으로 늘리십시오`}.`,
    busy: ({ busyRatio }) =>
      `다른 프로그램이 지금 이 장비의 CPU를 ${aboutShare(busyRatio)} 쓰고 있습니다. k6가 늦어지면 응답 시간이 실제보다 길게 측정되므로 다른 프로그램을 끝낸 뒤 실행하십시오.`,
  } satisfies PlanWarningWords,
  /** In front of a warning that only some of several APIs have. */
  warningOf: (titles: readonly string[], warning: string) => `[${titles.join(', ')}] ${warning}`,
  /** Before a run: one warning, and that there are more. */
  runWarning: (warning: string) => `경고: ${warning}`,
  runMore: (value: number, command: string) =>
    `경고 ${count(value)}건이 더 있습니다. 다음 명령으로 볼 수 있습니다:  ${command}`,
  nothingToDraw: '반복 횟수만 정해진 부하라 그릴 것이 없어 파일을 만들지 않았습니다.',
  business: {
    heading: '업무 수치로 계산한 부하',
    /** Name of the load that was worked out. */
    title: '피크 시간대',
    /** Formula and figures of each quantity. */
    rows: ({
      dau,
      requestsPerUser,
      peakShare,
      iterationMs,
      requestsPerIteration,
      ...load
    }: BusinessLoad): readonly { name: string; formula: string; result: string }[] => {
      const perIteration = requestsPerIteration === 1 ? '' : ` ÷ 반복당 요청 ${level(requestsPerIteration)}건`;
      return [
        {
          name: '하루 요청 수',
          formula: `DAU ${count(dau)}명 × 1인당 ${level(requestsPerUser)}건`,
          result: `${count(load.requestsPerDay)}건`,
        },
        {
          name: '평균 TPS',
          formula: `${count(load.requestsPerDay)}건 ÷ 86,400s`,
          result: `${decimals(load.meanPerSec)}/s`,
        },
        {
          name: '피크 1시간 요청 수',
          formula: `${count(load.requestsPerDay)}건 × 피크 비율 ${limitShare(peakShare)}`,
          result: `${count(load.peakHourRequests)}건`,
        },
        {
          name: '피크 TPS',
          formula: `${count(load.peakHourRequests)}건 ÷ 3,600s`,
          result: `${decimals(load.peakPerSec)}/s`,
        },
        {
          name: '필요한 VU',
          formula: `피크 ${decimals(load.peakPerSec)}/s${perIteration} × 반복 시간 ${span(iterationMs)} (리틀의 법칙)`,
          result: `${count(load.vus)}개`,
        },
      ];
    },
    options: ({ vus, margin }: { vus: number; margin: number }) =>
      `k6 옵션(VU ${count(vus)}개: 반복이 ${margin}배까지 길어져도 모자라지 않도록 여유를 둔 값입니다)`,
    /** How to get the options as a file, and what to do with it. */
    optionsFile:
      '파일로 저장하려면 -o options.json을 붙입니다. 자체 options가 없는 스크립트라면 k6에 바로 넘길 수 있습니다:  k6 run --config options.json script.js',
  },
};
