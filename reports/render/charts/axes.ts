import { mostOf } from '../../numbers/extremes.ts';
import * as format from '../../text/format.ts';
import { chartWords } from '../../words/charts.ts';
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
      return `${Number((value * 100).toPrecision(3))}%`;
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
    name: isLog ? chartWords(language).logScale(name[language]) : name[language],
    nameTextStyle: { color: text },
    // There is no half of what is counted.
    ...(COUNTED.has(unit) && !isLog && { minInterval: 1 }),
    axisLabel: { color: text, formatter: (value: number) => figureText(unit, value), hideOverlap: true },
    axisLine: { show: true, lineStyle: { color: faint } },
    splitLine: { lineStyle: { color: faint, opacity: 0.6 } },
  };
}

const BELOW = { nameLocation: 'middle', nameGap: 30 } as const;
/** From the horizontal axis down to its figures: those of the vertical ones begin right beside it. */
const MARGIN = 12;

/** Columns beside an axis of names take so much of the width at most. */
const NAMES_SHARE = 0.3;
const MOST_NAMES_PX = 150;

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
      ...(!isHorizontal && { margin: MARGIN }),
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
  const axis = valueAxis(x, language, theme);
  return {
    ...axis,
    axisLabel: { ...axis.axisLabel, margin: MARGIN },
    ...BELOW,
    ...(x.isTime && { min: 0, max: x.until ?? 'dataMax' }),
    splitLine: { show: false },
  };
}

/** A goal that lies not far above everything is worth its room. */
const GOAL_WITHIN = 3;

/** Room above a point for its name, in parts of the axis: of one that is about 110 points high, as on a page. */
const HEADROOM = 0.2;

/** The upper end of an axis from 0 that holds a value and is one of its ticks, which lie as ECharts puts them. */
export function tickAbove(value: number): number {
  const rough = value / 5;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const share = rough / scale;
  const step = (share < 1.5 ? 1 : share < 2.5 ? 2 : share < 4 ? 3 : share < 7 ? 5 : 10) * scale;
  return Math.ceil(value / step - 1e-9) * step;
}

/** The upper end of the vertical axis where a level, or the name of a point, would otherwise lie beyond it. */
function topOf({ levels = [], marks = [], y }: Chart) {
  if (levels.length + marks.length === 0) return undefined;
  const goal = mostOf(levels.map(({ value }) => value));
  const mark = mostOf(marks.map((one) => one.y));
  const within = y.isLog ? GOAL_WITHIN * 10 : GOAL_WITHIN;
  return ({ min, max }: { min: number; max: number }) => {
    const isNear = goal > max && goal <= max * within;
    const room = y.isLog ? (max / min) ** HEADROOM : 1 + HEADROOM;
    const top = Math.max(isNear ? goal * 1.1 : 0, mark * room);
    if (top <= max) return undefined;
    return y.isLog ? top : tickAbove(top);
  };
}

/**
 * The vertical axis, whose name reaches into the chart and not out of it; where a logarithmic one ends at no tick of its own,
 * the end has no name.
 */
function leftAxis(chart: Chart, language: Language, theme: Theme) {
  const [axis, max] = [valueAxis(chart.y, language, theme), chart.y.most ?? topOf(chart)];
  const isOdd = max !== undefined && chart.y.isLog === true;
  return {
    ...axis,
    max,
    nameTextStyle: { ...axis.nameTextStyle, align: 'left' },
    ...(isOdd && { axisLabel: { ...axis.axisLabel, showMaxLabel: false } }),
  };
}

/** Axes of a chart that is so many points wide; `nameGap`: from the plot up to the name of its vertical axis. */
export function axes(chart: Chart, language: Language, theme: Theme, width: number, nameGap: number) {
  if (chart.isHorizontal) {
    return {
      xAxis: { ...valueAxis(chart.y, language, theme), ...BELOW },
      yAxis: [categoryAxis(chart, language, theme, width)],
    };
  }
  return {
    xAxis: horizontalAxis(chart, language, theme, width),
    yAxis: [{ ...leftAxis(chart, language, theme), nameGap }],
  };
}
