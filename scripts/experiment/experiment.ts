import { rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readLoadSettings } from '../../options/profiles.ts';
import { apiIds, apiNamed } from '../../options/project.ts';
import { judgeExperiment } from '../../reports/analyse/experiment.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { experimentSteps } from '../../reports/render/experiment-steps.ts';
import { reasonText } from '../../reports/render/view-experiment.ts';
import { oneLine, shownText } from '../../reports/text/markdown-text.ts';
import { experimentWords } from '../../reports/words/experiment.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { parseRounds, runInTurns, type Turn, type Turned } from '../rounds/in-turns.ts';
import { RunsTerminal, runsBelow } from '../rounds/read-rounds.ts';
import { chooseTarget } from '../run/choose-target.ts';
import { openHandOver } from '../run/hand-over.ts';
import { outputFiles, readOutputs } from '../run/outputs.ts';
import { runLoadTest } from '../run/run.ts';
import { makeRunFolder } from '../run/run-folder.ts';
import type { RunCallOptions, RunOptions } from '../run/run-settings.ts';
import { announce } from '../write/output.ts';
import { mustNotOverwrite } from '../write/overwriting.ts';
import { lockTime } from './lock-time.ts';
import { parseVariation, rowsToVary, scaleForVus, writeRows } from './variants.ts';
import { writeExperiment } from './write-experiment.ts';

/** Options of `buha experiment` as the user wrote them. */
export interface ExperimentCommandOptions extends RunOptions {
  readonly vary: string;
  readonly repeat: string;
  readonly lockTime: string | undefined;
}

const folderOf = (varied: string, value: number) => `${varied}-${value}`;

/** The runs below the folder of an experiment, by value. */
async function runsOf(
  folder: string,
  varied: string,
  values: readonly number[],
  call: Call,
): Promise<{ value: number; run: AnalysedRun }[]> {
  const found: { value: number; run: AnalysedRun }[] = [];
  for (const value of values)
    for (const run of await runsBelow(join(folder, folderOf(varied, value)), call)) found.push({ value, run });
  return found;
}

/**
 * `buha experiment API --vary users=4,40,400`: runs each value several times, in turns, and says whether locks by row of
 * test data hold the throughput back; of `vus`, whether the system is below its limit. Returns the exit code. Throws `BuhaError` for what the user can mend.
 */
export async function runExperiment(
  name: string,
  call: Call<ExperimentCommandOptions & RunCallOptions>,
): Promise<number> {
  const { host, terminal, language, options, config } = call;
  const { project } = config;
  const api = apiNamed(project, name);
  if (!api) throw new BuhaError('setting', { field: 'API', value: name, allowed: apiIds(project).join(', ') });
  const words = experimentWords(language);
  // What cannot be run should not begin to be.
  const load = readLoadSettings(options, project);
  const variation = parseVariation(options.vary);
  const { varied, values } = variation;
  const rounds = parseRounds(options.repeat, '--repeat');
  const isShop = chooseTarget(options, host.env, config, options.k6.read).target === undefined;
  if (!isShop && options.k6.hasShopLock) {
    throw new BuhaError('flags-cannot-act', { script: name, flags: ['--shop-lock'], actsOn: 'shop' });
  }
  if (varied === 'vus') for (const value of values) scaleForVus(api, load, value, project);
  const rows = varied === 'vus' ? [] : await rowsToVary({ varied, values }, api, { file: options[varied], isShop });
  const lock =
    varied === 'vus'
      ? undefined
      : await lockTime({ api: name, project }, options.lockTime, { isShop, results: options.results });
  // Each run is given some rows of these, and does not know the files.
  const k6Files = outputFiles(readOutputs(options.out, options.prometheusRw));
  mustNotOverwrite(k6Files, [options.users, options.products]);
  const folder = await makeRunFolder(options.results, `experiment-${name}`, new Date());
  const handOver = await openHandOver();
  const runsTerminal = new RunsTerminal(host.stderr, host.env);
  /** The greatest value of a run that was agreed to, or needed no agreement; 0 before the first. */
  let mostBegun = 0;
  const turns = values.map(
    (value): Turn => ({
      name: words.running(varied, value),
      run: async () => {
        const changed =
          varied === 'vus'
            ? { scale: scaleForVus(api, load, value, project) }
            : { [varied]: await writeRows(handOver.folder, varied, rows.slice(0, value)) };
        const results = join(folder, folderOf(varied, value));
        // Whoever agreed to the first run agreed to all that send no more than it.
        const isAgreed = varied === 'vus' ? value <= mostBegun : mostBegun > 0;
        const own = {
          ...{ ...options, ...changed, results },
          yes: options.yes || isAgreed,
          yesProduction: options.yesProduction || isAgreed,
        };
        const code = await runLoadTest([name], { ...call, terminal: runsTerminal, options: own });
        mostBegun = Math.max(mostBegun, value);
        return code;
      },
    }),
  );
  let turned: Turned;
  try {
    turned = await runInTurns(turns, { rounds, pauseMs: 0 }, call);
    if (turned.exitCode === EXIT.badInput) return turned.exitCode;
    if (turned.isInterrupted) terminal.line(words.stopped);
  } finally {
    await handOver.remove();
    // Where nothing ran, nothing is left.
    await rmdir(folder).catch(() => {});
  }
  const { exitCode } = turned;
  const runs = await runsOf(folder, varied, values, call);
  terminal.endStatus();
  if (runs.length === 0) return exitCode === EXIT.done ? EXIT.invalid : exitCode;
  const experiment = judgeExperiment(varied, runs, lock?.ms);
  const files = await writeExperiment(folder, experiment, { language: call.documentLanguage, lock }, call);
  const tone = ({ supported: 'good', refuted: 'bad', undecided: 'doubtful' } as const)[experiment.verdict];
  terminal.lines([
    [],
    [{ text: words.verdict[experiment.verdict], tone }, { text: `  ${reasonText(experiment, language)}` }],
    ...experimentSteps(experiment, language).flatMap(({ task, command }) => [
      [{ text: `${words.nextStep}  ${shownText(task)}` }],
      ...(command === undefined ? [] : [[{ text: `  ${oneLine(command, Number.POSITIVE_INFINITY)}` }]]),
    ]),
  ]);
  announce(files, call);
  return exitCode;
}
