import { readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { apiIds, apiOf, isApiId } from '../../options/apis.ts';
import { readLoadSettings } from '../../options/profiles.ts';
import { judgeExperiment } from '../../reports/analyse/experiment.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { experimentSteps } from '../../reports/render/experiment-steps.ts';
import { reasonText } from '../../reports/render/view-experiment.ts';
import { oneLine, shownText } from '../../reports/text/markdown-text.ts';
import { experimentWords } from '../../reports/words/experiment.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { reading } from '../read/reading.ts';
import { readSource } from '../read/source.ts';
import { openHandOver } from '../run/hand-over.ts';
import { Interruption } from '../run/interruption.ts';
import { outputFiles, readOutputs } from '../run/outputs.ts';
import { runLoadTest } from '../run/run.ts';
import { makeRunFolder } from '../run/run-folder.ts';
import type { RunCallOptions, RunOptions } from '../run/run-settings.ts';
import { Terminal } from '../terminal.ts';
import { announce } from '../write/output.ts';
import { mustNotOverwrite } from '../write/overwriting.ts';
import { lockTime } from './lock-time.ts';
import { parseVariation, rowsToVary, scaleForVus, turns, writeRows } from './variants.ts';
import { writeExperiment } from './write-experiment.ts';

/** Options of `buha experiment` as the user wrote them. */
export interface ExperimentCommandOptions extends RunOptions {
  readonly vary: string;
  readonly repeat: string;
  readonly lockTime: string | undefined;
}

/** Shows what goes wrong in a run and not how it ended: that stands in the report of the experiment. */
class RunsTerminal extends Terminal {
  override line(text: string): void {
    if (text !== '') super.line(text);
  }

  override lines(): void {}
}

const MOST_REPEATS = 100;

function repeats(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text.trim()) || value < 1 || value > MOST_REPEATS) {
    throw new BuhaError('setting', { field: '--repeat', value: text, allowed: `1 … ${MOST_REPEATS}` });
  }
  return value;
}

const folderOf = (varied: string, value: number) => `${varied}-${value}`;

/** The runs below the folder of an experiment, by value. Those that left no summary are no runs. */
async function runsOf(
  folder: string,
  varied: string,
  values: readonly number[],
  call: Call,
): Promise<{ value: number; run: AnalysedRun }[]> {
  const found: { value: number; run: AnalysedRun }[] = [];
  for (const value of values) {
    const path = join(folder, folderOf(varied, value));
    for (const name of await readdir(path).catch(() => [])) {
      const source = await readSource([join(path, name)], {}, reading(call)).catch((fault: unknown) => {
        if (fault instanceof BuhaError) return undefined;
        throw fault;
      });
      for (const run of source?.runs ?? []) found.push({ value, run });
    }
  }
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
  const { host, terminal, language, options } = call;
  if (!isApiId(name)) throw new BuhaError('setting', { field: 'API', value: name, allowed: apiIds().join(', ') });
  const words = experimentWords(language);
  // What cannot be run should not begin to be.
  const load = readLoadSettings(options.profile, options.scale, options.durationScale);
  const variation = parseVariation(options.vary);
  const { varied, values } = variation;
  const order = turns(values, repeats(options.repeat));
  const isShop = !(options.baseUrl ?? host.env.BASE_URL);
  if (!isShop && options.k6.hasShopLock) {
    throw new BuhaError('flags-cannot-act', { script: name, flags: ['--shop-lock'], actsOn: 'shop' });
  }
  const api = apiOf(name);
  if (varied === 'vus') for (const value of values) scaleForVus(api, load, value);
  const rows = varied === 'vus' ? [] : await rowsToVary({ varied, values }, api, { file: options[varied], isShop });
  const lock =
    varied === 'vus' ? undefined : await lockTime(name, options.lockTime, { isShop, results: options.results });
  // Each run is given some rows of these, and does not know the files.
  const k6Files = outputFiles(readOutputs(options.out, options.prometheusRw));
  mustNotOverwrite(k6Files, [options.users, options.products]);
  const folder = await makeRunFolder(options.results, `experiment-${name}`, new Date());
  const handOver = await openHandOver();
  const runsTerminal = new RunsTerminal(host.stderr, host.env);
  let exitCode: number = EXIT.done;
  // Each run listens for itself; what comes between two of them is heard here.
  const between = new Interruption();
  between.listen({ onFirst: () => {}, onSecond: () => {} });
  try {
    for (const [at, value] of order.entries()) {
      terminal.line(words.running({ number: String(at + 1), of: String(order.length), varied, value: String(value) }));
      const changed =
        varied === 'vus'
          ? { scale: scaleForVus(api, load, value) }
          : { [varied]: await writeRows(handOver.folder, varied, rows.slice(0, value)) };
      const results = join(folder, folderOf(varied, value));
      // Whoever agreed to the first run agreed to all: they send the same load.
      const own = { ...options, ...changed, results, yes: options.yes || at > 0 };
      const code = await runLoadTest([name], { ...call, terminal: runsTerminal, options: own });
      if (code === EXIT.badInput) return code;
      if (code === EXIT.interrupted || between.happened) {
        terminal.line(words.stopped);
        exitCode = EXIT.interrupted;
        break;
      }
    }
  } finally {
    between.stopListening();
    await handOver.remove();
    // Where nothing ran, nothing is left.
    await rmdir(folder).catch(() => {});
  }
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
