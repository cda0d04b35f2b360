import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { Call } from '../call.ts';
import { reading } from '../read/reading.ts';
import { readSource } from '../read/source.ts';
import { Terminal } from '../terminal.ts';

/** The runs in folders below another. Those that left nothing to read are no runs. */
export async function runsOf(folder: string, names: readonly string[], call: Call): Promise<AnalysedRun[]> {
  const found: AnalysedRun[] = [];
  for (const name of names.toSorted()) {
    const source = await readSource([join(folder, name)], {}, { ...reading(call), unsummed: true }).catch(
      (fault: unknown) => {
        if (fault instanceof BuhaError) return undefined;
        throw fault;
      },
    );
    for (const run of source?.runs ?? []) found.push(run);
  }
  return found;
}

/** The runs in all folders below another. */
export const runsBelow = async (folder: string, call: Call): Promise<AnalysedRun[]> =>
  runsOf(folder, await readdir(folder).catch(() => []), call);

/** Shows what goes wrong in a run and not how it ended: that stands in the document of all of them. */
export class RunsTerminal extends Terminal {
  override line(text: string): void {
    if (text !== '') super.line(text);
  }

  override lines(): void {}
}
