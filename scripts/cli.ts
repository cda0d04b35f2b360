import { stripVTControlCharacters } from 'node:util';
import { Command, CommanderError, Option } from 'commander';
import { apiIds } from '../options/apis.ts';
import { isSettingProblem } from '../options/problem.ts';
import { profileNames } from '../options/profiles.ts';
import { BuhaError } from '../reports/model/error.ts';
import { EXACT_LIMIT } from '../reports/model/output.ts';
import { width } from '../reports/render/width.ts';
import { cliWords, type HelpWords, type UsageFault } from '../reports/words/cli.ts';
import { errorText } from '../reports/words/errors.ts';
import { LANGUAGES, type Language } from '../reports/words/language.ts';
import { EXIT } from './exit-codes.ts';
import type { GateOptions } from './gate-command.ts';
import { GATE_FORMATS } from './gate-formats.ts';
import { packageVersion } from './paths.ts';
import type { ReportOptions } from './report-command.ts';
import type { RunOptions } from './run/run-settings.ts';
import type { ShopOptions } from './shop-command.ts';
import { type Host, Terminal } from './terminal.ts';
import type { VerifyOptions } from './verify-command.ts';

/** The language must be known before the help is made, so it is read ahead of everything else. */
function languageOf({ argv, env }: Host): Language {
  const at = argv.indexOf('--lang');
  const given =
    argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length) ?? (at < 0 ? undefined : argv[at + 1]);
  const wanted = given ?? env.BUHA_LANG;
  return LANGUAGES.find((language) => language === wanted) ?? 'ko';
}

const USAGE_KINDS: Readonly<Record<string, UsageFault['kind']>> = {
  'commander.unknownOption': 'unknown-option',
  'commander.unknownCommand': 'unknown-command',
  'commander.missingArgument': 'missing-argument',
  'commander.optionMissingArgument': 'option-needs-value',
  'commander.excessArguments': 'too-many',
  'commander.invalidArgument': 'choice',
};

/** Commander's own sentence is English; its code and the quoted word say it again in the user's language. */
function usageText({ code, message }: CommanderError, help: HelpWords): string {
  const what = message.match(/'([^']+)'/)?.[1] ?? '';
  const kind = USAGE_KINDS[code] ?? 'other';
  const allowed =
    kind === 'unknown-command' ? 'run, report, gate, verify, shop' : message.match(/choices are (.*?)\.?$/)?.[1];
  return help.usageFault({ kind, what: kind === 'other' ? message.replace(/^error: /, '') : what, allowed });
}

/** A word that is none of an option's choices. Commander tells both only in its English sentence. */
function choiceProblem({ code, message }: CommanderError): BuhaError | undefined {
  const [, option, value, allowed] =
    message.match(/option '(\S+).*?' argument '(.*)' is invalid\. .*choices are (.*?)\.?$/) ?? [];
  if (code !== 'commander.invalidArgument' || !option || value === undefined || !allowed) return undefined;
  return new BuhaError('setting', { field: option, value, allowed });
}

const collect = (value: string, before: readonly string[]) => [...before, value];

type Actions = {
  readonly run: (name: string, options: RunOptions) => Promise<number>;
  readonly report: (files: string[], options: ReportOptions) => Promise<number>;
  readonly gate: (runs: string[], options: GateOptions) => Promise<number>;
  readonly verify: (report: string, outputs: string[], options: VerifyOptions) => Promise<number>;
  readonly shop: (options: ShopOptions) => Promise<number>;
};

