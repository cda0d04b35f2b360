import { DataZoomComponent, TooltipComponent } from 'echarts/components';
import { connect, type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Chart } from '../reports/render/charts/chart.ts';
import { chartOption } from '../reports/render/charts/option.ts';
import type { Theme } from '../reports/render/charts/palette.ts';
import { PARTS } from '../reports/render/charts/parts.ts';
import { type PackedChart, type PageData, unpacked } from '../reports/render/page-data.ts';
import type { Language } from '../reports/words/language.ts';
import { all } from './elements.ts';
import { figuresTable } from './figures-table.ts';
import { moved, WHOLE, type Window, type Zoom } from './zoom.ts';

use([...PARTS, DataZoomComponent, TooltipComponent, CanvasRenderer]);

/** Charts are drawn when they come so near to what is seen. */
const NEAR = '600px';
/** A chart on A4 within our margins: CSS pixels, and how many dots of it each is. */
const PAPER = { width: 664, height: 280, dots: 3 };
const ROW_REM = 1.9;
const ROWS_FRAME_REM = 8;

interface Drawn {
  readonly picture: ECharts;
  /** CSS pixels for which it was drawn. */
  width: number;
}

export interface PageCharts {
  /** Draws anew what is drawn. */
  readonly redraw: () => void;
  /** Shows a scenario of a run; 0 is all of them. */
  readonly showScope: (run: string, scope: number) => void;
  /** Everything as it is printed: light, sharp, and all of it, for paper has no scroll. */
  readonly toPaper: () => void;
  readonly toScreen: () => void;
}

