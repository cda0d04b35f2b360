import type { ApiId } from '../../../options/apis.ts';
import type { ProfileName } from '../../../options/profiles.ts';

/** Why an API is worth a load test. An API without an entry gets a sentence from its kind. */
export const apiReasons: Readonly<Partial<Record<ApiId, string>>> = {
  'get-balance': '주문과 충전 화면마다 호출되어 조회 요청 가운데 빈도가 높습니다.',
  'recharge-balance': '한 사용자의 잔액을 여러 요청이 동시에 바꾸므로 정합성을 지키는 비용이 드러납니다.',
  'place-order': '재고와 잔액을 한 트랜잭션에서 줄이며 매출과 직접 연결됩니다.',
  'get-product': '방문자 대부분이 거치는 요청으로, 행사 때 트래픽이 가장 먼저 몰립니다.',
};

/** What each profile is meant to find out. */
export const profilePurposes: Readonly<Partial<Record<string, string>>> = {
  seed: '점진적으로 늘어나는 부하(`load_test`)와 두 번 치솟는 부하(`peak_test`)를 동시에 가해 처리 능력을 평가합니다.',
  sequential:
    '점진적으로 늘어나는 부하(`load_test`)가 끝난 뒤 두 번 치솟는 부하(`peak_test`)를 가해 두 상황을 따로 평가합니다.',
  'load-only': '점진적으로 늘어나는 부하에서 안정적으로 처리하는지 평가합니다.',
  'peak-only': '두 번 치솟는 부하를 감당하는지 평가합니다.',
  'peak-full': '계획한 피크를 모두 보낼 만큼 VU를 준비해, 두 번 치솟는 부하를 감당하는지 평가합니다.',
  stress: '부하를 단계별로 한계 너머까지 늘려 포화 지점을 찾습니다.',
  spike: '갑작스러운 급증과 그 뒤의 회복을 평가합니다.',
  soak: '오랜 시간 일정한 부하에서 성능이 나빠지지 않는지 평가합니다.',
  smoke: '짧고 가벼운 부하로 스크립트와 대상이 정상인지 확인합니다.',
} satisfies Record<ProfileName, string>;
