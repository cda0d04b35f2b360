import { type Command, Option } from 'commander';
import { profileNames } from '../options/profiles.ts';
import { apiIds, type Project } from '../options/project.ts';
import { SERVER_PRESETS } from '../reports/analyse/server-presets.ts';
import { EXACT_LIMIT } from '../reports/model/output.ts';
import type { HelpWords } from '../reports/words/cli.ts';
import { type CommandContext, collect, formatOption, withNames } from './command.ts';
import type { BaselineOptions } from './gate/baseline-command.ts';
import type { GateOptions } from './gate/gate-command.ts';
import { GATE_FORMATS } from './gate/gate-formats.ts';
import { COMPARE_FORMATS } from './report/compare-formats.ts';
import type { HistoryOptions } from './report/history-command.ts';
import type { ReportOptions } from './report/report-command.ts';
import { REPORT_FORMATS } from './report/report-formats.ts';
import type { VerifyOptions } from './report/verify-command.ts';
import type { InTurnsOptions } from './rounds/compare-in-turns.ts';

/** Options that say how k6 outputs without a record came about. */
function withFacts(command: Command, help: HelpWords, project: Project): Command {
  return command
    .addOption(new Option('--exact-limit <samples>', help.exactLimit).default(String(EXACT_LIMIT)))
    .option('--api <id>', withNames(help.api, apiIds(project)))
    .option('--profile <name>', withNames(help.ranProfile, profileNames(project)))
    .addOption(new Option('--scale <factor>', help.scale).default('1'))
    .addOption(new Option('--duration-scale <factor>', help.durationScale).default('1'))
    .option('--options <file>', help.optionsFile);
}

/** `buha report`. */
export function addReport({ program, help, call, done }: CommandContext): void {
  const command = program
    .command('report')
    .description(help.report)
    .argument('[files...]', help.filesArgument)
    .option('-o, --output <file>', help.output)
    .addOption(formatOption(help, REPORT_FORMATS, 'md'))
    .option('--png', help.png, false)
    .option('--title <text>', help.title)
    .option('--merge', help.merge, false)
    .option('--newest', help.newest, false)
    .addOption(new Option('--results <folder>', help.runsFolder).default(call.config.results))
    .option('--notes <file>', help.notes)
    .option('--template <folder>', help.template)
    .option('--brief', help.brief, false)
    .option('--server-metrics <source>', help.serverMetrics)
    .option('--server-queries <file>', help.serverQueries)
    .option('--server-preset <names>', help.serverPreset(SERVER_PRESETS))
    .option('--server-labels <labels>', help.serverLabels);
  withFacts(command, help, call.config.project)
    .addHelpText(
      'after',
      `\n${help.examples}\n  buha report results/20261123-140311-get-balance\n  buha report summary.json -o report.md\n  buha report r1.csv.gz r2.csv.gz r3.csv.gz --merge`,
    )
    .action(async (files: string[], options: ReportOptions) => {
      const { reportCommand } = await import('./report/report-command.ts');
      done(await reportCommand(files, { ...call, options }));
    });
}

/** `buha gate`. */
export function addGate({ program, help, call, done }: CommandContext): void {
  const command = program
    .command('gate')
    .description(help.gate)
    .argument('[runs...]', help.filesArgument)
    .option('--slo <file>', help.slo, call.config.slo)
    .addOption(formatOption(help, GATE_FORMATS, 'table'))
    .option('-o, --output <file>', help.gateOutput)
    .option('--json <file>', help.gateJson)
    .option('--junit <file>', help.gateJunit)
    .option('--baseline <path>', help.baseline)
    .option('--max-regression <share>', help.maxRegression)
    .option('--strict', help.gateStrict, false)
    .option('--merge', help.merge, false)
    .option('--newest', help.gateNewest, false)
    .addOption(new Option('--results <folder>', help.runsFolder).default(call.config.results));
  withFacts(command, help, call.config.project)
    .addHelpText(
      'after',
      `\n${help.gateExits}\n\n${help.examples}\n  buha gate results/20261123-140311-all\n  buha gate summary.json --slo slo.yaml --junit gate.xml`,
    )
    .action(async (runs: string[], options: GateOptions) => {
      const { gateCommand } = await import('./gate/gate-command.ts');
      done(await gateCommand(runs, { ...call, options }));
    });
}

