import { isComplete } from '../model/k6-exit.ts';
import type { Run } from '../model/run.ts';
import type { Merge } from '../model/runners.ts';
import { leastOf, mostOf } from '../numbers/extremes.ts';
import { LIMITS } from './limits.ts';

/**
 * By how many ms the first samples of runners lie apart, where that is too much for runners that started together on
 * clocks that agree; undefined where it is not, or nobody knows.
 */
export function apartMs({ runners }: Merge): number | undefined {
  const firsts = runners.flatMap(({ firstMs }) => firstMs ?? []);
  const spreadMs = mostOf(firsts) - leastOf(firsts);
  return firsts.length > 1 && spreadMs > LIMITS.runnersApartMs ? spreadMs : undefined;
}

/**
 * The runners that did not come to their end, by their numbers: the load that was theirs is missing. None where no runner did:
 * then it is the run that did not.
 */
export function lostRunners({ record }: Pick<Run, 'record'>): number[] {
  const runners = record?.share === undefined ? [] : (record.runners ?? []);
  const lost = runners.filter(({ exit }) => !isComplete(exit.code));
  return lost.length < runners.length ? lost.map(({ number }) => number) : [];
}
