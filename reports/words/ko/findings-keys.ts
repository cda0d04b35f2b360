import type { TestDataKey } from '../../../options/apis.ts';
import { about, count } from '../../text/format.ts';
import type { FindingWords } from '../finding.ts';
import { by, object } from './particles.ts';
import { time } from './times.ts';

const NOUNS: Readonly<Record<TestDataKey, string>> = { users: '사용자', products: '상품' };

/** `사용자`, `상품`, or `키` outside the catalogue. */
const noun = (kind: TestDataKey | undefined) => (kind === undefined ? '키' : NOUNS[kind]);
/** `4명`, `4개`. */
const number = (keys: number, kind: TestDataKey | undefined) => `${count(keys)}${kind === 'users' ? '명' : '개'}`;
/** `사용자 4명`. */
const counted = (keys: number, kind: TestDataKey | undefined) => `${noun(kind)} ${number(keys, kind)}`;

const noRecord = '실행 기록(`run.json`)이 없으므로 테스트 데이터의 크기는 buha 시나리오의 기본값으로 가정했습니다.';

/** What an even spread changes, of requests that write, that read, or of which it is not known. */
const SKEW_EFFECTS = {
  write: '쓰기가 서로 기다렸다면 빨라집니다.',
  read: '조회가 캐시에서 나왔다면 느려집니다.',
  both: '쓰기가 서로 기다렸다면 빨라지고, 조회가 캐시에서 나왔다면 느려집니다.',
} as const;

