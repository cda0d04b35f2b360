import { failedChecks } from '../analyse/failed-checks.ts';
import { weightOf } from '../analyse/gate/precedence.ts';
import { judgedScope, metricsInstead } from '../analyse/judged-scope.ts';
import { anyFailed, shownTimes } from '../analyse/judged-times.ts';
import { partsToShow } from '../analyse/parts.ts';
import { goalRowOf } from '../analyse/worst-goal.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { GateRow } from '../model/gate.ts';
import { partName } from '../model/part.ts';
import { TERMINAL_COLUMNS } from '../text/fold.ts';
import * as format from '../text/format.ts';
import type { Line } from '../text/line.ts';
import { oneLine, shownText } from '../text/markdown-text.ts';
import { alignedRows, shortened } from '../text/terminal-text.ts';
import { width } from '../text/width.ts';
import type { Language } from '../words/language.ts';
import { type SummaryWords, summaryWords } from '../words/summary.ts';
import { type BodyWords, bodyFigure, bodyWords, multipleText, scenarioTitle } from './body-text.ts';
import { capacityText } from './capacity.ts';
import { gateLimit } from './gate-limit.ts';
import { gateWhat } from './gate-what.ts';
import { failedText, p95Text } from './run-result.ts';
import { stepLines } from './step-lines.ts';
import { type ReportView, reportView } from './view.ts';
import type { RunView } from './view-run.ts';
import { p95Of, type SummaryRow, tpsCell } from './view-summary.ts';
import { verdictTone } from './view-verdict.ts';
import { whyInvalid } from './why-invalid.ts';

/** A file that was written: what it is, its path as the user knows it, its address. */
export interface WrittenFile {
  readonly kind: keyof SummaryWords['files'];
  readonly path: string;
  readonly link: string;
}

/** How a summary is shown. */
export interface SummaryShape {
  /** Columns of the terminal. */
  readonly columns?: number;
  /** A verdict with all of its rows follows: it is not told twice. */
  readonly isJudgedBelow?: boolean;
}

/** Columns that a name may take beside the figures, so that a row fits 80 columns. */
const NAME_COLUMNS = 24;

/** A run with what the document says of it. */
interface Shown {
  readonly run: AnalysedRun;
  readonly view: RunView;
}

/** All that the lines are made of. */
interface Look {
  readonly words: SummaryWords;
  readonly both: BodyWords;
  readonly language: Language;
}

const shortTitle = (title: string): string => shortened(shownText(title), NAME_COLUMNS);

/** A quantile of the judged times as the body of the document tells it, with the mark of too few samples. */
function judgedTime(
  run: AnalysedRun,
  { judgedLatency }: RunView,
  name: 'med' | 'p99',
  { document }: BodyWords,
): string {
  const ms = shownTimes(judgedScope(run))?.[name];
  // Of runners that were put together only a range is known.
  return ms === undefined
    ? judgedLatency[name]
    : `${document.time(ms)}${judgedLatency.weak.includes(name) ? '\\*' : ''}`;
}

