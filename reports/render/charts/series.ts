import type { Language } from '../../words/language.ts';
import { drawn, figureText } from './axes.ts';
import type { Chart, ChartSeries } from './chart.ts';
import { levelPlace } from './level-place.ts';
import { INK, PALETTE, type Theme, tint } from './palette.ts';
import { textPx } from './text-size.ts';

/** ECharts' own diamond is stretched in a legend. */
const SYMBOLS = { circle: 'circle', diamond: 'path://M0 -1 L1 0 L0 1 L-1 0 Z' } as const;

/** So many points leave none of them room. */
const CROWD = 60;

/** A chart as wide as this, or less, has no room for figures beside its points. */
const NARROW_PX = 480;

const BAND_FONT_PX = 10;
const BAND_GAP_PX = 6;
/** What the axes take of the width of a chart, about: the names of their figures, and the margins. */
const AXES_PX = 90;

/** Names of the stages where none meets its neighbour; else their figures; else none. */
function bandNames({ bands = [], x }: Chart, language: Language, width: number): string[] {
  const px = (width - AXES_PX) / Math.max(1, x.until ?? 0);
  const middle = ({ from, to }: (typeof bands)[number]) => ((from + to) / 2) * px;
  const fits = (pick: 'name' | 'short') =>
    bands.every((band, at) => {
      const next = bands[at + 1];
      const half = (one: typeof band) => textPx(one[pick][language], BAND_FONT_PX) / 2;
      return next === undefined || half(band) + half(next) + BAND_GAP_PX <= middle(next) - middle(band);
    });
  const pick = (['name', 'short'] as const).find(fits);
  return bands.map((band) => (pick ? band[pick][language] : ''));
}

function stages(chart: Chart, language: Language, theme: Theme, width: number) {
  const { text, faint } = INK[theme];
  const names = bandNames(chart, language, width);
  return {
    markArea: {
      silent: true,
      label: { color: text, fontSize: BAND_FONT_PX, position: 'top' },
      // Every second stage, so that neighbours can be told apart.
      data: (chart.bands ?? []).map(({ from, to }, band) => [
        { name: names[band], xAxis: from, itemStyle: { color: faint, opacity: band % 2 === 0 ? 0.5 : 0.12 } },
        { xAxis: to },
      ]),
    },
  };
}

/** A name beside a line keeps within the picture, wherever the line is. */
const sideOf = (value: number, most: number) =>
  value > most * 0.75 ? 'right' : value < most * 0.25 ? 'left' : 'center';

/** A range as a line with two ends. */
function whiskers({ whiskers: ranges = [] }: ChartSeries, theme: Theme) {
  const { text } = INK[theme];
  return ranges.map(([x, low, high]) => [
    {
      coord: [x, low],
      symbol: 'circle',
      symbolSize: 6,
      lineStyle: { color: text, type: 'solid', width: 2 },
      label: { show: false },
    },
    { coord: [x, high], symbol: 'circle', symbolSize: 6 },
  ]);
}

function lines(chart: Chart, one: ChartSeries, at: number, language: Language, theme: Theme, width: number) {
  const { text, ground } = INK[theme];
  const { series } = chart;
  // What belongs to the chart hangs on its first series.
  const [levels, places] = at === 0 ? [chart.levels ?? [], chart.places ?? []] : [[], []];
  const most = series.reduce((far, { points }) => points.reduce((max, [x]) => Math.max(max, x), far), 0);
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      label: { formatter: '{b}', color: text, backgroundColor: ground, padding: [1, 4], borderRadius: 3 },
      lineStyle: { color: PALETTE[theme].red, type: 'dashed', width: 1.5 },
      data: [
        ...levels.map((level) => ({
          ...{ yAxis: level.value, name: level.name[language] },
          label: { position: levelPlace(chart, level, language, width) },
        })),
        ...places.map(({ value, name }) => ({
          ...{ xAxis: value, name: name[language] },
          label: { position: 'end', rotate: 0, align: sideOf(value, most) },
        })),
        ...whiskers(one, theme),
      ],
    },
  };
}

