import type { AnalysedRun } from '../model/analysed.ts';
import { oneLine, shownText } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import { pageWords } from '../words/page.ts';
import type { Chart } from './charts/chart.ts';
import type { RunCharts } from './charts/run-charts.ts';
import { figure } from './html-figures.ts';
import { escaped } from './html-text.ts';
import type { ReportView } from './view.ts';
import { verdictClass } from './view-verdict.ts';

/** Markdown of one line as plain text. */
export const plainText = (text: string): string => shownText(text.replaceAll(/(?<!\\\*)\\\*(?!\\\*)/g, ''));

/** The chart that says most of a document at a glance: the APIs side by side, else what was planned and what ran. */
function firstChart([run]: readonly AnalysedRun[], charts: readonly RunCharts[], comparison: readonly Chart[]) {
  const [across] = comparison;
  if (across) return { chart: across, run: 'all' as const };
  const [own] = charts;
  // The scenario whose delivered share stands in the verdict, and not one that looks perfect beside it.
  const at = run?.delivered.findIndex(({ ratio }) => ratio === run.verdict.delivered) ?? -1;
  const load = own?.load.find(({ id }) => id === `load-${at + 1}`) ?? own?.load[0];
  const chart = load ?? own?.scopes[0]?.charts[0] ?? own?.phases[0];
  return chart && { chart, run: 0 };
}

/** The first screen: of each API the verdict, four figures and the delivered share, then one chart. */
export function firstScreen(
  runs: readonly AnalysedRun[],
  { apis }: ReportView,
  charts: readonly RunCharts[],
  comparison: readonly Chart[],
  language: Language,
): string {
  const words = pageWords(language);
  const items = apis.map((api, at) => {
    const row = (name: string, value: string) =>
      `<div><dt>${escaped(name)}</dt><dd>${escaped(plainText(value))}</dd></div>`;
    const { med } = api.judgedLatency;
    const run = runs[at];
    const kind = run && verdictClass(run);
    return `<section class="card ${kind ?? ''}">
<h2><a href="#${language}-${escaped(api.anchor)}">${escaped(oneLine(plainText(api.title)))}</a></h2>
<p class="verdict">${escaped(plainText(api.verdict))}</p>
<dl>${api.judged === undefined ? row(words.success, api.success) : row(words.judged, api.judged)}${row(words.tps, api.tps)}${row(words.median, med)}${row(words.p95(plainText(api.goalLimit)), api.goalP95)}${row(words.delivered, api.delivered)}</dl>
</section>`;
  });
  const first = firstChart(runs, charts, comparison);
  return `<div class="cards">\n${items.join('\n')}\n</div>\n${first ? figure(first.chart, first.run, language) : ''}`;
}
