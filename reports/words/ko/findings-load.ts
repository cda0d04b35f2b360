import type { FindingFigures } from '../../model/finding.ts';
import type { LateSign } from '../../model/generator.ts';
import type { Seconds } from '../../model/window.ts';
import { aboutShare, count, decimals, level, limitShare, shortRate } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FindingWords } from '../finding.ts';
import { chosenTime, time } from './times.ts';

/** What shows that k6 was late. */
const SIGNS: Readonly<
  Record<LateSign, (of: { readonly tickMs: number | undefined; readonly cpuShare: number | undefined }) => string>
> = {
  ticks: ({ tickMs }) => (tickMs === undefined ? '1초 주기가 밀림' : `1초 주기의 90백분위가 ${time(tickMs)} 어긋남`),
  phase: () => '응답이 100ms마다 절반의 시간에만 끝남(CPU 할당량)',
  overshoot: () => '반복이 요청과 대기 시간보다 오래 걸림(k6가 늦게 깨어남)',
  cpu: ({ cpuShare }) =>
    `k6가 쓸 수 있는 CPU의 ${cpuShare === undefined ? '대부분을' : `${aboutShare(cpuShare)}를`} 사용`,
  'run-delay': () => 'k6가 CPU를 기다림',
  throttled: () => 'CPU 할당량에 걸려 멈춤',
};

/** Stretches that are named. */
const NAMED_WINDOWS = 3;

function windowsText(windows: readonly Seconds[]): string {
  const named = windows.slice(0, NAMED_WINDOWS).map(({ from, to }) => `${count(from)}~${count(to)}초`);
  return `${named.join(', ')}${windows.length > NAMED_WINDOWS ? ' 등' : ''}`;
}

/** What the time beyond the planned load went to. */
function beyondText(parts: FindingFigures['drain']['parts']): string {
  if (parts === undefined) return '남은 반복을 마무리한 종료 대기, 또는 `setup()`과 `teardown()`';
  const { setupMs, drainMs, teardownMs } = parts;
  if (setupMs === 0 && teardownMs === 0) return '부하가 끝난 뒤 남은 반복을 마무리한 종료 대기';
  return Object.entries({ '`setup()`': setupMs, '종료 대기': drainMs, '`teardown()`': teardownMs })
    .flatMap(([name, ms]) => (ms > 0 ? [`${name} ${time(ms)}`] : []))
    .join(', ');
}

