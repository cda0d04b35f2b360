import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { LIMITS } from '../limits.ts';

/**
 * For some time there is no sample at all, not even k6's count of its users, which it writes every second: the clock was
 * set, the machine slept, or samples of another time came in. Rates divide by that time, too.
 */
export function silence({ measured: { timeline, total } }: Run): Finding[] {
  if (!timeline) return [];
  const { silence: longest, seconds } = timeline;
  const silentSec = longest.to - longest.from;
  const isCounted = [...timeline.vus.between()].some(({ value }) => !Number.isNaN(value));
  const leastSec = isCounted ? LIMITS.silenceOfUsersSec : LIMITS.silenceSec;
  if (silentSec < leastSec || silentSec < seconds * LIMITS.silenceShare) return [];
  const spokenSec = seconds - silentSec;
  const perSec =
    total.requests && total.requestsPerSec !== undefined
      ? { toldPerSec: total.requestsPerSec, withoutPerSec: total.requests / spokenSec }
      : undefined;
  return [
    {
      id: 'silence',
      severity: 'warning',
      confidence: 'measured',
      scope: TOTAL,
      figures: { fromSec: longest.from, toSec: longest.to, share: silentSec / seconds, perSec },
    },
  ];
}
