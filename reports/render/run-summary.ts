import { answersOf } from '../analyse/answers.ts';
import { weightOf } from '../analyse/gate/precedence.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { GateRow } from '../model/gate.ts';
import { TERMINAL_COLUMNS } from '../text/fold.ts';
import * as format from '../text/format.ts';
import type { Line, Tone } from '../text/line.ts';
import { MOST_REASON, oneLine, shownText } from '../text/markdown-text.ts';
import { alignedRows, shortened } from '../text/terminal-text.ts';
import { gateWords, reasonText } from '../words/gate.ts';
import type { Language } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
import { rowFigure } from '../words/row-figure.ts';
import { type SummaryWords, summaryWords } from '../words/summary.ts';
import { capacityText } from './capacity.ts';
import { gateLimit } from './gate-view.ts';
import { gateWhat, isMissedWithin } from './gate-what.ts';
import { type ReportView, reportView } from './view.ts';
import type { RunView } from './view-run.ts';
import { verdictTone, verdictWord } from './view-verdict.ts';

/** A file that was written: what it is, its path as the user knows it, its address. */
export interface WrittenFile {
  readonly kind: keyof SummaryWords['files'];
  readonly path: string;
  readonly link: string;
}

/** Columns that a name may take beside the figures, so that a row fits 80 columns. */
const NAME_COLUMNS = 24;

/** One run: a line for each of its figures. */
function ofOne(run: AnalysedRun, view: RunView, words: SummaryWords, language: Language, missing: string): Line[] {
  const { total } = run.measured;
  const { avg, p95, p99, weak } = view.judgedLatency;
  const isWeak = weak.includes('p95') || weak.includes('p99');
  const goal = view.goalLimit === missing ? undefined : view.goalLimit;
  const failed = total.failedRequests === undefined ? undefined : format.count(total.failedRequests);
  const requests = words.requests({ requests: view.requests, failed });
  const row = (label: string, text: string): Line => [{ text: label, tone: 'faint' }, { text: shownText(text) }];
  const times = words.times({ avg, p95, p99, goal, isWeak });
  if (view.judged !== undefined) {
    const count = view.requests === missing ? '' : ` (${requests})`;
    return [
      row(words.judged, view.judged),
      row(words.tps, `${view.tps}${count}`),
      row(words.latency, times),
      row(words.delivered, view.deliveredEach),
    ];
  }
  const capacity = capacityText(run, language);
  if (capacity) {
    // Averages over all of its levels say nothing of any of them.
    return [
      ...(capacity.most ? [row(words.capacity.mostLabel, capacity.most)] : []),
      row(words.capacity.metLabel, capacity.met),
      row(words.success, `${view.success} (${requests})`),
      row(words.delivered, view.deliveredEach),
    ];
  }
  const figures = view.hasRequests
    ? [
        row(words.success, `${view.success} (${requests})`),
        ...(view.apart === undefined ? [] : [row(words.apart, view.apart)]),
        row(words.tps, view.tps),
        row(words.latency, times),
      ]
    : [row(words.tps, view.amounts.iterations || missing)];
  return [...figures, row(words.delivered, view.deliveredEach)];
}

/** What failed comes first. */
const TONE_ORDER: readonly (Tone | undefined)[] = ['bad', 'doubtful', 'good', undefined];

/** Several runs: a row for each. */
function ofSeveral(
  runs: readonly AnalysedRun[],
  { apis }: ReportView,
  words: SummaryWords,
  language: Language,
  columns: number,
): Line[] {
  const order = runs
    .map((run, at) => ({ at, rank: TONE_ORDER.indexOf(verdictTone(run)) }))
    .toSorted((a, b) => a.rank - b.rank);
  const rows = order.flatMap(({ at }): Line[] => {
    const [api, run] = [apis[at], runs[at]];
    if (!api || !run) return [];
    const figures = [api.tps, api.judgedLatency.p95, api.failed, api.delivered].map((text) => ({
      text: shownText(text),
    }));
    const row: Line = [
      { text: shortened(shownText(api.title), NAME_COLUMNS) },
      // Its row tells the delivered share anyway.
      { text: verdictWord(run, reportWords(language)), tone: verdictTone(run) },
      ...figures,
    ];
    return [row];
  });
  return alignedRows([words.table.map((text) => ({ text, tone: 'faint' })), ...rows], {
    right: new Set([2, 3, 4, 5]),
    columns,
    flexible: [0, 1],
  });
}

/** Steps that a reader should take first; more of them would be a list and no advice. */
const MOST_STEPS = 3;

/** Failures that no figure and no warning shows: k6's own end, and exceptions over answers. */
const UNSHOWN: ReadonlySet<string> = new Set(['k6-exit', 'told-end', 'exception']);

