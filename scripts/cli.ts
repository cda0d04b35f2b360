import { stripVTControlCharacters } from 'node:util';
import { Command, CommanderError, Option } from 'commander';
import { BuhaError } from '../reports/model/error.ts';
import type { UsageFault } from '../reports/model/usage.ts';
import { withoutCredentials } from '../reports/text/credentials.ts';
import { width } from '../reports/text/width.ts';
import { cliWords, type HelpWords } from '../reports/words/cli.ts';
import { errorText } from '../reports/words/errors.ts';
import { LANGUAGES } from '../reports/words/language.ts';
import type { Call } from './call.ts';
import { addBaseline, addCompare, addGate, addHistory, addReport, addVerify } from './commands-report.ts';
import { addExperiment, addPlan, addRun, shortenRunHelp } from './commands-run.ts';
import { addDoctor, addInit, addShop } from './commands-tools.ts';
import { loadConfig, NO_CONFIG, type OwnConfig } from './config/load.ts';
import { EXIT } from './exit-codes.ts';
import { faultText, toldFault, withMeant } from './fault.ts';
import { languagesOf } from './languages.ts';
import { packageVersion } from './paths.ts';
import { columnsOf, type Host, Terminal } from './terminal.ts';
import { STANDARD_OUTPUT } from './write/place.ts';

/** The command that every command with commands of its own has. */
const HELP = 'help';

/** The word that commander's sentence is about. */
const quoted = ({ message }: CommanderError): string | undefined => message.match(/'([^']+)'/)?.[1];

const USAGE_KINDS: Readonly<Record<string, UsageFault['kind']>> = {
  'commander.unknownOption': 'unknown-option',
  'commander.unknownCommand': 'unknown-command',
  'commander.missingArgument': 'missing-argument',
  'commander.missingMandatoryOptionValue': 'missing-argument',
  'commander.optionMissingArgument': 'option-needs-value',
  'commander.excessArguments': 'too-many',
  'commander.invalidArgument': 'choice',
};

/** Commander's own sentence is English; its code and the quoted word say it again in the user's language. */
function usageText(fault: CommanderError, help: HelpWords, command: Command): string {
  const { code, message } = fault;
  // What stands behind the name of an option may be meant for one that takes a secret.
  const what = (quoted(fault) ?? '').replace(/^(--?[^=\s]+)=.*$/s, '$1');
  const kind = USAGE_KINDS[code] ?? 'other';
  const others = alternatives(fault, command);
  const listed = others.filter((name) => name !== HELP).join(', ');
  const allowed = kind === 'unknown-command' ? listed : message.match(/choices are (.*?)\.?$/)?.[1];
  const text = help.usageFault({ kind, what: kind === 'other' ? message.replace(/^error: /, '') : what, allowed });
  return withMeant(withoutCredentials(text), what, others, help);
}

/** A word that is none of an option's choices. Commander tells both only in its English sentence. */
function choiceProblem({ code, message }: CommanderError): BuhaError | undefined {
  const [, option, value, allowed] =
    message.match(/option '(\S+).*?' argument '(.*)' is invalid\. .*choices are (.*?)\.?$/) ?? [];
  if (code !== 'commander.invalidArgument' || !option || value === undefined || !allowed) return undefined;
  return new BuhaError('setting', { field: option, value, allowed });
}

const subcommand = (command: Command, name: string) => command.commands.find((sub) => sub.name() === name);

/** The command that the arguments name, or ask help of, as far as there is one; what follows an unknown one names none. */
function commandOf(program: Command, words: readonly string[], unknown?: string): Command {
  const end = unknown === undefined ? words.length : words.indexOf(unknown);
  const named = words.slice(0, end).filter((word) => word !== HELP);
  return named.reduce((command, word) => subcommand(command, word) ?? command, program);
}

