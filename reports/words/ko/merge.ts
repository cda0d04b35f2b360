import { range } from '../../text/format.ts';

/** What is said of a run that several k6 processes ran together. Text is finished markdown. */
export const merge = {
  /** Between which values a figure lies, both written as text. */
  range: (from: string, to: string) => range(from, to, '~'),
  /** Stands for a quantile that only each runner knows of its own part. */
  perRunner: '러너별이라 하나로 합칠 수 없음',
  /** The same with what to do, for a goal that it leaves open. */
  perRunnerOpen: (command: string) =>
    `러너별이라 하나로 합칠 수 없음. 목표가 이 범위 안에 있어 판단을 보류합니다. 러너마다 원시 표본을 남기면 판정합니다: ${command}`,
  /** How the figures of several k6 processes became those of one run. */
  fromSamples:
    '모든 러너의 원시 표본을 합쳐 백분위까지 전체에서 계산했습니다. VU 수는 러너별 마지막 값의 합이며, 부하가 끝난 뒤의 VU 기록은 제외했습니다.',
  fromSummaries:
    '모든 러너의 요약을 합쳤습니다. 건수, 비율, 최소, 최대는 정확합니다. 백분위는 러너별 값만 있어 그 범위로 표시합니다. 실행 시간은 가장 오래 실행된 러너의 것입니다.',
  clocks: '러너 사이의 시계 차이는 파일만으로는 알 수 없으므로 시각을 보정하지 않았습니다.',
  /** First samples lie so far apart that clocks or starts differ. */
  apart: (spread: string) =>
    `러너의 첫 표본이 서로 ${spread} 떨어져 있습니다. 시계가 어긋났거나 동시에 시작하지 않은 것이므로, 초당 수치와 시간대별·단계별 수치는 실제와 다를 수 있습니다.`,
  setupOnce: 'setup()과 teardown()은 첫 번째 러너에서 한 번만 실행했고, 그 요청은 수치에서 제외했습니다.',
  /** Runners that did not come to their end. */
  lost: (numbers: readonly number[], of: number) =>
    `러너 ${of}개 가운데 ${numbers.join(', ')}번이 끝까지 실행되지 않았습니다. 그 러너가 맡은 부하의 전부 또는 중단 이후 부분이 수치에 없습니다.`,
  setupAside: 'setup()과 teardown()은 러너마다 실행되었으므로, 그 요청은 수치에서 제외했습니다.',
  setupUnknown: 'setup()과 teardown()이 있었다면 러너마다 실행되었고, 요약에서는 구분할 수 없어 수치에 들어 있습니다.',
  thresholdsJudged:
    '러너별 임계값 판정은 전체에 대한 판정이 아니므로 쓰지 않고, 스크립트의 임계값을 합친 수치로 다시 판정했습니다.',
  thresholdsUnknown:
    '원시 표본에는 하위 지표의 임계값이 남지 않으므로 그 임계값은 판정하지 못했습니다. `--options`로 k6 옵션을 지정하면 합친 수치로 판정합니다.',
};
