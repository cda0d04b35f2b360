/** k6's exit codes and what they mean (k6 2.2, package `errext/exitcodes`). */
const MEANINGS = {
  0: 'completed',
  // Go's own, where a panic reaches nobody in k6.
  2: 'k6-panic',
  97: 'cloud-aborted',
  98: 'cloud-progress-lost',
  99: 'thresholds-crossed',
  100: 'setup-timeout',
  101: 'teardown-timeout',
  102: 'timeout',
  103: 'stopped-by-api',
  104: 'invalid-config',
  105: 'interrupted',
  106: 'api-not-started',
  107: 'script-exception',
  108: 'script-aborted',
  109: 'k6-panic',
  110: 'marked-failed',
  // Whatever has no code of its own: an argument, a file, an async setup() that rejects, what setup() cannot hand on.
  255: 'uncoded-error',
} as const satisfies Record<number, string>;

export type K6ExitMeaning = (typeof MEANINGS)[keyof typeof MEANINGS] | 'killed' | 'unknown';

/** The meaning of k6's exit code; null is an end by a signal. */
export function k6ExitMeaning(code: number | null): K6ExitMeaning {
  if (code === null) return 'killed';
  return (MEANINGS as Readonly<Record<number, K6ExitMeaning>>)[code] ?? 'unknown';
}

/** Ends with which a run is whole: done, thresholds crossed, or marked as failed by its own script. */
export function isComplete(code: number | null): boolean {
  return code === 0 || code === 99 || code === 110;
}