/** `buha help baseline accept`: commander's own looks no deeper than one name, and passes over a wrong one. */
function addHelp(command: Command, help: HelpWords): void {
  command
    .helpCommand(false)
    .command(HELP)
    .description(help.helpCommand)
    .argument('[commands...]', help.helpArgument)
    .action((names: string[]) => {
      const asked = names.reduce((known, name) => {
        const next = subcommand(known, name);
        if (next) return next;
        throw new CommanderError(EXIT.badInput, 'commander.unknownCommand', `error: unknown command '${name}'`);
      }, command);
      asked.help();
    });
}

/** What a mistyped word may have been meant to be. */
function alternatives({ code }: CommanderError, command: Command): readonly string[] {
  if (code === 'commander.unknownCommand') return command.commands.map((sub) => sub.name());
  if (code === 'commander.unknownOption') return command.options.flatMap(({ long }) => long ?? []);
  return [];
}

/** Applies to the program and each of its commands: texts in the user's language, errors as exceptions. */
function localise(command: Command, help: HelpWords, host: Host): void {
  const titles: Record<string, string> = {
    'Usage:': help.usage,
    'Arguments:': help.arguments,
    'Options:': help.options,
    'Commands:': help.commands,
  };
  command
    .exitOverride()
    .helpOption('-h, --help', help.help)
    .configureHelp({
      displayWidth: (text) => width(stripVTControlCharacters(text)),
      // Each command's own help has its arguments; here they would push what it does off the line.
      subcommandTerm: (sub) => sub.name(),
      styleTitle: (title) => titles[title] ?? title,
      argumentDescription: ({ description, defaultValue }) =>
        defaultValue === undefined ? description : `${description} (${help.byDefault}: ${defaultValue})`,
      optionDescription: (option) =>
        option.defaultValue === undefined || option.defaultValue === false || Array.isArray(option.defaultValue)
          ? option.description
          : `${option.description} (${help.byDefault}: ${option.defaultValue})`,
    })
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: () => {},
      getOutHelpWidth: () => columnsOf(host.stdout),
      getErrHelpWidth: () => columnsOf(host.stderr),
    });
}

/** In the order in which the help lists them. */
const COMMANDS = [
  addInit,
  addRun,
  addPlan,
  addReport,
  addGate,
  addBaseline,
  addCompare,
  addHistory,
  addExperiment,
  addVerify,
  addShop,
  addDoctor,
] as const;

/** Commands that hand what stands behind `--` to k6. */
const TAKES_K6_FLAGS: readonly string[] = ['run', 'plan'];

/** The words for buha, and behind `--` those for k6. */
export function wordsOf(argv: Host['argv']): { own: readonly string[]; forK6: readonly string[] } {
  const at = argv.indexOf('--');
  const isForK6 = at >= 0 && argv.slice(0, at).some((word) => TAKES_K6_FLAGS.includes(word));
  return isForK6 ? { own: argv.slice(0, at), forK6: argv.slice(at + 1) } : { own: argv, forK6: [] };
}

/**
 * Every command with its options, in the user's language. `done` is told the exit code of the one that ran, `forK6` are
 * words for k6.
 */
export async function commandLine(
  call: Call,
  done: (code: number) => void,
  forK6: readonly string[] = [],
): Promise<Command> {
  const { help } = cliWords(call.language);
  const program = new Command('buha')
    .description(help.program)
    .version(await packageVersion(), '-V, --version', help.version);
  for (const add of COMMANDS) add({ program, help, call, forK6, again, done });
  for (const command of [program, ...program.commands]) if (command.commands.length > 0) addHelp(command, help);
  const commands = program.commands.flatMap((command) => [command, ...command.commands]);
  for (const command of [program, ...commands]) {
    command.addOption(new Option('--lang <language>', help.lang).choices(LANGUAGES));
    localise(command, help, call.host);
  }
  shortenRunHelp(program, call.host.argv);
  return program;
}

