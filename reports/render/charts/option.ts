import type { EChartsCoreOption } from 'echarts/core';
import type { Language } from '../../words/language.ts';
import * as format from '../format.ts';
import type { Axis, Chart, ChartSeries, Color, Unit } from './chart.ts';

export type Theme = 'light' | 'dark';

/** Okabe & Ito 2008, darkened or lightened until each stands out against its ground by 3:1. */
const PALETTE: Readonly<Record<Theme, Readonly<Record<Color, string>>>> = {
  light: {
    blue: '#0072b2',
    orange: '#c25e00',
    green: '#00795a',
    red: '#c6002b',
    purple: '#a4437f',
    sky: '#2b8cc4',
    gray: '#6b7280',
  },
  dark: {
    blue: '#5fb3ea',
    orange: '#f0a45b',
    green: '#3cc99f',
    red: '#ff7285',
    purple: '#e39ac6',
    sky: '#8fd0f5',
    gray: '#9aa4b2',
  },
};

const INK: Readonly<Record<Theme, { readonly text: string; readonly faint: string; readonly ground: string }>> = {
  light: { text: '#1f2933', faint: '#d9dee5', ground: '#ffffff' },
  dark: { text: '#e6eaf0', faint: '#3a4350', ground: '#161b22' },
};

export const groundOf = (theme: Theme): string => INK[theme].ground;

export const FONT =
  "Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', system-ui, sans-serif";

