import type { ValidityRow } from '../../../model/gate.ts';
import { isComplete, k6ExitMeaning } from '../../../model/k6-exit.ts';
import type { Run } from '../../../model/run.ts';
import { isEndedByTarget, runnerLost } from '../cut-short.ts';
import { type Check, row } from '../judged.ts';

/** How k6 ended by its own log, the only one to tell where there is no record. */
function toldEnd({ sources = [] }: Run): ValidityRow {
  const source = sources.find(({ ended }) => ended !== undefined);
  if (!source?.ended) {
    const isText = sources.some(({ format }) => format === 'text');
    return row('exit', { outcome: 'not-judged', unit: 'code', reason: { kind: 'end-not-told', isText } });
  }
  const { code, message, within } = source.ended;
  const reason =
    within === undefined
      ? ({ kind: 'told-end', file: source.file, code, message } as const)
      : ({ kind: 'teardown-failed', message } as const);
  const outcome = code !== undefined && isComplete(code) ? 'slo-fail' : 'invalid';
  return row('exit', { outcome, unit: 'code', actual: code, reason });
}

/**
 * k6's exit code: 0 goes on; 99 does where the output shows which thresholds were crossed, whose rows say more; 110 is a
 * failure that the script itself declared. Where buha ended k6, why it did is what counts: a target that was lost has
 * missed its goals.
 */
export const exit: Check = ({ run }) => {
  const { record, measured } = run;
  if (run.unfinished) return [row('exit', { outcome: 'invalid', unit: 'code', reason: { kind: 'unfinished' } })];
  if (!record) return [toldEnd(run)];
  const { code, signal } = record.exit;
  const ended = { unit: 'code', actual: code ?? undefined } as const;
  if (record.interrupted) return [row('exit', { ...ended, outcome: 'invalid', reason: { kind: 'interrupted' } })];
  const { endedBy } = record;
  if (endedBy && endedBy.cause !== 'unanswered') {
    const outcome = isEndedByTarget(run) ? 'slo-fail' : 'invalid';
    return [row('exit', { ...ended, outcome, reason: { kind: 'ended-by', ...endedBy } })];
  }
  const lost = runnerLost(run);
  if (lost) return [row('exit', { ...ended, outcome: 'invalid', reason: lost })];
  const { teardown } = record.exceptions;
  // An async teardown() that rejects has no code of its own.
  if (['script-exception', 'uncoded-error'].includes(k6ExitMeaning(code)) && teardown !== undefined) {
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
