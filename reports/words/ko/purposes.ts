import type { BuiltInProfile } from '../../../options/profiles.ts';

/** What each profile is meant to find out. */
export const profilePurposes: Readonly<Partial<Record<string, string>>> = {
  sequential:
    '점진적으로 늘어나는 부하(`load_test`)가 끝난 뒤 두 번 치솟는 부하(`peak_test`)를 가해 두 상황을 따로 평가합니다.',
  'load-only': '점진적으로 늘어나는 부하에서 안정적으로 처리하는지 평가합니다.',
  'peak-only': '두 번 치솟는 부하를 감당하는지 평가합니다.',
  'peak-full': '계획한 피크를 모두 보낼 만큼 VU를 준비해, 두 번 치솟는 부하를 감당하는지 평가합니다.',
  stress: '부하를 단계별로 한계 너머까지 늘려 포화 지점을 찾습니다.',
  spike: '갑작스러운 급증과 그 뒤의 회복을 평가합니다.',
  soak: '오랜 시간 일정한 부하에서 성능이 나빠지지 않는지 평가합니다.',
  smoke: '짧고 가벼운 부하로 스크립트와 대상이 정상인지 확인합니다.',
} satisfies Record<BuiltInProfile, string>;