/** A figure of an axis, as short as a tick has room for. */
export function figureText(unit: Unit, value: number): string {
  switch (unit) {
    case 'ms':
      return format.duration(value);
    case 'perSec':
    case 'vus':
      return value >= 100 || Number.isInteger(value) ? format.count(value) : format.rate(value);
    case 'count':
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
const drawn = (value: number | null, isLog: boolean | undefined) =>
  value === null || (isLog && value <= 0) ? null : value;

function valueAxis({ name, unit, isLog }: Axis, language: Language, theme: Theme) {
  const { text, faint } = INK[theme];
  return {
    type: isLog ? 'log' : 'value',
    name: name[language],
    nameTextStyle: { color: text },
    axisLabel: { color: text, formatter: (value: number) => figureText(unit, value), hideOverlap: true },
    axisLine: { show: true, lineStyle: { color: faint } },
    splitLine: { lineStyle: { color: faint, opacity: 0.6 } },
  };
}

function xAxis({ x }: Chart, language: Language, theme: Theme) {
  const { text, faint } = INK[theme];
  const common = { nameLocation: 'middle', nameGap: 28 };
  if (x.categories) {
    return {
      ...common,
      type: 'category',
      name: x.name[language],
      data: x.categories.map((label) => label[language]),
      axisLabel: { color: text, hideOverlap: true },
      axisLine: { lineStyle: { color: faint } },
    };
  }
  return {
    ...valueAxis(x, language, theme),
    ...common,
    ...(x.isTime && { min: 'dataMin', max: 'dataMax' }),
    splitLine: { show: false },
  };
}

function seriesOption(chart: Chart, one: ChartSeries, at: number, language: Language, theme: Theme) {
  const { text, faint } = INK[theme];
  const color = PALETTE[theme][one.color];
  const isBar = one.kind === 'bar';
  const isPoints = one.kind === 'points';
  const axis = one.isSecond ? chart.y2 : chart.y;
  const isFirst = at === 0;
  const lines = [
    ...(chart.levels ?? []).map(({ value, name }) => ({
      ...{ yAxis: value, name: name[language] },
      label: { position: 'insideEndTop' },
    })),
    ...(chart.places ?? []).map(({ value, name }) => ({
      ...{ xAxis: value, name: name[language] },
      label: { position: 'end', rotate: 0 },
    })),
  ];
  return {
    type: isBar ? 'bar' : isPoints ? 'scatter' : 'line',
    name: one.name[language],
    data: one.points.map(([x, y]) => [x, drawn(y, axis?.isLog)]),
    ...(one.isSecond && { yAxisIndex: 1 }),
    ...(one.isStacked && { stack: 'all' }),
    itemStyle: { color },
    ...(isBar && { barMaxWidth: 48, large: false }),
    ...(isPoints && {
      symbolSize: one.points.length > 60 ? 5 : 10,
      itemStyle: { color, opacity: one.points.length > 60 ? 0.55 : 1 },
    }),
    ...(!isBar &&
      !isPoints && {
        showSymbol: one.hasSymbols === true,
        symbol: 'circle',
        symbolSize: one.hasSymbols ? 7 : 4,
        lineStyle: { color, width: 2, ...(one.isDashed && { type: 'dashed' }) },
        ...(one.kind === 'area' && { areaStyle: { color, opacity: 0.18 } }),
        connectNulls: false,
      }),
    ...(isFirst &&
      chart.bands &&
      chart.bands.length > 0 && {
        markArea: {
          silent: true,
          label: { color: text, fontSize: 10, position: 'insideTop' },
          // Every second stage, so that neighbours can be told apart.
          data: chart.bands.map(({ from, to, name }, band) => [
            { name: name[language], xAxis: from, itemStyle: { color: faint, opacity: band % 2 === 0 ? 0.35 : 0.08 } },
            { xAxis: to },
          ]),
        },
      }),
    ...(isFirst &&
      lines.length > 0 && {
        markLine: {
          silent: true,
          symbol: 'none',
          label: { formatter: '{b}', color: text },
          lineStyle: { color: PALETTE[theme].red, type: 'dashed', width: 1.5 },
          data: lines,
        },
      }),
    ...(chart.marks &&
      chart.marks.length > 0 &&
      chart.series.findIndex((other) =>
        chart.marks?.some(({ x, y }) => other.points.some((p) => p[0] === x && p[1] === y)),
      ) === at && {
        markPoint: {
          silent: true,
          symbol: 'circle',
          symbolSize: 8,
          itemStyle: { color },
          label: { formatter: '{b}', color: text, position: 'top' },
          data: chart.marks.map(({ x, y, name }) => ({ name: name[language], coord: [x, y] })),
        },
      }),
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

interface TooltipItem {
  readonly seriesName?: string;
  readonly value?: readonly (number | null)[];
  readonly axisValueLabel?: string;
}

/** Plain text: what the canvas draws can hold no markup. */
function tooltip(chart: Chart, language: Language) {
  const unitOf = new Map(
    chart.series.map(({ name, isSecond }) => [name[language], (isSecond ? chart.y2 : chart.y)?.unit ?? 'count']),
  );
  return (items: TooltipItem | readonly TooltipItem[]) => {
    const list = [items].flat() as TooltipItem[];
    const [x] = list[0]?.value ?? [];
    const head = chart.x.categories ? (chart.x.categories[x ?? 0]?.[language] ?? '') : figureText(chart.x.unit, x ?? 0);
    const rows = list.map(({ seriesName = '', value }) => {
      const y = value?.[1];
      return `${seriesName}: ${y === null || y === undefined ? '-' : figureText(unitOf.get(seriesName) ?? 'count', y)}`;
    });
    return [head, ...rows].join('\n');
  };
}

/** How echarts is to draw a chart. `isStill`: for a picture and not for a page. */
export function chartOption(chart: Chart, language: Language, theme: Theme, isStill: boolean): EChartsCoreOption {
  const { text, ground, faint } = INK[theme];
  const hasLegend = chart.series.length > 1;
  return {
    animation: false,
    backgroundColor: isStill ? ground : 'transparent',
    textStyle: { fontFamily: FONT, color: text },
    ...(isStill && {
      title: {
        text: chart.title[language],
        left: 16,
        top: 10,
        textStyle: { fontFamily: FONT, fontSize: 16, color: text },
      },
    }),
    grid: {
      left: 16,
      right: chart.y2 ? 16 : 28,
      top: (isStill ? 40 : 8) + (hasLegend ? 52 : 32),
      bottom: 36 + (!isStill && chart.x.isTime ? 34 : 0),
      containLabel: true,
    },
    ...(hasLegend && {
      legend: {
        top: isStill ? 40 : 0,
        left: 16,
        textStyle: { fontFamily: FONT, color: text },
        itemWidth: 18,
        itemHeight: 10,
      },
    }),
    xAxis: xAxis(chart, language, theme),
    yAxis: [
      { ...valueAxis(chart.y, language, theme), max: topOf(chart) },
      ...(chart.y2 ? [{ ...valueAxis(chart.y2, language, theme), splitLine: { show: false } }] : []),
    ],
    series: chart.series.map((one, at) => seriesOption(chart, one, at, language, theme)),
    ...(!isStill && {
      tooltip: {
        trigger: chart.series.every(({ kind }) => kind === 'points') ? 'item' : 'axis',
        renderMode: 'richText',
        confine: true,
        backgroundColor: ground,
        borderColor: faint,
        textStyle: { color: text, fontFamily: FONT },
        formatter: tooltip(chart, language),
      },
      ...(chart.x.isTime && {
        dataZoom: [
          // The wheel scrolls the page; only with a key held down it zooms.
          { type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, filterMode: 'none' },
          { type: 'slider', height: 18, bottom: 6, filterMode: 'none', textStyle: { color: text } },
        ],
      }),
    }),
  };
}
