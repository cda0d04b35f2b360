import { found } from '../analyse/found.ts';
import { LIMITS } from '../analyse/limits.ts';
import { undecidedRounds } from '../analyse/rounds.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Comparison } from '../model/rounds.ts';
import { wholeCode } from '../text/markdown-text.ts';
import { documentWords } from '../words/document.ts';
import type { Language } from '../words/language.ts';
import { type RoundsWords, roundsWords } from '../words/rounds.ts';
import { runCommand } from './commands.ts';
import { reportView } from './view.ts';
import type { StepRow } from './view-steps.ts';

type Unnumbered = Omit<StepRow, 'number' | 'what'>;

/** Runs of each round, over all that is compared. */
const roundsIn = (all: readonly Comparison[]): AnalysedRun[][] =>
  Array.from({ length: all.reduce((most, { rounds }) => Math.max(most, rounds.length), 0) }, (_, at) =>
    all.flatMap(({ rounds }) => rounds[at]?.runs ?? []),
  );

const isLate = (run: AnalysedRun): boolean => found(run, 'generator-late') !== undefined;

/** Rounds in which the load generator was late, in words. */
export const lateRounds = (all: readonly Comparison[], names: readonly string[], words: RoundsWords): string[] =>
  roundsIn(all).flatMap((runs, at) => {
    const late = runs.filter(isLate).length;
    return late > 0 ? [words.late(names[at] ?? '', late)] : [];
  });

/** How many runs a round lacks for its range to tell more than chance; 0 for one whose changes are decided. */
function runsMissing(all: readonly Comparison[], round: number): number {
  const counts = all.flatMap((one) => undecidedRounds(one).get(round) ?? []);
  return counts.reduce((most, runs) => Math.max(most, LIMITS.experimentRuns - runs), 0);
}

/**
 * What to do after a comparison: to measure again what was disturbed, to measure more often what few runs leave open, and what
 * the report of the last round begins with.
 */
export function roundsSteps(all: readonly Comparison[], names: readonly string[], language: Language): StepRow[] {
  const [words, { steps, inLanguage }] = [roundsWords(language), documentWords(language)];
  const rounds = roundsIn(all);
  // Rounds that the same command makes again are one step.
  const again = new Map<
    string,
    { readonly names: string[]; readonly missing: number | undefined; command: string | undefined }
  >();
  rounds.forEach((runs, at) => {
    const missing = runs.some(isLate) ? undefined : runsMissing(all, at);
    if (runs.length === 0 || missing === 0) return;
    const command = runCommand(runs, inLanguage);
    const key = JSON.stringify([missing, command]);
    const { names: known = [] } = again.get(key) ?? {};
    again.set(key, { names: [...known, names[at] ?? ''], missing, command });
  });
  const measured = [...again.values()].map(
    ({ names: own, missing, command }): Unnumbered => ({
      task: missing === undefined ? words.steps.late(own) : words.steps.more(own, missing),
      ...{ command, criterion: words.steps.decides },
    }),
  );
  const last = rounds.findLast((runs) => runs.length > 0) ?? [];
  const [first] = reportView(last, { language }).steps;
  const isNew = first && !measured.some(({ command }) => command !== undefined && command === first.command);
  return [...measured, ...(isNew ? [first] : [])].map(({ task, command, criterion }, at) => ({
    ...{ number: String(at + 1), task, command, criterion },
    what: steps.withCommand(task, command && wholeCode(command)),
  }));
}
