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
