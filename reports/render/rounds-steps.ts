import { found } from '../analyse/found.ts';
import { LIMITS } from '../analyse/limits.ts';
import { undecidedRounds } from '../analyse/rounds.ts';
import { worstFirst } from '../analyse/worst-goal.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Comparison } from '../model/rounds.ts';
import { leastOf, mostOf } from '../numbers/extremes.ts';
import { shellWord } from '../text/shell-word.ts';
import { documentWords } from '../words/document.ts';
import type { Language } from '../words/language.ts';
import { type RoundsWords, roundsWords } from '../words/rounds.ts';
import { runCommand } from './commands.ts';
import { lastRuns } from './rounds-figures.ts';
import { reportView } from './view.ts';
import { commandCodes, type StepRow } from './view-steps.ts';

type Unnumbered = Omit<StepRow, 'number' | 'what' | 'more'> & Partial<Pick<StepRow, 'more'>>;

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

/** Rounds that the same command makes again. */
interface ToRepeat {
  readonly names: string[];
  readonly again: Again;
  readonly command: string | undefined;
}

/** The words of a command that `buha run` alone makes; undefined for any other, or with words for k6. */
const runWords = (command: string | undefined): string | undefined =>
  command?.match(/^npx buha run (?!.* -- )([^\\`\n;|&<>]+)$/)?.[1];

/** The same where they can be one word of another command: a secret that a variable brings would be a word of its name there. */
const wordsInOne = (command: string | undefined): string | undefined => {
  const words = runWords(command);
  return words?.includes('$') ? undefined : words;
};

/** A command so many times. */
const several = (command: string, times: number): string =>
  times > 1 && runWords(command) !== undefined ? `${command} --rounds ${times}` : command;

/** Two rounds that two commands make: in turns, for what else changes with time then falls on neither. */
function inTurns(all: readonly ToRepeat[], rounds: number, words: RoundsWords): Unnumbered | undefined {
  const [one, other] = all;
  if (rounds !== 2 || all.length !== 2 || one?.again.why !== 'more' || other?.again.why !== 'more') return undefined;
  const [before, after] = [wordsInOne(one.command), wordsInOne(other.command)];
  if (before === undefined || after === undefined) return undefined;
  const [needed, more] = [one.again.needed, other.again.needed];
  const both = [Math.max(needed[0], more[0]), Math.max(needed[1], more[1])] as const;
  return {
    task: words.steps.turns([...one.names, ...other.names], both),
    command: `npx buha compare --run ${shellWord(before)} --run ${shellWord(after)} --rounds ${both[0]}`,
    criterion: words.steps.decidesThen,
  };
}

/**
 * What to do after a comparison: to measure again what was disturbed, to measure more often what few runs leave open, and what
 * the report of the last round begins with.
 */
export function roundsSteps(all: readonly Comparison[], names: readonly string[], language: Language): StepRow[] {
  const [words, { steps, inLanguage }] = [roundsWords(language), documentWords(language)];
  const rounds = roundsIn(all);
  // Rounds that the same command makes again are one step.
  const again = new Map<string, ToRepeat>();
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
  const turns = inTurns([...again.values()], rounds.length, words);
  const measured = turns
    ? [turns]
    : [...again.values()].map(
        ({ names: own, again: one, command }): Unnumbered => ({
          task: one.why === 'more' ? words.steps.more(own, one.more, one.needed) : words.steps[one.why](own),
          command: command && one.why === 'more' ? several(command, one.more) : command,
          criterion: words.steps.decides,
        }),
      );
  // Repetitions of one run have one thing to do next.
  const last = all.flatMap((one) => worstFirst(lastRuns(one)).slice(0, 1));
  const [first] = reportView(last, { language }).steps;
  const isNew = first && !measured.some(({ command }) => command !== undefined && command === first.command);
  return [...measured, ...(isNew ? [first] : [])].map(({ task, command, more = [], criterion }, at) => ({
    ...{ number: String(at + 1), task, command, more, criterion },
    what: steps.withCommand(task, commandCodes({ command, more })),
  }));
}
