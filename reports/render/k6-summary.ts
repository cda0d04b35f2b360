import { contentOf, isOfK6 } from '../analyse/criteria.ts';
import { checkPath } from '../model/check-name.ts';
import type { Check, Metric } from '../model/measurement.ts';
import * as format from '../text/format.ts';
import { oneLine } from '../text/markdown-text.ts';
import { padEnd, width } from '../text/width.ts';
import { shownFirst } from './shown-first.ts';

/** Trend statistics in the order in which k6 prints them; a script may have chosen other quantiles, which follow. */
const TREND_ORDER = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'p(99.9)', 'count'];

/** `http_reqs{scenario:load_test}` as name and filter. */
export function splitName(name: string): [string, string | undefined] {
  const at = name.indexOf('{');
  return at < 0 ? [name, undefined] : [name.slice(0, at), name.slice(at + 1, -1)];
}

/** Up to six decimals, without zeros at the end. */
const numberText = (value: number) => String(Number(value.toFixed(6)));

const quantileOf = (statistic: string) => Number(statistic.match(/^p\((.+)\)$/)?.[1]);

function trendStatistics(values: Metric['values']): string[] {
  const others = Object.keys(values).filter((name) => !TREND_ORDER.includes(name));
  return [
    ...TREND_ORDER.filter((name) => values[name] !== undefined),
    ...others.toSorted((a, b) => quantileOf(a) - quantileOf(b)),
  ];
}

const TEXTS = { time: format.duration, data: format.bytes, default: numberText } as const;

/** Why a statistic is missing, and the word for one that is. */
export interface SummaryWords {
  readonly missing: string;
  readonly infinite: string;
  /** Of checks that are not shown: how many, and how many of them failed at least once. */
  readonly moreChecks: (checks: number, failed: number) => string;
  /** Of metrics that are not shown. */
  readonly moreMetrics: (metrics: number) => string;
}

/** Checks and metrics that are shown; scripts that name them by what they load have thousands. */
const MOST_CHECKS = 100;
const MOST_METRICS = 200;

/** Checks that failed most often go first. */
const failures = ({ failed = Number.MAX_VALUE }: Check) => failed;

/** k6's own metrics go first, then those of the script, then parts of either, which stand below the whole. */
const weightOf = ({ name }: Metric) => (name.includes('{') ? 0 : isOfK6(name) ? 2 : 1);

/** The columns of one metric, each to be aligned with its neighbours above and below. */
function columns(metric: Metric): string[] {
  const { values } = metric;
  const text = TEXTS[contentOf(metric)];
  const value = (key: string) => values[key] ?? 0;
  switch (metric.kind) {
    case 'trend':
      return trendStatistics(values).map((key) => `${key}=${key === 'count' ? value(key) : text(value(key))}`);
    case 'rate': {
      if (values.rate === undefined && values.fails === undefined) return [];
      const seen = value('passes') + value('fails');
      const ratio = values.rate ?? (seen === 0 ? 0 : value('passes') / seen);
      return [`${format.cutPercent(ratio).toFixed(2)}%`, `${value('passes')} out of ${seen}`];
    }
    case 'counter':
      if (values.count === undefined) return values.rate === undefined ? [] : [`${text(values.rate)}/s`];
      return [text(values.count), ...(values.rate === undefined ? [] : [`${text(values.rate)}/s`])];
    case 'gauge':
      return [
        ...(values.value === undefined ? [] : [text(values.value)]),
        ...['min', 'max'].flatMap((key) => (values[key] === undefined ? [] : [`${key}=${text(values[key])}`])),
      ];
  }
}

/** What is no number, with the reason, behind what is one. */
function infiniteColumns({ infinite = [] }: Metric, words: SummaryWords): string[] {
  if (infinite.length === 0) return [];
  return [`${infinite.map((name) => `${name}=${words.missing}`).join(' ')} (${words.infinite})`];
}

/** Pads the columns of all trends, and of all other metrics, to common widths. */
function aligned(rows: readonly { trend: boolean; cells: string[] }[]): string[] {
  const widths = [true, false].map((trend) => {
    const own = rows.filter((row) => row.trend === trend);
    const most = own.reduce((longest, { cells }) => Math.max(longest, cells.length), 0);
    return Array.from({ length: most }, (_, at) =>
      own.reduce((widest, { cells }) => Math.max(widest, width(cells[at] ?? '')), 0),
    );
  });
  return rows.map(({ trend, cells }) =>
    cells
      .map((cell, at) => padEnd(cell, widths[trend ? 0 : 1]?.[at] ?? 0))
      .join(' ')
      .trimEnd(),
  );
}

/** Sub-metrics stand below their metric; filters without samples of their own (k6 made them to be split) too. */
function ordered(metrics: readonly Metric[]): Metric[] {
  return metrics.toSorted((a, b) => {
    const [nameA, filterA = ''] = splitName(a.name);
    const [nameB, filterB = ''] = splitName(b.name);
    return nameA < nameB ? -1 : nameA > nameB ? 1 : filterA < filterB ? -1 : filterA > filterB ? 1 : 0;
  });
}

/** The end-of-test summary in k6's familiar shape: checks, then one line per metric. */
export function k6Summary(metrics: readonly Metric[], checks: readonly Check[], words: SummaryWords): string {
  // Of several runners some figures are known as ranges only.
  const known = ordered(metrics.filter(({ values, infinite }) => Object.keys(values).length > 0 || infinite));
  const { items: rows, left: metricsLeft } = shownFirst(known, weightOf, MOST_METRICS);
  const labels = rows.map((metric) => {
    const [name, filter] = splitName(metric.name);
    return filter === undefined ? oneLine(name) : `  { ${oneLine(filter)} }`;
  });
  const longest = labels.reduce((most, label) => Math.max(most, width(label)), 0) + 3;
  const cells = aligned(
    rows.map((metric) => ({
      trend: metric.kind === 'trend',
      cells: [...columns(metric), ...infiniteColumns(metric, words)],
    })),
  );
  const { items: shown, left, heavyLeft: failedLeft } = shownFirst(checks, failures, MOST_CHECKS);
  const checkLines = shown.map((check) => {
    const { passed, failed } = check;
    const path = oneLine(checkPath(check));
    if (failed === 0) return `✓ ${path}`;
    if (passed === undefined || failed === undefined) return `✗ ${path}`;
    return `✗ ${path}\n  ↳ ${Math.floor((100 * passed) / (passed + failed))}% — ✓ ${passed} / ✗ ${failed}`;
  });
  return [
    ...checkLines,
    ...(left > 0 ? [words.moreChecks(left, failedLeft)] : []),
    ...(checkLines.length > 0 ? [''] : []),
    ...labels.map((label, at) => `${padEnd(label, longest, '.')}: ${cells[at]}`),
    ...(metricsLeft > 0 ? [words.moreMetrics(metricsLeft)] : []),
  ].join('\n');
}
