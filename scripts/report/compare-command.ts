import { byApi, comparedAs } from '../../reports/analyse/fingerprint.ts';
import { compareRounds } from '../../reports/analyse/rounds.ts';
import type { AnalysedRun } from '../../reports/model/analysed.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { Comparison } from '../../reports/model/rounds.ts';
import { roundsCharts } from '../../reports/render/charts/rounds-charts.ts';
import { roundsMarkdown, roundsPage, roundsPictures } from '../../reports/render/rounds.ts';
import { differenceText, roundsView } from '../../reports/render/view-rounds.ts';
import { shownText } from '../../reports/text/markdown-text.ts';
import type { Language } from '../../reports/words/language.ts';
import { roundsWords } from '../../reports/words/rounds.ts';
import { summaryWords } from '../../reports/words/summary.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { mustNotOverwrite, realPath } from '../overwriting.ts';
import { writeWhole } from '../read/files.ts';
import { reading } from '../read/reading.ts';
import { readSource } from '../read/source.ts';
import type { Terminal } from '../terminal.ts';
import { pictureFolder, writePictures } from './pictures.ts';
import { pageAssets } from './render-report.ts';
import { writtenFile } from './run-summary.ts';
import { loadTemplates } from './templates.ts';

/** Options of `buha compare` as the user wrote them. */
export interface CompareOptions {
  readonly round: readonly string[];
  readonly label: readonly string[];
  readonly output: string | undefined;
  readonly format: 'md' | 'html';
  readonly png: boolean;
  readonly title: string | undefined;
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
  const words = roundsWords(language);
  const differences = all.flatMap(({ differences: own }) => own.map((one) => shownText(differenceText(one, words))));
  if (differences.length > 0 && !isForced)
    throw new BuhaError('not-comparable', { differences: [...new Set(differences)] });
}

/** The end: what the comparison says in a line for each API and round, and where the rest is. */
function tell(terminal: Terminal, summary: readonly string[], output: string | undefined, language: Language): void {
  terminal.lines([[], ...summary.map((text) => [{ text: shownText(text) }])]);
  if (output === undefined) return;
  const { kind, path, link } = writtenFile(/\.html?$/i.test(output) ? 'page' : 'report', output);
  terminal.lines([[{ text: summaryWords(language).files[kind], tone: 'faint' }, { text: '  ' }, { text: path, link }]]);
}

/** `buha compare RUN RUN…`: rounds side by side, to standard output or into a file with its pictures beside it. */
export async function compareCommand(paths: readonly string[], call: Call<CompareOptions>): Promise<number> {
  const { host, terminal, language, options } = call;
  const { output, format, png, title, template, label } = options;
  if (png && (output === undefined || format !== 'md')) throw new BuhaError('needs-output', { option: '--png' });
  const rounds: AnalysedRun[][] = [];
  const inputsOf = roundsOf(paths, options.round);
  mustNotOverwrite([output], inputsOf.flat());
  const places = new Set<string>();
  for (const inputs of inputsOf) {
    const runs: AnalysedRun[] = [];
    for (const input of inputs) {
      const source = await readSource([input], {}, reading(call));
      mustBeNew(source.runFolders.length > 0 ? source.runFolders : [input], places);
      runs.push(...source.runs);
    }
    rounds.push(runs);
  }
  terminal.endStatus();
  if (label.length > rounds.length) {
    throw new BuhaError('setting', { field: '--label', value: label.at(-1) ?? '', allowed: `≤ ${rounds.length}` });
  }
  const all = byApi(rounds).map(compareRounds);
  mustCompare(all, options.forceCompare, language);
  const charts = all.map((one, at) => roundsCharts(one, at + 1, label));
  const look = { language, title, labels: label };
  const templates = {
    ko: await loadTemplates('ko', language === 'ko' ? template : undefined),
    en: await loadTemplates('en', language === 'en' ? template : undefined),
  };
  if (format === 'html') {
    const page = await roundsPage(all, charts, templates, await pageAssets(), look);
    if (output === undefined) host.stdout.write(page);
    else await writeWhole(output, page);
  } else if (output === undefined) {
    host.stdout.write(roundsMarkdown(all, templates[language], look));
  } else {
    const folder = pictureFolder(output);
    const { files, picture } = roundsPictures(charts, folder.link, png ? 'png' : 'svg', language);
    await writePictures(files, folder.path, language, png);
    await writeWhole(output, roundsMarkdown(all, templates[language], { ...look, picture }));
  }
  tell(terminal, roundsView(all, look).summary, output, language);
  return EXIT.done;
}
