import { found } from '../analyse/found.ts';
import { LIMITS } from '../analyse/limits.ts';
import { undecidedRounds } from '../analyse/rounds.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Comparison } from '../model/rounds.ts';
import { leastOf, mostOf } from '../numbers/extremes.ts';
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

/** Runs that a round needs in all, from low to high, for what is undecided; undefined where nothing is. */
function runsNeeded(all: readonly Comparison[], round: number): readonly [number, number] | undefined {
  const needed = all.flatMap((one) => {
    const range = undecidedRounds(one).get(round);
    return range ? [range] : [];
  });
  return needed.length > 0 ? [mostOf(needed.map(([low]) => low)), mostOf(needed.map(([, high]) => high))] : undefined;
}

/** Why a round is to be measured again. */
type Again =
  | { readonly why: 'late' | 'noisy' }
  | { readonly why: 'more'; readonly more: number; readonly needed: readonly [number, number] };

function againOf(all: readonly Comparison[], round: number, runs: readonly AnalysedRun[]): Again | undefined {
  if (runs.some(isLate)) return { why: 'late' };
  const needed = runsNeeded(all, round);
  if (!needed) return undefined;
  const [low] = needed;
  if (low > LIMITS.mostRunsTold) return { why: 'noisy' };
  const fewest = leastOf(all.map(({ rounds }) => rounds[round]?.runs.length ?? 0).filter((count) => count > 0));
  return { why: 'more', more: Math.max(low - fewest, 1), needed };
}

/**
 * What to do after a comparison: to measure again what was disturbed, to measure more often what few runs leave open, and what
 * the report of the last round begins with.
 */
export function roundsSteps(all: readonly Comparison[], names: readonly string[], language: Language): StepRow[] {
  const [words, { steps, inLanguage }] = [roundsWords(language), documentWords(language)];
  const rounds = roundsIn(all);
  // Rounds that the same command makes again are one step.
  const again = new Map<string, { readonly names: string[]; readonly again: Again; command: string | undefined }>();
  // What was disturbed is measured again before anything is measured more often.
  const isDisturbed = rounds.some((runs) => runs.some(isLate));
  rounds.forEach((runs, at) => {
    const own = runs.length === 0 ? undefined : againOf(all, at, runs);
    if (!own || (isDisturbed && own.why !== 'late')) return;
    const command = runCommand(runs, inLanguage);
    const key = JSON.stringify([own, command]);
    const { names: known = [] } = again.get(key) ?? {};
    again.set(key, { names: [...known, names[at] ?? ''], again: own, command });
  });
  const measured = [...again.values()].map(
    ({ names: own, again: one, command }): Unnumbered => ({
      task: one.why === 'more' ? words.steps.more(own, one.more, one.needed) : words.steps[one.why](own),
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
