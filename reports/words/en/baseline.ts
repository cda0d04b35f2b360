import { count } from '../../text/format.ts';
import type { baseline as ko } from '../ko/baseline.ts';
import { rounds } from './rounds.ts';

export const baseline = {
  accepted: (file, runs) => `Accepted as a baseline (${runs === 1 ? 'one run' : `${count(runs)} runs`}): ${file}`,
  leftOut: (name, startedAt) => `${name} (${startedAt}) is no valid measurement and was not added to the baseline.`,
  anew: (name, conditions) =>
    `${name}: the baseline begins anew, since conditions differ (${conditions.map((one) => rounds.conditions[one]).join(', ')}).`,
  invalid: (name, startedAt) => `${name} (${startedAt}): an invalid run. See buha gate for the reason.`,
} satisfies typeof ko;
