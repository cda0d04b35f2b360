import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { baselineFile, baselineOf } from '../../reports/analyse/baseline.ts';
import { byApi, comparedAs } from '../../reports/analyse/fingerprint.ts';
import { gate } from '../../reports/analyse/gate/judge.ts';
import type { Baselines } from '../../reports/analyse/gate/regression.ts';
import { compareRounds } from '../../reports/analyse/rounds.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import type { Baseline } from '../../reports/model/baseline.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { parseBaseline } from '../../reports/parse/baseline.ts';
import { differenceText } from '../../reports/render/rounds-differences.ts';
import { jsonText } from '../../reports/text/inert.ts';
import { shownText } from '../../reports/text/markdown-text.ts';
import { baselineWords } from '../../reports/words/baseline.ts';
import type { Language } from '../../reports/words/language.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { namedRuns } from '../read/named-runs.ts';
import { reading } from '../read/reading.ts';
import { readSource } from '../read/source.ts';
import { readText } from '../read/text-file.ts';
import { mustNotOverwrite } from '../write/overwriting.ts';
import { writeWhole } from '../write/write-whole.ts';

/** Options of `buha baseline accept` as the user wrote them. */
export interface BaselineOptions {
  readonly baselines: string;
}

/**
 * Every baseline of a folder, or the one of a file. Throws `no-baselines` for a path without any (a slip must not let a
 * gate pass), `not-json`, `bad-baseline`.
 */
export async function readBaselines(path: string): Promise<Baseline[]> {
  if (!existsSync(path)) throw new BuhaError('no-baselines', { path, fault: 'absent' });
  const isFolder = (await stat(path)).isDirectory();
  const names = isFolder ? (await readdir(path)).filter((name) => name.endsWith('.json')).toSorted() : [];
  const files = isFolder ? names.map((name) => join(path, name)) : [path];
  if (files.length === 0) throw new BuhaError('no-baselines', { path, fault: 'empty' });
  return Promise.all(files.map(async (file) => parseBaseline(await readText(file), file)));
}

/** Throws `foreign-baselines` where not one of the baselines is of a run that is judged; `names` are what those are compared as. */
export function checkBaselines(
  path: string | undefined,
  baselines: Baselines | undefined,
  names: readonly string[],
): void {
  if (path === undefined || !baselines || baselines.all.some(({ name }) => names.includes(name))) return;
  const of = [...new Set(baselines.all.map(({ name }) => name))];
  throw new BuhaError('foreign-baselines', { path, of, names: [...new Set(names)] });
}

/** Why runs of one API cannot be accepted: what is invalid, and conditions that differ. */
function refusals(runs: readonly AnalysedRun[], language: Language): string[] {
  const { invalid } = baselineWords(language);
  const { differences } = compareRounds([runs]);
  return [
    ...gate(runs)
      .runs.filter(({ verdict }) => verdict === 'invalid')
      .map(({ run }) => invalid(comparedAs(run), run.record?.startedAt ?? '')),
    ...differences
      .filter(({ what }) => what !== 'invalid')
      .map((one) => shownText(differenceText(one, [runs], language))),
  ];
}

/**
 * `buha baseline accept RUN…`: what later runs are held against. Only valid runs, several of one API as repetitions of the
 * same measurement. Throws `baseline-needs-record`, `not-accepted`; then nothing is written.
 */
export async function acceptBaseline(paths: readonly string[], call: Call<BaselineOptions>): Promise<number> {
  const { terminal, language, options } = call;
  const runs: AnalysedRun[] = [];
  for (const path of await namedRuns(paths)) {
    const source = await readSource([path], {}, { ...reading(call), unsummed: true });
    for (const run of source.runs) runs.push(run);
  }
  terminal.endStatus();
  const unknown = runs.find(({ record }) => record === undefined);
  if (unknown) throw new BuhaError('baseline-needs-record', { run: unknown.sources?.[0]?.file ?? unknown.name });
  const groups = byApi([runs]).map(([own = []]) => own);
  const reasons = groups.flatMap((own) => refusals(own, language));
  if (reasons.length > 0) throw new BuhaError('not-accepted', { reasons });
  const accepted = groups.flatMap(([first, ...others]) => {
    if (!first) return [];
    const baseline = baselineOf([first, ...others]);
    return [{ baseline, file: join(options.baselines, baselineFile(baseline)) }];
  });
  mustNotOverwrite(
    accepted.map(({ file }) => file),
    paths,
  );
  for (const { baseline, file } of accepted) {
    await writeWhole(file, jsonText(baseline));
    terminal.line(baselineWords(language).accepted(file, baseline.runs.length));
  }
  return EXIT.done;
}
