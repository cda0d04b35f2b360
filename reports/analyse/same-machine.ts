import type { RunRecord } from '../model/record.ts';
import { isLoopback } from '../text/host.ts';

/** True where load generator and tested system shared a machine: the embedded shop, and every address of that machine. */
export function isOnGenerator({ target: { baseUrl, shop } }: RunRecord): boolean {
  if (shop) return true;
  return baseUrl !== undefined && URL.canParse(baseUrl) && isLoopback(new URL(baseUrl).hostname);
}
