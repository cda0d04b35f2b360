import type { Project } from '../../options/project.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { ReadLimits } from '../../reports/parse/read-outputs.ts';
import { span } from '../../reports/text/format.ts';
import { cliWords } from '../../reports/words/cli.ts';
import { errorText } from '../../reports/words/errors.ts';
import { reportWords } from '../../reports/words/report.ts';
import type { Call } from '../call.ts';
import type { InputSettings } from './input.ts';
import { readProgress } from './read-progress.ts';
import type { MetricsSource } from './server-metrics.ts';

/** How outputs are read. */
export interface Reading extends InputSettings, ReadLimits {
  /** Whose APIs and goals the runs may be of. */
  readonly project?: Project | undefined;
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

/** How a command reads: with a bar on a terminal, and samples that cannot be read named. */
export const reading = ({ host, terminal, language, config }: Call): Reading => ({
  project: config.project,
  stdin: host.stdin,
  onRead: readProgress(terminal, language),
  onUnreadable: (fault) => terminal.line(cliWords(language).samplesUnreadable(errorText(fault, language))),
  onSkipped: (fault) => terminal.line(cliWords(language).skipped(errorText(fault, language).split('\n')[0] ?? '')),
  onApart: (spreadMs) => terminal.line(cliWords(language).warning(reportWords(language).merge.apart(span(spreadMs)))),
});

/** Throws a setting's problem for what is no number of samples. */
export function exactLimit(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text.trim()) || value < 1) {
    throw new BuhaError('setting', { field: '--exact-limit', value: text, allowed: '1, 2, 3, …' });
  }
  return value;
}
