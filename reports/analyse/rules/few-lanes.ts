import { apiOf } from '../../../options/project.ts';
import { type Finding, type FindingFigures, TOTAL } from '../../model/finding.ts';
import type { LaneKeys } from '../../model/finding-figures.ts';
import type { Run } from '../../model/run.ts';
import { areKeysAssumed, keyKindOf, kindOf } from '../laws.ts';
import { LIMITS, MORE_KEYS } from '../limits.ts';
import { type Limiter, saturatedServer } from '../saturation.ts';
import { waitingRequest } from '../waiting-request.ts';

type Lanes = Pick<FindingFigures['few-lanes'], 'lanes' | 'basis' | 'inFlight' | 'requestsPerSec'>;

/** True where every request of the API names a product in its body, and none picks one at random. */
function isSameProduct(run: Run): boolean {
  const { body = '', keys = [] } = apiOf(run) ?? {};
  return /product/i.test(body) && !keys.includes('products');
}

/** The built-in shop holds a lock for each key unless it was started with `none`. */
const hasShopLock = ({ record }: Run): boolean => (record?.target.shop?.lock ?? 'none') !== 'none';

/** True for the built-in shop without its lock: what is known not to be there is no candidate. */
const isWithoutLock = ({ record }: Run): boolean => record?.target.shop?.lock === 'none';

/**
 * How many requests are worked on at a time, L = X·R: with the response of the lowest level where lanes were seldom busy, else with the fastest one. Of requests of several names the mean stands for all, Σ X·R.
 */
function lanesOf(run: Run, { levels, overrun, ramp, laws, only }: Limiter): Lanes | undefined {
  // From its first moment on such a load queues: even the fastest response holds waiting.
  if (overrun) return undefined;
  const { idleMs, inFlight, effectiveLanes } = laws;
  if (ramp) {
    const common = { requestsPerSec: ramp.perSec, inFlight: ramp.inFlight };
    if (ramp.isUnloaded) return { lanes: (ramp.perSec * ramp.quickMs) / 1000, basis: 'median', ...common };
    return idleMs === undefined ? undefined : { lanes: (ramp.perSec * idleMs) / 1000, basis: 'least', ...common };
  }
  if (!levels) {
    const { requestsPerSec } = run.measured.total;
    if (effectiveLanes === undefined || inFlight === undefined || requestsPerSec === undefined) return undefined;
    return { lanes: effectiveLanes, basis: 'least', inFlight, requestsPerSec };
  }
  const { low, high, capacityPerSec } = levels;
  const common = {
    requestsPerSec: capacityPerSec,
    inFlight: (high.figures.requestsPerSec * (high.figures.avgMs ?? 0)) / 1000,
  };
  const { medMs, avgMs = 0, requestsPerSec } = low.figures;
  const isSeveral = only === undefined && Object.keys(run.measured.endpoints ?? {}).length > 1;
  const responseMs = isSeveral ? avgMs : medMs;
  const lanes = (capacityPerSec * (responseMs ?? 0)) / 1000;
  // Fewer than half of what it can serve: requests seldom met, and their median holds little waiting.
  const isUnloaded = requestsPerSec <= capacityPerSec * LIMITS.unloadedShare;
  if (isUnloaded && lanes > 0) return { lanes, basis: 'median', ...common };
  // The fastest of all requests is none of the one that waited.
  const { seconds = 0 } = run.measured.timeline ?? {};
  const leastMs = only === undefined ? idleMs : waitingRequest(run).waiting?.latency.over(0, seconds)?.quantile(0);
  return leastMs === undefined ? undefined : { lanes: (capacityPerSec * leastMs) / 1000, basis: 'least', ...common };
}

/** Rows of test data that a lock for each would fit; undefined where it does not. */
function keysThatFit(run: Run, { laws }: Limiter, { lanes, inFlight, requestsPerSec }: Lanes): LaneKeys | undefined {
  const { keys, serialPerSec } = laws;
  if (kindOf(run) !== 'write' || isWithoutLock(run)) return undefined;
  if (keys === undefined || serialPerSec === undefined) return undefined;
  const lanesPerKey = lanes / keys;
  if (lanesPerKey > LIMITS.lanesPerKeyMax || lanesPerKey < LIMITS.lanesPerKeyMin) return undefined;
  // With no more requests in flight than keys, none needs to wait for another one's key.
  if (inFlight <= keys) return undefined;
  const failedRatio = run.measured.total.failedRatio ?? 0;
  return {
    keys,
    moreKeys: keys * MORE_KEYS,
    msPerLane: (keys / (requestsPerSec * (1 - failedRatio))) * 1000,
    // Held for half the time it would allow twice as much: of two bounds the lower one is told.
    possiblePerSec: serialPerSec > requestsPerSec && serialPerSec < requestsPerSec * 2 ? serialPerSec : undefined,
    keyKind: keyKindOf(run),
    assumed: areKeysAssumed(run),
    sameProduct: isSameProduct(run),
    isShopLock: hasShopLock(run),
  };
}

/**
 * About so many requests at a time are all that a saturated server works on. One lane, a pool of that size and a lock for each
 * key look alike, so no cause is named: what fits is told, and what tells them apart.
 */
export function fewLanes(run: Run): Finding[] {
  const limiter = saturatedServer(run);
  const lanes = limiter && lanesOf(run, limiter);
  if (!lanes || lanes.inFlight <= lanes.lanes) return [];
  // "At least one" tells nothing.
  if (lanes.lanes < (lanes.basis === 'least' ? 1 : LIMITS.fewestLanes)) return [];
  const keys = keysThatFit(run, limiter, lanes);
  // With one request at a time for each there are no more than those: what is above them is the error of the estimate.
  const isOfKeys =
    keys !== undefined && lanes.basis === 'least' && Math.abs(lanes.lanes / keys.keys - 1) <= LIMITS.lanesLikeKeys;
  const told = isOfKeys
    ? { ...lanes, lanes: keys.keys, basis: 'keys' as const }
    : { ...lanes, lanes: Math.max(1, lanes.lanes) };
  return [
    {
      ...{ id: 'few-lanes', severity: 'warning', confidence: 'estimated', scope: TOTAL },
      figures: { ...told, keys, ...(limiter.only !== undefined && { only: limiter.only }) },
    },
  ];
}
