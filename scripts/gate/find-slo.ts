import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { checkNames, type NamedRun } from '../../reports/analyse/gate/slo-names.ts';
import type { SloFile } from '../../reports/model/gate.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Call } from '../call.ts';
import { SLO_FILE } from '../read/run-files.ts';
import { readSlo } from '../read/slo-file.ts';

const SCRIPTS = new Set(['.js', '.mjs', '.cjs', '.ts', '.mts']);
/** Folders below that of the file are looked into so deep, and no more of them than these. */
const DEEPEST = 4;
const MOST_FOLDERS = 500;

/** The service levels of a call. */
export interface SloChoice {
  readonly files: readonly SloFile[];
  /** Those of a run by what was recorded of it. */
  readonly of: (run: { readonly record?: RunRecord | undefined }) => SloFile | undefined;
  /** Those of a script, or of a run of none. */
  readonly ofScript: (script: string | undefined) => SloFile | undefined;
}

/** The script of a run that no config names: beside it its service levels lie. */
const scriptOf = ({ record }: { readonly record?: RunRecord | undefined }): string | undefined =>
  record && record.apis.length === 0 ? record.script.path : undefined;

export const scriptsOf = (runs: readonly { readonly record?: RunRecord | undefined }[]): string[] =>
  runs.flatMap((run) => scriptOf(run) ?? []);

/** `slo.yaml` in the first of some places that has one. */
const findSlo = (places: readonly string[]): string | undefined =>
  places.map((place) => join(place, SLO_FILE)).find((file) => existsSync(file));

const choice = (files: readonly SloFile[], ofScript: SloChoice['ofScript']): SloChoice | undefined =>
  files.length === 0 ? undefined : { files, ofScript, of: (run) => ofScript(scriptOf(run)) };

/**
 * The service levels that a call names, which are those of all of its runs; else `slo.yaml` beside each script, or where the
 * command was called, which it says. What lies beside the scripts of one folder holds for all runs of the call. Throws
 * `cannot-read` and `bad-slo`.
 */
export async function sloOf(
  named: string | undefined,
  scripts: readonly string[],
  { terminal, language }: Pick<Call, 'terminal' | 'language'>,
  isTold = true,
): Promise<SloChoice | undefined> {
  if (named !== undefined) {
    const slo = await readSlo(named);
    return choice(slo ? [slo] : [], () => slo);
  }
  const folders = [...new Set(scripts.map((script) => dirname(script)))];
  const found = new Map(folders.map((folder) => [folder, findSlo([folder, '.'])]));
  const ofOthers = folders.length === 1 ? found.get(folders[0] ?? '.') : findSlo(['.']);
  const read = new Map<string, SloFile>();
  for (const file of new Set([...found.values(), ofOthers])) {
    const slo = await readSlo(file);
    if (!slo || file === undefined) continue;
    if (isTold) terminal.line(cliWords(language).foundSlo(file));
    read.set(file, slo);
  }
  return choice([...read.values()], (script) => {
    const file = script === undefined ? ofOthers : found.get(dirname(script));
    return file === undefined ? undefined : read.get(file);
  });
}

/** What lies in a folder; nothing where nobody may list it. */
function listed(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Names of the scripts in and below a folder, but for what was installed there. */
function scriptsBelow(top: string): string[] {
  const names: string[] = [];
  let folders = [top];
  for (let depth = 0, seen = 0; depth <= DEEPEST && seen < MOST_FOLDERS; depth += 1) {
    const next: string[] = [];
    for (const folder of folders.slice(0, MOST_FOLDERS - seen)) {
      seen += 1;
      for (const entry of listed(folder)) {
        const ending = extname(entry.name);
        if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
          next.push(join(folder, entry.name));
        else if (SCRIPTS.has(ending)) names.push(basename(entry.name, ending));
      }
    }
    folders = next;
  }
  return names;
}

/** Names that a file of service levels may hold beside those of what is judged: of scripts around it, and around those judged. */
const scriptsBeside = ({ file }: SloFile, scripts: readonly string[]): string[] => [
  ...scriptsBelow(dirname(file)),
  ...[...new Set(scripts.map((script) => dirname(script)))].flatMap((folder) =>
    listed(folder).flatMap(({ name }) => (SCRIPTS.has(extname(name)) ? [basename(name, extname(name))] : [])),
  ),
];

/** Every name in the files is one that there is. Throws `bad-slo`. */
export function checkSlo(
  slo: SloChoice,
  runs: readonly { readonly script: string | undefined; readonly run: NamedRun }[],
): void {
  for (const file of slo.files) {
    const own = runs.filter(({ script }) => slo.ofScript(script) === file);
    const scripts = own.flatMap(({ script }) => script ?? []);
    checkNames(
      file,
      own.map(({ run }) => run),
      () => scriptsBeside(file, scripts),
    );
  }
}

/** The same of runs that were recorded. */
export const checkSloOfRuns = (
  slo: SloChoice,
  runs: readonly (NamedRun & { readonly record?: RunRecord | undefined })[],
): void =>
  checkSlo(
    slo,
    runs.map((run) => ({ script: scriptOf(run), run })),
  );

/** The service levels that are found for recorded runs, every name in them being one that there is. Throws `bad-slo`. */
export async function sloOfRuns(
  runs: readonly (NamedRun & { readonly record?: RunRecord | undefined })[],
  call: Pick<Call, 'terminal' | 'language'>,
): Promise<SloChoice['of'] | undefined> {
  const slo = await sloOf(undefined, scriptsOf(runs), call);
  if (slo) checkSloOfRuns(slo, runs);
  return slo?.of;
}