function addRun(program: Command, help: HelpWords, run: Actions['run'], done: (code: number) => void): void {
  program
    .command('run')
    .description(help.run)
    .argument('<scenario>', `${help.scenarioArgument} (${[...apiIds(), 'all'].join(', ')})`)
    .addOption(new Option('--profile <name>', `${help.profile}: ${profileNames().join(', ')}`).default('seed'))
    .addOption(new Option('--scale <factor>', help.scale).default('1'))
    .addOption(new Option('--duration-scale <factor>', help.durationScale).default('1'))
    .option('--base-url <url>', help.baseUrl)
    .option('--header <header>', help.header, collect, [])
    .option('--users <csv>', help.users)
    .option('--products <csv>', help.products)
    .option('--target-info <file>', help.targetInfo)
    .option('--notes <file>', help.notes)
    .addOption(new Option('--results <folder>', help.results).default('results'))
    .addOption(new Option('--shop-lock <lock>', help.shopLock).choices(['distributed', 'none']).default('distributed'))
    .option('--yes', help.yes, false)
    .option('--gate', help.runGate, false)
    .option('--slo <file>', help.runSlo)
    .action(async (name: string, options: RunOptions) => done(await run(name, options)));
}

/** Options that say how k6 outputs without a record came about. */
function addFacts(command: Command, help: HelpWords): Command {
  return command
    .addOption(new Option('--exact-limit <samples>', help.exactLimit).default(String(EXACT_LIMIT)))
    .option('--api <id>', `${help.api}: ${apiIds().join(', ')}`)
    .option('--profile <name>', `${help.ranProfile}: ${profileNames().join(', ')}`)
    .addOption(new Option('--scale <factor>', help.scale).default('1'))
    .addOption(new Option('--duration-scale <factor>', help.durationScale).default('1'))
    .option('--options <file>', help.optionsFile);
}

function addReport(program: Command, help: HelpWords, report: Actions['report'], done: (code: number) => void): void {
  const command = program
    .command('report')
    .description(help.report)
    .argument('[files...]', help.filesArgument)
    .option('-o, --output <file>', help.output)
    .addOption(new Option('--format <format>', help.format).choices(['md', 'html', 'json']).default('md'))
    .option('--png', help.png, false)
    .option('--title <text>', help.title)
    .option('--newest', help.newest, false)
    .addOption(new Option('--results <folder>', help.results).default('results'))
    .option('--notes <file>', help.notes)
    .option('--template <folder>', help.template);
  addFacts(command, help)
    .addHelpText(
      'after',
      `\n${help.examples}\n  buha report results/20261123-140311-get-balance\n  buha report summary.json -o report.md`,
    )
    .action(async (files: string[], options: ReportOptions) => done(await report(files, options)));
}

function addGate(program: Command, help: HelpWords, gate: Actions['gate'], done: (code: number) => void): void {
  const command = program
    .command('gate')
    .description(help.gate)
    .argument('[runs...]', help.filesArgument)
    .option('--slo <file>', help.slo)
    .addOption(new Option('--format <format>', help.gateFormat).choices(GATE_FORMATS).default('table'))
    .option('-o, --output <file>', help.gateOutput)
    .option('--json <file>', help.gateJson)
    .option('--junit <file>', help.gateJunit)
    .option('--strict', help.gateStrict, false)
    .option('--newest', help.gateNewest, false)
    .addOption(new Option('--results <folder>', help.results).default('results'));
  addFacts(command, help)
    .addHelpText(
      'after',
      `\n${help.gateExits}\n\n${help.examples}\n  buha gate results/20261123-140311-all\n  buha gate summary.json --slo slo.yaml --junit gate.xml`,
    )
    .action(async (runs: string[], options: GateOptions) => done(await gate(runs, options)));
}

function addVerify(program: Command, help: HelpWords, verify: Actions['verify'], done: (code: number) => void): void {
  program
    .command('verify')
    .description(help.verify)
    .argument('<report>', help.verifyArgument)
    .argument('[outputs...]', help.filesArgument)
    .option('--strict', help.strict, false)
    .addHelpText('after', `\n${help.examples}\n  buha verify report.md\n  buha verify report.md summary.json`)
    .action(async (report: string, outputs: string[], options: VerifyOptions) =>
      done(await verify(report, outputs, options)),
    );
}

