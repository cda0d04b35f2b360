import type { Command } from 'commander';
import type { HelpWords } from '../reports/words/cli.ts';
import type { Call } from './call.ts';

/** What a command needs to be registered and to run. */
export interface CommandContext {
  readonly program: Command;
  readonly help: HelpWords;
  /** As it is before the command's own options are read. */
  readonly call: Call;
  /** Told the exit code once the command is done. */
  readonly done: (code: number) => void;
}

/** An option that may be given several times. */
export const collect = (value: string, before: readonly string[]) => [...before, value];

/** Where the folders of runs are, unless the user says otherwise. */
export const RESULTS = 'results';