/** The charts of the page, each in its `figure`. */
export function chartsOf(data: PageData, language: () => Language, theme: () => Theme): PageCharts {
  const drawn = new Map<HTMLElement, Drawn>();
  const scopes = new Map<string, number>();
  const windows = new Map<string, Window>();
  const known = new Map<PackedChart, Chart>();
  const figures = all<HTMLElement>('figure[data-run]');
  const canvasOf = (figure: HTMLElement) => figure.querySelector<HTMLElement>('.canvas');
  const runOf = (figure: HTMLElement) => figure.dataset.run ?? '';
  let isPaper = false;

  function chartOf(figure: HTMLElement): Chart | undefined {
    const own = data.runs[Number(runOf(figure))];
    const scope = own?.scopes[figure.hasAttribute('data-whole') ? 0 : (scopes.get(runOf(figure)) ?? 0)];
    const charts = [...(own?.charts ?? []), ...(scope?.charts ?? [])];
    const found = charts.find(({ id }) => id === figure.dataset.id);
    if (!found) return undefined;
    const chart = known.get(found) ?? unpacked(found);
    known.set(found, chart);
    return chart;
  }

  function create(figure: HTMLElement, canvas: HTMLElement, chart: Chart): Drawn {
    const { width, height, dots } = PAPER;
    const picture = isPaper ? init(canvas, null, { width, height, devicePixelRatio: dots }) : init(canvas);
    const one = { picture, width: isPaper ? width : canvas.clientWidth };
    drawn.set(figure, one);
    if (chart.x.isTime && !isPaper) {
      picture.group = `run-${runOf(figure)}-${language()}`;
      connect(picture.group);
      picture.on('datazoom', () => {
        const [zoom] = (picture.getOption().dataZoom ?? []) as [Window?];
        if (zoom) windows.set(runOf(figure), { start: zoom.start, end: zoom.end });
      });
    }
    return one;
  }

  /** The texts of a chart, which tell the same as its picture. */
  function describe(figure: HTMLElement, chart: Chart): void {
    const text = chart.text[language()];
    const note = chart.note?.[language()] ?? '';
    canvasOf(figure)?.setAttribute('aria-label', `${chart.title[language()]}. ${text}`);
    const shown = figure.querySelector('.text');
    if (shown) shown.textContent = `${text} ${note}`.trim();
    const details = figure.querySelector<HTMLDetailsElement>('details.figures');
    details?.querySelector('.scroll')?.remove();
    if (details?.open) showFigures(figure, details);
  }

  function draw(figure: HTMLElement): void {
    const canvas = canvasOf(figure);
    const chart = chartOf(figure);
    // A scenario need not have every chart.
    figure.classList.toggle('empty', chart === undefined);
    if (!canvas || !chart) return;
    const one = drawn.get(figure) ?? create(figure, canvas, chart);
    const zoom = windows.get(runOf(figure));
    one.picture.setOption(
      chartOption(chart, language(), isPaper ? 'light' : theme(), { isStill: false, isPaper, width: one.width, zoom }),
      true,
    );
    describe(figure, chart);
  }

  function showFigures(figure: HTMLElement, details: HTMLDetailsElement): void {
    const chart = chartOf(figure);
    if (!chart) return;
    const table = figuresTable(chart, language());
    table.setAttribute('aria-label', details.querySelector('summary')?.getAttribute('aria-label') ?? '');
    details.append(table);
  }

  function zoomBy(figure: HTMLElement, zoom: Zoom): void {
    const window = moved(windows.get(runOf(figure)) ?? WHOLE, zoom);
    windows.set(runOf(figure), window);
    // Connected charts, those that are drawn, follow.
    drawn.get(figure)?.picture.dispatchAction({ type: 'dataZoom', ...window });
  }

  const isShown = (figure: HTMLElement) => figure.closest('[hidden]') === null;

  function clear(): void {
    for (const { picture } of drawn.values()) picture.dispose();
    drawn.clear();
  }

  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting && !drawn.has(target as HTMLElement)) draw(target as HTMLElement);
      }
    },
    { rootMargin: NEAR },
  );

  const sized = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const figure = target.closest('figure');
      const one = figure && drawn.get(figure);
      const width = target.clientWidth;
      // Hidden ones have no width; those on paper keep theirs.
      if (!figure || !one || isPaper || width === 0 || width === one.width) continue;
      one.width = width;
      one.picture.resize();
      draw(figure);
    }
  });

  for (const figure of figures) {
    const canvas = canvasOf(figure);
    const rows = Number(figure.dataset.rows ?? 0);
    if (canvas && rows > 0) canvas.style.height = `${ROWS_FRAME_REM + ROW_REM * rows}rem`;
    near.observe(figure);
    if (canvas) sized.observe(canvas);
    for (const button of all<HTMLElement>('button[data-zoom]', figure)) {
      button.addEventListener('click', () => zoomBy(figure, button.dataset.zoom as Zoom));
    }
    const details = figure.querySelector<HTMLDetailsElement>('details.figures');
    details?.addEventListener('toggle', () => {
      if (details.open && !details.querySelector('.scroll')) showFigures(figure, details);
    });
  }

  return {
    redraw: () => {
      for (const figure of drawn.keys()) draw(figure);
    },
    showScope: (run, scope) => {
      scopes.set(run, scope);
      const name = data.runs[Number(run)]?.scopes[scope]?.name ?? '';
      for (const figure of figures.filter((one) => runOf(one) === run)) {
        const caption = figure.querySelector('.scope');
        const own = data.runs[Number(run)]?.charts.some(({ id }) => id === figure.dataset.id);
        if (caption && !own && !figure.hasAttribute('data-whole')) caption.textContent = name;
        if (drawn.has(figure)) draw(figure);
        else figure.classList.toggle('empty', chartOf(figure) === undefined);
      }
    },
    toPaper: () => {
      isPaper = true;
      clear();
      for (const figure of figures.filter(isShown)) draw(figure);
    },
    toScreen: () => {
      isPaper = false;
      clear();
      for (const figure of figures) {
        // Observed anew, each is drawn again when it is near.
        near.unobserve(figure);
        near.observe(figure);
      }
    },
  };
}
