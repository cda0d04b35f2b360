import { isComplete, k6ExitMeaning } from '../../../model/k6-exit.ts';
import { isEndedByTarget } from '../cut-short.ts';
import { type Check, row } from '../judged.ts';

/**
 * k6's exit code: 0 goes on; 99 does where the output shows which thresholds were crossed, whose rows say more; 110 is a
 * failure that the script itself declared. Where buha ended k6, why it did is what counts: a target that was lost has
 * missed its goals.
 */
export const exit: Check = ({ run }) => {
  const { record, measured } = run;
  if (!record) return [row('exit', { outcome: 'not-judged', unit: 'code', reason: { kind: 'no-record' } })];
  const { code, signal } = record.exit;
  const ended = { unit: 'code', actual: code ?? undefined } as const;
  if (record.interrupted) return [row('exit', { ...ended, outcome: 'invalid', reason: { kind: 'interrupted' } })];
  const { endedBy } = record;
  if (endedBy) {
    const outcome = isEndedByTarget(run) ? 'slo-fail' : 'invalid';
    return [row('exit', { ...ended, outcome, reason: { kind: 'ended-by', ...endedBy } })];
  }
  const { teardown } = record.exceptions;
  if (k6ExitMeaning(code) === 'script-exception' && teardown !== undefined) {
    const message = teardown.split('\n')[0] ?? '';
    return [row('exit', { ...ended, outcome: 'invalid', reason: { kind: 'teardown-failed', message } })];
  }
  const isTold = k6ExitMeaning(code) === 'thresholds-crossed' && measured.thresholds.some(({ passed }) => !passed);
  if (code === 0 || isTold) return [row('exit', { ...ended, outcome: 'pass' })];
  return [
    row('exit', {
      ...ended,
      outcome: isComplete(code) ? 'slo-fail' : 'invalid',
      reason: { kind: 'k6-exit', code, signal },
    }),
  ];
};
