import { rmdir } from 'node:fs/promises';
import { gate } from '../../reports/analyse/gate/judge.ts';
import { turnsWords } from '../../reports/words/turns.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { baselinesOf } from '../gate/gate-command.ts';
import { gateExit } from '../gate/gate-output.ts';
import { readSlo } from '../read/slo-file.ts';
import { exitOfRuns, keepVerdict, showVerdict } from '../run/judge-run.ts';
import { runLoadTest } from '../run/run.ts';
import { makeRunFolder, nameOfSeveral } from '../run/run-folder.ts';
import type { RunCallOptions, RunOptions } from '../run/run-settings.ts';
import { Steps } from '../steps.ts';
import { parsePause, parseRounds, runInTurns } from './in-turns.ts';
import { RunsTerminal, runsBelow } from './read-rounds.ts';

/** Options of `buha run --rounds` as the user wrote them. */
export interface RoundsOptions extends RunOptions {
  readonly rounds: string;
  readonly pause: string;
}

/**
 * `buha run NAME… --rounds 5`: the same runs several times with a pause between, into one folder, and one verdict over all of
 * them: with a baseline, by what runs differ. Returns its exit code; 130 where it was interrupted, and then of the rounds that
 * ended. Throws what `buha run` throws.
 */
export async function runRounds(names: readonly string[], call: Call<RoundsOptions & RunCallOptions>): Promise<number> {
  const { host, terminal, language, options } = call;
  const rounds = parseRounds(options.rounds);
  const pauseMs = parsePause(options.pause);
  if (rounds === 1) return runLoadTest(names, call);
  // What cannot be judged should not begin to be run.
  const [slo, baselines] = [await readSlo(options.slo), await baselinesOf(options)];
  const [name = '', ...others] = names;
  const label = others.length > 0 ? 'several' : (nameOfSeveral(name.replace(/\.\w+$/, '')) ?? 'several');
  const folder = await makeRunFolder(options.results, `rounds-${label}`, new Date());
  const runsTerminal = new RunsTerminal(host.stderr, host.env);
  const own = { ...options, results: folder, baseline: undefined, maxRegression: undefined };
  const run = (isFirst: boolean) =>
    runLoadTest(names, {
      ...{ ...call, terminal: runsTerminal },
      // Whoever agreed to the first run agreed to all: they send the same load.
      options: { ...own, yes: options.yes || !isFirst, yesProduction: options.yesProduction || !isFirst },
    });
  const turned = await runInTurns([{ name: '', run }], { rounds, pauseMs }, call).finally(() =>
    // Where nothing ran, nothing is left.
    rmdir(folder).catch(() => {}),
  );
  if (turned.exitCode === EXIT.badInput) return turned.exitCode;
  const runs = (await runsBelow(folder, call)).filter(({ record }) => !record?.interrupted);
  terminal.endStatus();
  if (turned.isInterrupted) terminal.line(turnsWords(language).stopped(runs.length));
  if (runs.length === 0) return turned.isInterrupted ? EXIT.interrupted : EXIT.invalid;
  const steps = new Steps(call);
  const isGated = options.gate === true || options.slo !== undefined || options.baseline !== undefined;
  const result = gate(runs, slo, baselines);
  const judged = { result, exitCode: isGated ? gateExit(result, false) : exitOfRuns(runs) };
  // Without any goal there is nothing to show: what was measured stands in the reports of the runs.
  if (isGated || runs.some(({ verdict }) => verdict.kind !== 'no-goal')) {
    const kept = await keepVerdict(folder, judged, steps, call);
    await steps.try(() => showVerdict(judged, kept.files, call));
  }
  if (turned.isInterrupted) return EXIT.interrupted;
  return options.gate === false ? steps.exitCode : judged.exitCode || steps.exitCode;
}
