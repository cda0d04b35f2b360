import { type Command, Option } from 'commander';
import { profileNames } from '../options/profiles.ts';
import { apiIds } from '../options/project.ts';
import { SERVER_PRESETS } from '../reports/analyse/server-presets.ts';
import type { HelpWords } from '../reports/words/cli.ts';
import { type CommandContext, collect, formatOption, withNames } from './command.ts';
import type { OwnConfig } from './config/load.ts';
import type { ExperimentCommandOptions } from './experiment/experiment.ts';
import { PLAN_FORMATS } from './plan/plan-formats.ts';
import type { PlanOptions } from './plan/settings.ts';
import type { RoundsOptions } from './rounds/run-rounds.ts';

// Each command loads what it needs: a report is there before the code that runs k6 would be parsed.

/** Options that act on wired scenarios alone, of which those count that the user gave. */
const FOR_WIRED = ['profile', 'scale', 'durationScale', 'users', 'products', 'header'];

/** What it is by default was not asked for. */
const isGiven = (command: Command, name: string) => command.getOptionValueSource(name) === 'cli';

const givenBeside = (command: Command) => ({
  hasShopLock: isGiven(command, 'shopLock'),
  hasEnvFile: isGiven(command, 'envFile'),
});

const givenForWired = (command: Command): string[] =>
  command.options.flatMap((option) => {
    const name = option.attributeName();
    return FOR_WIRED.includes(name) && isGiven(command, name) && option.long ? [option.long] : [];
  });

/** What shapes a run and where it goes: for one run and for several. */
function withRunOptions(command: Command, help: HelpWords, { project, results, envFile }: OwnConfig): Command {
  return command
    .addOption(new Option('--profile <name>', withNames(help.profile, profileNames(project))).default(project.profile))
    .addOption(new Option('--scale <factor>', help.scale).default('1'))
    .addOption(new Option('--duration-scale <factor>', help.durationScale).default('1'))
    .option('--target <name>', help.target)
    .option('--base-url <url>', help.baseUrl)
    .option('--header <header>', help.header, collect, [])
    .option('--secret-header <name>', help.secretHeader, collect, [])
    .option('--secret <variable>', help.secretVariable, collect, [])
    .option('--insecure', help.insecure, false)
    .option('--ca <file>', help.ca)
    .option('--give-up <time>', help.giveUp)
    .option('--users <csv>', help.users)
    .option('--products <csv>', help.products)
    .option('--target-info <file>', help.targetInfo)
    .option('--notes <file>', help.notes)
    .addOption(new Option('--results <folder>', help.results).default(results))
    .addOption(new Option('--shop-lock <lock>', help.shopLock).choices(['distributed', 'none']).default('distributed'))
    .option('--env-file <file>', help.envFile, envFile)
    .option('--server-metrics <source>', help.serverMetrics)
    .option('--server-queries <file>', help.serverQueries)
    .option('--server-preset <names>', help.serverPreset(SERVER_PRESETS))
    .option('--server-labels <labels>', help.serverLabels)
    .option('--out <output>', help.k6Out, collect, [])
    .option('--prometheus-rw <url>', help.prometheusRw)
    .option('--yes', help.yes, false)
    .option('--yes-production', help.yesProduction, false);
}

/** What changes from run to run, by the names of options; all else is shown by `--help all`. */
const BRIEF = [
  'profile',
  'scale',
  'durationScale',
  'target',
  'baseUrl',
  'header',
  'users',
  'gate',
  'slo',
  'baseline',
  'yes',
];

/** True where the help that is asked for is to hold every option. */
const asksForAll = (words: readonly string[]): boolean =>
  words.some((word, at) => /^(?:-h|--help)$/.test(word) && words[at + 1] === 'all');

/** Leaves out of the help of `buha run` what changes seldom, once the command has all its options. */
export function shortenRunHelp({ commands }: Command, words: readonly string[]): void {
  if (asksForAll(words)) return;
  for (const option of commands.find((one) => one.name() === 'run')?.options ?? []) {
    if (!BRIEF.includes(option.attributeName()) || option.negate) option.hideHelp();
  }
}

