import { CommanderError } from 'commander';
import { profileNames } from '../options/profiles.ts';
import { BuhaError } from '../reports/model/error.ts';
import { commandLine, wordsOf } from '../scripts/cli.ts';
import { loadConfig } from '../scripts/config/load.ts';
import { readK6Flags } from '../scripts/run/k6-flags.ts';
import { Terminal } from '../scripts/terminal.ts';
import { fakeHost } from './call-command.ts';
import { PROJECT } from './own-project.ts';

/** The real definition of every command, with nothing behind it. */
export async function definition() {
  const { host } = fakeHost();
  const config = await loadConfig('.');
  const program = await commandLine(
    { host, terminal: new Terminal(host.stderr), config, language: 'en', documentLanguage: 'en', options: {} },
    () => {},
  );
  const commands = program.commands.flatMap((command) => [command, ...command.commands]);
  for (const command of commands) if (command.commands.length === 0) command.action(() => {});
  return program;
}

/** Why buha would refuse these arguments; undefined when it takes them. */
export async function refusal(args: readonly string[]): Promise<string | undefined> {
  const program = await definition();
  const { own, forK6 } = wordsOf(['node', 'buha', ...args]);
  try {
    await program.parseAsync(own);
    readK6Flags(forK6);
  } catch (fault) {
    if (fault instanceof BuhaError) return fault.message;
    if (!(fault instanceof CommanderError)) throw fault;
    return fault.exitCode === 0 ? undefined : `${fault.code}: ${fault.message}`;
  }
  const profile = args[args.indexOf('--profile') + 1];
  if (args.includes('--profile') && !profileNames(PROJECT).some((name) => name === profile))
    return `no profile ${profile}`;
  return undefined;
}