/** One run: a line for each of its figures. */
function ofOne({ run, view }: Shown, { words, both, language }: Look): Line[] {
  const { total } = run.measured;
  const { missing } = both.words;
  const { weak } = view.judgedLatency;
  const isWeak = weak.some((name) => name === 'med' || name === 'p95' || name === 'p99');
  const [med, p99] = [judgedTime(run, view, 'med', both), judgedTime(run, view, 'p99', both)];
  const failed = total.failedRequests === undefined ? undefined : format.count(total.failedRequests);
  const success = total.failedRatio === undefined ? view.success : format.aboutShare(1 - total.failedRatio);
  const requests = words.requests({ requests: view.requests, failed });
  const row = (label: string, text: string): Line => [{ text: label, tone: 'faint' }, { text: shownText(text) }];
  const p95 = p95Text(run, view, both, language).text;
  const isApart = anyFailed(judgedScope(run)) === true;
  const times = words.times({ p95, med: shownText(med), p99: shownText(p99), isWeak, isApart });
  // Where every request failed there is none whose time counts.
  const isTimed = [med, p99, p95Of({ run, title: view.title, view }, both).p95].some((text) => text !== missing);
  const latency = isTimed ? [row(words.latency, times)] : [];
  const delivered = row(words.delivered, view.deliveredEach);
  if (view.judged !== undefined) {
    const count = view.requests === missing ? '' : ` (${requests})`;
    return [row(words.judged, view.judged), row(words.tps, `${view.tps}${count}`), ...latency, delivered];
  }
  const capacity = capacityText(run, language);
  if (capacity) {
    // Averages over all of its levels say nothing of any of them.
    return [
      ...(capacity.most ? [row(words.capacity.mostLabel, capacity.most)] : []),
      ...(capacity.met ? [row(words.capacity.metLabel, capacity.met)] : []),
      row(words.success, `${success} (${requests})`),
      delivered,
    ];
  }
  if (!view.hasRequests) return [row(words.tps, view.amounts.iterations || missing), delivered];
  return [
    ...latency,
    row(words.success, `${success} (${requests})`),
    ...(view.apart === undefined ? [] : [row(words.apart, view.apart)]),
    row(words.tps, tpsCell(run, both)),
    delivered,
  ];
}

/** Columns of what ran of each scenario: those of which something did not. */
function deliveredColumns({ summary }: ReportView, { document }: BodyWords): number[] {
  const all = summary.scenarios.map((_, at) => at);
  const partly = all.filter((at) => summary.rows.some(({ delivered }) => delivered[at] !== document.delivered));
  return partly.length > 0 ? partly : all.slice(0, 1);
}

/** What ran of a column's scenario, in as few words as there are. */
function deliveredText({ run }: Shown, row: SummaryRow, at: number, { summary }: ReportView, look: Look): string {
  const { both, words } = look;
  const cell = row.delivered[at] ?? '-';
  const title = summary.scenarios[at];
  const own = run.delivered.find(({ plan }) => both.document.alone(scenarioTitle(plan.name, run, both)) === title);
  return own?.ratio === undefined || cell === both.document.delivered ? cell : words.partly(format.ranShare(own.ratio));
}

/** How many times its goal the p95 of a run is; that it was met where it was. */
function againstGoal({ run, view }: Shown, { words, both }: Look): string {
  const { worst } = p95Of({ run, title: view.title, view }, both);
  // What is no measurement has met nothing.
  if (!worst || (run.verdict.kind === 'invalid' && worst.row.outcome !== 'slo-fail')) return '-';
  switch (worst.row.outcome) {
    case 'slo-fail':
      return words.multiple(multipleText(worst.multiple));
    case 'pass':
      return words.met;
    default:
      // Too few samples have met nothing either.
      return '-';
  }
}

/** Several runs: a row for each, in the order of the document, which begins with those that failed. */
function ofSeveral(shown: readonly Shown[], view: ReportView, look: Look, columns: number): Line[] {
  const { words, both } = look;
  const { summary } = view;
  const own = deliveredColumns(view, both);
  const byLink = new Map<string, Shown>(shown.map((one) => [`#${one.view.anchor}`, one]));
  const rowOf = (row: SummaryRow): Line[] => {
    const one = byLink.get(row.link);
    if (!one) return [];
    const { p95 } = p95Of({ run: one.run, title: row.title, view: one.view }, both);
    const told = p95 === both.words.missing ? one.view.judgedLatency.p95 : p95;
    const cells = [
      ...[told.replaceAll('\\*', '*'), againstGoal(one, look), row.failed],
      // What the throughput means stands in the document.
      ...[tpsCell(one.run, both).split(' ')[0] ?? '', ...own.map((at) => deliveredText(one, row, at, view, look))],
    ];
    const line: Line = [
      { text: shortTitle(row.title) },
      { text: shownText(row.verdict), tone: verdictTone(one.run) },
      ...cells.map((text) => ({ text: shownText(text) })),
    ];
    return [line];
  };
  const heads = [...words.table, ...own.map((at) => shownText(summary.scenarios[at] ?? ''))];
  return alignedRows([heads.map((text) => ({ text, tone: 'faint' as const })), ...summary.rows.flatMap(rowOf)], {
    right: new Set([2, 3, 4, 5]),
    columns,
    flexible: [0, 1, 6, 7],
  });
}

