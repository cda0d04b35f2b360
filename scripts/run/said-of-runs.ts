import type { TargetConfig } from '../../options/config.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import type { RunOptions } from './run-settings.ts';

/** What the user says of a run: what it is called, why it is made, and what the document is called. */
export type SaidOfRun = Pick<RunRecord, 'title' | 'purpose' | 'documentTitle'>;

/** One line each; a record and a heading have room for one. */
const lines = (texts: readonly string[] = []) => texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());

/** Throws `per-script` for a number that is neither one nor that of the scripts. */
function checkNumber(option: '--title' | '--purpose', given: readonly string[], scripts: number): void {
  if (given.length > 1 && given.length !== scripts) {
    throw new BuhaError('per-script', { option, given: given.length, scripts });
  }
}

/**
 * `--title` and `--purpose` of each of `scripts` scripts: one each in their order, or one for all: then it is the title of
 * the document, and the purpose of every run. Throws `per-script`.
 */
export function saidOfRuns(options: Pick<RunOptions, 'title' | 'purpose'>, scripts: number): SaidOfRun[] {
  const [titles, purposes] = [lines(options.title), lines(options.purpose)];
  checkNumber('--title', titles, scripts);
  checkNumber('--purpose', purposes, scripts);
  const documentTitle = titles.length === 1 ? titles[0] : undefined;
  return Array.from({ length: scripts }, (_, at) => {
    const title = titles.length === scripts ? titles[at] : undefined;
    const purpose = purposes.length === 1 ? purposes[0] : purposes[at];
    return { ...(title && { title }), ...(purpose && { purpose }), ...(documentTitle && { documentTitle }) };
  });
}

/** What the config says of a target, for a run that goes there: the user's own word is nearer. */
export function withTarget(said: SaidOfRun, target: TargetConfig | undefined): SaidOfRun {
  const [purpose] = target?.purpose === undefined ? [] : lines([target.purpose]);
  return { ...(purpose && { purpose }), ...said };
}

/** The same without secrets that the run was given: a title stands everywhere. */
export function withoutSecrets(said: SaidOfRun, redact: (text: string) => string): SaidOfRun {
  const { title, purpose, documentTitle } = said;
  return {
    ...(title && { title: redact(title) }),
    ...(purpose && { purpose: redact(purpose) }),
    ...(documentTitle && { documentTitle: redact(documentTitle) }),
  };
}