function marks(chart: Chart, at: number, color: string, language: Language, theme: Theme) {
  const { text, ground } = INK[theme];
  const own = (chart.marks ?? []).filter(({ series }) => series === at);
  if (own.length === 0) return {};
  const most = chart.x.until ?? 0;
  return {
    markPoint: {
      silent: true,
      symbol: 'circle',
      symbolSize: 9,
      itemStyle: { color, borderColor: ground, borderWidth: 1.5 },
      label: { formatter: '{b}', color: text, backgroundColor: ground, padding: [1, 4], borderRadius: 3, distance: 6 },
      data: own.map(({ x, y, name }) => {
        const side = sideOf(x, most);
        return {
          name: name[language],
          coord: [x, y],
          label: { position: 'top', align: side },
        };
      }),
    },
  };
}

function areaStyle({ fill, color: name }: ChartSeries, color: string, theme: Theme) {
  if (fill === 'cover') return { color: tint(name, theme, 0.3), opacity: 1 };
  return fill === 'gap' ? { color: PALETTE[theme].red, opacity: 0.2 } : { color, opacity: 0.18 };
}

function look(one: ChartSeries, color: string, theme: Theme) {
  const { kind, dash, symbol, points, isStacked, hasSymbols = false } = one;
  const isCrowd = points.length > CROWD;
  switch (kind) {
    case 'bar':
      return {
        ...{ type: 'bar', barMaxWidth: 40, large: false },
        // A thin line of ground between the parts of a bar.
        ...(isStacked && !isCrowd && { itemStyle: { color, borderColor: INK[theme].ground, borderWidth: 0.5 } }),
      };
    case 'points':
      return {
        ...{
          type: 'scatter',
          symbol: SYMBOLS[symbol ?? 'circle'],
          symbolSize: isCrowd ? 5 : 11,
          symbolKeepAspect: true,
        },
        itemStyle: { color, opacity: isCrowd ? 0.6 : 1 },
      };
    default:
      return {
        ...{
          type: 'line',
          showSymbol: hasSymbols,
          symbol: 'circle',
          symbolSize: hasSymbols ? 7 : 4,
          connectNulls: false,
        },
        lineStyle: { color, width: 2, ...(dash && { type: dash }) },
        ...(kind === 'area' && { areaStyle: areaStyle(one, color, theme) }),
      };
  }
}

/** A series of a chart that is so many points wide, for ECharts. */
export function seriesOption(
  chart: Chart,
  one: ChartSeries,
  at: number,
  language: Language,
  theme: Theme,
  width: number,
) {
  const color = PALETTE[theme][one.color];
  const { bands = [], levels = [], places = [], isHorizontal } = chart;
  const value = isHorizontal ? 0 : 1;
  return {
    name: one.name[language],
    data: one.points.map(([x, y]) => {
      const shown = drawn(y, chart.y.isLog);
      return isHorizontal ? [shown, x] : [x, shown];
    }),
    ...(one.isStacked && { stack: 'all' }),
    itemStyle: { color },
    ...look(one, color, theme),
    // On a telephone they would lie on each other; the text of the chart has them.
    ...(one.isLabelled &&
      (one.kind === 'bar' || width > NARROW_PX) && {
        label: {
          show: true,
          position: one.kind === 'points' ? 'right' : 'top',
          color: INK[theme].text,
          // A point may lie on a bar.
          ...(one.kind === 'points' && { backgroundColor: INK[theme].ground, padding: [1, 3], borderRadius: 3 }),
          formatter: ({ value: own }: { value: readonly (number | null)[] }) => {
            const known = own[value];
            return known === null || known === undefined ? '' : figureText(chart.y.unit, known);
          },
        },
      }),
    ...(at === 0 && bands.length > 0 && stages(chart, language, theme, width)),
    ...(((at === 0 && levels.length + places.length > 0) || (one.whiskers?.length ?? 0) > 0) &&
      lines(chart, one, at, language, theme, width)),
    ...marks(chart, at, color, language, theme),
  };
}
