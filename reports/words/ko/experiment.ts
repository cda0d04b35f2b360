import type { Experiment, ExperimentReason, Varied } from '../../model/experiment.ts';
import type { ExperimentFacts } from '../shapes.ts';
import { by } from './particles.ts';

const KEYS: Readonly<Record<Varied, string>> = { users: '사용자', products: '상품', vus: 'VU' };
const count = (varied: Varied, value: string) =>
  varied === 'products' ? `상품 ${value}개` : `${KEYS[varied]} ${value}명`;

/** What was varied, and its smallest and largest value. */
interface Told {
  readonly varied: Varied;
  readonly small: string;
  readonly large: string;
}

/** By how much, and how sure that is. */
const gained = ({ gain, range }: ExperimentFacts) => `${gain}(95% 구간 ${range})`;

export const experiment = {
  title: ({ title, varied }: { title: string; varied: Varied }) =>
    `실험: ${title}의 처리량은 ${KEYS[varied]} 수에 따라 달라지는가`,
  hypothesis: (varied: Varied) =>
    varied === 'vus'
      ? '시스템은 아직 한계에 이르지 않았습니다. 그렇다면 가상 사용자(VU)를 늘릴 때 처리량이 늘어야 합니다.'
      : `${KEYS[varied]}마다 락이 하나씩 있고, 이 락이 처리량을 제한합니다. 그렇다면 테스트 데이터의 ${KEYS[varied]} 수를 늘릴 때 처리량이 늘어야 합니다.`,
  verdict: { supported: '지지됨', refuted: '기각됨', undecided: '판단 보류' } satisfies Record<
    Experiment['verdict'],
    string
  >,
  reason: {
    grew: (facts) => {
      const { varied, small, large, smallPerSec, largePerSec } = facts;
      const more = `${count(varied, small)}에서 ${count(varied, large)}${by(count(varied, large))} 늘리자 처리량이 초당 ${smallPerSec}건에서 ${largePerSec}건으로 ${gained(facts)} 늘었습니다.`;
      return varied === 'vus' ? `${more} ${count(varied, small)}일 때 시스템은 한계가 아니었습니다.` : more;
    },
    flat: (facts) => {
      const { varied, small, large, smallPerSec, largePerSec } = facts;
      const same = `${count(varied, small)}에서 ${count(varied, large)}${by(count(varied, large))} 늘려도 처리량은 초당 ${smallPerSec}건에서 ${largePerSec}건으로 ${gained(facts)} 달라지는 데 그쳤습니다.`;
      return varied === 'vus'
        ? `${same} 시스템은 ${count(varied, small)}에서 이미 한계에 있습니다.`
        : `${same} ${count(varied, small)}일 때 이미 포화되어 있었으므로, 처리량을 제한하는 것은 ${KEYS[varied]}별 락이 아닌 다른 자원입니다.`;
    },
    'carried-more': ({ varied, small, smallPerSec, allowed }) =>
      `${count(varied, small)}만으로 초당 ${smallPerSec}건을 처리했습니다. 가설이 맞다면 초당 ${allowed ?? ''}건을 넘을 수 없으므로, 그만한 시간 동안 유지되는 ${KEYS[varied]}별 락은 없습니다.`,
    'not-saturated': ({ varied, small, smallPerSec, allowed }) =>
      `${count(varied, small)}일 때에도 시스템이 포화되지 않았습니다(초당 ${smallPerSec}건${allowed === undefined ? '' : `, 가설이 허용하는 최대 초당 ${allowed}건`}). 이 부하에서는 락이 있어도 드러나지 않습니다.`,
    spread: (facts) => {
      const { varied, small, large, smallPerSec, largePerSec } = facts;
      return `${count(varied, small)}일 때 초당 ${smallPerSec}건, ${count(varied, large)}일 때 초당 ${largePerSec}건이었지만 차이(${gained(facts)})가 우연인지 알 수 없습니다.`;
    },
    'few-runs': () => '값마다 세 번 이상 측정해야 판단할 수 있습니다.',
    'invalid-run': () => '유효하지 않거나 실패한 요청이 많은 실행이 있어 판단할 수 없습니다.',
  } satisfies Record<ExperimentReason, (facts: ExperimentFacts) => string>,
  /** Where the hypothesis has its lock time from. */
  lockTime: {
    given: (time) => `락 점유 시간은 지정된 값(${time})으로 계산했습니다.`,
    shop: (time) => `락 점유 시간은 내장 모의 서버가 모사하는 값(${time})으로 계산했습니다.`,
    report: (time) => `락 점유 시간은 이 가설을 제시한 최근 실행의 값(${time})으로 계산했습니다.`,
  } satisfies Record<'given' | 'shop' | 'report', (time: string) => string>,
  /** What such locks allow the smallest value. */
  allowed: ({ varied, small, perSec }: { varied: Varied; small: string; perSec: string }) =>
    `그러면 ${count(varied, small)}${by(count(varied, small))}는 초당 최대 ${perSec}건까지 처리할 수 있습니다.`,
  varied: { users: '사용자 수', products: '상품 수', vus: 'VU 수' } satisfies Record<Varied, string>,
  changed: {
    users: '같은 부하에서 사용자 수만 바꾸어',
    products: '같은 부하에서 상품 수만 바꾸어',
    vus: '같은 프로필에서 VU 수만 바꾸어',
  } satisfies Record<Varied, string>,
  columns: { runs: '실행', perSec: '처리량(TPS)', p95: 'p95', saturated: '포화' },
  saturated: ({ saturated, of }: { saturated: string; of: string }) => `${of}회 중 ${saturated}회`,
  /** Other causes that would give a support as well. */
  rivals: (varied: Varied) =>
    varied === 'vus'
      ? '한계가 어디인지는 처리량이 더 늘지 않을 때까지 VU를 늘려야 알 수 있습니다.'
      : `${KEYS[varied]}별로 나뉘는 다른 자원(행 잠금, 샤드, 캐시)도 같은 결과를 낼 수 있습니다. 어느 것인지는 대상 시스템의 대기 통계로 확인합니다.`,
  /** The largest value was not saturated: what it served is what the load offered. */
  notTheMost: (value: string, perSec: string, varied: Varied) =>
    `${count(varied, value)}에서는 시스템이 포화되지 않았으므로, 최대 처리량은 초당 ${perSec}건보다 클 수 있습니다.`,
  nextStep: '다음 단계',
  /** What to do next, and what decides. */
  next: {
    mended: {
      task: ({ varied }: Told) =>
        `${KEYS[varied]}별 직렬 처리를 줄인 뒤(외부 호출과 조회를 락 밖으로 옮기거나 락을 조건부 \`UPDATE\`로 교체) 같은 실험 반복`,
      criterion: ({ varied, small }: Told) => `${count(varied, small)}일 때의 처리량이 이번보다 늘면 효과가 있는 것`,
    },
    heavier: {
      task: ({ varied }: Told): string =>
        varied === 'vus' ? 'VU를 더 늘려 한계 확인' : '부하를 두 배로 올려 같은 실험 반복',
      criterion: ({ varied, small }: Told): string =>
        varied === 'vus'
          ? '처리량의 증가가 10% 미만이면 한계'
          : `${count(varied, small)}일 때 포화된 실행이 있으면 판단 가능`,
    },
    oftener: {
      task: () => '반복 횟수를 늘려 같은 실험 반복',
      criterion: () => '95% 구간이 10%를 포함하지 않으면 판단 가능',
    },
    thrice: { task: () => '값마다 세 번씩 실행', criterion: () => '지지됨 또는 기각됨' },
    valid: {
      task: () => '실행별 보고서에 적힌 원인을 없앤 뒤 같은 실험 반복',
      criterion: () => '모든 실행이 유효하고 요청이 거의 실패하지 않을 것',
    },
    /** Behind a task whose command names test data of the reader's own. */
    ofFile: (file: string) => `(${file} 자리에는 이번 실험에 쓴 파일을 적음)`,
    limit: {
      task: '부하를 단계별로 늘려 시스템의 한계 확인',
      criterion: 'VU를 두 배로 늘려도 처리량 증가가 10% 미만인 수준과 그때의 p95',
    },
  },
  conditions: {
    started: '시작',
    profile: '부하 프로필',
    target: '대상 서버',
    k6: 'k6',
    generator: '부하 발생 장비',
  } satisfies Record<'started' | 'profile' | 'target' | 'k6' | 'generator', string>,
  chart: (varied: Varied) => `${KEYS[varied]} 수에 따른 처리량`,
  chartP95: (varied: Varied) => `${KEYS[varied]} 수에 따른 p95`,
  /** Means by the value that varies. */
  chartText: (name: string, told: readonly { value: string; figure: string }[], varied: Varied) =>
    `${name}: ${told.map(({ value, figure }) => `${count(varied, value)} ${figure}`).join(', ')}.`,
  /** What the hypothesis allows the largest value, where that lies beyond the picture. */
  foretoldMost: ({ value, perSec, varied }: { value: string; perSec: string; varied: Varied }) =>
    `가설이 맞다면 ${count(varied, value)}${by(count(varied, value))} 초당 최대 약 ${perSec}건까지 처리할 수 있습니다(그래프 밖).`,
  mean: '평균',
  /** What the hypothesis foretells. */
  foretold: '가설이 맞을 때의 최대 처리량',
  /** What one run of it is called. */
  running: (varied: Varied, value: number) => count(varied, String(value)),
  stopped: '실험이 중단되었습니다. 지금까지의 실행만으로 정리합니다.',
};
