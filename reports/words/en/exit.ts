import { type K6ExitMeaning, k6ExitMeaning } from '../../model/k6-exit.ts';
import type { EndedBy } from '../../model/record.ts';
import { count } from '../../text/format.ts';

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
  'uncoded-error': 'an error without a code of its own; what k6 said tells it',
  killed: 'killed',
  unknown: 'unknown exit code',
};

export function exitText(code: number | null, signal: string | undefined): string {
  return `${code ?? signal ?? '?'} (${MEANINGS[k6ExitMeaning(code)]})`;
}

/** Why buha ended a run, as a sentence. */
export function endedByText({ cause, second }: EndedBy): string {
  const texts: Readonly<Record<EndedBy['cause'], string>> = {
    'give-up': `There was no answer from ${second < 0.5 ? 'the beginning' : `second ${count(Math.round(second))}`} on, so the run was ended.`,
    'first-answers': `All of the first answers failed, so the run was ended after ${count(Math.ceil(second))} s.`,
    unanswered:
      'Requests were sent, and not one answer was complete when the load ended: answers take longer than the load, or their bodies have no end.',
    'shop-lost': `The built-in mock shop was gone in second ${count(Math.round(second))}, so the run was ended.`,
  };
  return texts[cause];
}
