import { isUnderPlan } from '../analyse/untested.ts';
import { goalRowOf } from '../analyse/worst-goal.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { GateVerdict } from '../model/gate.ts';
import type { GateResult, GateRun } from '../model/gate-result.ts';
import * as format from '../text/format.ts';
import { anchor, plain } from '../text/markdown-text.ts';
import { type GateWords, gateWords } from '../words/gate.ts';
import type { Language } from '../words/language.ts';
import { type BodyWords, bodyWords, deliveredCell, scenarioTitle } from './body-text.ts';
import { NOTHING } from './gate-limit.ts';
import { byWeight, isQuiet, isUnjudged, namedRows, shownRows, worstFirst } from './gate-order.ts';
import { type GateRowView, type GateRunView, gateView } from './gate-view.ts';
import { githubSummary } from './github.ts';
import { bannerHtml } from './html-banner.ts';
import { cardRow, cardTable, tag } from './html-cards.ts';
import { metaLine } from './html-first.ts';
import { contentsOf } from './html-fold.ts';
import { goalGauge, reachOf, shareGauge } from './html-gauge.ts';
import { inlineHtml, textWords } from './html-markdown.ts';
import { stepsBoxes } from './html-steps.ts';
import { escaped } from './html-text.ts';
import { ofBoth, type PageAssets, pageOf, withAssets } from './page.ts';
import { reportView } from './view.ts';

/** So many runs that did not pass are named in the banner, each by what decided it. */
const MOST_REASONS = 4;

/** The colour of a verdict: the kinds of a report's. */
const KINDS: Readonly<Record<GateVerdict, string>> = {
  invalid: 'invalid',
  'slo-fail': 'slo-fail',
  regressed: 'slo-fail',
  inconclusive: 'undecided',
  'no-baseline': 'undecided',
  pass: 'pass',
};

const kindOf = ({ verdict, reservations }: GateRun): string =>
  verdict === 'pass' && reservations.length > 0 ? 'conditional' : KINDS[verdict];

/** The run as the gate judged it: what is next follows from that, whatever its report says by other goals. */
const asJudged = ({ run, verdict, reservations }: GateRun): AnalysedRun => {
  const kinds = { invalid: 'invalid', 'slo-fail': 'slo-fail', pass: 'pass', 'no-baseline': 'pass' } as const;
  const kind = verdict === 'regressed' || verdict === 'inconclusive' ? 'undecided' : kinds[verdict];
  // Without any goal nothing was invalid but the question.
  const own = run.verdict.kind === 'no-goal' && kind === 'invalid' ? run.verdict.kind : kind;
  return { ...run, verdict: { ...run.verdict, kind: own, reservations } };
};

/** Which colour a row has; one that says nothing of the verdict has none. */
const rowKind = ({ weight, verdict }: GateRowView): string =>
  weight === undefined || verdict === NOTHING ? '' : KINDS[weight];

/** How many times its limit a row is that missed it; of others how much was left to it. */
const marginText = ({ margin, outcome }: GateRowView, words: GateWords): string =>
  margin === NOTHING ? '' : outcome === 'pass' ? words.left(margin) : margin;

function criterionRow(row: GateRowView, reach: number, words: GateWords): string {
  const [, actualName, limitName] = words.columns.map((name) => escaped(name));
  const goal = goalRowOf(row.row);
  // A limit from below that was met by far, such as a throughput, has no bar that says more than its margin.
  const isDrawn = goal !== undefined && Number.isFinite(goal.multiple) && goal.limit > 0;
  const bar = isDrawn ? goalGauge(goal.multiple, reach, row.outcome === 'slo-fail') : '';
  const kind = rowKind(row);
  return cardRow([
    { html: `<b>${escaped(row.what)}</b>`, kind: 'what' },
    { html: kind === '' ? escaped(row.verdict) : tag(plain(row.verdict), kind) },
    { html: `${bar}<span class="small">${escaped(marginText(row, words))}</span>`, kind: 'wide' },
    { html: `<span><b>${escaped(row.actual)}</b></span>`, label: actualName, kind: 'right' },
    { html: `<span>${escaped(row.limit)}</span>`, label: limitName, kind: 'right' },
  ]);
}

function criteria(rows: readonly GateRowView[], label: string, words: GateWords, language: Language): string {
  if (rows.length === 0) return '';
  const multiples = rows.flatMap(({ row }) => {
    const multiple = goalRowOf(row)?.multiple;
    return multiple !== undefined && Number.isFinite(multiple) ? [multiple] : [];
  });
  const reach = reachOf(multiples);
  const [what, actual, limit, margin, verdict] = words.columns.map((name) => escaped(name));
  const key = ` <span class="key">${escaped(words.limitMark)}</span>`;
  const heads = [
    { text: what ?? '' },
    { text: verdict ?? '' },
    { text: `${margin}${multiples.length > 0 ? key : ''}`, kind: 'wide' },
    { text: actual ?? '', kind: 'right' },
    { text: limit ?? '', kind: 'right' },
  ];
  const html = rows.map((row) => criterionRow(row, reach, words));
  return cardTable(textWords(language).table(label), heads, html);
}

