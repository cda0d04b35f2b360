import { comparedAs } from '../../reports/analyse/fingerprint.ts';
import { gate } from '../../reports/analyse/gate/judge.ts';
import type { Baselines } from '../../reports/analyse/gate/regression.ts';
import { LIMITS } from '../../reports/analyse/limits.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { WrittenFile } from '../../reports/render/run-summary.ts';
import type { Call } from '../call.ts';
import { newestRun } from '../read/find-runs.ts';
import { type FactOptions, knownFacts } from '../read/known-facts.ts';
import { readMergedSource } from '../read/merged-source.ts';
import { namedRuns } from '../read/named-runs.ts';
import { exactLimit, reading } from '../read/reading.ts';
import { readSource } from '../read/source.ts';
import { Steps } from '../steps.ts';
import { columnsOf } from '../terminal.ts';
import { announce, showText, writeOutput } from '../write/output.ts';
import { mustNotOverwrite } from '../write/overwriting.ts';
import { STANDARD_OUTPUT } from '../write/place.ts';
import { checkBaselines, readBaselines } from './baseline-command.ts';
import { checkSloOfRuns, sloOf, sloOfRuns } from './find-slo.ts';
import { GATE_FORMATS, type GateFormat } from './gate-formats.ts';
import { gateExit, tellGitHub } from './gate-output.ts';

/** Options of `buha gate` as the user wrote them. */
export interface GateOptions extends FactOptions {
  readonly slo: string | undefined;
  readonly format: GateFormat;
  readonly output: string | undefined;
  readonly json: string | undefined;
  readonly junit: string | undefined;
  /** File or folder of baselines; undefined for none. */
  readonly baseline: string | undefined;
  readonly maxRegression: string | undefined;
  /** What is undecided fails, too. */
  readonly strict: boolean;
  /** The files are of one run, one of each of its runners. */
  readonly merge: boolean;
  readonly newest: boolean;
  readonly results: string;
  readonly exactLimit: string;
}

/** What is to be written where. The table leaves standard output to another that is to go there: `path` is undefined. */
function outputsOf({ output, format, json, junit }: GateOptions): { path: string | undefined; format: GateFormat }[] {
  const others = [
    ...(json === undefined ? [] : [{ path: json, format: 'json' as const }]),
    ...(junit === undefined ? [] : [{ path: junit, format: 'junit' as const }]),
  ];
  const isTaken = format === 'table' && others.some(({ path }) => path === STANDARD_OUTPUT);
  return [{ path: output ?? (isTaken ? undefined : STANDARD_OUTPUT), format }, ...others];
}

/** Undefined where nobody asked for a comparison. Throws a setting's problem, `options-conflict`, `bad-baseline` … */
export async function baselinesOf({
  baseline,
  maxRegression,
}: Pick<GateOptions, 'baseline' | 'maxRegression'>): Promise<Baselines | undefined> {
  if (baseline === undefined) {
    if (maxRegression === undefined) return undefined;
    throw new BuhaError('options-conflict', { option: '--max-regression', other: '--baseline', fault: 'needs' });
  }
  const percent = maxRegression?.match(/^(\d+(?:\.\d+)?)%?$/)?.[1];
  if (maxRegression !== undefined && (percent === undefined || Number(percent) >= 100)) {
    throw new BuhaError('setting', { field: '--max-regression', value: maxRegression, allowed: '10%, 5%, …' });
  }
  const tolerance = percent === undefined ? LIMITS.regressionTolerance : Number(percent) / 100;
  return { all: await readBaselines(baseline), tolerance };
}

/**
 * `buha gate RUN…`: is each run valid, and does it meet its service levels? The result goes to standard output, or to
 * `-o FILE`; the exit code is that of the weightiest verdict. Throws `BuhaError` for input that cannot be judged.
 */
export async function gateCommand(files: readonly string[], call: Call<GateOptions>): Promise<number> {
  const { terminal, options } = call;
  const { strict } = options;
  const paths = [
    ...(options.newest ? [await newestRun(options.results, { unsummed: true })] : []),
    ...(await namedRuns(files)),
  ];
  if (paths.length === 0) throw new BuhaError('nothing-to-report', { command: 'gate' });
  const outputs = outputsOf(options);
  const baselines = { folder: options.baseline, ending: '.json' };
  mustNotOverwrite(
    outputs.map(({ path }) => path),
    [...paths, options.slo, options.options, baselines],
  );
  // What is named is read first: a slip in it should not cost the reading of a long run.
  const named = options.slo === undefined ? undefined : await sloOf(options.slo, [], call);
  const { runs } = await (options.merge ? readMergedSource : readSource)(
    paths,
    await knownFacts(options, call.config.project),
    {
      ...reading(call),
      exactLimit: exactLimit(options.exactLimit),
      unsummed: true,
      slo: named?.files[0],
      findSlo: (found) => sloOfRuns(found, call),
    },
  );
  terminal.endStatus();
  if (named) checkSloOfRuns(named, runs);
  mustNotOverwrite(
    outputs.map(({ path }) => path),
    runs.map(({ slo }) => slo?.file),
  );
  const accepted = await baselinesOf(options);
  checkBaselines(options.baseline, accepted, runs.map(comparedAs));
  const result = gate(runs, undefined, accepted);
  const exitCode = gateExit(result, strict);
  // What cannot be written hides neither the verdict nor the other outputs.
  const steps = new Steps(call);
  const written: WrittenFile[] = [];
  for (const { path, format } of outputs) {
    const isShown = format === 'table' && (path === undefined || path === STANDARD_OUTPUT);
    const language = isShown ? call.language : call.documentLanguage;
    const columns = path === undefined ? terminal.columns : isShown ? columnsOf(call.host.stdout) : undefined;
    const text = await GATE_FORMATS[format](result, language, exitCode, columns);
    const write = async () => {
      if (path === undefined) showText(text, true, call);
      else for (const one of await writeOutput(path, 'verdict', text, call)) written.push(one);
    };
    await steps.try(write);
  }
  announce(written, call);
  await steps.try(() => tellGitHub(result, call));
  return exitCode || steps.exitCode;
}
