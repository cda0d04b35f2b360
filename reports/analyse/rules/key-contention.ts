import { apiOf } from '../../../options/apis.ts';
import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { areKeysAssumed, keyKindOf, kindOf } from '../laws.ts';
import { LIMITS, MORE_KEYS } from '../limits.ts';
import { saturatedServer } from '../saturation.ts';

/** True where every request of the API names a product in its body, and none picks one at random. */
function isSameProduct({ api }: Run): boolean {
  const { body = '', keys = [] } = api ? apiOf(api) : {};
  return /product/i.test(body) && !keys.includes('products');
}

/** A saturated write serves about as many requests at once as the test data has keys: one lock per key looks so. */
export function keyContention(run: Run): Finding[] {
  const { laws, level } = saturatedServer(run) ?? {};
  const requestsPerSec = level?.requestsPerSec ?? run.measured.total.requestsPerSec;
  if (!laws || kindOf(run) !== 'write' || requestsPerSec === undefined) return [];
  const { keys, serialPerSec } = laws;
  // Over a whole run lanes may have been idle at times; on a saturated level they were not.
  const { effectiveLanes, inFlight, msPerLane } = level ?? laws;
  if (keys === undefined || effectiveLanes === undefined || inFlight === undefined) return [];
  if (serialPerSec === undefined || msPerLane === undefined) return [];
  const lanesPerKey = effectiveLanes / keys;
  if (lanesPerKey > LIMITS.lanesPerKeyMax || lanesPerKey < LIMITS.lanesPerKeyMin) return [];
  // With no more requests in flight than keys, none needs to wait for another one's key.
  if (inFlight <= keys) return [];
  return [
    {
      id: 'key-contention',
      severity: 'warning',
      confidence: 'estimated',
      scope: TOTAL,
      figures: {
        ...{ keys, moreKeys: keys * MORE_KEYS, effectiveLanes, inFlight, requestsPerSec, msPerLane },
        possiblePerSec: serialPerSec > requestsPerSec ? serialPerSec : undefined,
        levelVus: level?.step.high.busyVus,
        keyKind: keyKindOf(run),
        assumed: areKeysAssumed(run),
        sameProduct: isSameProduct(run),
      },
    },
  ];
}
