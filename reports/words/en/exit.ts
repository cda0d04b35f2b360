import { type K6ExitMeaning, k6ExitMeaning } from '../../model/k6-exit.ts';

const MEANINGS: Readonly<Record<K6ExitMeaning, string>> = {
  completed: 'completed',
  'cloud-aborted': 'cloud test aborted',
  'cloud-progress-lost': 'cloud progress lost',
  'thresholds-crossed': 'some thresholds were crossed',
  'setup-timeout': 'setup() timed out',
  'teardown-timeout': 'teardown() timed out',
  timeout: 'timed out',
  'stopped-by-api': 'stopped by the REST API',
  'invalid-config': 'invalid configuration',
  interrupted: 'stopped by an external signal',
  'api-not-started': 'the REST API server could not start',
  'script-exception': 'script exception in init or setup',
  'script-aborted': 'the script called test.abort()',
  'k6-panic': 'internal error of k6',
  'marked-failed': 'the script marked itself as failed',
  'bad-argument': 'bad argument or missing file',
  killed: 'killed',
  unknown: 'unknown exit code',
};

export function exitText(code: number | null, signal: string | undefined): string {
  return `${code ?? signal ?? '?'} (${MEANINGS[k6ExitMeaning(code)]})`;
}