/** Findings about the load: what was offered, and what kept it from being more. */
export const loadFindings = {
  'generator-late': {
    title: '부하 발생기 지연',
    sentence: ({ signs, windows, lateSec, ofSec, tickMs, cpuShare }) =>
      `부하 발생기(k6)가 ${count(ofSec)}초 중 ${count(lateSec)}초(${windowsText(windows)}) 동안 제때 실행되지 못했습니다: ${signs.map((sign) => SIGNS[sign]({ tickMs, cpuShare })).join(', ')}. 이때의 응답 시간에는 부하 발생기 자신의 지연이 섞여 있으므로 서버에 대한 결론을 내리지 않습니다.`,
    improvement: () => ({
      action:
        '부하 발생 장비에서 다른 작업을 멈추고 CPU를 늘리거나, CPU 할당량(컨테이너의 limit)을 없애거나, 부하를 줄입니다.',
      effect: '부하 발생기가 제때 실행되면 측정한 응답 시간이 서버의 것이 됩니다. 서버의 성능은 그대로입니다.',
      experiment: '같은 부하로 다시 실행하여 이 발견이 사라지는지, 응답 시간이 얼마나 줄어드는지 확인합니다.',
    }),
  },
  'load-not-delivered': {
    title: '계획한 부하가 실행되지 않음',
    sentence: ({ scenario, model, planned, delivered, ratio, peakRate, failedRatio, derived }) => {
      const errors = failedRatio === 0 ? '에러율은 0%였지만 ' : '';
      if (model === 'closed') {
        return `${errors}${code(scenario)}의 계획 ${count(planned / 1000)} VU·초 중 실제로 사용된 것은 ${count(delivered / 1000)} VU·초(달성률 ${aboutShare(ratio)})입니다. 계획한 동시 사용자 수가 유지되지 않았으므로 결과는 실행된 부하에 대해서만 유효합니다.`;
      }
      const limit =
        peakRate === undefined
          ? '결과는 실행된 부하에 대해서만 유효합니다.'
          : `이번 결과만으로는 초당 ${level(peakRate)}회의 피크를 감당할 수 있다고 볼 수 없습니다.`;
      // k6's own count lacks iterations that were interrupted.
      const amount = derived ? `약 ${count(delivered)}회(계획에서 dropped를 뺀 값, ` : `${count(delivered)}회(`;
      return `${errors}${code(scenario)} 계획 ${count(planned)}회 중 실행된 것은 ${amount}달성률 ${aboutShare(ratio)})뿐입니다. ${limit}`;
    },
    improvement: ({ neededRatio, peakRate, ceiling }) => ({
      action:
        '반복이 실행되지 못한 원인(스크립트의 VU 한도, 부하 발생 장비의 자원, 서버의 지연)을 먼저 없앤 뒤 같은 계획으로 다시 측정합니다.',
      effect: `달성률이 ${limitShare(neededRatio)} 이상이 되면 ${peakRate === undefined ? '계획한 부하' : `초당 ${level(peakRate)}회`}에 대해 결론을 낼 수 있습니다. 부하가 늘어나므로 응답 시간은 이번 결과보다 길어질 수 있습니다.`,
      experiment: ceiling
        ? '이대로 다시 실행하면 결과도 같습니다. VU 한도를 올린 설정(buha 시나리오라면 `peak-full` 프로필)으로 실행하여 달성률을 먼저 확인하고, 그다음에 응답 시간을 비교합니다.'
        : '원인을 하나 없앨 때마다 다시 실행하여 달성률을 먼저 확인하고, 그다음에 응답 시간을 비교합니다.',
    }),
  },
  'arrival-ceiling': {
    title: 'VU 한도가 계획한 도착률보다 낮음',
    sentence: ({ scenario, basis, maxVus, ceilingPerSec, reachableRatio, ...rest }) => {
      const { peakRate, advisedVus, vusNeededAsMeasured, deliveredRatio, isDelivered, saturated } = rest;
      const cause = isDelivered
        ? '계획한 도착률이 이 한도를 넘는 구간에서는 반복이 버려집니다.'
        : saturated
          ? '서버도 느렸지만 이 한도는 스크립트 설정 때문에 생긴 것입니다. 서버를 개선해도 그대로 남으므로, 포화를 해소한 뒤 스크립트의 한도도 올려야 합니다.'
          : deliveredRatio === undefined
            ? '계획을 모두 실행하지 못하는 가장 큰 원인은 서버가 아니라 스크립트 설정입니다.'
            : '달성률이 낮은 가장 큰 원인은 서버가 아니라 스크립트 설정입니다.';
      if (basis === 'measured') {
        return `${code(scenario)}의 maxVUs ${count(maxVus)}개로는 반복 한 번이 이번만큼 걸리면 초당 최대 약 ${shortRate(ceilingPerSec)}회, 계획의 ${aboutShare(reachableRatio)}까지만 실행할 수 있습니다. ${cause} 이 반복 시간으로 초당 ${level(peakRate)}회를 보내려면 VU가 ${count(advisedVus)}개 필요합니다.`;
      }
      const needing =
        vusNeededAsMeasured === advisedVus
          ? '이번에 측정한 평균 반복 시간으로'
          : '서버가 가장 빨랐던 응답을 계속 유지하더라도';
      return `${code(scenario)}의 maxVUs ${count(maxVus)}개로는 서버가 한가할 때만큼 빨라도 초당 최대 약 ${shortRate(ceilingPerSec)}회, 계획의 ${aboutShare(reachableRatio)}까지만 실행할 수 있습니다. ${cause} ${needing} 초당 ${level(peakRate)}회를 보내려면 VU가 ${count(advisedVus)}개 필요합니다.`;
    },
    doubt: ({ scenario, ceilingPerSec }) => ({
      refutedBy: `${code(scenario)}가 같은 maxVUs로 초당 ${shortRate(ceilingPerSec)}회보다 많은 반복을 실행하면 이 한도는 틀린 것입니다.`,
      caveats:
        '사용자 대기 시간(think time)을 수치에서 역산했으므로, 스크립트의 실제 대기 시간이 이보다 짧다면 한도는 더 높습니다.',
    }),
    improvement: ({ advisedVus, saturated }) => ({
      action: `${saturated ? '서버가 이미 포화된 것으로 보이므로, VU만 늘리면 달성률은 오르더라도 응답 시간이 길어지고 함께 실행되는 시나리오의 처리량이 줄어듭니다. 먼저 포화를 해소한 뒤 ' : ''}maxVUs와 preAllocatedVUs를 ${count(advisedVus)}개 이상으로 올립니다(buha 시나리오라면 여유를 둔 \`peak-full\` 프로필). ${saturated ? '' : '서버가 느려질 것에 대비한 여유도 필요합니다. '}부하 발생 장비의 메모리가 부족하면 장비를 나누거나 사용자 대기 시간을 줄입니다.`,
      effect:
        '스크립트 때문에 생기는 상한이 사라집니다. 그 뒤의 달성률은 서버가 얼마나 빨리 응답하는지에 달려 있습니다.',
      experiment: `${saturated ? '포화를 해소한 뒤 ' : ''}VU를 ${count(advisedVus)}개로 늘려 이 시나리오만 단독으로 실행하고 달성률과 \`dropped_iterations\`를 확인합니다.`,
    }),
  },
  'slow-vu-start': {
    title: 'VU가 늦게 시작됨',
    fact: ({ dropped, startedVus, allowedVus, stretch, window }) =>
      window
        ? `시작 ${count(window.fromSec)}초에서 ${count(window.toSec)}초 사이, 허용된 VU ${count(allowedVus)}개를 아직 다 시작하지 못한 동안 반복 ${count(dropped)}회가 버려졌습니다. 서버 응답은 크게 느려지지 않았습니다(한가할 때 대비 반복 시간 ${decimals(stretch)}배).`
        : `반복 ${count(dropped)}회가 버려졌지만, 시작된 VU는 계획상 허용된 ${count(allowedVus)}개 중 ${count(startedVus)}개뿐이었고 서버 응답도 크게 느려지지 않았습니다(한가할 때 대비 반복 시간 ${decimals(stretch)}배).`,
    sentence: ({ window }) =>
      `VU가 늘어나는 속도가 도착률의 증가를 따라가지 못한 것${window ? '입니다' : '으로 보입니다'}.`,
    doubt: () => ({
      refutedBy:
        'preAllocatedVUs를 maxVUs와 같게 두고 다시 실행해도 버려지는 반복이 줄지 않으면 다른 원인이 있는 것입니다.',
      rivals:
        '부하 발생 장비의 CPU나 메모리가 부족했을 가능성과, 짧은 순간에만 서버 응답이 느려졌을 가능성은 요약 수치만으로 배제할 수 없습니다.',
    }),
    improvement: ({ dropped }) => ({
      action: 'preAllocatedVUs를 maxVUs와 같은 값으로 올려 VU를 시작 전에 모두 준비합니다.',
      effect: `버려지는 반복은 최대 ${count(dropped)}회 줄어듭니다. 대신 VU의 메모리를 처음부터 사용합니다.`,
      experiment: 'preAllocatedVUs만 바꾸어 다시 실행하고 `dropped_iterations`를 비교합니다.',
    }),
  },
  'generator-limited': {
    title: '시스템의 한계를 확인하지 못함',
    fact: ({ stretch, avgMs, isSettled, minMs, waited }) =>
      `${isSettled ? '부하가 가장 높은 단계에서 처음 몇 초를 뺀 ' : ''}평균 반복 시간 ${time(avgMs)}는 서버가 한가할 때 예상되는 ${time(minMs)}의 ${decimals(stretch)}배에 그칩니다.${waited === undefined ? '' : ` 평균 응답 시간은 ${time(waited.avgMs)}이고 가장 빠른 응답은 ${time(waited.minMs)}입니다.`}`,
    sentence: ({ requestsPerSec, waited }) =>
      `처리량 초당 ${shortRate(requestsPerSec)}건은 시스템의 한계가 아니라 가상 사용자가 보낸 부하의 크기로 보입니다.${waited === undefined ? '' : ' 다만 요청이 이미 기다렸으므로 부하가 높은 구간에서는 포화되었을 수 있습니다.'}`,
    doubt: () => ({
      refutedBy:
        '가상 사용자나 도착률을 늘려도 처리량은 그대로이고 응답 시간만 길어지면, 서버가 이미 한계에 있었던 것입니다.',
      rivals: '부하가 가장 높은 구간에서만 서버가 포화되었을 가능성은 전체 평균만으로 배제할 수 없습니다.',
    }),
    improvement: () => ({
      action: '가상 사용자 수(도착률 시나리오는 maxVUs와 도착률)를 단계별로 늘려 포화 지점을 찾습니다.',
      effect:
        '포화 지점까지는 처리량이 부하에 대체로 비례해 늘어납니다. 최대 처리량이 얼마인지는 이번 결과로 알 수 없습니다.',
      experiment:
        '부하를 두 배씩 늘리는 구간을 다섯 개 이상 두고(예: `stress` 프로필) 구간별 처리량과 p95를 비교합니다.',
    }),
  },
  drain: {
    title: '계획한 부하 밖의 시간',
    sentence: ({ runMs, plannedMs, ratio, parts, requestsPerSec, loadPerSec, isDiluted, isBound }) =>
      `실행 시간은 ${time(runMs)}로 계획한 ${chosenTime(plannedMs)}보다 ${aboutShare(ratio)} 깁니다(${beyondText(parts)}). ${isDiluted ? `이 시간까지 포함해 나누었으므로 초당 ${shortRate(requestsPerSec)}건은 부하 구간의 처리량보다 낮은 값입니다.` : `이 시간에도 요청이 같은 속도로 처리되어, 전체로 나눈 초당 ${shortRate(requestsPerSec)}건은 부하 구간의 처리량보다 낮지 않습니다.`} ${isBound ? '계획한 시간만으로 나누면 최대' : '부하 구간에 끝난 요청만 세면'} 초당 ${shortRate(loadPerSec)}건입니다.`,
    improvement: ({ plannedMs, isBound }) => ({
      action: isBound
        ? `원시 표본을 저장하여(\`--out csv=samples.csv.gz\`) 부하가 걸린 ${chosenTime(plannedMs)} 동안의 처리량을 따로 계산합니다.`
        : '초당 수치를 다른 실행과 비교할 때는 단계별 표의 부하 구간 처리량을 사용합니다.',
      experiment: '같은 부하를 더 오래 유지하면 부하 밖의 시간의 비중이 줄어들어 두 값이 가까워집니다.',
    }),
  },
} satisfies Partial<FindingWords>;
