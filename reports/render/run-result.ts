import { answersOf } from '../analyse/answers.ts';
import { judgedScope } from '../analyse/judged-scope.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import * as format from '../text/format.ts';
import type { Line } from '../text/line.ts';
import { oneLine, shownText } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import { summaryWords } from '../words/summary.ts';
import { type BodyWords, bodyWords, deliveredCell, multipleText, scenarioTitle } from './body-text.ts';
import { capacityLine } from './capacity.ts';
import { reportView } from './view.ts';
import type { RunView } from './view-run.ts';
import { p95Of, tpsCell } from './view-summary.ts';
import { passText, verdictClass, verdictTone, verdictWord, withDoubt } from './view-verdict.ts';
import { whyInvalid } from './why-invalid.ts';

/** Room for the scenarios of one run: more would fill the screen and say less. */
const MOST_SCENARIOS = 4;

/** What the failed answers were, most frequent first; undefined where none failed. */
export function failedText(run: AnalysedRun, language: Language): string | undefined {
  const answers = answersOf(run, ({ expected }) => !expected);
  return answers.length === 0 ? undefined : summaryWords(language).answers(answers);
}

/** The judged p95 as text, with how many times its goal it is where that was missed, and the row that says so. */
export function p95Text(run: AnalysedRun, view: RunView, both: BodyWords, language: Language) {
  const { p95, goal, within, worst, isOfAll } = p95Of({ run, title: view.title, view }, both);
  // Of runners that were put together only a range is known.
  const told = p95 === both.words.missing ? view.judgedLatency.p95 : p95;
  const missed = worst?.row.outcome === 'slo-fail' ? worst : undefined;
  const text = summaryWords(language).p95({
    ...{ p95: told.replaceAll('\\*', '*'), goal, within, isOfAll },
    multiple: missed && multipleText(missed.multiple),
  });
  return { text: shownText(text), missed: missed?.row };
}

function figures(run: AnalysedRun, both: BodyWords, language: Language): string[] {
  const words = summaryWords(language);
  const [view] = reportView([run], { language }).apis;
  const capacity = capacityLine(run, language);
  const { failedRatio, requests } = judgedScope(run);
  const failed =
    // That nothing failed needs no words.
    failedRatio ? [words.errors(format.aboutShare(failedRatio), failedText(run, language))] : [];
  if (capacity !== undefined) return [capacity, ...failed];
  if (!requests || !view) return [];
  return [p95Text(run, view, both, language).text, words.throughput(shownText(tpsCell(run, both))), ...failed];
}

/** What of each planned scenario ran; plain text, empty for a plan of one that ran. */
function delivered(run: AnalysedRun, both: BodyWords): string[] {
  const cells = run.delivered.flatMap(({ plan: { name }, ratio }) =>
    ratio === undefined
      ? []
      : [{ title: both.document.alone(scenarioTitle(name, run, both)), cell: deliveredCell(run, name, both) }],
  );
  if (cells.every(({ cell }) => cell === both.document.delivered)) return [];
  return cells.slice(0, MOST_SCENARIOS).map(({ title, cell }) => oneLine(shownText(`${title} ${cell}`)));
}

/** What a run came to, as soon as it ended: the verdict with its figures, and what of the plan ran. */
export function runResult(run: AnalysedRun, language: Language): Line[] {
  const both = bodyWords(language);
  const ran = delivered(run, both);
  // What did not run has a line of its own.
  const isNamed = verdictClass(run) === 'pass' || (verdictClass(run) === 'conditional' && ran.length === 0);
  const { kind, rows } = run.verdict;
  const word = verdictWord(run, both.words);
  const verdict = isNamed
    ? passText(run.verdict, run, both.words)
    : kind === 'pass'
      ? word
      : withDoubt(word, rows, run, both.words);
  const more = figures(run, both, language);
  const rest = more.length > 0 ? ` · ${more.join(' · ')}` : '';
  return [
    [{ text: '  ' }, { text: verdict, tone: verdictTone(run) }, { text: rest }],
    ...whyInvalid(run, language).map((text): Line => [{ text: `  ${text}` }]),
    ...(ran.length > 0 ? [[{ text: `  ${ran.join(' · ')}` }]] : []),
  ];
}
