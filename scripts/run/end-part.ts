import { isComplete } from '../../reports/model/k6-exit.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { toldFault } from '../fault.ts';
import type { Executed } from './execute.ts';
import { tellEnds } from './report-run.ts';

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
