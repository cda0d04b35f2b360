import type { Baselines } from '../../reports/analyse/gate/regression.ts';
import { isComplete } from '../../reports/model/k6-exit.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import type { SloChoice } from '../gate/find-slo.ts';
import type { MetricsOptions, MetricsSource } from '../read/server-metrics.ts';
import { tellSummary } from '../report/run-summary.ts';
import { saySlow } from '../say-slow.ts';
import { Steps } from '../steps.ts';
import type { Executed } from './execute.ts';
import { exitOfRuns, type Judged, judged, type KeptVerdict, keepVerdict, showVerdict } from './judge-run.ts';
import { isTold, readExecuted } from './read-executed.ts';
import { reportRun, tellEnds, tellFirstAnswers } from './report-run.ts';

/** What is to become of runs. */
export interface Finishing {
  readonly slo: SloChoice | undefined;
  readonly baselines: Baselines | undefined;
  /** Judge and keep the verdict. */
  readonly isGated: boolean;
  /** Show it, too: of one of several rounds that of all of them is. */
  readonly isShown: boolean;
  /** End with its exit code. */
  readonly isJudged: boolean;
  readonly metrics: MetricsSource | undefined;
  /** The author's words, as text. */
  readonly notes: string | undefined;
  readonly isInterrupted: () => boolean;
}

/**
 * Judges what ran, writes its report, and turns both into an exit code. The verdict comes first and is kept first: what
 * fails in the report is told and takes neither its files nor its code.
 */
export async function finishRun(
  folder: string,
  executed: readonly Executed[],
  finishing: Finishing,
  call: Call<MetricsOptions>,
): Promise<number> {
  const { isGated, isShown, isJudged, metrics, notes, isInterrupted } = finishing;
  const { terminal, language } = call;
  const steps = new Steps(call);
  for (const { faults } of executed) for (const fault of faults) steps.tell(fault);
  tellEnds(executed, call);
  let verdict: Judged | undefined;
  let kept: KeptVerdict | undefined;
  const written = await saySlow(terminal, cliWords(language).writingReport, async () => {
    const read = await steps.try(() => readExecuted(executed, isJudged, metrics, call));
    if (!read) return undefined;
    if (isGated) {
      const found = await steps.try(() => judged(read.judged, finishing));
      kept = found && (await keepVerdict(folder, found, steps, call));
      verdict = found;
    }
    const files = read.reported.length > 0 ? await reportRun(folder, read, notes, steps, call) : [];
    return { read, files };
  });
  // A load ran, and there is nothing to be told of it.
  if (!written) return isInterrupted() ? EXIT.interrupted : Math.max(steps.exitCode, EXIT.invalid);
  const { read, files } = written;
  if (read.reported.length > 0) await steps.try(() => tellSummary(read.reported, files, call, isGated));
  tellFirstAnswers(read.judged, call);
  const shown = verdict;
  if (shown && isShown) await steps.try(() => showVerdict(shown, kept?.files ?? [], call));
  if (isInterrupted()) return EXIT.interrupted;
  if (isGated) {
    if (shown && (kept?.isKept || shown.exitCode !== EXIT.done)) return shown.exitCode;
    // A pass that nobody can read is none.
    if (shown) terminal.line(cliWords(language).verdictNotKept(steps.exitCode));
    return steps.exitCode;
  }
  if (isJudged) return (await steps.try(() => exitOfRuns(read.judged))) ?? steps.exitCode;
  const complete = executed.every((one) => isTold(one) && isComplete(one.record.exit.code));
  return steps.exitCode || (complete ? EXIT.done : EXIT.invalid);
}
