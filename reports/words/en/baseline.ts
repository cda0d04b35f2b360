import { count } from '../../text/format.ts';
import type { BaselineWords } from '../baseline.ts';

export const baseline: BaselineWords = {
  accepted: (file, runs) => `Accepted as a baseline (${runs === 1 ? 'one run' : `${count(runs)} runs`}): ${file}`,
  invalid: (name, startedAt) => `${name} (${startedAt}): an invalid run. See buha gate for the reason.`,
};
