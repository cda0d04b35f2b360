import { goalRows, worstFirst } from '../analyse/worst-goal.ts';
import type { RunSeries } from '../model/history.ts';
import { code } from '../text/markdown-text.ts';
import { historyWords } from '../words/history.ts';
import type { Language } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
import { isP95, multipleText } from './body-text.ts';
import { historyCharts } from './charts/history-charts.ts';
import { documentPage } from './document-page.ts';
import { type Banner, worstKind } from './html-banner.ts';
import { ofBoth, type PageAssets } from './page.ts';
import { seriesView } from './view-history.ts';
import { verdictText, verdictWord } from './view-verdict.ts';

/** The history as markdown; `slot` is what stands between the heading of a series and its table. */
function historyMarkdown(series: readonly RunSeries[], language: Language, slot: (series: number) => string): string {
  const { title, columns, changes, changeOf } = historyWords(language);
  const [run, verdict, ...names] = columns;
  // A change is of the figure before it, which a row that is a card does not show.
  const figures = names.map((name, at) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : changeOf(names[at - 1] ?? name),
  );
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const parts = series.map((one, at) => {
    const { name, target = '', rows } = seriesView(one, language);
    const table = [
      row([run, verdict, ...figures]),
      row(['---', '---', ...figures.map(() => '---:')]),
      ...rows.map(({ folder, report, verdict: own, figures: values }) => {
        // Encoded, no letter of a folder's name can end the link.
        const path = report?.split('/').map(encodeURIComponent).join('/');
        const link = path === undefined ? code(folder) : `[${code(folder)}](<${path}>)`;
        return row([link, own, ...values]);
      }),
    ];
    return [`## ${name}`, target, slot(at), table.join('\n')].filter((part) => part !== '').join('\n\n');
  });
  return `${[`# ${title}`, changes, ...parts].join('\n\n')}\n`;
}

/** The newest run of every series: its verdict, and p95 beside its goal. */
function historyBanner(series: readonly RunSeries[], language: Language): Banner {
  const newest = series.flatMap(({ runs }) => runs.findLast(({ run }) => run !== undefined)?.run ?? []);
  const [words, { newest: newestText }] = [reportWords(language), historyWords(language)];
  const kinds = new Map<string, number>();
  for (const run of worstFirst(newest)) {
    const verdict = newest.length === 1 ? verdictText(run, words) : verdictWord(run, words);
    kinds.set(verdict, (kinds.get(verdict) ?? 0) + 1);
  }
  const [only, ...others] = newest;
  const goal = only && others.length === 0 ? goalRows(only).find(({ row }) => isP95(row)) : undefined;
  return {
    kind: worstKind(newest),
    verdict: newestText.verdict([...kinds].map(([verdict, runs]) => ({ verdict, runs }))),
    reasons: goal ? newestText.p95(goal.actual, goal.limit, multipleText(goal.multiple)) : '',
  };
}

/** The history of all runs as one page beside their folders, in both languages; links lead to their reports. */
export function historyPage(series: readonly RunSeries[], assets: PageAssets, language: Language): Promise<string> {
  return documentPage({
    titles: ofBoth((one) => historyWords(one).title),
    charts: series.map(historyCharts),
    markdown: (one, picture) => historyMarkdown(series, one, picture),
    banner: (one) => historyBanner(series, one),
    assets,
    language,
  });
}
