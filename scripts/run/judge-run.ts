import { join } from 'node:path';
import { gate } from '../../reports/analyse/gate/judge.ts';
import { weightiest } from '../../reports/analyse/gate/precedence.ts';
import type { Baselines } from '../../reports/analyse/gate/regression.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import type { SloFile } from '../../reports/model/gate.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { GATE_FORMATS, type GateFormat } from '../gate/gate-formats.ts';
import { gateExit, tellGitHub } from '../gate/gate-output.ts';
import { JUNIT_FILE, VERDICT_FILE } from '../read/run-files.ts';
import { announce, showText, writeOutput } from '../write/output.ts';

/** What `run --gate` leaves in the run's folder. */
const GATE_FILES = [
  [VERDICT_FILE, 'json'],
  [JUNIT_FILE, 'junit'],
] as const satisfies readonly (readonly [string, GateFormat])[];

/**
 * Judges the runs of `buha run`, also those of which k6 left no summary. Returns the exit code of the verdict; a run of a
 * script without any goal has none, and ends with 0.
 */
export function exitOfRuns(runs: readonly AnalysedRun[]): number {
  const { runs: all } = gate(runs);
  const judged = all.filter(({ run }) => run.verdict.kind !== 'no-goal');
  return judged.length === 0
    ? EXIT.done
    : gateExit({ verdict: weightiest(judged.map(({ verdict }) => verdict)), runs: judged }, false);
}

/**
 * Judges the runs where that was asked for (`--gate`, `--slo`, `--baseline`): the result is shown, and `folder` receives
 * it. Without a goal nothing passes. Returns the exit code of the verdict.
 */
export async function judgeRun(
  folder: string,
  runs: readonly AnalysedRun[],
  { slo, baselines }: { readonly slo: SloFile | undefined; readonly baselines: Baselines | undefined },
  call: Call,
): Promise<number> {
  const { language } = call;
  const result = gate(runs, slo, baselines);
  const exitCode = gateExit(result, false);
  showText(await GATE_FORMATS.table(result, language, exitCode), true, call);
  for (const [name, format] of GATE_FILES) {
    const text = await GATE_FORMATS[format](result, language, exitCode);
    announce(await writeOutput(join(folder, name), 'verdict', text, call), call);
  }
  await tellGitHub(result, call);
  return exitCode;
}
