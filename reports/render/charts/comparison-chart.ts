import { judgedTimes } from '../../analyse/judged-times.ts';
import type { AnalysedRun } from '../../model/analysed.ts';
import { leastOf, mostOf } from '../../numbers/extremes.ts';
import * as format from '../../text/format.ts';
import { shownText } from '../../text/markdown-text.ts';
import type { Language } from '../../words/language.ts';
import type { Chart } from './chart.ts';
import { both, named } from './texts.ts';

/** Times that are so many times apart need a logarithmic axis. */
const LOG_FROM = 10;

/** The APIs of a document side by side; `titles` as the markdown has them, in each language. */
export function comparisonChart(
  runs: readonly AnalysedRun[],
  titles: Readonly<Record<Language, readonly string[]>>,
): Chart[] {
  const rows = runs.flatMap((run, at) => {
    const { total } = run.measured;
    const { requestsPerSec } = total;
    const p95 = judgedTimes(total)?.p95;
    const name = both((_, language) => named(shownText(titles[language][at] ?? run.name))[language]);
    return requestsPerSec === undefined ? [] : [{ name, perSec: requestsPerSec, p95 }];
  });
  if (rows.length < 2) return [];
  const times = rows.flatMap(({ p95 }) => (p95 === undefined || p95 <= 0 ? [] : [p95]));
  return [
    {
      id: 'comparison',
      title: both(({ titles: own }) => own.comparison),
      text: both((words, language) =>
        words.texts.comparison(
          rows.map(
            ({ name, perSec, p95 }) =>
              `${name[language]}: ${words.throughput} ${format.rate(perSec)}${p95 === undefined ? '' : `, p95 ${format.duration(p95)}`}`,
          ),
        ),
      ),
      x: { name: named(''), unit: 'names', categories: rows.map(({ name }) => name) },
      y: { name: both((words) => words.throughput), unit: 'perSec' },
      y2: { name: named('p95'), unit: 'ms', isLog: mostOf(times) > LOG_FROM * leastOf(times) },
      series: [
        {
          ...{ name: both((words) => words.throughput), kind: 'bar', color: 'green', isLabelled: true },
          points: rows.map(({ perSec }, at) => [at, perSec]),
        },
        {
          ...{ name: named('p95'), kind: 'points', color: 'orange', symbol: 'diamond' },
          ...{ isSecond: true, isLabelled: true },
          points: rows.map(({ p95 }, at) => [at, p95 ?? null]),
        },
      ],
    },
  ];
}
