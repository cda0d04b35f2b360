/** The oldest k6 that is taken without being asked for by name: what buha reads and passes is as in 2.2 since then. */
export const OLDEST_K6 = '1.0.0';

/** The version that the others are measured by: the pinned one of `k6/go.mod`. */
export const REFERENCE_K6 = '2.2.0';

/**
 * What a k6 lacks that is older than `since`, as far as a load test, its script or its figures can tell (k6's release
 * notes, tried with 1.0.0, 1.8.1 and 2.2.0). The words stand in `reports/words/{ko,en}/k6.ts`. Newest first.
 */
const LACKS = [
  { id: 'text-encoder', since: '2.2.0' },
  { id: 'summary-timeout', since: '2.2.0' },
  { id: 'merge-run-tags', since: '2.2.0' },
  { id: 'gauge-max', since: '2.2.0' },
  { id: 'vus-over-scenarios', since: '2.1.0' },
  { id: 'secret-source', since: '1.7.0' },
  { id: 'websockets', since: '1.6.0' },
  { id: 'csv-memory', since: '1.6.0' },
  { id: 'opentelemetry', since: '1.4.0' },
] as const;

export type K6Lack = (typeof LACKS)[number]['id'];

/** -1, 0 or 1 as version `a` is older than, equal to or newer than `b`; what follows the numbers (`rc1`) is ignored. */
export function compareVersions(a: string, b: string): number {
  const numbers = (version: string) => version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [left, right] = [numbers(a), numbers(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/** False for what a build from sources says of itself: `dev`, and `0.0.0-20261001…`, which Go makes up. */
export const isReleaseNumber = (version: string): boolean =>
  /^\d+\.\d+\.\d+/.test(version) && !version.startsWith('0.0.0');

/** What a k6 of that version lacks; nothing is known of a version that is no number. */
export const k6Lacks = (version: string): K6Lack[] =>
  isReleaseNumber(version) ? LACKS.filter(({ since }) => compareVersions(version, since) < 0).map(({ id }) => id) : [];
