import { readdir, rmdir } from 'node:fs/promises';
import { gate } from '../../reports/analyse/gate/judge.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { GateResult } from '../../reports/model/gate-result.ts';
import { mostOf } from '../../reports/numbers/extremes.ts';
import { gateWords } from '../../reports/words/gate.ts';
import { turnsWords } from '../../reports/words/turns.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { scriptsOf, sloOf } from '../gate/find-slo.ts';
import { baselinesOf } from '../gate/gate-command.ts';
import { gateExit } from '../gate/gate-output.ts';
import { exitOfRuns, keepVerdict, showVerdict } from '../run/judge-run.ts';
import { runLoadTest } from '../run/run.ts';
import { makeRunFolder, nameOfSeveral } from '../run/run-folder.ts';
import type { RunCallOptions, RunOptions } from '../run/run-settings.ts';
import { Steps } from '../steps.ts';
import { parsePause, parseRounds, runInTurns } from './in-turns.ts';
import { RunsTerminal, runsOf } from './read-rounds.ts';

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
  if (options.runner !== undefined) {
    throw new BuhaError('options-conflict', { option: '--runner', other: '--rounds', fault: 'not-together' });
  }
  const [name = '', ...others] = names;
  const label = others.length > 0 ? 'several' : (nameOfSeveral(name.replace(/\.\w+$/, '')) ?? 'several');
  const folder = await makeRunFolder(options.results, `rounds-${label}`, new Date());
  const runsTerminal = new RunsTerminal(host.stderr, host.env);
  /** What each round left in the folder. */
  const left: string[][] = [];
  const run = async (isFirst: boolean) => {
    const before = new Set(await readdir(folder));
    const options = { ...call.options, results: folder };
    const own = isFirst ? options : { ...options, yes: true, yesProduction: true };
    try {
      // Whoever agreed to the first run agreed to all: they send the same load.
      return await runLoadTest(names, { ...call, terminal: runsTerminal, options: own }, { isFirst });
    } finally {
      left.push((await readdir(folder)).filter((name) => !before.has(name)));
    }
  };
  const turned = await runInTurns([{ name: '', run }], { rounds, pauseMs }, call).finally(() =>
    // Where nothing ran, nothing is left.
    rmdir(folder).catch(() => {}),
  );
  if (turned.codes.length === 1 && turned.exitCode === EXIT.badInput) return turned.exitCode;
  // One after the other: the samples of all of them together may be more than there is memory.
  const read: AnalysedRun[][] = [];
  for (const own of left) read.push(await runsOf(folder, own, call));
  // A round that was stopped is none; one that ended without a run is one of which nothing is known.
  const ended = turned.isInterrupted
    ? read.slice(0, turned.codes.length).map((runs) => runs.filter(({ record }) => !record?.interrupted))
    : read;
  const runs = ended.flat();
  const lostRounds = ended.flatMap((own, at) => (own.length === 0 ? [at + 1] : []));
  terminal.endStatus();
  if (turned.isInterrupted) terminal.line(turnsWords(language).stopped(runs.length));
  if (lostRounds.length > 0) terminal.line(gateWords(language).lostRounds(lostRounds));
  if (runs.length === 0) return turned.isInterrupted ? EXIT.interrupted : EXIT.invalid;
  const steps = new Steps(call);
  const slo = await sloOf(options.slo, scriptsOf(runs), call, false);
  const isGated = options.gate === true || slo !== undefined || options.baseline !== undefined;
  const all = gate(runs, slo?.of, await baselinesOf(options));
  const result: GateResult = lostRounds.length === 0 ? all : { ...all, verdict: 'invalid', lostRounds };
  // What did not run, or was not kept, has passed nothing.
  const ofRounds = mostOf([EXIT.done, ...turned.codes]);
  const verdict = isGated ? gateExit(all, false) : exitOfRuns(runs);
  const judged = { result, exitCode: lostRounds.length > 0 ? EXIT.invalid : verdict };
  // Without any goal there is nothing to show: what was measured stands in the reports of the runs.
  if (isGated || lostRounds.length > 0 || runs.some(({ verdict }) => verdict.kind !== 'no-goal')) {
    const kept = await keepVerdict(folder, judged, steps, call);
    await steps.try(() => showVerdict(judged, kept.files, call, options.gate !== false));
  }
  if (turned.isInterrupted) return EXIT.interrupted;
  const code = steps.exitCode || ofRounds || (lostRounds.length > 0 ? EXIT.invalid : EXIT.done);
  return options.gate === false ? code : judged.exitCode || code;
}
