import type { Finding } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { LIMITS } from '../limits.ts';
import { plateausOf } from '../stages.ts';

/**
 * Under a load that stayed the same all failures lie within one stretch of it: something happened and was over. `sum`s are
 * over whole seconds.
 */
export function errorWindow(run: Run): Finding[] {
  return plateausOf(run).flatMap(({ stage: { plan }, seconds, lane }): Finding[] => {
    const { requests, failed } = lane;
    if (!failed) return [];
    const failing = [...failed.nonZero()].filter(([second]) => second >= seconds.from && second < seconds.to);
    const [first, last] = [failing[0]?.[0], failing.at(-1)?.[0]];
    if (first === undefined || last === undefined) return [];
    const [from, to] = [first, last + 1];
    const count = failed.sum(from, to);
    const ratio = count / Math.max(1, requests.sum(from, to));
    const isWhole = count === failed.sum();
    if (!isWhole || count < LIMITS.fewFailures || ratio < LIMITS.errorWindowRatio) return [];
    if (
      to - from > (seconds.to - seconds.from) * LIMITS.errorWindowShare ||
      seconds.to - to < LIMITS.errorWindowRestSec
    )
      return [];
    // Failures from the first second on are those of a start.
    if (from <= seconds.from) return [];
    return [
      {
        id: 'error-window',
        severity: 'warning',
        confidence: 'measured',
        scope: plan.name,
        figures: { fromSec: from, toSec: to, failed: count, ratio },
      },
    ];
  });
}
