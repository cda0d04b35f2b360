import type { RunSeries } from '../model/history.ts';
import * as format from '../text/format.ts';
import type { Line } from '../text/line.ts';
import { oneLine, shownText } from '../text/markdown-text.ts';
import { alignedRows } from '../text/terminal-text.ts';
import { historyWords } from '../words/history.ts';
import type { Language } from '../words/language.ts';
import { CHANGE_MARK, seriesView } from './view-history.ts';

/** Runs of a series that a terminal shows; the page has all of them. */
const MOST_SHOWN = 10;

/** The columns that are figures. */
const RIGHT: ReadonlySet<number> = new Set([2, 3, 4, 5, 6, 7]);

/** Columns that a row needs to hold the path of its run; in fewer, its time of day stands for it. */
const FOLDER_FROM = 100;

/**
 * The history for a terminal so many columns wide, the newest runs of each series. `link` is the address of a report.
 */
export function historyTable(
  series: readonly RunSeries[],
  language: Language,
  columnsWide: number,
  link: (report: string) => string,
): Line[] {
  const { older } = historyWords(language);
  return series.flatMap((one, at): Line[] => {
    const { heading, goals, columns, rows, changePoints } = seriesView(one, language);
    const shown = rows.slice(0, MOST_SHOWN).map(
      ({ folder, startedAt, report, verdictWord, tone, figures, isChange }): Line => [
        {
          text: `${isChange ? CHANGE_MARK : ''}${columnsWide < FOLDER_FROM ? startedAt.slice('2026-'.length, '2026-11-23 14:03'.length) : oneLine(folder)}`,
          link: report === undefined ? undefined : link(report),
        },
        { text: verdictWord, tone },
        ...figures.map((text) => ({ text })),
      ],
    );
    const hidden = rows.length - shown.length;
    return [
      ...(at === 0 ? [] : [[]]),
      [{ text: shownText(heading), tone: 'strong' }],
      ...(goals === undefined ? [] : [[{ text: shownText(goals), tone: 'faint' as const }]]),
      ...alignedRows([columns.map((text) => ({ text, tone: 'faint' })), ...shown], {
        right: RIGHT,
        columns: columnsWide,
        flexible: [1, 0],
      }),
      ...changePoints.map((text): Line => [{ text: `${CHANGE_MARK}${shownText(text)}`, tone: 'doubtful' }]),
      ...(hidden > 0 ? [[{ text: older(format.count(hidden)), tone: 'faint' as const }]] : []),
    ];
  });
}