/** Why a run is no measurement, or failed though no figure shows it: what its first broken check says. */
function whyInvalid(run: AnalysedRun, language: Language): string[] {
  const { verdict } = run;
  const isWhy = (one: GateRow) =>
    verdict.kind === 'invalid'
      ? weightOf(one) === 'invalid'
      : verdict.kind === 'slo-fail' && weightOf(one) === 'slo-fail' && UNSHOWN.has(one.reason?.kind ?? '');
  const row = verdict.rows.find(isWhy);
  const what = row && gateWhat(row, run, language);
  const reason = row && reasonText(gateWords(language), row);
  return reason === undefined ? [] : [oneLine(`${what}: ${reason}`, MOST_REASON)];
}

/** Which answers failed, by run where there are several: a wrong token shows here at once. */
function failedAnswers(runs: readonly AnalysedRun[], { apis }: ReportView, words: SummaryWords): Line[] {
  const texts = runs.flatMap((run, at) => {
    const answers = answersOf(run, ({ expected }) => !expected);
    if (answers.length === 0) return [];
    const title = shortened(shownText(apis[at]?.title ?? ''), NAME_COLUMNS);
    return `${runs.length > 1 ? `${title}: ` : ''}${words.answers(answers)}`;
  });
  return texts.length === 0 ? [] : [[{ text: words.failed, tone: 'faint' }, { text: texts.join(' · ') }]];
}

/** True for a missed goal of which the figures of the whole run show nothing: one of a scenario, or of a check. */
const isHidden = (row: GateRow): boolean =>
  isMissedWithin(row) || (row.part === 'validity' && row.check === 'checks' && weightOf(row) === 'slo-fail');

/** Goals that were missed though the figures above look well, by run where there are several. */
function hiddenMisses(
  runs: readonly AnalysedRun[],
  { apis }: ReportView,
  words: SummaryWords,
  language: Language,
): Line[] {
  return runs.flatMap((run, at) => {
    const title = shortened(shownText(apis[at]?.title ?? ''), NAME_COLUMNS);
    return run.verdict.rows.filter(isHidden).map((row, place): Line => {
      const figure = row.actual === undefined ? '' : ` ${rowFigure(row.unit, row.actual)}`;
      const text = `${gateWhat(row, run, language)}${figure} (${gateLimit(row, run, language)})`;
      const label = at === 0 && place === 0 ? words.missed : '';
      return [{ text: label, tone: 'faint' }, { text: runs.length > 1 ? `${title}: ${text}` : text }];
    });
  });
}

/** Successes and expected rejections of several runs; of one they stand among its figures. */
function apartLines(runs: readonly AnalysedRun[], { apis }: ReportView, words: SummaryWords): Line[] {
  const texts = apis.flatMap(({ title, apart }) =>
    runs.length > 1 && apart !== undefined ? [`${shortened(shownText(title), NAME_COLUMNS)}: ${shownText(apart)}`] : [],
  );
  return texts.map((text, at): Line => [{ text: at === 0 ? words.apart : '', tone: 'faint' }, { text }]);
}

/** What a terminal shows after a run or a report: at most ten lines for up to five runs. */
export function runSummary(
  runs: readonly AnalysedRun[],
  files: readonly WrittenFile[],
  language: Language,
  columns = TERMINAL_COLUMNS,
): Line[] {
  const words = summaryWords(language);
  const { missing } = reportWords(language);
  const view = reportView(runs, { language });
  const [run] = runs;
  const [own] = view.apis;
  const steps = view.improvements.slice(0, MOST_STEPS).map(({ heading }) => shownText(heading));
  const foot: Line[] = [
    ...apartLines(runs, view, words),
    ...hiddenMisses(runs, view, words, language),
    ...failedAnswers(runs, view, words),
    ...(steps.length > 0 ? [[{ text: words.steps, tone: 'faint' as const }, { text: steps.join(', ') }]] : []),
    ...files.map(
      ({ kind, path, link }): Line => [
        { text: words.files[kind], tone: 'faint' },
        { text: path, link },
      ],
    ),
  ];
  // What makes a verdict invalid is the first thing to know.
  const why = runs.length === 1 && run ? whyInvalid(run, language) : [];
  // A reason is plain text, in which a secret is `***`; a warning is markdown.
  const notes = [...why, ...[view.shop ?? [], view.warnings].flat().map(shownText)]
    .slice(0, 1)
    .map((text): Line => [{ text: words.note, tone: 'doubtful' }, { text }]);
  const shape = { columns, flexible: [1] };
  if (runs.length > 1) {
    return [...ofSeveral(runs, view, words, language, columns), ...alignedRows([...notes, ...foot], shape)];
  }
  if (!run || !own) return [];
  const head: Line = [
    { text: shownText(own.title), tone: 'strong' },
    { text: shownText(own.verdict), tone: verdictTone(run) },
  ];
  return [
    ...alignedRows([head], shape),
    ...alignedRows([...notes, ...ofOne(run, own, words, language, missing), ...foot], shape),
  ];
}
