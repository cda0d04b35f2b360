import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { mean } from '../../numbers/averages.ts';
import { answersOf } from '../answers.ts';
import { LIMITS } from '../limits.ts';
import { plateausOf } from '../stages.ts';

const TOO_MANY = 429;

type Figures = Extract<Finding, { id: 'throttled' }>['figures'];

type Sent = NonNullable<Figures['levels']>['low'];

/**
 * Two loads that were refused so far that the same number of successes a second was left, although the higher one sent clearly
 * more: the failures follow a limit of the rate, not chance. The higher one is a level that was held.
 */
function levelLimit(run: Run): Figures['levels'] {
  const levels = plateausOf(run).flatMap(({ figures: { requestsPerSec, failedRatio = 0 } }): Sent[] =>
    failedRatio > LIMITS.refusedRatio
      ? [{ sentPerSec: requestsPerSec, goodPerSec: requestsPerSec * (1 - failedRatio) }]
      : [],
  );
  const [high, second] = levels.toSorted((a, b) => b.sentPerSec - a.sentPerSec);
  const low = high && (second ?? refusedBelow(run, high));
  if (!high || !low || low.goodPerSec <= 0 || high.sentPerSec < low.sentPerSec * LIMITS.throttledGrowth)
    return undefined;
  return Math.abs(high.goodPerSec / low.goodPerSec - 1) <= LIMITS.flatRatio ? { low, high } : undefined;
}

/**
 * Seconds in which clearly less was sent than on the level, as of a ramp up to it, and clearly some of it was refused, too; undefined where it is one
 * second alone, or too few requests to tell.
 */
function refusedBelow({ measured: { timeline } }: Run, { sentPerSec }: Sent): Sent | undefined {
  if (!timeline) return undefined;
  const { requests, failed } = timeline.total;
  const below = [...(failed?.nonZero() ?? [])].flatMap(([second, refused]): Sent[] => {
    const sent = requests.at(second) ?? 0;
    if (sent * LIMITS.throttledGrowth > sentPerSec || refused <= sent * LIMITS.flatRatio) return [];
    return [{ sentPerSec: sent, goodPerSec: sent - refused }];
  });
  const [sent, good] = [mean(below.map((one) => one.sentPerSec)), mean(below.map((one) => one.goodPerSec))];
  const isKnown = below.length >= 2 && sent * below.length >= LIMITS.flawlessRequests;
  return isKnown ? { sentPerSec: sent, goodPerSec: good } : undefined;
}

/** Successes a second while answers were 429: the middle of those seconds. */
function limitSeen({ measured: { timeline } }: Run): number | undefined {
  const refused = timeline?.errors.find(({ status }) => status === TOO_MANY)?.failed;
  if (!timeline || !refused) return undefined;
  const { requests, failed } = timeline.total;
  const good = [...refused.nonZero()]
    .map(([second]) => (requests.at(second) ?? 0) - (failed?.at(second) ?? 0))
    .toSorted((a, b) => a - b);
  return good[Math.floor(good.length / 2)];
}

/** The system answers no more than so many requests a second and refuses the rest. */
export function throttled(run: Run): Finding[] {
  const failures = answersOf(run, ({ expected, status }) => !expected && status >= 400);
  const count = failures.reduce((sum, one) => sum + one.count, 0);
  const told = failures.find(({ status }) => status === TOO_MANY)?.count ?? 0;
  const levels = levelLimit(run);
  if (told < LIMITS.fewFailures && !(levels && count >= LIMITS.fewFailures)) return [];
  const isTold = told >= LIMITS.fewFailures;
  const [most] = failures;
  const limitPerSec = isTold ? limitSeen(run) : levels?.high.goodPerSec;
  return [
    {
      id: 'throttled',
      severity: 'warning',
      confidence: isTold ? 'measured' : 'estimated',
      scope: TOTAL,
      figures: { status: isTold ? TOO_MANY : (most?.status ?? 0), count: isTold ? told : count, limitPerSec, levels },
    },
  ];
}
