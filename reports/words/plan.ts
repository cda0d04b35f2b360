import type { PlanWarning } from '../model/forecast.ts';
import { planWords as en } from './en/plan.ts';
import { planWords as ko } from './ko/plan.ts';
import { inLanguage } from './language.ts';
import type { PlanWarningWords } from './shapes.ts';

/** What `buha plan` says, without a line break at the end. */
export type PlanWords = typeof ko;

export const planWords = inLanguage<PlanWords>({ ko, en });

/** A warning in words. */
export function planWarningText<Id extends PlanWarning['id']>(
  words: PlanWords,
  warning: Extract<PlanWarning, { id: Id }>,
): string {
  const warnings: PlanWarningWords = words.warning;
  return warnings[warning.id as Id](warning);
}
