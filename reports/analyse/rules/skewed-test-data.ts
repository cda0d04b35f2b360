import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { areKeysAssumed, keyKindOf, keysOf, kindOf } from '../laws.ts';
import { LIMITS, MORE_KEYS } from '../limits.ts';

/** Requests picked from few keys: pessimistic for writes, which meet at them, and optimistic for caches. */
export function skewedTestData(run: Run): Finding[] {
  const keys = keysOf(run);
  if (keys === undefined || keys < 1 || keys >= LIMITS.fewKeys) return [];
  const assumed = areKeysAssumed(run);
  return [
    {
      id: 'skewed-test-data',
      severity: 'note',
      confidence: assumed ? 'estimated' : 'measured',
      scope: TOTAL,
      figures: {
        ...{ keys, moreKeys: keys * MORE_KEYS, enoughKeys: LIMITS.fewKeys },
        ...{ kind: kindOf(run), keyKind: keyKindOf(run), assumed },
      },
    },
  ];
}
