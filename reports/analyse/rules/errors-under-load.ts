import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import type { Steps } from '../../numbers/steps.ts';
import { wrongRequests } from '../answers.ts';
import { LIMITS } from '../limits.ts';

/** Nearly the load at which the first failure came. */
const NEAR = 0.8;

/** Requests failed only once there was load: below it many had been answered without a failure. */
export function errorsUnderLoad(run: Run): Finding[] {
  const { timeline } = run.measured;
  if (!timeline || wrongRequests(run)) return [];
  const { requests, failed, busyVus } = timeline.total;
  if (!failed || !busyVus) return [];
  const first = failed.nonZero().next().value?.[0];
  if (first === undefined) return [];
  const vus = busyVus.at(first) ?? 0;
  const sum = (lane: Steps, when: (second: number) => boolean) => {
    let all = 0;
    for (const [second, count] of lane.nonZero()) if (when(second)) all += count;
    return all;
  };
  const isBelow = (second: number) => (busyVus.at(second) ?? 0) < vus * NEAR;
  // As many users were served flawlessly for some time: then it is not their number that made the difference.
  const withstood = [...requests.nonZero()].filter(([second]) => second < first && !isBelow(second)).length;
  if (withstood > LIMITS.withstoodSec) return [];
  const all = failed.sum();
  const below = sum(failed, isBelow);
  const flawless = sum(requests, (second) => second < first && isBelow(second));
  if (all < LIMITS.fewFailures || flawless < LIMITS.flawlessRequests || all - below < all * LIMITS.underLoadShare)
    return [];
  const requestsBelow = sum(requests, isBelow);
  const belowRatio = below / Math.max(1, requestsBelow);
  const aboveRatio = (all - below) / Math.max(1, requests.sum() - requestsBelow);
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
