import { goalRows, worstFirst } from '../analyse/worst-goal.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { RunSeries } from '../model/history.ts';
import { code, plain } from '../text/markdown-text.ts';
import { historyWords } from '../words/history.ts';
import type { Language } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
import { bodyWords, isP95 } from './body-text.ts';
import { capacityLine } from './capacity.ts';
import { historyCharts } from './charts/history-charts.ts';
import { documentPage } from './document-page.ts';
import { type Banner, worstKind } from './html-banner.ts';
import { ofBoth, type PageAssets } from './page.ts';
import { p95Text } from './run-result.ts';
import { reportView } from './view.ts';
import { CHANGE_MARK, NONE, seriesView } from './view-history.ts';
import { verdictText, verdictWord } from './view-verdict.ts';

/** The history as markdown; `slot` is what stands between the heading of a series and its table. */
function historyMarkdown(series: readonly RunSeries[], language: Language, slot: (series: number) => string): string {
  const { title, changes, changePoints: explained } = historyWords(language);
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const parts = series.map((one, at) => {
    const { name, target = '', goals = '', columns, rows, changePoints } = seriesView(one, language);
    const [run = '', verdict = '', ...names] = columns;
    // A change stands behind the figure that it is of.
    const isChange = names.map((own) => names.indexOf(own) !== names.lastIndexOf(own));
    const figures = names.filter((_, column) => !isChange[column]);
    const withChanges = (values: readonly string[]) =>
      values.flatMap((value, column) => {
        const change = isChange[column + 1] ? values[column + 1] : undefined;
        return isChange[column] ? [] : [change === undefined || change === NONE ? value : `${value} (${change})`];
      });
    const table = [
      row([run, verdict, ...figures]),
      row(['---', '---', ...figures.map(() => '---:')]),
      ...rows.map(({ folder, report, verdict: own, figures: values, isChange }) => {
        // Encoded, no letter of a folder's name can end the link.
        const path = report?.split('/').map(encodeURIComponent).join('/');
        const link = path === undefined ? code(folder) : `[${code(folder)}](<${path}>)`;
        return row([`${isChange ? CHANGE_MARK : ''}${link}`, own, ...withChanges(values)]);
      }),
    ];
    const under = [target, goals].filter((part) => part !== '').join(' · ');
    const marks = changePoints.map((text) => `- ${CHANGE_MARK}${text}`).join('\n');
    return [`## ${name}`, under, marks, marks && explained, slot(at), table.join('\n')]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  return `${[`# ${title}`, changes(true), ...parts].join('\n\n')}\n`;
}

/** What a run came to, as every other output tells it: what it carried, or p95 beside its goal. */
function resultText(run: AnalysedRun, language: Language): string {
  const both = bodyWords(language);
  const [view] = reportView([run], { language }).apis;
  const hasGoal = goalRows(run).some(({ row }) => isP95(row));
  return plain(capacityLine(run, language) ?? (view && hasGoal ? p95Text(run, view, both, language).text : ''));
}

/** The newest run of every series: its verdict, and what it came to. */
function historyBanner(series: readonly RunSeries[], language: Language): Banner {
  const newest = series.flatMap(({ runs }) => runs.findLast(({ run }) => run !== undefined)?.run ?? []);
  const [words, history] = [reportWords(language), historyWords(language)];
  const kinds = new Map<string, number>();
  for (const run of worstFirst(newest)) {
    const verdict = newest.length === 1 ? verdictText(run, words) : verdictWord(run, words);
    kinds.set(verdict, (kinds.get(verdict) ?? 0) + 1);
  }
  const [only, ...others] = newest;
  return {
    kind: worstKind(newest),
    verdict: history.newest([...kinds].map(([verdict, runs]) => ({ verdict, runs }))),
    reasons: only && others.length === 0 ? resultText(only, language) : '',
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
