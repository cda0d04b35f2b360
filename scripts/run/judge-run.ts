import { join } from 'node:path';
import { gate } from '../../reports/analyse/gate/judge.ts';
import { weightiest } from '../../reports/analyse/gate/precedence.ts';
import type { Baselines } from '../../reports/analyse/gate/regression.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import type { GateResult } from '../../reports/model/gate-result.ts';
import type { WrittenFile } from '../../reports/render/run-summary.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import type { SloChoice } from '../gate/find-slo.ts';
import { GATE_FORMATS, type GateFormat } from '../gate/gate-formats.ts';
import { gateExit, tellGitHub } from '../gate/gate-output.ts';
import { JUNIT_FILE, VERDICT_FILE } from '../read/run-files.ts';
import type { Steps } from '../steps.ts';
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

/** The verdict of one call, and the exit code that it ends with. */
export interface Judged {
  readonly result: GateResult;
  readonly exitCode: number;
}

/** Judges the runs where that was asked for (`--gate`, `--slo`, `--baseline`). Without a goal nothing passes. */
export function judged(
  runs: readonly AnalysedRun[],
  { slo, baselines }: { readonly slo: SloChoice | undefined; readonly baselines: Baselines | undefined },
): Judged {
  const result = gate(runs, slo?.of, baselines);
  return { result, exitCode: gateExit(result, false) };
}

/** A verdict's files that could be written. */
export interface KeptVerdict {
  readonly files: readonly WrittenFile[];
  /** False where nobody can read the verdict afterwards. */
  readonly isKept: boolean;
}

/** Leaves a verdict in `folder`: each of its files by itself, so that one takes nothing from the other. */
export async function keepVerdict(
  folder: string,
  { result, exitCode }: Judged,
  steps: Steps,
  call: Pick<Call, 'host' | 'documentLanguage'>,
): Promise<KeptVerdict> {
  const written = new Map<string, readonly WrittenFile[] | undefined>();
  for (const [name, format] of GATE_FILES) {
    const write = async () => {
      const text = await GATE_FORMATS[format](result, call.documentLanguage, exitCode);
      return writeOutput(join(folder, name), 'verdict', text, call);
    };
    written.set(name, await steps.try(write));
  }
  return {
    files: [...written.values()].flatMap((files) => files ?? []),
    isKept: written.get(VERDICT_FILE) !== undefined,
  };
}

/** Shows a verdict and which files keep it, here and to GitHub unless another is to be told there. Throws `cannot-write` for the summary of a step. */
export async function showVerdict(
  { result, exitCode }: Judged,
  kept: readonly WrittenFile[],
  call: Call,
  isForGitHub = true,
): Promise<void> {
  showText(await GATE_FORMATS.table(result, call.language, exitCode, call.terminal.columns), true, call);
  announce(kept, call);
  if (isForGitHub) await tellGitHub(result, call);
}
