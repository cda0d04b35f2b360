import { figureText } from '../reports/render/charts/axes.ts';
import type { Chart } from '../reports/render/charts/chart.ts';
import type { Language } from '../reports/words/language.ts';

/** The figures of a chart as a table: a row for each place on its horizontal axis, a column for each series. */
export function figuresTable(chart: Chart, language: Language): HTMLElement {
  const table = document.createElement('table');
  const row = (parent: HTMLTableSectionElement, tag: 'th' | 'td', texts: readonly string[]) => {
    const line = parent.insertRow();
    for (const text of texts) {
      const cell = document.createElement(tag);
      if (tag === 'th') cell.setAttribute('scope', 'col');
      cell.textContent = text;
      line.append(cell);
    }
  };
  const { x, y, series } = chart;
  row(table.createTHead(), 'th', [
    x.name[language] || chart.title[language],
    ...series.map(({ name }) => name[language]),
  ]);
  const values = new Map<number, string[]>();
  for (const [at, { points }] of series.entries()) {
    for (const [place, value] of points) {
      const texts = values.get(place) ?? series.map(() => '');
      texts[at] = value === null ? '-' : figureText(y.unit, value);
      values.set(place, texts);
    }
  }
  const body = table.createTBody();
  for (const [place, texts] of [...values].toSorted(([a], [b]) => a - b)) {
    row(body, 'td', [x.categories?.[place]?.[language] ?? figureText(x.unit, place), ...texts]);
  }
  const scroll = document.createElement('div');
  scroll.className = 'scroll';
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.append(table);
  return scroll;
}