/** `buha baseline accept` and `append`. */
export function addBaseline({ program, help, call, done }: CommandContext): void {
  const command = program.command('baseline').description(help.baselineCommand);
  const folder = () => new Option('--baselines <folder>', help.baselines).default('baselines');
  command
    .command('accept')
    .description(help.baselineAccept)
    .argument('<runs...>', help.baselineRuns)
    .addOption(folder())
    .action(async (runs: string[], options: BaselineOptions) => {
      const { acceptBaseline } = await import('./gate/baseline-command.ts');
      done(await acceptBaseline(runs, { ...call, options }));
    });
  command
    .command('append')
    .description(help.baselineAppend)
    .argument('<runs...>', help.baselineAppended)
    .addOption(folder())
    .action(async (runs: string[], options: BaselineOptions) => {
      const { appendBaseline } = await import('./gate/baseline-command.ts');
      done(await appendBaseline(runs, { ...call, options }));
    });
}

/** `buha compare`. */
export function addCompare({ program, help, call, again, done }: CommandContext): void {
  program
    .command('compare')
    .description(help.compare)
    .argument('[runs...]', help.compareArgument)
    .option('--round <runs>', help.round, collect, [])
    .option('--label <name>', help.label, collect, [])
    .option('--run <words>', help.compareRun, collect, [])
    .addOption(new Option('--rounds <times>', help.rounds).default('5'))
    .addOption(new Option('--pause <time>', help.pause).default('5s'))
    .addOption(new Option('--results <folder>', help.results).default(call.config.results))
    .option('--yes', help.yes, false)
    .option('-o, --output <file>', help.output)
    .addOption(formatOption(help, COMPARE_FORMATS, 'md'))
    .option('--png', help.png, false)
    .option('--title <text>', help.title)
    .option('--notes <file>', help.notes)
    .option('--template <folder>', help.template)
    .option('--force-compare', help.forceCompare, false)
    .addHelpText(
      'after',
      `\n${help.examples}\n  buha compare before after --label old --label new -o rounds.md\n  buha compare --round a1,a2,a3 --round b1,b2,b3\n  buha compare --run "get-balance --base-url http://127.0.0.1:8080" \\\n    --run "get-balance --base-url http://127.0.0.1:8081" --rounds 5`,
    )
    .action(async (runs: string[], options: InTurnsOptions) => {
      if (options.run.length > 0) {
        const { compareInTurns } = await import('./rounds/compare-in-turns.ts');
        done(await compareInTurns(again, runs, { ...call, options }));
        return;
      }
      const { compareCommand } = await import('./report/compare-command.ts');
      done(await compareCommand(runs, { ...call, options }));
    });
}

/** `buha history`. */
export function addHistory({ program, help, call, done }: CommandContext): void {
  program
    .command('history')
    .description(help.history)
    .argument('[folder]', help.runsFolder, call.config.results)
    .option('--api <id>', withNames(help.onlyApi, apiIds(call.config.project)))
    .option('--profile <name>', help.onlyProfile)
    .action(async (results: string, options: HistoryOptions) => {
      const { historyCommand } = await import('./report/history-command.ts');
      done(await historyCommand(results, { ...call, options }));
    });
}

/** `buha verify`. */
export function addVerify({ program, help, call, done }: CommandContext): void {
  program
    .command('verify')
    .description(help.verify)
    .argument('<report>', help.verifyArgument)
    .argument('[outputs...]', help.filesArgument)
    .option('--strict', help.strict, false)
    .addHelpText('after', `\n${help.examples}\n  buha verify report.md\n  buha verify report.md summary.json`)
    .action(async (report: string, outputs: string[], options: VerifyOptions) => {
      const { verifyCommand } = await import('./report/verify-command.ts');
      done(await verifyCommand(report, outputs, { ...call, options }));
    });
}
