import { stripVTControlCharacters } from 'node:util';
import { Command, CommanderError, Option } from 'commander';
import { apiIds } from '../options/apis.ts';
import { isSettingProblem } from '../options/problem.ts';
import { profileNames } from '../options/profiles.ts';
import { BuhaError } from '../reports/model/error.ts';
import { EXACT_LIMIT } from '../reports/model/output.ts';
import { printable } from '../reports/render/markdown-text.ts';
import { width } from '../reports/render/width.ts';
import { cliWords, type HelpWords, type UsageFault } from '../reports/words/cli.ts';
import { errorText } from '../reports/words/errors.ts';
import { LANGUAGES, type Language } from '../reports/words/language.ts';
import type { CompareOptions } from './compare-command.ts';
import { EXIT } from './exit-codes.ts';
import type { ExperimentCommandOptions } from './experiment/experiment.ts';
import type { HistoryOptions } from './history-command.ts';
import { packageVersion } from './paths.ts';
import type { PlanOptions } from './plan-settings.ts';
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
  'commander.missingMandatoryOptionValue': 'missing-argument',
  'commander.optionMissingArgument': 'option-needs-value',
  'commander.excessArguments': 'too-many',
  'commander.invalidArgument': 'choice',
};

/** Commander's own sentence is English; its code and the quoted word say it again in the user's language. */
function usageText({ code, message }: CommanderError, help: HelpWords): string {
  const what = message.match(/'([^']+)'/)?.[1] ?? '';
  const kind = USAGE_KINDS[code] ?? 'other';
  const allowed =
    kind === 'unknown-command'
      ? 'run, plan, report, compare, history, experiment, verify, shop, doctor'
      : message.match(/choices are (.*?)\.?$/)?.[1];
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
  readonly plan: (name: string | undefined, options: PlanOptions) => Promise<number>;
  readonly report: (files: string[], options: ReportOptions) => Promise<number>;
  readonly experiment: (name: string, options: ExperimentCommandOptions) => Promise<number>;
  readonly compare: (runs: string[], options: CompareOptions) => Promise<number>;
  readonly history: (results: string, options: HistoryOptions) => Promise<number>;
  readonly verify: (report: string, outputs: string[], options: VerifyOptions) => Promise<number>;
  readonly shop: (options: ShopOptions) => Promise<number>;
  readonly doctor: () => Promise<number>;
};

/** What shapes a run and where it goes: for one run and for several. */
function withRunOptions(command: Command, help: HelpWords): Command {
  return command
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
    .option('--server-metrics <source>', help.serverMetrics)
    .option('--server-queries <file>', help.serverQueries)
    .option('--out <output>', help.k6Out, collect, [])
    .option('--prometheus-rw <url>', help.prometheusRw)
    .option('--yes', help.yes, false);
}

function addRun(program: Command, help: HelpWords, run: Actions['run'], done: (code: number) => void): void {
  const command = program
    .command('run')
    .description(help.run)
    .argument('<scenario>', `${help.scenarioArgument} (${[...apiIds(), 'all'].join(', ')})`);
  withRunOptions(command, help).action(async (name: string, options: RunOptions) => done(await run(name, options)));
}

function addExperiment(
  program: Command,
  help: HelpWords,
  experiment: Actions['experiment'],
  done: (code: number) => void,
): void {
  const command = program
    .command('experiment')
    .description(help.experiment)
    .argument('<api>', `${help.apiArgument} (${apiIds().join(', ')})`)
    .requiredOption('--vary <values>', help.vary)
    .addOption(new Option('--repeat <times>', help.repeat).default('3'))
    .option('--lock-time <duration>', help.lockTime);
  withRunOptions(command, help)
    .addHelpText(
      'after',
      `\n${help.examples}\n  buha experiment recharge-balance --vary users=4,40,400 \\\n    --profile load-only --scale 0.3 --duration-scale 0.2`,
    )
    .action(async (name: string, options: ExperimentCommandOptions) => done(await experiment(name, options)));
}

function addPlan(program: Command, help: HelpWords, plan: Actions['plan'], done: (code: number) => void): void {
  program
    .command('plan')
    .description(help.plan)
    .argument('[scenario]', `${help.planArgument} (${apiIds().join(', ')})`)
    .option('--profile <name>', `${help.profile}: ${profileNames().join(', ')} (${help.byDefault}: seed)`)
    .addOption(new Option('--scale <factor>', help.scale).default('1'))
    .addOption(new Option('--duration-scale <factor>', help.durationScale).default('1'))
    .option('--options <file>', help.plannedOptions)
    .option('--expect-latency <time>', help.expectLatency)
    .option('--iteration-time <time>', help.iterationTime)
    .option('--dau <users>', help.dau)
    .option('--requests-per-user <requests>', help.requestsPerUser)
    .option('--peak-share <share>', help.peakShare)
    .option('-o, --output <file>', help.planOutput)
    .addOption(new Option('--format <format>', help.planFormat).choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `\n${help.examples}\n  buha plan get-balance --expect-latency 200ms\n  buha plan script.js --iteration-time 1.2s -o plan.svg\n  buha plan --dau 100000 --requests-per-user 12 --peak-share 0.2 \\\n    --iteration-time 1.2s`,
    )
    .action(async (name: string | undefined, options: PlanOptions) => done(await plan(name, options)));
}

