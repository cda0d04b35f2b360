import { count } from '../../text/format.ts';

export const baseline = {
  accepted: (file: string, runs: number) => `비교 기준으로 등록했습니다(실행 ${count(runs)}회): ${file}`,
  invalid: (name: string, startedAt: string) =>
    `${name}(${startedAt}): 측정 무효인 실행입니다. buha gate로 이유를 확인하십시오.`,
};