/** Findings that rest on how many users or products the requests picked from. */
export const keyFindings = {
  'few-lanes': {
    title: '한 번에 처리되는 요청이 적음',
    sentence: ({ lanes, basis, keys, only }) => {
      const least = basis === 'least';
      const response = basis !== 'median' ? '가장 빠른 응답 시간' : '가장 낮은 부하에서의 응답 시간 중앙값';
      const served = `한 번에 처리된 요청은 약 ${about(lanes)}건${least ? ' 이상으' : '으'}로 보이고(이때의 처리량 × ${response}), 나머지는 차례를 기다린 셈입니다.`;
      const others =
        only === undefined
          ? '크기가 이와 비슷한 커넥션 풀·작업자 스레드·CPU 코어, 모든 요청이 거치는 느린 쿼리나 락 하나'
          : '크기가 이와 비슷한 커넥션 풀, 이 요청만 거치는 느린 쿼리나 락 하나';
      if (!keys) return `${served} 이런 수치는 ${others}로 생길 수 있습니다.`;
      const { keyKind, assumed, msPerLane } = keys;
      const fits = basis === 'keys' ? '와 비슷하므로' : '로 설명할 수 있는 범위이므로';
      const amount = number(keys.keys, keyKind);
      return `${served} 테스트 데이터의 ${noun(keyKind)} 수(${amount}${assumed ? `${by(amount)} 가정` : ''})${fits} ${noun(keyKind)}마다 하나인 락(그렇다면 점유 시간은 한 건에 평균 약 ${time(msPerLane)})으로도, ${others}로도 생길 수 있습니다.`;
    },
    doubt: ({ basis, keys }) => {
      const unlike =
        basis !== 'median'
          ? '가장 빠른 응답은 예외적인 값이므로 실제로는 추정보다 많은 요청이 한 번에 처리되었을 수 있고, 부하 발생 장비나 네트워크가 느렸을 가능성도 배제할 수 없습니다.'
          : '처리 시간이 요청마다 크게 다르면 한 번에 처리된 요청의 수는 실제와 다를 수 있습니다.';
      if (!keys) {
        return {
          refutedBy: '부하를 더 늘렸을 때 처리량도 늘어나면 서버는 아직 한계에 이르지 않은 것입니다.',
          caveats: `앞의 후보 가운데 어느 것이 원인인지는 이번 결과만으로 구분할 수 없으며 서버 지표(풀 대기, 락 대기, CPU)가 필요합니다. ${unlike}`,
        };
      }
      const { moreKeys, keyKind, assumed, sameProduct, isShopLock } = keys;
      return {
        refutedBy: `테스트 데이터의 ${noun(keyKind)}${object(noun(keyKind))} ${number(keys.keys, keyKind)}에서 ${number(moreKeys, keyKind)}${by(number(moreKeys, keyKind))} 늘려도 처리량이 늘지 않으면 ${noun(keyKind)}별 락은 원인이 아닙니다.`,
        rivals: sameProduct
          ? '모든 주문이 상품 하나에 몰려, 그 재고 행의 락 때문에도 같은 결과가 나올 수 있습니다.'
          : undefined,
        caveats: `${isShopLock ? `내장 모의 서버는 ${noun(keyKind)}별 락을 모사하므로 이 락이 원인일 것으로 예상됩니다.` : '앞의 후보 가운데 어느 것이 원인인지는 이번 결과만으로 구분할 수 없으며 실험이나 서버 지표가 필요합니다.'} ${unlike}${assumed ? ` ${noRecord}` : ''}`,
      };
    },
    improvement: ({ keys }) => {
      if (!keys) {
        return {
          action:
            '서버 지표(커넥션 풀 대기, 락 대기, 작업자 스레드, 느린 쿼리, CPU)를 함께 기록하여 대기가 쌓이는 자원을 찾고, 그 자원을 늘리거나 한 건이 차지하는 시간을 줄입니다.',
          effect:
            '그 자원을 차지하는 시간이 절반이 되면 처리량은 최대 두 배까지 늘어납니다. 실제 증가 폭은 다음으로 부족해지는 자원에서 멈춥니다.',
          experiment:
            '같은 부하에서 커넥션 풀이나 작업자 스레드의 수처럼 한 번에 한 가지만 두 배로 늘려 처리량을 비교합니다.',
        };
      }
      const { moreKeys, keyKind, msPerLane, possiblePerSec, sameProduct } = keys;
      return {
        action: `먼저 ${noun(keyKind)} 수를 늘린 실험으로 원인을 확인합니다. ${noun(keyKind)}별 락이 맞다면 외부 호출과 조회를 락 밖으로 옮겨 락 점유 시간을 줄이거나, 락 대신 조건부 UPDATE 같은 원자적 갱신을 사용합니다.`,
        effect: `${counted(keys.keys, keyKind)}${object(number(keys.keys, keyKind))} 그대로 두고 점유 시간을 ${time(msPerLane)}${possiblePerSec === undefined ? '의 절반으로 줄이면 처리량은 최대 두 배까지 늘어납니다.' : `에서 가장 빠른 응답 시간까지 줄이면 초당 약 ${count(possiblePerSec)}건까지 처리할 수 있습니다.`} 다만 응답 시간 가운데 락을 직접 기다린 시간은 일부이고, 나머지는 그 앞에서 작업자 스레드나 커넥션을 기다린 시간일 수 있습니다.`,
        experiment: `다른 조건은 그대로 두고 테스트 데이터의 ${noun(keyKind)}${object(noun(keyKind))} 열 배(${number(moreKeys, keyKind)})로 늘려 다시 실행합니다. ${noun(keyKind)}별 락이 한계라면 처리량이 뚜렷하게 늘고, 한계가 다른 곳에 있다면 그대로입니다.${sameProduct ? ' 그대로라면 주문하는 상품도 여러 개로 나누어 한 번 더 실행합니다. 이때 처리량이 늘면 한 상품의 재고 행이 한계입니다.' : ''}`,
      };
    },
  },
  'skewed-test-data': {
    title: '테스트 데이터의 편중',
    sentence: ({ keys, keyKind, assumed }) => {
      const to = keyKind === 'users' ? '에게' : '에';
      return assumed
        ? `buha의 기본 테스트 데이터로 실행했다면 모든 요청이 ${counted(keys, keyKind)}${to}만 몰린 것입니다.`
        : `모든 요청이 ${counted(keys, keyKind)}${to}만 몰렸습니다.`;
    },
    supposed: ({ kind, keyKind }) => {
      const effect =
        kind === 'read'
          ? '시스템에 캐시가 있다면 조회가 실제보다 빠르게 측정되었을 수 있습니다.'
          : kind === 'write'
            ? '이 테스트에서는 경합이 실제보다 심해 쓰기가 실제보다 느리게 측정되었을 수 있습니다.'
            : '쓰기는 경합이 실제보다 많아 느리게, 시스템에 캐시가 있다면 조회는 빠르게 측정되었을 수 있습니다.';
      return `실제 트래픽은 훨씬 많은 ${noun(keyKind)}${keyKind === 'users' ? '에게' : '에'} 퍼지므로, ${effect}`;
    },
    doubt: ({ keyKind, enoughKeys }) => ({
      refutedBy: `이 실행에 ${noun(keyKind)} ${number(enoughKeys, keyKind)} 이상의 테스트 데이터를 썼다면 이 항목은 해당하지 않습니다.`,
      rivals: noRecord,
    }),
    improvement: ({ keys, keyKind, moreKeys, enoughKeys, kind }) => ({
      action: `운영 환경의 분포에 가깝게 테스트 데이터의 ${noun(keyKind)}${object(noun(keyKind))} 늘립니다. 정확한 분포를 모르면 ${number(enoughKeys, keyKind)} 이상에 고르게 나눕니다.`,
      effect: SKEW_EFFECTS[kind ?? 'both'],
      experiment: `${noun(keyKind)}${object(noun(keyKind))} ${number(keys, keyKind)}${by(number(keys, keyKind))} 둔 실행과 ${number(moreKeys, keyKind)}${by(number(moreKeys, keyKind))} 늘린 실행을 같은 부하에서 비교하여 처리량과 p95의 차이를 확인합니다.`,
    }),
  },
} satisfies Partial<FindingWords>;