/** Which answers failed, by run where there are several: a wrong token shows here at once. */
function failedAnswers(shown: readonly Shown[], { words, language }: Look): Line[] {
  const texts = shown.flatMap(({ run, view }) => {
    const answers = failedText(run, language);
    if (answers === undefined) return [];
    return `${shown.length > 1 ? `${shortTitle(view.title)}: ` : ''}${answers}`;
  });
  return texts.length === 0 ? [] : [[{ text: words.failed, tone: 'faint' }, { text: texts.join(' · ') }]];
}

/** True for a goal that was missed, of figures or of checks. */
const isMissed = (row: GateRow): boolean =>
  row.part === 'service-level'
    ? row.outcome === 'slo-fail' && row.goal !== undefined
    : row.part === 'validity' && row.check === 'checks' && weightOf(row) === 'slo-fail';

/** How many times a limit from above was exceeded; undefined where that is no number. */
function timesOver(row: GateRow): string | undefined {
  const multiple = row.comparison?.startsWith('<') ? goalRowOf(row)?.multiple : undefined;
  return multiple === undefined || !Number.isFinite(multiple) ? undefined : multipleText(multiple);
}

/** Goals that were missed beside that for p95, which has a column or a line, by run where there are several. */
function otherMisses(shown: readonly Shown[], { words, both, language }: Look): Line[] {
  return shown
    .flatMap(({ run, view }) => {
      const known = p95Text(run, view, both, language).missed;
      return run.verdict.rows
        .filter((row) => isMissed(row) && row !== known)
        .map((row) => {
          const figure = row.actual === undefined ? '' : ` ${bodyFigure(row.unit, row.actual, both)}`;
          const limit = gateLimit(row, run, language);
          const times = timesOver(row);
          const text = `${gateWhat(row, run, language)}${figure} (${words.limit(limit, times)})`;
          return shown.length > 1 ? `${shortTitle(view.title)}: ${text}` : text;
        });
    })
    .map((text, at): Line => [{ text: at === 0 ? words.missed : '', tone: 'faint' }, { text }]);
}

/** Checks of a run that a line names. */
const MOST_CHECKS = 3;

/** True for a run whose verdict, or a goal that it missed, names the only check that failed. */
const isCheckNamed = ({ verdict }: AnalysedRun): boolean =>
  verdict.reservations.some(({ kind }) => kind === 'checks-failed') ||
  verdict.rows.some((row) => row.part === 'validity' && row.check === 'checks');

/** Which checks failed, by run where there are several. */
function checkLines(shown: readonly Shown[], { words }: Look): Line[] {
  return shown
    .flatMap(({ run, view }) => {
      const checks = failedChecks(run)
        .filter(({ unexplained }) => unexplained > 0)
        .toSorted((a, b) => b.ratio - a.ratio);
      if (checks.length === 0 || (checks.length === 1 && shown.length === 1 && isCheckNamed(run))) return [];
      const named = checks.slice(0, MOST_CHECKS).map(({ check, ratio }) => words.failedCheck(oneLine(check), ratio));
      return `${shown.length > 1 ? `${shortTitle(view.title)}: ` : ''}${named.join(', ')}`;
    })
    .map((text, at): Line => [{ text: at === 0 ? words.failedChecks : '', tone: 'faint' }, { text }]);
}

/** Requests that a terminal names. */
const MOST_REQUESTS = 3;
/** A request that takes less of the time, and of which fewer of all failures are, says little of the run. */
const WEIGHS = 0.2;

