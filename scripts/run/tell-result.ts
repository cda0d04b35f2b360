import { analyse } from '../../reports/analyse/analyse.ts';
import { isUntold } from '../../reports/analyse/gate/goals.ts';
import type { Run } from '../../reports/model/run.ts';
import { runResult } from '../../reports/render/run-result.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Call } from '../call.ts';
import { saySlow } from '../say-slow.ts';
import type { Executed } from './execute.ts';
import { readEnded } from './read-executed.ts';

/**
 * Says what one of several runs came to, as soon as it has ended, and gives what was read of it for the report. Undefined
 * where it cannot be read: that is told with the report, which tries again.
 */
export async function tellResult(executed: Executed, call: Call): Promise<Run | undefined> {
  const { terminal, language } = call;
  const run = await saySlow(terminal, cliWords(language).readingResult, () => readEnded(executed, call)).catch(
    () => undefined,
  );
  if (!run) return undefined;
  // What is said of all runs and this one does not have, those that are yet to come may.
  terminal.lines(runResult(analyse(run, [run], isUntold(run)), language));
  return run;
}