/** What of each planned scenario ran. */
function shares(run: AnalysedRun, both: BodyWords, words: GateWords): string {
  const known = run.delivered.filter(({ ratio }) => ratio !== undefined);
  if (known.length === 0) return '';
  const items = known.map(({ plan: { name }, ratio = 1 }) => {
    const title = inlineHtml(both.document.alone(scenarioTitle(name, run, both)));
    const told = inlineHtml(deliveredCell(run, name, both));
    const share = `${shareGauge(ratio)}<span class="small">${isUnderPlan(ratio) ? told : `${told} (${format.aboutShare(Math.min(1, ratio))})`}</span>`;
    return `<li>${title} <span class="share">${share}</span></li>`;
  });
  return `<div class="shares"><p><b>${escaped(words.ranOfPlan)}</b></p><ul>${items.join('')}</ul></div>\n`;
}

function section(run: GateRunView, judged: GateRun, isOnly: boolean, words: GateWords, language: Language): string {
  const both = bodyWords(language);
  const drawn = shares(judged.run, both, words);
  // How much ran is drawn below; where nothing is demanded of it, its row says no more.
  const isDrawn = ({ row }: GateRowView) => drawn !== '' && row.reason?.kind === 'nothing-demanded';
  const told = byWeight(run).filter((row) => !isQuiet(row) && !isUnjudged(row) && !isDrawn(row));
  const { rows, more } = shownRows(told, words);
  const quiet = run.rows.filter(isQuiet).map(({ what }) => what);
  const reasons = run.reasons.map(
    ({ rows: about, reason }) => `<b>${escaped(namedRows(about, words))}</b>: ${escaped(reason)}`,
  );
  const lines = [...more.map(escaped), ...reasons, ...(quiet.length > 0 ? [escaped(words.quiet(quiet))] : [])];
  const heading = isOnly
    ? `<h2 id="${language}-${escaped(anchor(run.title))}">${escaped(run.title)}</h2>`
    : `<h2 id="${language}-${escaped(anchor(run.title))}">${escaped(run.title)} ${tag(plain(run.verdict), kindOf(judged))}</h2>`;
  const capacity = run.capacity === undefined ? '' : `<p>${escaped(run.capacity)}</p>\n`;
  const list = lines.length === 0 ? '' : `<ul>\n${lines.map((line) => `<li>${line}</li>`).join('\n')}\n</ul>\n`;
  return `${heading}\n${capacity}${criteria(rows, run.title, words, language)}${drawn}${list}`;
}

/** What decided the runs that did not pass, as a list of markdown. */
function reasonsOf(runs: readonly GateRunView[], words: GateWords): string {
  const bad = runs.filter(({ kind }) => kind !== 'pass');
  const lines = bad.slice(0, MOST_REASONS).flatMap((run) => {
    const [row] = byWeight(run);
    if (!row || row.weight !== run.kind) return [];
    const { what, actual, limit, margin, reason } = row;
    const figures = words.decided({ actual, limit, margin: row.outcome === 'slo-fail' ? margin : undefined });
    const told = row.part === 'validity' ? (reason ?? figures) : figures;
    return [`- ${plain(runs.length > 1 ? `${run.title}: ${what}` : what)}: ${plain(told)}`];
  });
  const left = bad.length - MOST_REASONS;
  return [...lines, ...(left > 0 ? [`- ${plain(words.more(left))}`] : [])].join('\n');
}

function content({ runs, verdict }: GateResult, language: Language): string {
  const words = gateWords(language);
  const view = gateView({ runs, verdict }, language);
  const judgedOf = new Map(view.runs.map((run, at) => [run, runs[at]]));
  const sorted = worstFirst(view.runs);
  const { head, steps } = reportView(runs.map(asJudged), { language });
  const kinds = runs.filter((run) => run.verdict === verdict).map(kindOf);
  const kind = kinds.includes('conditional') ? 'conditional' : KINDS[verdict];
  const sections = sorted.map((run) => {
    const judged = judgedOf.get(run);
    return judged ? section(run, judged, runs.length === 1, words, language) : '';
  });
  const html = `<h1>${escaped(words.title)}</h1>
${metaLine(
  { head },
  runs.map(({ run }) => run),
  language,
)}${bannerHtml({ kind, verdict: plain(view.headline), reasons: reasonsOf(sorted, words) }, language)}${sections.slice(0, 1).join('')}${stepsBoxes(steps, language)}${sections.slice(1).join('')}`;
  const contents =
    runs.length > 1 ? contentsOf(html.replaceAll(/ <span class="tag[^>]*>.*?<\/span>/g, ''), undefined, language) : '';
  return `${contents}<div class="document">\n${html}</div>\n`;
}

/** A result as one page, in both languages, that needs nothing else; `language` is the one that it opens with. */
export function gatePage(result: GateResult, assets: PageAssets, language: Language): Promise<string> {
  const data = {
    titles: ofBoth((one) => `${gateWords(one).title} · ${gateView(result, one).headline}`),
    markdown: ofBoth((one) => githubSummary(gateView(result, one), one)),
    runs: [],
  };
  return withAssets(
    pageOf((one) => content(result, one), data, language),
    assets,
  );
}