/** `buha run`. */
export function addRun({ program, help, call, forK6, done }: CommandContext): void {
  const command = program
    .command('run')
    .description(help.run)
    .argument('<scenarios...>', withNames(help.scenarioArgument, [...apiIds(call.config.project), 'all']));
  withRunOptions(command, help, call.config)
    .option('--runners <number>', help.runners)
    .option('--runner <part>', help.runner)
    .option('--start-at <time>', help.startAt)
    .option('--title <text>', help.runTitle, collect, [])
    .option('--purpose <text>', help.runPurpose, collect, [])
    .addOption(new Option('--rounds <times>', help.rounds).default('1'))
    .addOption(new Option('--pause <time>', help.pause).default('5s'))
    .option('--gate', help.runGate)
    .option('--no-gate', help.runNoGate)
    .option('--slo <file>', help.runSlo, call.config.slo)
    .option('--baseline <path>', help.runBaseline)
    .option('--max-regression <share>', help.maxRegression)
    .addHelpText(
      'after',
      asksForAll(call.host.argv)
        ? `\n${help.k6Arguments}\n\n${help.examples}\n  buha run get-balance --profile smoke\n  buha run place-order --base-url http://127.0.0.1:8080 --users users.csv\n  buha run script.js --gate --slo slo.yaml`
        : `\n${help.k6Arguments}\n${help.allOptions}`,
    )
    .action(async (names: string[], options: RoundsOptions) => {
      const { runRounds } = await import('./rounds/run-rounds.ts');
      const { withK6Words } = await import('./run/k6-words.ts');
      const given = { forK6, forWired: givenForWired(command), ...givenBeside(command) };
      done(await runRounds(names, await withK6Words({ ...call, options }, given)));
    });
}

/** `buha plan`. */
export function addPlan({ program, help, call, forK6, done }: CommandContext): void {
  const { project, envFile } = call.config;
  const command = program
    .command('plan')
    .description(help.plan)
    .argument('[scenarios...]', withNames(help.planArgument, apiIds(project)))
    .option(
      '--profile <name>',
      `${withNames(help.profile, profileNames(project))} (${help.byDefault}: ${project.profile})`,
    )
    .addOption(new Option('--scale <factor>', help.scale).default('1'))
    .addOption(new Option('--duration-scale <factor>', help.durationScale).default('1'))
    .option('--options <file>', help.plannedOptions)
    .option('--expect-latency <time>', help.expectLatency)
    .option('--iteration-time <time>', help.iterationTime)
    .option('--dau <users>', help.dau)
    .option('--requests-per-user <requests>', help.requestsPerUser)
    .option('--peak-share <share>', help.peakShare)
    .option('--calibrate', help.calibrate)
    .option('--env-file <file>', help.envFile, envFile)
    .option('-o, --output <file>', help.planOutput)
    .addOption(formatOption(help, PLAN_FORMATS, 'text'))
    .addHelpText(
      'after',
      `\n${help.examples}\n  buha plan get-balance --expect-latency 200ms\n  buha plan script.js --iteration-time 1.2s -o plan.svg\n  buha plan --dau 100000 --requests-per-user 12 --peak-share 0.2 \\\n    --iteration-time 1.2s`,
    )
    .action(async (names: string[], options: PlanOptions) => {
      const { planCommand } = await import('./plan/plan-command.ts');
      const { withK6Words } = await import('./run/k6-words.ts');
      const given = { forK6, forWired: givenForWired(command), ...givenBeside(command) };
      done(await planCommand(names, await withK6Words({ ...call, options }, given)));
    });
}

/** `buha experiment`. */
export function addExperiment({ program, help, call, done }: CommandContext): void {
  const command = program
    .command('experiment')
    .description(help.experiment)
    .argument('<api>', withNames(help.apiArgument, apiIds(call.config.project)))
    .requiredOption('--vary <values>', help.vary)
    .addOption(new Option('--repeat <times>', help.repeat).default('3'))
    .option('--lock-time <duration>', help.lockTime);
  withRunOptions(command, help, call.config)
    .addHelpText(
      'after',
      `\n${help.examples}\n  buha experiment recharge-balance --vary users=4,40,400 \\\n    --profile load-only --scale 0.3 --duration-scale 0.2`,
    )
    .action(async (name: string, options: ExperimentCommandOptions) => {
      const { runExperiment } = await import('./experiment/experiment.ts');
      const { withK6Words } = await import('./run/k6-words.ts');
      const given = { forK6: [], forWired: [], ...givenBeside(command) };
      done(await runExperiment(name, await withK6Words({ ...call, options }, given)));
    });
}
