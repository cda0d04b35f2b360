import { join } from 'node:path';
import { gate } from '../../reports/analyse/gate/judge.ts';
import type { Baselines } from '../../reports/analyse/gate/regression.ts';
import type { SloFile } from '../../reports/model/gate.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Call } from '../call.ts';
import type { GateFormat } from '../gate/gate-formats.ts';
import { gateExit, gateText, tellGitHub } from '../gate/gate-output.ts';
import { writeWhole } from '../read/files.ts';
import { reading } from '../read/reading.ts';
import { readSource } from '../read/source.ts';

/** What `run --gate` leaves in the run's folder. */
const GATE_FILES = [
  ['gate.json', 'json'],
  ['gate.xml', 'junit'],
] as const satisfies readonly (readonly [string, GateFormat])[];

/**
 * Judges the runs of `buha run --gate`, also those of which k6 left no summary: `folders` are theirs, `folder` receives
 * the result. Returns the exit code of the verdict.
 */
export async function judgeRun(
  folder: string,
  folders: readonly string[],
  { slo, baselines }: { readonly slo: SloFile | undefined; readonly baselines: Baselines | undefined },
  call: Call,
): Promise<number> {
  const { terminal, language } = call;
  const { runs } = await readSource(folders, {}, { ...reading(call), unsummed: true });
  terminal.endStatus();
  const result = gate(runs, slo, baselines);
  const text = (format: GateFormat) => gateText(result, format, false, language);
  for (const line of text('table').trimEnd().split('\n')) terminal.line(line);
  for (const [name, format] of GATE_FILES) {
    await writeWhole(join(folder, name), text(format));
    terminal.line(cliWords(language).gateWritten(join(folder, name)));
  }
  await tellGitHub(result, call);
  return gateExit(result.verdict, false);
}
