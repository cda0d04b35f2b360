import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { checkNames, type NamedRun } from '../../reports/analyse/gate/slo-names.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import type { SloFile } from '../../reports/model/gate.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Call } from '../call.ts';
import { readSlo } from '../read/slo-file.ts';

/** What a file of service levels is called that nobody has to name. */
const SLO_FILE = 'slo.yaml';
const SCRIPTS = new Set(['.js', '.mjs', '.cjs', '.ts', '.mts']);

/** `slo.yaml` beside scripts that lie in one folder, else where the command was called; undefined where there is none. */
export function findSlo(scripts: readonly string[]): string | undefined {
  const [folder = '.', ...more] = new Set(scripts.map((script) => dirname(script)));
  const places = more.length === 0 ? [folder, '.'] : ['.'];
  return places.map((place) => join(place, SLO_FILE)).find((file) => existsSync(file));
}

/** Scripts of runs that no config names: beside those their service levels lie. */
export const scriptsOf = (runs: readonly AnalysedRun[]): string[] =>
  runs.flatMap(({ record }) => (record && record.apis.length === 0 ? [record.script.path] : []));

/** The service levels that a call names, or that lie beside its scripts, which it says. Throws `cannot-read` and `bad-slo`. */
export async function sloOf(
  named: string | undefined,
  scripts: readonly string[],
  { terminal, language }: Pick<Call, 'terminal' | 'language'>,
  isTold = true,
): Promise<SloFile | undefined> {
  if (named !== undefined) return readSlo(named);
  const found = findSlo(scripts);
  if (found !== undefined && isTold) terminal.line(cliWords(language).foundSlo(found));
  return readSlo(found);
}

/** Names that a file of service levels may hold beside those of what is judged: of the scripts in its folder. */
function scriptsBeside({ file }: SloFile): string[] {
  return readdirSync(dirname(file)).flatMap((name) => {
    const ending = extname(name);
    return SCRIPTS.has(ending) ? [basename(name, ending)] : [];
  });
}

/** Every name in the file is one that there is. Throws `bad-slo`. */
export const checkSlo = (slo: SloFile, runs: readonly NamedRun[]): void => checkNames(slo, runs, scriptsBeside(slo));
