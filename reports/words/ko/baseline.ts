import type { Condition } from '../../model/comparable.ts';
import { count } from '../../text/format.ts';
import { rounds } from './rounds.ts';

export const baseline = {
  accepted: (file: string, runs: number) => `비교 기준으로 등록했습니다(실행 ${count(runs)}회): ${file}`,
  leftOut: (name: string, startedAt: string) =>
    `${name}(${startedAt}): 측정 무효인 실행이어서 비교 기준에 더하지 않았습니다.`,
  /** Load or target are others than those of the baseline so far. */
  anew: (name: string, conditions: readonly Condition[]) =>
    `${name}: 비교 기준과 조건이 달라(${conditions.map((one) => rounds.conditions[one]).join(', ')}) 이 실행부터 새로 쌓습니다.`,
  invalid: (name: string, startedAt: string) =>
    `${name}(${startedAt}): 측정 무효인 실행입니다. buha gate로 이유를 확인하십시오.`,
};