/** Of one run of several requests: those that take the time, and those that fail. */
function requestLines(shown: readonly Shown[], { words, both }: Look): Line[] {
  const [only, ...more] = shown;
  if (!only || more.length > 0 || metricsInstead(only.run).length > 0) return [];
  const parts = partsToShow(only.run, 'request');
  if (parts.length < 2) return [];
  return parts
    .filter(({ weight }) => weight >= WEIGHS)
    .slice(0, MOST_REQUESTS)
    .map(({ part, scope, timeRatio }, at): Line => {
      const p95 = shownTimes(scope)?.p95;
      const text = words.ofRequest({
        name: oneLine(partName(part)),
        p95: p95 === undefined ? undefined : both.document.time(p95),
        time: timeRatio !== undefined && timeRatio >= WEIGHS ? timeRatio : undefined,
        failed: scope.failedRatio ? scope.failedRatio : undefined,
      });
      return [{ text: at === 0 ? words.byRequest : '', tone: 'faint' }, { text }];
    });
}

/** Successes and expected rejections of several runs; of one they stand among its figures. */
function apartLines(runs: readonly AnalysedRun[], { apis }: ReportView, words: SummaryWords): Line[] {
  const texts = apis.flatMap(({ title, apart }) =>
    runs.length > 1 && apart !== undefined ? [`${shortTitle(title)}: ${shownText(apart)}`] : [],
  );
  return texts.map((text, at): Line => [{ text: at === 0 ? words.apart : '', tone: 'faint' }, { text }]);
}

/** What a terminal shows after a run or a report: about a dozen lines for up to five runs. */
export function runSummary(
  runs: readonly AnalysedRun[],
  files: readonly WrittenFile[],
  language: Language,
  { columns = TERMINAL_COLUMNS, isJudgedBelow = false }: SummaryShape = {},
): Line[] {
  const words = summaryWords(language);
  const look: Look = { words, both: bodyWords(language), language };
  const view = reportView(runs, { language });
  const shown = runs.flatMap((run, at): Shown[] => {
    const api = view.apis[at];
    return api ? [{ run, view: api }] : [];
  });
  const [one] = shown;
  if (!one) return [];
  const { steps, command } = stepLines(view.steps, language);
  const foot: Line[] = [
    ...apartLines(runs, view, words),
    ...otherMisses(shown, look),
    ...requestLines(shown, look),
    ...checkLines(shown, look),
    ...failedAnswers(shown, look),
    ...files.map(
      ({ kind, path, link }): Line => [
        { text: words.files[kind], tone: 'faint' },
        { text: path, link },
      ],
    ),
    ...steps,
  ];
  // What makes a verdict invalid is the first thing to know.
  const why = shown.length === 1 ? whyInvalid(one.run, language) : [];
  // A reason is plain text, in which a secret is `***`; a warning is markdown.
  const notes = [...why, ...[view.shop ?? [], view.warnings].flat().map(shownText)]
    .slice(0, 1)
    .map((text): Line => [{ text: words.note, tone: 'doubtful' }, { text }]);
  const shape = { columns, flexible: [1] };
  if (shown.length > 1) {
    const table = isJudgedBelow ? [] : ofSeveral(shown, view, look, columns);
    return [...table, ...alignedRows([...notes, ...foot], shape), ...command];
  }
  const verdict = isJudgedBelow ? [] : [{ text: shownText(one.view.verdict), tone: verdictTone(one.run) }];
  // A name that leaves less than half of the line for the verdict, which may be a long one, gives way.
  const whole = shownText(one.view.title);
  const title = width(whole) > columns / 2 ? shortTitle(whole) : whole;
  const head: Line = [{ text: title, tone: 'strong' }, ...verdict];
  return [...alignedRows([head], shape), ...alignedRows([...notes, ...ofOne(one, look), ...foot], shape), ...command];
}
