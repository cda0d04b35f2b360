import { count } from '../../text/format.ts';
import type { baseline as ko } from '../ko/baseline.ts';

export const baseline = {
  accepted: (file, runs) => `Accepted as a baseline (${runs === 1 ? 'one run' : `${count(runs)} runs`}): ${file}`,
  invalid: (name, startedAt) => `${name} (${startedAt}): an invalid run. See buha gate for the reason.`,
} satisfies typeof ko;