function addReport(program: Command, help: HelpWords, report: Actions['report'], done: (code: number) => void): void {
  program
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
    .option('--template <folder>', help.template)
    .option('--server-metrics <source>', help.serverMetrics)
    .option('--server-queries <file>', help.serverQueries)
    .addOption(new Option('--exact-limit <samples>', help.exactLimit).default(String(EXACT_LIMIT)))
    .option('--api <id>', `${help.api}: ${apiIds().join(', ')}`)
    .option('--profile <name>', `${help.ranProfile}: ${profileNames().join(', ')}`)
    .addOption(new Option('--scale <factor>', help.scale).default('1'))
    .addOption(new Option('--duration-scale <factor>', help.durationScale).default('1'))
    .option('--options <file>', help.optionsFile)
    .addHelpText(
      'after',
      `\n${help.examples}\n  buha report results/20261123-140311-get-balance\n  buha report summary.json -o report.md`,
    )
    .action(async (files: string[], options: ReportOptions) => done(await report(files, options)));
}

function addCompare(
  program: Command,
  help: HelpWords,
  compare: Actions['compare'],
  done: (code: number) => void,
): void {
  program
    .command('compare')
    .description(help.compare)
    .argument('[runs...]', help.compareArgument)
    .option('--round <runs>', help.round, collect, [])
    .option('--label <name>', help.label, collect, [])
    .option('-o, --output <file>', help.output)
    .addOption(new Option('--format <format>', help.format).choices(['md', 'html']).default('md'))
    .option('--png', help.png, false)
    .option('--title <text>', help.title)
    .option('--template <folder>', help.template)
    .option('--force-compare', help.forceCompare, false)
    .addHelpText(
      'after',
      `\n${help.examples}\n  buha compare before after --label old --label new -o rounds.md\n  buha compare --round a1,a2,a3 --round b1,b2,b3`,
    )
    .action(async (runs: string[], options: CompareOptions) => done(await compare(runs, options)));
}

function addHistory(
  program: Command,
  help: HelpWords,
  history: Actions['history'],
  done: (code: number) => void,
): void {
  program
    .command('history')
    .description(help.history)
    .argument('[folder]', help.results, 'results')
    .option('--api <id>', `${help.onlyApi}: ${apiIds().join(', ')}`)
    .option('--profile <name>', help.onlyProfile)
    .action(async (results: string, options: HistoryOptions) => done(await history(results, options)));
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

function addDoctor(program: Command, help: HelpWords, doctor: Actions['doctor'], done: (code: number) => void): void {
  program
    .command('doctor')
    .description(help.doctor)
    .action(async () => done(await doctor()));
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
  addPlan(program, help, actions.plan, done);
  addReport(program, help, actions.report, done);
  addCompare(program, help, actions.compare, done);
  addHistory(program, help, actions.history, done);
  addExperiment(program, help, actions.experiment, done);
  addVerify(program, help, actions.verify, done);
  addShop(program, help, actions.shop, done);
  addDoctor(program, help, actions.doctor, done);
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
    const text = choice ? errorText(choice, language) : usageText(fault, help);
    host.stderr.write(`${printable(`${help.errorPrefix} ${text}`)}\n`);
    return EXIT.badInput;
  }
}

/** Errors that stop a write in the middle, however deep: the reader of our output has gone. */
const isClosedPipe = (fault: unknown) => (fault as NodeJS.ErrnoException | undefined)?.code === 'EPIPE';

/** The whole command. Never throws; what went wrong is told on standard error. Returns the exit code. */
export async function main(host: Host): Promise<number> {
  const language = languageOf(host);
  const words = cliWords(language);
  const terminal = new Terminal(host.stderr, host.env);
  try {
    return await parse(host, language, {
      // Each command loads what it needs: a report is there before the code that runs k6 would be parsed.
      run: async (name, options) => {
        const { runLoadTest } = await import('./run/run.ts');
        return runLoadTest(name, options, host, terminal, language);
      },
      plan: async (name, options) => {
        const { planCommand } = await import('./plan-command.ts');
        return planCommand(name, options, host, terminal, language);
      },
      report: async (files, options) => {
        const { reportCommand } = await import('./report-command.ts');
        return reportCommand(files, options, host, terminal, language);
      },
      experiment: async (name, options) => {
        const { runExperiment } = await import('./experiment/experiment.ts');
        return runExperiment(name, options, host, terminal, language);
      },
      compare: async (runs, options) => {
        const { compareCommand } = await import('./compare-command.ts');
        return compareCommand(runs, options, host, terminal, language);
      },
      history: async (results, options) => {
        const { historyCommand } = await import('./history-command.ts');
        return historyCommand(results, options, host, terminal, language);
      },
      verify: async (report, outputs, options) => {
        const { verifyCommand } = await import('./verify-command.ts');
        return verifyCommand(report, outputs, options, host, terminal, language);
      },
      doctor: async () => {
        const { doctorCommand } = await import('./doctor-command.ts');
        return doctorCommand(host, language);
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
