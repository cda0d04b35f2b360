import * as format from '../../text/format.ts';
import type { Language } from '../../words/language.ts';
import type { Axis, Chart, Unit } from './chart.ts';
import { INK, type Theme } from './palette.ts';
import { TO } from './ranges.ts';

/** A figure of an axis, as short as a tick has room for. */
export function figureText(unit: Unit, value: number): string {
  switch (unit) {
    case 'ms':
      return format.duration(value);
    case 'perSec':
    case 'vus':
      return value >= 100 || Number.isInteger(value) ? format.count(value) : format.rate(value);
    case 'count':
    case 'names':
      return format.count(value);
    case 'seconds':
      return `${Number(value.toFixed(1))}s`;
    case 'figure':
      return format.figure(value);
    case 'share':
      return `${Number((value * 100).toPrecision(4))}%`;
    case 'nines':
      return `p${Number((100 * (1 - 1 / value)).toFixed(2))}`;
  }
}

/** Nothing has a place on a logarithmic axis. */
export const drawn = (value: number | null, isLog: boolean | undefined): number | null =>
  value === null || (isLog && value <= 0) ? null : value;

const COUNTED: ReadonlySet<Unit> = new Set<Unit>(['count', 'vus']);

function valueAxis({ name, unit, isLog }: Axis, language: Language, theme: Theme) {
  const { text, faint } = INK[theme];
  return {
    type: isLog ? 'log' : 'value',
    name: name[language],
    nameTextStyle: { color: text },
    // There is no half of what is counted.
    ...(COUNTED.has(unit) && !isLog && { minInterval: 1 }),
    axisLabel: { color: text, formatter: (value: number) => figureText(unit, value), hideOverlap: true },
    axisLine: { show: true, lineStyle: { color: faint } },
    splitLine: { lineStyle: { color: faint, opacity: 0.6 } },
  };
}

const BELOW = { nameLocation: 'middle', nameGap: 28 } as const;

/** Columns beside an axis of names take so much of the width at most. */
const NAMES_SHARE = 0.34;
const MOST_NAMES_PX = 240;

function categoryAxis({ x, isHorizontal }: Chart, language: Language, theme: Theme, width: number) {
  const { text, faint } = INK[theme];
  const names = x.categories ?? [];
  const room = isHorizontal ? Math.min(MOST_NAMES_PX, width * NAMES_SHARE) : (width * 0.8) / Math.max(1, names.length);
  return {
    ...(!isHorizontal && BELOW),
    type: 'category',
    name: x.name[language],
    data: names.map((label) => label[language]),
    inverse: isHorizontal === true,
    axisLabel: {
      color: text,
      ...(x.unit === 'names'
        ? { interval: 0, width: room, overflow: isHorizontal ? 'truncate' : 'break' }
        : { hideOverlap: true, formatter: (name: string) => name.split(TO)[0] }),
    },
    axisLine: { lineStyle: { color: faint } },
    axisTick: { show: x.unit !== 'names' },
  };
}

function horizontalAxis(chart: Chart, language: Language, theme: Theme, width: number) {
  const { x } = chart;
  if (x.categories) return categoryAxis(chart, language, theme, width);
  return {
    ...valueAxis(x, language, theme),
    ...BELOW,
    ...(x.isTime && { min: 0, max: x.until ?? 'dataMax' }),
    splitLine: { show: false },
  };
}

/** A goal that lies not far above everything is worth its room. */
const GOAL_WITHIN = 3;

/** The upper end of the vertical axis where a level would otherwise lie beyond it. */
function topOf({ levels = [], y }: Chart) {
  if (levels.length === 0) return undefined;
  const highest = levels.reduce((most, { value }) => Math.max(most, value), 0);
  return ({ max }: { max: number }) => {
    const isNear = highest > max && highest <= max * (y.isLog ? GOAL_WITHIN * 10 : GOAL_WITHIN);
    return isNear ? highest * 1.1 : undefined;
  };
}

/** The name of a vertical axis reaches into the chart and not out of it. */
const named = (axis: ReturnType<typeof valueAxis>, align: 'left' | 'right') => ({
  ...axis,
  nameTextStyle: { ...axis.nameTextStyle, align },
});

/** Axes of a chart that is so many points wide; `nameGap`: from the plot up to the names of its vertical axes. */
export function axes(chart: Chart, language: Language, theme: Theme, width: number, nameGap: number) {
  if (chart.isHorizontal) {
    return {
      xAxis: { ...valueAxis(chart.y, language, theme), ...BELOW },
      yAxis: [categoryAxis(chart, language, theme, width)],
    };
  }
  return {
    xAxis: horizontalAxis(chart, language, theme, width),
    yAxis: [
      { ...named(valueAxis(chart.y, language, theme), 'left'), nameGap, max: topOf(chart) },
      ...(chart.y2
        ? [{ ...named(valueAxis(chart.y2, language, theme), 'right'), nameGap, splitLine: { show: false } }]
        : []),
    ],
  };
}
