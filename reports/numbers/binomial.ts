/**
 * Chance that at most `k` of `n` independent trials succeed, each with probability `p` (0–1). Terms are worked out from
 * one another in logarithms, so that none overflows; exact to about 1e-12 for the few thousand trials it is meant for.
 */
export function atMost(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n || p <= 0) return 1;
  if (p >= 1) return 0;
  let log = n * Math.log1p(-p);
  const odds = Math.log(p) - Math.log1p(-p);
  let sum = Math.exp(log);
  for (let at = 1; at <= k; at += 1) {
    log += Math.log(n - at + 1) - Math.log(at) + odds;
    sum += Math.exp(log);
  }
  return Math.min(1, sum);
}

/** Chance that at least `k` of `n` independent trials succeed. */
export const atLeast = (k: number, n: number, p: number): number => 1 - atMost(k - 1, n, p);
