import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BuhaError } from '../reports/model/error.ts';
import { cliWords } from '../reports/words/cli.ts';
import type { Language } from '../reports/words/language.ts';
import { EXIT } from './exit-codes.ts';
import { writeWhole } from './files.ts';
import { NOTES_FILE, newestRun, readSource, renderReport } from './report.ts';
import type { Host, Terminal } from './terminal.ts';

/** Options of `buha report` as the user wrote them. */
export interface ReportOptions {
  readonly output: string | undefined;
  readonly newest: boolean;
  readonly results: string;
  readonly notes: string | undefined;
}

const STANDARD_OUTPUT = '-';

/** `buha report FILE…`: into the run folder, or to standard output for files that belong to none. */
export async function reportCommand(
  files: readonly string[],
  options: ReportOptions,
  host: Host,
  terminal: Terminal,
  language: Language,
): Promise<number> {
  const paths = options.newest ? [await newestRun(options.results), ...files] : files;
  if (paths.length === 0) throw new BuhaError('nothing-to-report', {});
  const { runs, folder } = await readSource(paths);
  const kept = folder === undefined ? undefined : join(folder, NOTES_FILE);
  const notes = options.notes ?? (kept !== undefined && existsSync(kept) ? kept : undefined);
  const report = await renderReport(runs, language, notes);
  const output = options.output ?? (folder === undefined ? STANDARD_OUTPUT : join(folder, 'report.md'));
  if (output === STANDARD_OUTPUT) {
    host.stdout.write(report);
    return EXIT.done;
  }
  await writeWhole(output, report);
  terminal.line(cliWords(language).written(output));
  return EXIT.done;
}
