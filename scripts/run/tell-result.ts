import { analyse } from '../../reports/analyse/analyse.ts';
import { judgedAmongOthers } from '../../reports/analyse/gate/judge.ts';
import type { Run } from '../../reports/model/run.ts';
import { runResult } from '../../reports/render/run-result.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Call } from '../call.ts';
import type { SloChoice } from '../gate/find-slo.ts';
import { saySlow } from '../say-slow.ts';
import type { Executed } from './execute.ts';
import { readEnded } from './read-executed.ts';

/**
 * Says what one of several runs came to, as soon as it has ended, and gives what was read of it for the report. Undefined
 * where it cannot be read: that is told with the report, which tries again.
 */
export async function tellResult(executed: Executed, slo: SloChoice | undefined, call: Call): Promise<Run | undefined> {
  const { terminal, language } = call;
  const run = await saySlow(terminal, cliWords(language).readingResult, () => readEnded(executed, call)).catch(
    () => undefined,
  );
  if (!run) return undefined;
  const analysed = analyse(run);
  // The goals of a file take the place of the run's own.
  const own = slo?.of(run);
  const { verdict: kind, rows, reservations } = judgedAmongOthers(analysed, own);
  const isGiven = own !== undefined && (kind === 'pass' || kind === 'slo-fail' || kind === 'invalid');
  const told = isGiven ? { ...analysed, verdict: { ...analysed.verdict, kind, rows, reservations } } : analysed;
  terminal.lines(runResult(told, language));
  return run;
}
