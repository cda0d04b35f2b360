import { words as en } from './en/cli.ts';
import { words as ko } from './ko/cli.ts';
import { inLanguage } from './language.ts';

/** What the command says while and after it works: one line each, without a line break at the end. */
export type CliWords = typeof ko;

/** Help texts of options and commands, by the option's long name. */
export type HelpWords = CliWords['help'];

export const cliWords = inLanguage<CliWords>({ ko, en });
