import type { Project } from '../../options/project.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { SloFile } from '../../reports/model/gate.ts';
import type { Run } from '../../reports/model/run.ts';
import type { ReadLimits } from '../../reports/parse/read-outputs.ts';
import { span } from '../../reports/text/format.ts';
import { cliWords } from '../../reports/words/cli.ts';
import { errorText } from '../../reports/words/errors.ts';
import { reportWords } from '../../reports/words/report.ts';
import type { Call } from '../call.ts';
import { sloOfRuns } from '../gate/find-slo.ts';
import type { InputSettings } from './input.ts';
import { readProgress } from './read-progress.ts';
import type { MetricsSource } from './server-metrics.ts';

/** How outputs are read. */
export interface Reading extends InputSettings, ReadLimits {
  /** Whose APIs and goals the runs may be of. */
  readonly project?: Project | undefined;
  /** The service levels that were named: every run is judged by them. */
  readonly slo?: SloFile | undefined;
  /** Finds the service levels of runs in whose folder there are none. */
  readonly findSlo?: (runs: readonly Run[]) => Promise<((run: Run) => SloFile | undefined) | undefined>;
  /** What the monitoring of the tested system says. */
  readonly metrics?: MetricsSource | undefined;
  /** Told of raw samples in a run folder that cannot be read although k6's summary beside them can. */
  readonly onUnreadable?: (fault: BuhaError) => void;
  /** Told of files in a folder of k6 outputs that are none, or spoilt: they are left out. */
  readonly onSkipped?: (fault: BuhaError) => void;
  /** Told by how many ms the first samples of runners lie apart, where that is too much. */
  readonly onApart?: (spreadMs: number) => void;
  /** Where the raw samples of a run folder are that are not in it yet, and the file that they are to become. */
  readonly waiting?: { readonly from: string; readonly to: string } | undefined;
}

/** How a command reads: with a bar on a terminal, and what cannot be used of samples and service levels named. */
export const reading = (call: Call): Reading => {
  const { host, terminal, language, config } = call;
  const skipped = (fault: BuhaError) =>
    terminal.line(cliWords(language).skipped(errorText(fault, language).split('\n')[0] ?? ''));
  return {
    project: config.project,
    stdin: host.stdin,
    onRead: readProgress(terminal, language),
    onUnreadable: (fault) => terminal.line(cliWords(language).samplesUnreadable(errorText(fault, language))),
    onSkipped: skipped,
    findSlo: (runs) =>
      sloOfRuns(runs, call).catch((fault: unknown) => {
        // A gate refuses them; what was measured is told all the same.
        if (!(fault instanceof BuhaError)) throw fault;
        skipped(fault);
        return undefined;
      }),
    onApart: (spreadMs) => terminal.line(cliWords(language).warning(reportWords(language).merge.apart(span(spreadMs)))),
  };
};

/** Throws a setting's problem for what is no number of samples. */
export function exactLimit(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text.trim()) || value < 1) {
    throw new BuhaError('setting', { field: '--exact-limit', value: text, allowed: '1, 2, 3, …' });
  }
  return value;
}
