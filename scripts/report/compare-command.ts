import { byApi, comparedAs } from '../../reports/analyse/fingerprint.ts';
import { CHANGED_ON_PURPOSE, compareApis } from '../../reports/analyse/rounds.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { Comparison } from '../../reports/model/rounds.ts';
import { roundsCharts } from '../../reports/render/charts/rounds-charts.ts';
import { changeLines } from '../../reports/render/rounds-changes.ts';
import { differencesText } from '../../reports/render/rounds-differences.ts';
import { stepLines } from '../../reports/render/step-lines.ts';
import { roundsView } from '../../reports/render/view-rounds.ts';
import { shownOnly } from '../../reports/text/inert.ts';
import { shownText } from '../../reports/text/markdown-text.ts';
import { alignedRows } from '../../reports/text/terminal-text.ts';
import type { Language } from '../../reports/words/language.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { namedRuns } from '../read/named-runs.ts';
import { reading } from '../read/reading.ts';
import { readSource } from '../read/source.ts';
import { readText } from '../read/text-file.ts';
import { announce, writeOutput } from '../write/output.ts';
import { mustNotOverwrite } from '../write/overwriting.ts';
import { realPath, STANDARD_OUTPUT } from '../write/place.ts';
import { COMPARE_FORMATS, type CompareFormat } from './compare-formats.ts';
import { mustHavePictures, picturesBeside } from './pictures.ts';
import { templateFiles } from './templates.ts';

/** Options of `buha compare` as the user wrote them. */
export interface CompareOptions {
  readonly round: readonly string[];
  readonly label: readonly string[];
  readonly output: string | undefined;
  readonly format: keyof typeof COMPARE_FORMATS;
  readonly png: boolean;
  readonly title: string | undefined;
  readonly notes: string | undefined;
  readonly template: string | undefined;
  readonly forceCompare: boolean;
}

/** The inputs of each round: every argument is one, `--round a,b,c` is one of several runs. Throws `too-few-rounds`. */
function roundsOf(paths: readonly string[], round: readonly string[]): string[][] {
  const several = round.map((list) => list.split(',').filter((path) => path !== ''));
  const rounds = [...paths.map((path) => [path]), ...several];
  if (rounds.length < 2 || rounds.some((own) => own.length === 0)) throw new BuhaError('too-few-rounds', {});
  return rounds;
}

/** Adds places of runs to those known. Throws `same-run-twice`: a run that is counted twice looks like a repetition. */
function mustBeNew(own: readonly string[], known: Set<string>): void {
  for (const path of own) {
    const place = realPath(path);
    if (known.has(place)) throw new BuhaError('same-run-twice', { run: path });
    known.add(place);
  }
}

/** Throws `nothing-common`, or `not-comparable` naming what differs, unless that is wanted. */
function mustCompare(all: readonly Comparison[], isForced: boolean, language: Language): void {
  if (all.every(({ rounds }) => rounds.filter(({ runs }) => runs.length > 0).length < 2)) {
    const names = all.flatMap(({ rounds }) => rounds.flatMap(({ runs }) => runs.slice(0, 1).map(comparedAs)));
    throw new BuhaError('nothing-common', { names: [...new Set(names)] });
  }
  const differences = all.flatMap((one) => differencesText(one, language).map((text) => shownText(text)));
  if (differences.length > 0 && !isForced)
    throw new BuhaError('not-comparable', { differences: [...new Set(differences)] });
}

/** Runs of one round. */
export type ComparedRound = AnalysedRun[];

/** Rounds apart by what was tested. Two commands that are compared were meant for each other, whatever they are called. */
function apart(rounds: readonly ComparedRound[], areMeant: boolean): AnalysedRun[][][] {
  const all = byApi(rounds);
  const isOneEach = rounds.every((runs) => new Set(runs.map(comparedAs)).size === 1);
  return areMeant && isOneEach ? [rounds.map((runs) => [...runs])] : all;
}

/**
 * Rounds side by side, to standard output or into a file with its pictures beside it, and in short on the terminal. `areMeant`: what
 * differs between them is what is compared. Throws `nothing-common`, `not-comparable`, a setting's problem.
 */
export async function writeComparison(
  rounds: readonly ComparedRound[],
  call: Call<CompareOptions>,
  areMeant: boolean,
): Promise<void> {
  const { terminal, language, options } = call;
  const { output = STANDARD_OUTPUT, png, title, template, label } = options;
  const format: CompareFormat = COMPARE_FORMATS[options.format];
  const notes = options.notes === undefined ? undefined : shownOnly(await readText(options.notes));
  if (label.length > rounds.length) {
    throw new BuhaError('setting', { field: '--label', value: label.at(-1) ?? '', allowed: `≤ ${rounds.length}` });
  }
  const all = compareApis(apart(rounds, areMeant), areMeant ? CHANGED_ON_PURPOSE : undefined);
  mustCompare(all, options.forceCompare, language);
  const charts = all.map((one, at) => roundsCharts(one, at + 1, label));
  const look = { language: call.documentLanguage, title, labels: label, notes };
  const text = await format.render({ all, charts, look, template }, picturesBeside(output, png));
  const files = await writeOutput(output, format.kind, text, call);
  const { verdict, reasons, warnings, summary, steps } = roundsView(all, { ...look, language });
  const said = [`${verdict}${reasons === '' ? '' : `. ${reasons}`}`, ...warnings, ...summary];
  terminal.lines([[], ...said.map((line) => [{ text: shownText(line) }])]);
  for (const one of all) terminal.lines(changeLines(one, label, language, terminal.columns));
  announce(files, call);
  const next = stepLines(steps, language);
  terminal.lines([...alignedRows(next.steps, { columns: terminal.columns, flexible: [1] }), ...next.command]);
}

/** `buha compare RUN RUN…`: runs that are there, round by round. */
export async function compareCommand(paths: readonly string[], call: Call<CompareOptions>): Promise<number> {
  const { terminal, options } = call;
  const { output = STANDARD_OUTPUT, png, template } = options;
  if (png) mustHavePictures(options.format, COMPARE_FORMATS[options.format], output);
  const rounds: ComparedRound[] = [];
  const inputsOf = roundsOf(await namedRuns(paths), options.round);
  mustNotOverwrite([output], [...inputsOf.flat(), options.notes, templateFiles(template)]);
  const places = new Set<string>();
  const own = reading(call);
  for (const inputs of inputsOf) {
    const runs: AnalysedRun[] = [];
    for (const input of inputs) {
      const source = await readSource([input], {}, own);
      mustBeNew(source.runFolders.length > 0 ? source.runFolders : [input], places);
      for (const run of source.runs) runs.push(run);
    }
    rounds.push(runs);
  }
  terminal.endStatus();
  await writeComparison(rounds, call, false);
  return EXIT.done;
}
