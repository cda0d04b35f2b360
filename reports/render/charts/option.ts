import type { EChartsCoreOption } from 'echarts/core';
import type { Language } from '../../words/language.ts';
import { axes, figureText } from './axes.ts';
import type { Chart } from './chart.ts';
import { FONT, INK, type Theme } from './palette.ts';
import { seriesOption } from './series.ts';
import { textPx } from './text-size.ts';

/** Where a chart is drawn: as a picture, with a title and a ground of its own, or on a page. */
export interface ChartPlace {
  readonly isStill: boolean;
  /** Nothing on paper moves, and the page around the chart has its title. */
  readonly isPaper?: boolean;
  /** In points. */
  readonly width: number;
  /** What is shown of the time axis, in per cent; all of it without. */
  readonly zoom?: { readonly start: number; readonly end: number } | undefined;
}

const FONT_PX = 12;
const LEGEND = { left: 16, icon: 26, gap: 12, line: 22 } as const;

/** Lines that the legend takes: it breaks where the next name has no room. */
function legendLines(names: readonly string[], width: number): number {
  let lines = 1;
  let used = LEGEND.left;
  for (const name of names) {
    const own = LEGEND.icon + 5 + textPx(name, FONT_PX) + LEGEND.gap;
    if (used > LEGEND.left && used + own > width) {
      lines += 1;
      used = LEGEND.left;
    }
    used += own;
  }
  return lines;
}

interface TooltipItem {
  readonly seriesName?: string;
  readonly value?: readonly (number | null)[];
}

/** Plain text: what the canvas draws can hold no markup. */
function tooltip({ x: axis, y: { unit }, isHorizontal }: Chart, language: Language) {
  const [along, across] = isHorizontal ? [1, 0] : [0, 1];
  return (items: TooltipItem | readonly TooltipItem[]) => {
    const list = [items].flat() as TooltipItem[];
    const x = list[0]?.value?.[along] ?? 0;
    const head = axis.categories ? (axis.categories[x]?.[language] ?? '') : figureText(axis.unit, x);
    const rows = list.map(({ seriesName = '', value }) => {
      const y = value?.[across];
      return `${seriesName}: ${y === null || y === undefined ? '-' : figureText(unit, y)}`;
    });
    return [head, ...rows].join('\n');
  };
}

/** What a title may take of the width: measured without a browser, bold text comes out too short. */
const TITLE_SHARE = 0.68;

function title(chart: Chart, language: Language, theme: Theme, width: number) {
  const { text } = INK[theme];
  return {
    text: chart.title[language],
    subtext: chart.note?.[language],
    ...{ left: 16, top: 10, itemGap: 4 },
    textStyle: { fontFamily: FONT, fontSize: 16, color: text, width: width * TITLE_SHARE, overflow: 'truncate' },
    subtextStyle: { fontFamily: FONT, fontSize: FONT_PX, color: text },
  };
}

function moving(chart: Chart, language: Language, theme: Theme, { zoom, isPaper = false }: ChartPlace) {
  const { text, ground, faint } = INK[theme];
  return {
    tooltip: {
      trigger: chart.series.every(({ kind }) => kind === 'points') ? 'item' : 'axis',
      ...{ renderMode: 'richText', confine: true, backgroundColor: ground, borderColor: faint },
      textStyle: { color: text, fontFamily: FONT },
      formatter: tooltip(chart, language),
    },
    ...(chart.x.isTime && {
      dataZoom: [
        // The wheel scrolls the page; only with a key held down it zooms.
        { type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, filterMode: 'none', ...zoom },
        ...(isPaper ? [] : [{ type: 'slider', height: 18, bottom: 6, filterMode: 'none', showDetail: false, ...zoom }]),
      ],
    }),
  };
}

/** How echarts is to draw a chart. */
export function chartOption(chart: Chart, language: Language, theme: Theme, place: ChartPlace): EChartsCoreOption {
  const { text, ground } = INK[theme];
  const { isStill, isPaper, width } = place;
  const names = chart.series.map(({ name }) => name[language]);
  const hasLegend = names.length > 1;
  const head = isStill ? (chart.note ? 60 : 40) : 0;
  // Names of stages and places stand right above the plot, names of axes above those.
  const nameGap = chart.bands?.length || chart.places?.length ? 26 : 12;
  const legend = hasLegend ? legendLines(names, width) * LEGEND.line + 8 : 8;
  return {
    animation: false,
    backgroundColor: isStill ? ground : 'transparent',
    textStyle: { fontFamily: FONT, color: text },
    ...(isStill && { title: title(chart, language, theme, width) }),
    grid: {
      // Names are measured without a browser: those of a wide font begin further left than it makes room for.
      left: chart.isHorizontal ? 52 : 16,
      right: 28,
      top: head + legend + (chart.isHorizontal ? 0 : nameGap + 16),
      bottom: 36 + (!isStill && !isPaper && chart.x.isTime ? 34 : 0),
      containLabel: true,
    },
    ...(hasLegend && {
      legend: {
        ...{ top: head, left: LEGEND.left, right: 0, padding: [5, 0], itemGap: LEGEND.gap },
        ...{ itemWidth: LEGEND.icon, itemHeight: 10 },
        textStyle: { fontFamily: FONT, fontSize: FONT_PX, color: text },
        // A line shows itself by its dashes; a dot on it would hide them.
        data: chart.series.map(({ name, kind }) => ({
          name: name[language],
          ...((kind === 'line' || kind === 'area') && { itemStyle: { opacity: 0 } }),
        })),
      },
    }),
    ...axes(chart, language, theme, width, nameGap),
    series: chart.series.map((one, at) => seriesOption(chart, one, at, language, theme, width)),
    ...(!isStill && moving(chart, language, theme, place)),
  };
}