/** Another command line within this one, such as each run of a comparison. */
async function again(words: readonly string[], call: Call): Promise<number> {
  let exitCode: number = EXIT.done;
  const { own, forK6 } = wordsOf([...call.host.argv.slice(0, 2), ...words]);
  const program = await commandLine(
    call,
    (code) => {
      exitCode = code;
    },
    forK6,
  );
  await program.parseAsync(own);
  return exitCode;
}

async function parse(call: Call): Promise<number> {
  const { host, language } = call;
  const { help } = cliWords(language);
  let exitCode: number = EXIT.done;
  const { own, forK6 } = wordsOf(host.argv);
  const program = await commandLine(
    call,
    (code) => {
      exitCode = code;
    },
    forK6,
  );
  if (host.argv.length <= 2) {
    host.stderr.write(program.helpInformation());
    return EXIT.badInput;
  }
  try {
    await program.parseAsync(own);
    return exitCode;
  } catch (fault) {
    if (!(fault instanceof CommanderError)) throw fault;
    if (fault.exitCode === 0) return EXIT.done;
    const unknown = fault.code === 'commander.unknownCommand' ? quoted(fault) : undefined;
    const command = commandOf(program, own.slice(2), unknown);
    if (fault.code === 'commander.help') {
      host.stderr.write(command.helpInformation());
      return EXIT.badInput;
    }
    const choice = choiceProblem(fault);
    const text = choice ? faultText(choice, language) : usageText(fault, help, command);
    call.terminal.line(`${help.errorPrefix} ${text}`);
    return EXIT.badInput;
  }
}

/** Errors that stop a write in the middle, however deep: the reader of our output has gone. */
const isClosedPipe = (fault: unknown) => (fault as NodeJS.ErrnoException | undefined)?.code === 'EPIPE';

/** Commands that say what they say without a config, too. */
const WITHOUT_CONFIG: readonly string[] = ['init', 'verify', 'shop', 'doctor', HELP];
const ASKS_FOR_HELP: readonly string[] = ['-h', '--help', '-V', '--version'];

/** True where a config that cannot be used ends the command. */
function needsConfig(words: readonly string[]): boolean {
  const command = words.find((word) => !word.startsWith('-'));
  return (
    command !== undefined && !WITHOUT_CONFIG.includes(command) && !words.some((word) => ASKS_FOR_HELP.includes(word))
  );
}

/** The config; where it cannot be used and the command can do without, none, which is said. */
async function configFor(words: readonly string[], language: Call['language'], terminal: Terminal): Promise<OwnConfig> {
  try {
    return await loadConfig('.');
  } catch (fault) {
    if (!(fault instanceof BuhaError) || needsConfig(words)) throw fault;
    terminal.line(cliWords(language).configPassedOver(errorText(fault, language)));
    return NO_CONFIG;
  }
}

/** The whole command. Never throws; what went wrong is told on standard error. Returns the exit code. */
export async function main(host: Host): Promise<number> {
  const { own } = wordsOf(host.argv);
  const terminal = new Terminal(host.stderr, host.env);
  let languages = languagesOf(own, host.env);
  try {
    const config = await configFor(own.slice(2), languages.language, terminal);
    languages = languagesOf(own, host.env, config.language);
    return await parse({ host, terminal, config, ...languages, options: {} });
  } catch (fault) {
    terminal.endStatus();
    if (isClosedPipe(fault)) return EXIT.done;
    const { text, exitCode } = toldFault(fault, languages.language);
    terminal.line(text);
    return exitCode;
  }
}

/**
 * Says that standard output took not all that was asked for, such as on a full disk. A verdict that nobody can read is no
 * pass: returns the exit code that takes the place of 0.
 */
export function toldUnwritten({ code, message }: NodeJS.ErrnoException, host: Host): number {
  const fault = new BuhaError('cannot-write', { file: STANDARD_OUTPUT, reason: code ?? message });
  const { text, exitCode } = toldFault(fault, languagesOf(wordsOf(host.argv).own, host.env).language);
  new Terminal(host.stderr, host.env).line(text);
  return exitCode;
}
