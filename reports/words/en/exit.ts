/** What k6's exit codes mean (k6 2.2, `errext/exitcodes`). */
const MEANINGS: Readonly<Record<number, string>> = {
  0: 'completed',
  97: 'cloud test aborted',
  98: 'cloud progress lost',
  99: 'thresholds were crossed',
  100: 'setup() timed out',
  101: 'teardown() timed out',
  102: 'timed out',
  103: 'stopped by the REST API',
  104: 'invalid configuration',
  105: 'stopped by an external signal',
  106: 'the REST API server could not start',
  107: 'script exception in init or setup',
  108: 'the script called test.abort()',
  109: 'internal error of k6',
  110: 'the script marked itself as failed',
  255: 'bad argument or missing file',
};

export function exitMeaning(code: number | null, signal: string | undefined): string {
  if (code === null) return `killed by ${signal ?? 'a signal'}`;
  return `${code} (${MEANINGS[code] ?? 'unknown exit code'})`;
}
