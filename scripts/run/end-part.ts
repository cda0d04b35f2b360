import { BuhaError } from '../../reports/model/error.ts';
import { isComplete } from '../../reports/model/k6-exit.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { toldFault } from '../fault.ts';
import type { Executed } from './execute.ts';
import { tellEnds } from './report-run.ts';
import type { RunCallOptions } from './run-settings.ts';

/**
 * A part is judged with the others, so that no verdict of it can be asked for. Throws `options-conflict`, and `setting` for
 * several scripts, of which only the first could begin when all parts do.
 */
export function mustBePart(scripts: number, { options, config }: Call<RunCallOptions>): void {
  const { runner = '', gate, slo, baseline } = options;
  const asked = [
    ...(gate === true ? ['--gate'] : []),
    ...(slo !== undefined && slo !== config.slo ? ['--slo'] : []),
    ...(baseline === undefined ? [] : ['--baseline']),
  ];
  const [other] = asked;
  if (other !== undefined)
    throw new BuhaError('options-conflict', { option: '--runner', other, fault: 'not-together' });
  if (scripts > 1)
    throw new BuhaError('setting', { field: '--runner', value: runner, allowed: `run SCRIPT --runner ${runner}` });
}

/** Says what becomes of the part of a load that was sent here: it is judged together with the others. Returns the exit code. */
export function endPart(executed: readonly Executed[], call: Call): number {
  const { terminal, language } = call;
  for (const { faults } of executed) for (const fault of faults) terminal.line(toldFault(fault, language).text);
  tellEnds(executed, call);
  for (const { record, folder } of executed) {
    const { of = 1, only = 1 } = record.share ?? {};
    terminal.line(cliWords(language).partRan(only, of, folder));
  }
  if (executed.some(({ record }) => record.interrupted)) return EXIT.interrupted;
  const areWhole = executed.every(({ record, hasSummary, faults }) => {
    return hasSummary && faults.length === 0 && isComplete(record.exit.code);
  });
  return areWhole ? EXIT.done : EXIT.invalid;
}
