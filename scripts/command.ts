import { type Command, Option } from 'commander';
import type { HelpWords } from '../reports/words/cli.ts';
import type { Call } from './call.ts';

/** What a command needs to be registered and to run. */
export interface CommandContext {
  readonly program: Command;
  readonly help: HelpWords;
  /** As it is before the command's own options are read. */
  readonly call: Call;
  /** Words behind `--`, which are for k6. */
  readonly forK6: readonly string[];
  /** Runs another command line of buha, to its exit code. */
  readonly again: (words: readonly string[], call: Call) => Promise<number>;
  /** Told the exit code once the command is done. */
  readonly done: (code: number) => void;
}

/** `--format`: the names of a map of formats. */
export const formatOption = (
  help: HelpWords,
  formats: Readonly<Record<string, unknown>>,
  byDefault: string,
): Option => {
  const names = Object.keys(formats);
  return new Option('--format <format>', `${help.format}: ${names.join(', ')}`).choices(names).default(byDefault);
};

/** An option that may be given several times. */
export const collect = (value: string, before: readonly string[]) => [...before, value];

/** So many names say what is meant; the error about another one lists all. */
const MOST_NAMED = 12;

/** What an argument is, with the names that it may have. */
export const withNames = (text: string, names: readonly string[]): string => {
  const shown = names.length > MOST_NAMED ? [...names.slice(0, MOST_NAMED), '…'] : names;
  return shown.length === 0 ? text : `${text} (${shown.join(', ')})`;
};
