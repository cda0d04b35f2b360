import type { Language } from '../words/language.ts';
import type { Chart, ChartSeries } from './charts/chart.ts';

type Points = ChartSeries['points'];

/** Points of a series in one list: x (from the x before), y, x, y, …: a page holds many of them. */
export interface PackedSeries extends Omit<ChartSeries, 'points'> {
  readonly packed: readonly (number | null)[];
}

export interface PackedChart extends Omit<Chart, 'series'> {
  readonly series: readonly PackedSeries[];
}

/** What the page of a report has for its script: everything else stands in the page itself. */
export interface PageData {
  readonly titles: Readonly<Record<Language, string>>;
  readonly markdown: Readonly<Record<Language, string>>;
  readonly runs: readonly {
    /** Charts that are of the whole run only. */
    readonly charts: readonly PackedChart[];
    /** The whole run first, then each scenario. */
    readonly scopes: readonly { readonly name: string; readonly charts: readonly PackedChart[] }[];
  }[];
}

/** Digits of a value that a picture, or a figure beside it, can show. */
const DIGITS = 6;

const rounded = (value: number, digits: number) => Number(value.toPrecision(digits));

function pack(points: Points): (number | null)[] {
  let before = 0;
  return points.flatMap(([x, y]) => {
    const step = rounded(x - before, DIGITS);
    // From where the reader of the list will be, so that what is rounded does not add up.
    before += step;
    return [step, y === null ? null : rounded(y, DIGITS)];
  });
}

function unpack(packed: readonly (number | null)[]): Points {
  let x = 0;
  return Array.from({ length: packed.length / 2 }, (_, at) => {
    x += packed[at * 2] ?? 0;
    return [x, packed[at * 2 + 1] ?? null] as const;
  });
}

/** A chart as the page holds it, values to six digits. */
export function packed({ series, ...chart }: Chart): PackedChart {
  return { ...chart, series: series.map(({ points, ...one }) => ({ ...one, packed: pack(points) })) };
}

export function unpacked({ series, ...chart }: PackedChart): Chart {
  return { ...chart, series: series.map(({ packed: list, ...one }) => ({ ...one, points: unpack(list) })) };
}
