import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { LIMITS } from '../limits.ts';

/** Nearly the load at which the first failure came. */
const NEAR = 0.8;

/** Requests failed only once there was load: below it many had been answered without a failure. */
export function errorsUnderLoad(run: Run): Finding[] {
  const { timeline } = run.measured;
  if (!timeline) return [];
  const { requests, failed, busyVus } = timeline.total;
  if (!failed || !busyVus) return [];
  const first = failed.findIndex((count) => count > 0);
  if (first < 0) return [];
  const vus = busyVus[first] ?? 0;
  const sum = (lane: Float64Array, when: (second: number) => boolean) =>
    lane.reduce((all, count, second) => (when(second) ? all + count : all), 0);
  const isBelow = (second: number) => (busyVus[second] ?? 0) < vus * NEAR;
  // As many users were served flawlessly for some time: then it is not their number that made the difference.
  const withstood = requests.filter((count, second) => second < first && !isBelow(second) && count > 0).length;
  if (withstood > LIMITS.withstoodSec) return [];
  const all = sum(failed, () => true);
  const below = sum(failed, isBelow);
  const flawless = sum(requests, (second) => second < first && isBelow(second));
  if (all < LIMITS.fewFailures || flawless < LIMITS.flawlessRequests || all - below < all * LIMITS.underLoadShare)
    return [];
  const requestsBelow = sum(requests, isBelow);
  const belowRatio = below / Math.max(1, requestsBelow);
  const aboveRatio = (all - below) / Math.max(1, sum(requests, () => true) - requestsBelow);
  // Failures that lie below as often as above are no matter of load, and neither are so few that chance explains it.
  const expected = requestsBelow * aboveRatio;
  if (belowRatio * 2 > aboveRatio || expected - below < LIMITS.underLoadZ * Math.sqrt(expected)) return [];
  return [
    {
      id: 'errors-under-load',
      severity: 'warning',
      confidence: 'measured',
      scope: TOTAL,
      figures: {
        ...{ sinceSec: first, vus, nearRatio: NEAR, advisedVus: [vus * NEAR, vus * (2 - NEAR)] },
        ...{ flawless, failed: all, aboveRatio, belowRatio },
      },
    },
  ];
}
