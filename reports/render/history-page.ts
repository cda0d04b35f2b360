import type { RunSeries } from '../model/history.ts';
import { code } from '../text/markdown-text.ts';
import { historyWords } from '../words/history.ts';
import type { Language } from '../words/language.ts';
import { historyCharts } from './charts/history-charts.ts';
import { documentPage } from './document-page.ts';
import { ofBoth, type PageAssets } from './page.ts';
import { seriesView } from './view-history.ts';

/** The history as markdown; `slot` is what stands between the heading of a series and its table. */
function historyMarkdown(series: readonly RunSeries[], language: Language, slot: (series: number) => string): string {
  const { title, columns, changes } = historyWords(language);
  const [run, verdict, ...figures] = columns;
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const parts = series.map((one, at) => {
    const { heading, rows } = seriesView(one, language);
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
    return [`## ${heading}`, slot(at), table.join('\n')].filter((part) => part !== '').join('\n\n');
  });
  return `${[`# ${title}`, changes, ...parts].join('\n\n')}\n`;
}

/** The history of all runs as one page beside their folders, in both languages; links lead to their reports. */
export function historyPage(series: readonly RunSeries[], assets: PageAssets, language: Language): Promise<string> {
  return documentPage({
    titles: ofBoth((one) => historyWords(one).title),
    charts: series.map(historyCharts),
    markdown: (one, picture) => historyMarkdown(series, one, picture),
    assets,
    language,
  });
}
