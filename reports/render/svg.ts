import { TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Language } from '../words/language.ts';
import type { Chart } from './charts/chart.ts';
import { chartOption } from './charts/option.ts';
import type { Theme } from './charts/palette.ts';
import { PARTS } from './charts/parts.ts';

use([...PARTS, TitleComponent, SVGRenderer]);

export const CHART_WIDTH = 960;
export const CHART_HEIGHT = 400;
const SIZE = { width: CHART_WIDTH, height: CHART_HEIGHT };

/** ECharts counts its names on from picture to picture: the same chart must be the same file. */
function renamed(svg: string): string {
  const names = new Map<string, string>();
  return svg.replaceAll(/\bzr\d+-[a-z]+-?\d+/g, (name) => {
    const known = names.get(name) ?? `c${names.size}`;
    names.set(name, known);
    return known;
  });
}

/** A chart as an SVG picture of its own, on a ground of its own: readable wherever it is put. */
export function chartSvg(chart: Chart, language: Language, theme: Theme = 'light', { width, height } = SIZE): string {
  const picture = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    picture.setOption(chartOption(chart, language, theme, { isStill: true, width }));
    return renamed(picture.renderToSVGString());
  } finally {
    picture.dispose();
  }
}