function addShop(program: Command, help: HelpWords, shop: Actions['shop'], done: (code: number) => void): void {
  program
    .command('shop')
    .description(help.shop)
    .addOption(new Option('--port <port>', help.shopPort).default('8080'))
    .addOption(new Option('--lock <lock>', help.shopLock).choices(['distributed', 'none']).default('distributed'))
    .action(async (options: ShopOptions) => done(await shop(options)));
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
      styleDescriptionText: (text) => text.replace('(default: ', `(${help.byDefault}: `),
      optionDescription: (option) =>
        option.defaultValue === undefined || option.defaultValue === false || Array.isArray(option.defaultValue)
          ? option.description
          : `${option.description} (${help.byDefault}: ${option.defaultValue})`,
    })
    .configureOutput({ writeOut: (text) => host.stdout.write(text), writeErr: () => {} });
}

async function parse(host: Host, language: Language, actions: Actions): Promise<number> {
  const { help } = cliWords(language);
  const program = new Command('buha')
    .description(help.program)
    .version(await packageVersion(), '-V, --version', help.version);
  program.helpCommand('help [command]', help.helpCommand);
  let exitCode: number = EXIT.done;
  const done = (code: number) => {
    exitCode = code;
  };
  addRun(program, help, actions.run, done);
  addReport(program, help, actions.report, done);
  addGate(program, help, actions.gate, done);
  addVerify(program, help, actions.verify, done);
  addShop(program, help, actions.shop, done);
  for (const command of [program, ...program.commands]) {
    command.addOption(new Option('--lang <language>', help.lang).choices(LANGUAGES).default('ko'));
    localise(command, help, host);
  }
  if (host.argv.length <= 2) {
    host.stderr.write(program.helpInformation());
    return EXIT.badInput;
  }
  try {
    await program.parseAsync(host.argv);
    return exitCode;
  } catch (fault) {
    if (!(fault instanceof CommanderError)) throw fault;
    if (fault.exitCode === 0) return EXIT.done;
    const choice = choiceProblem(fault);
    host.stderr.write(`${help.errorPrefix} ${choice ? errorText(choice, language) : usageText(fault, help)}\n`);
    return EXIT.badInput;
  }
}

/** Errors that stop a write in the middle, however deep: the reader of our output has gone. */
const isClosedPipe = (fault: unknown) => (fault as NodeJS.ErrnoException | undefined)?.code === 'EPIPE';

/** The whole command. Never throws; what went wrong is told on standard error. Returns the exit code. */
export async function main(host: Host): Promise<number> {
  const language = languageOf(host);
  const words = cliWords(language);
  const terminal = new Terminal(host.stderr);
  try {
    return await parse(host, language, {
      // Each command loads what it needs: a report is there before the code that runs k6 would be parsed.
      run: async (name, options) => {
        const { runLoadTest } = await import('./run/run.ts');
        return runLoadTest(name, options, host, terminal, language);
      },
      report: async (files, options) => {
        const { reportCommand } = await import('./report-command.ts');
        return reportCommand(files, options, host, terminal, language);
      },
      gate: async (runs, options) => {
        const { gateCommand } = await import('./gate-command.ts');
        return gateCommand(runs, options, host, terminal, language);
      },
      verify: async (report, outputs, options) => {
        const { verifyCommand } = await import('./verify-command.ts');
        return verifyCommand(report, outputs, options, host, terminal, language);
      },
      shop: async (options) => {
        const { shopCommand } = await import('./shop-command.ts');
        return shopCommand(options, terminal, language);
      },
    });
  } catch (fault) {
    terminal.endStatus();
    if (isClosedPipe(fault)) return EXIT.done;
    const known = isSettingProblem(fault)
      ? new BuhaError('setting', { field: fault.field, value: fault.value, allowed: fault.allowed })
      : fault;
    if (known instanceof BuhaError) {
      terminal.line(`${words.help.errorPrefix} ${errorText(known, language)}`);
      return EXIT.badInput;
    }
    terminal.line(
      `${words.help.errorPrefix} ${words.bug(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault))}`,
    );
    return EXIT.bug;
  }
}
