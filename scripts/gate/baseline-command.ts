import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { baselineFile, baselineOf, differencesFrom, isOfSame, withRuns } from '../../reports/analyse/baseline.ts';
import { byApi, comparedAs, conditionsOf } from '../../reports/analyse/fingerprint.ts';
import { gate } from '../../reports/analyse/gate/judge.ts';
import type { Baselines } from '../../reports/analyse/gate/regression.ts';
import { compareRounds } from '../../reports/analyse/rounds.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import type { Baseline } from '../../reports/model/baseline.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { parseBaseline } from '../../reports/parse/baseline.ts';
import { isWithoutGoals } from '../../reports/render/gate-view.ts';
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

/** Options of `buha baseline accept` and `append` as the user wrote them. */
export interface BaselineOptions {
  readonly baselines: string;
}

/** A baseline and where it lies. */
interface Filed {
  readonly file: string;
  readonly baseline: Baseline;
}

async function filedBaselines(files: readonly string[]): Promise<Filed[]> {
  return Promise.all(files.map(async (file) => ({ file, baseline: parseBaseline(await readText(file), file) })));
}

const baselineFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(folder, name));

/**
 * Every baseline of a folder, or the one of a file. Throws `no-baselines` for a path without any (a slip must not let a
 * gate pass), `not-json`, `bad-baseline`.
 */
export async function readBaselines(path: string): Promise<Baseline[]> {
  if (!existsSync(path)) throw new BuhaError('no-baselines', { path, fault: 'absent' });
  const isFolder = (await stat(path)).isDirectory();
  const files = isFolder ? await baselineFiles(path) : [path];
  if (files.length === 0) throw new BuhaError('no-baselines', { path, fault: 'empty' });
  return (await filedBaselines(files)).map(({ baseline }) => baseline);
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

/** Runs that were named, by their API; each has a record. Throws `baseline-needs-record`. */
async function runsByApi(paths: readonly string[], call: Call<BaselineOptions>): Promise<RunsOfApi[]> {
  const runs: AnalysedRun[] = [];
  for (const path of await namedRuns(paths)) {
    const source = await readSource([path], {}, { ...reading(call), unsummed: true });
    for (const run of source.runs) runs.push(run);
  }
  call.terminal.endStatus();
  const unknown = runs.find(({ record }) => record === undefined);
  if (unknown) throw new BuhaError('baseline-needs-record', { run: unknown.sources?.[0]?.file ?? unknown.name });
  return byApi([runs]).flatMap(([own = []]): RunsOfApi[] => {
    const [first, ...others] = own;
    return first ? [[first, ...others]] : [];
  });
}

type RunsOfApi = readonly [AnalysedRun, ...AnalysedRun[]];

/** The baselines that a folder holds; none where there is no such folder yet. */
const baselinesIn = async (folder: string): Promise<Filed[]> =>
  existsSync(folder) ? filedBaselines(await baselineFiles(folder)) : [];

/**
 * Writes baselines, each in the place of the one of the same runs, whatever its file is called. Throws for a file that is also
 * an input.
 */
async function writeBaselines(
  baselines: readonly Baseline[],
  before: readonly Filed[],
  paths: readonly string[],
  { terminal, language, options }: Call<BaselineOptions>,
): Promise<void> {
  const files = baselines.map(
    (baseline) =>
      before.find((one) => isOfSame(one.baseline, baseline))?.file ?? join(options.baselines, baselineFile(baseline)),
  );
  mustNotOverwrite(files, paths);
  for (const [at, baseline] of baselines.entries()) {
    const file = files[at] ?? '';
    await writeWhole(file, jsonText(baseline));
    terminal.line(baselineWords(language).accepted(file, baseline.runs.length));
  }
}

/**
 * `buha baseline accept RUN…`: what later runs are held against. Only valid runs, several of one API as repetitions of the
 * same measurement. Throws `baseline-needs-record`, `not-accepted`; then nothing is written.
 */
export async function acceptBaseline(paths: readonly string[], call: Call<BaselineOptions>): Promise<number> {
  const groups = await runsByApi(paths, call);
  const reasons = groups.flatMap((own) => refusals(own, call.language));
  if (reasons.length > 0) throw new BuhaError('not-accepted', { reasons });
  await writeBaselines(groups.map(baselineOf), await baselinesIn(call.options.baselines), paths, call);
  return EXIT.done;
}

/** Valid runs by their load: another load is another baseline. The oldest first. */
function byLoad(runs: readonly AnalysedRun[]): RunsOfApi[] {
  const groups = new Map<string | undefined, RunsOfApi>();
  const startOf = ({ record }: AnalysedRun) => Date.parse(record?.startedAt ?? '');
  for (const run of runs.toSorted((a, b) => startOf(a) - startOf(b))) {
    const load = conditionsOf(run).get('profile');
    const [first, ...others] = groups.get(load) ?? [run];
    groups.set(load, first === run ? [run] : [first, ...others, run]);
  }
  return [...groups.values()];
}

/** The runs of the newest target: those before it are of another system, which cannot be one baseline with it. */
function ofNewest(runs: RunsOfApi): RunsOfApi {
  const newest = baselineOf([runs.at(-1) ?? runs[0]]);
  const [first, ...others] = runs.filter((run) => differencesFrom(newest, run).length === 0);
  return first ? [first, ...others] : runs;
}

/**
 * `buha baseline append RUN…`: adds valid runs to the baselines that are there, whether they met their goals or not, and keeps the
 * newest 20 of each. What is no measurement is left out and said; a CI calls this after every run of the default branch. Where
 * load or target are others than before, a baseline begins anew. Throws `baseline-needs-record`.
 */
export async function appendBaseline(paths: readonly string[], call: Call<BaselineOptions>): Promise<number> {
  const { terminal, language, options } = call;
  const words = baselineWords(language);
  const folder = await baselinesIn(options.baselines);
  const grown: Baseline[] = [];
  for (const own of await runsByApi(paths, call)) {
    const judged = gate(own).runs;
    const invalid = judged.filter(({ verdict, rows }) => verdict === 'invalid' && !isWithoutGoals(rows));
    for (const { run } of invalid) terminal.line(words.leftOut(comparedAs(run), run.record?.startedAt ?? ''));
    for (const all of byLoad(own.filter((run) => !invalid.some((one) => one.run === run)))) {
      const valid = ofNewest(all);
      const added = baselineOf(valid);
      const before = folder.find(({ baseline }) => isOfSame(baseline, added))?.baseline;
      const old = before ? all.flatMap((run) => differencesFrom(before, run)) : [];
      const differences = [...new Set([...old, ...all.flatMap((run) => differencesFrom(added, run))])];
      if (differences.length > 0) terminal.line(words.anew(comparedAs(all[0]), differences));
      grown.push(withRuns(before && differences.length === 0 ? before : added, valid));
    }
  }
  await writeBaselines(grown, folder, paths, call);
  return EXIT.done;
}
