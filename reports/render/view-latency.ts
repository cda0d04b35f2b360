import { lackingThresholdSupport } from '../analyse/gate/support.ts';
import { samplesNeeded } from '../analyse/limits.ts';
import type { Criterion } from '../model/analysed.ts';
import type { Statistic, Trend } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import * as format from '../text/format.ts';
import type { ReportWords } from '../words/report.ts';
import { absentText } from './absent.ts';

export interface LatencyView {
  avg: string;
  min: string;
  med: string;
  p90: string;
  p95: string;
  p99: string;
  p999: string;
  max: string;
  /** Which of them there are. */
  known: Readonly<Record<'avg' | 'min' | 'max' | Quantile, boolean>>;
  /** Quantiles that carry a mark, for the footnote. */
  weak: readonly Quantile[];
}

const QUANTILES = { med: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 } as const;
export type Quantile = keyof typeof QUANTILES;

/** k6's names of them. */
const NAMED: Readonly<Record<string, Quantile>> = {
  ...{ med: 'med', 'p(50)': 'med', 'p(90)': 'p90', 'p(95)': 'p95', 'p(99)': 'p99', 'p(99.9)': 'p999' },
};

/** The quantile that k6 calls by such a name. */
export const namedQuantile = (statistic: string | undefined): Quantile | undefined =>
  statistic === undefined ? undefined : NAMED[statistic];

/** The quantile that a goal is about, where too few samples are behind it; undefined where nobody counted them. */
export function weakGoal(run: Run, criterion: Criterion): Quantile | undefined {
  const isWeak = lackingThresholdSupport(run, criterion)?.kind === 'few-samples';
  return isWeak ? namedQuantile(criterion.statistic) : undefined;
}

/** Quantiles with too few samples behind them; `samples` as for `latencyView`. */
export function weakQuantiles(trend: Trend | undefined, samples?: number): Quantile[] {
  const count = trend?.count ?? samples;
  if (count === undefined) return [];
  return (Object.keys(QUANTILES) as Quantile[]).filter(
    (name) => (trend?.[name] ?? trend?.ranges?.[name]) !== undefined && count < samplesNeeded(QUANTILES[name]),
  );
}

/**
 * Response times as text. Quantiles with too few samples behind them carry a mark. `samples` is how many there are at
 * most, for a trend that does not tell its own count.
 */
export function latencyView(trend: Trend | undefined, words: ReportWords, samples?: number): LatencyView {
  const text = (value: number | undefined) =>
    value === undefined ? absentText({ requests: samples }, words) : format.duration(value);
  const figure = (name: Statistic) => {
    const ends = trend?.ranges?.[name];
    if (trend?.[name] !== undefined || !ends) return text(trend?.[name]);
    return words.merge.range(format.duration(ends[0]), format.duration(ends[1]));
  };
  const weak = weakQuantiles(trend, samples);
  const isKnown = (name: Statistic) => (trend?.[name] ?? trend?.ranges?.[name]) !== undefined;
  const quantile = (name: Quantile) => `${figure(name)}${weak.includes(name) ? '\\*' : ''}`;
  return {
    avg: figure('avg'),
    min: figure('min'),
    max: figure('max'),
    med: quantile('med'),
    p90: quantile('p90'),
    p95: quantile('p95'),
    p99: quantile('p99'),
    p999: quantile('p999'),
    known: {
      ...{ avg: isKnown('avg'), min: isKnown('min'), max: isKnown('max'), med: isKnown('med') },
      ...{ p90: isKnown('p90'), p95: isKnown('p95'), p99: isKnown('p99'), p999: isKnown('p999') },
    },
    weak,
  };
}

/** The footnote that says what the marked quantiles need; undefined when none is marked. */
export function weakText(marked: readonly Quantile[], words: ReportWords): string | undefined {
  const needs = (Object.keys(QUANTILES) as Quantile[])
    .filter((name) => marked.includes(name))
    .map((name) => {
      const label = name === 'med' ? 'p50' : name === 'p999' ? 'p99.9' : name;
      return `${label} ≥ ${format.count(samplesNeeded(QUANTILES[name]))}`;
    });
  return needs.length > 0 ? words.weak(needs.join(', ')) : undefined;
}
