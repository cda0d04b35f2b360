/** What the page of a report does: draws charts, switches language, theme and scenario, sorts, searches, copies. */
import { DataZoomComponent, TooltipComponent } from 'echarts/components';
import { connect, type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Chart } from '../reports/render/charts/chart.ts';
import { chartOption, type Theme } from '../reports/render/charts/option.ts';
import { PARTS } from '../reports/render/charts/parts.ts';
import type { PageData } from '../reports/render/page-data.ts';
import type { Language } from '../reports/words/language.ts';

use([...PARTS, DataZoomComponent, TooltipComponent, CanvasRenderer]);

const data = JSON.parse(document.getElementById('data')?.textContent ?? '{}') as PageData;
const root = document.documentElement;

const all = <Found extends Element>(selector: string, within: ParentNode = document) => [
  ...within.querySelectorAll<Found>(selector),
];

// ---- charts

const drawn = new Map<Element, ECharts>();
/** Which scenario of each run is shown; 0 is all of them. */
const scopes = new Map<number, number>();

const language = () => root.lang as Language;
const theme = () => (root.dataset.theme === 'dark' ? 'dark' : 'light') satisfies Theme;

function chartOf({ run = '', id = '' }: DOMStringMap): Chart | undefined {
  if (run === 'all') return data.comparison.find((chart) => chart.id === id);
  const own = data.runs[Number(run)];
  const scope = own?.scopes[scopes.get(Number(run)) ?? 0];
  return [...(own?.charts ?? []), ...(scope?.charts ?? [])].find((chart) => chart.id === id);
}

function draw(figure: HTMLElement): void {
  const canvas = figure.querySelector<HTMLElement>('.canvas');
  const chart = chartOf(figure.dataset);
  // A scenario need not have every chart.
  figure.classList.toggle('empty', chart === undefined);
  if (!canvas || !chart) return;
  const picture = drawn.get(figure) ?? init(canvas);
  drawn.set(figure, picture);
  if (chart.x.isTime) {
    picture.group = `run-${figure.dataset.run}-${language()}`;
    connect(picture.group);
  }
  picture.setOption(chartOption(chart, language(), theme(), false), true);
  const text = chart.text[language()];
  canvas.setAttribute('aria-label', `${chart.title[language()]}. ${text}`);
  const shown = figure.querySelector('.text');
  if (shown) shown.textContent = [text, figure.dataset.thinned ?? ''].join(' ').trim();
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && !drawn.has(target)) draw(target as HTMLElement);
    }
  },
  { rootMargin: '600px' },
);

const sized = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const figure = target.closest('figure');
    if (figure) drawn.get(figure)?.resize();
  }
});

for (const figure of all<HTMLElement>('figure[data-run]')) {
  near.observe(figure);
  const canvas = figure.querySelector('.canvas');
  if (canvas) sized.observe(canvas);
}

function redraw(wanted: (figure: HTMLElement) => boolean = () => true): void {
  for (const figure of drawn.keys()) if (wanted(figure as HTMLElement)) draw(figure as HTMLElement);
}

// Paper has no scroll: everything must be there.
window.addEventListener('beforeprint', () => {
  for (const figure of all<HTMLElement>('figure[data-run]')) {
    if (figure.closest('[hidden]') === null) draw(figure);
  }
});

// ---- language, theme, scenario

/** A page that is opened from a file may not be allowed to remember anything. */
function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`buha-${name}`);
  } catch {
    return null;
  }
}

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`buha-${name}`, value);
  } catch {
    // Then it is asked anew next time.
  }
}

function showLanguage(wanted: Language): void {
  root.lang = wanted;
  document.title = data.titles[wanted];
  for (const part of all<HTMLElement>('[data-language]')) part.hidden = part.dataset.language !== wanted;
  for (const button of all<HTMLElement>('button[data-to-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.toLanguage === wanted));
  }
}

function showTheme(wanted: string): void {
  const isDark = wanted === 'dark' || (wanted === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = isDark ? 'dark' : 'light';
  redraw();
}

for (const button of all<HTMLElement>('button[data-to-language]')) {
  button.addEventListener('click', () => {
    showLanguage(button.dataset.toLanguage as Language);
    remember('language', button.dataset.toLanguage ?? '');
  });
}

const themes = all<HTMLSelectElement>('select[data-themes]');
for (const select of themes) {
  select.addEventListener('change', () => {
    for (const other of themes) other.value = select.value;
    showTheme(select.value);
    remember('theme', select.value);
  });
}

const storedLanguage = remembered('language');
showLanguage(storedLanguage === 'ko' || storedLanguage === 'en' ? storedLanguage : language());
const storedTheme = remembered('theme') ?? 'auto';
for (const select of themes) select.value = ['light', 'dark'].includes(storedTheme) ? storedTheme : 'auto';
showTheme(storedTheme);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => showTheme(remembered('theme') ?? 'auto'));

for (const choice of all<HTMLInputElement>('input[data-scope]')) {
  choice.addEventListener('change', () => {
    const { run = '', scope = '' } = choice.dataset;
    scopes.set(Number(run), Number(scope));
    // The other language shows the same.
    for (const twin of all<HTMLInputElement>(`input[data-scope="${scope}"][data-run="${run}"]`)) twin.checked = true;
    redraw((figure) => figure.dataset.run === run);
  });
}

// ---- tables

/** `1,234`, `5.95s`, `98.5%` as a number to sort by; text stays text. */
function keyOf(cell: HTMLTableCellElement | undefined): number | string {
  const { sort } = cell?.dataset ?? {};
  return sort === undefined ? (cell?.textContent ?? '') : Number(sort);
}

for (const table of all<HTMLTableElement>('table.sortable')) {
  const heads = all<HTMLTableCellElement>('thead th', table);
  for (const [column, head] of heads.entries()) {
    head.querySelector('button')?.addEventListener('click', () => {
      const isDown = head.getAttribute('aria-sort') === 'descending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', isDown ? 'ascending' : 'descending');
      const body = table.tBodies[0];
      const rows = [...(body?.rows ?? [])].toSorted((a, b) => {
        const [x, y] = [keyOf(a.cells[column]), keyOf(b.cells[column])];
        const order =
          typeof x === 'number' && typeof y === 'number'
            ? (Number.isNaN(x) ? Number.NEGATIVE_INFINITY : x) - (Number.isNaN(y) ? Number.NEGATIVE_INFINITY : y)
            : String(x).localeCompare(String(y));
        return isDown ? order : -order;
      });
      body?.append(...rows);
    });
  }
}

for (const field of all<HTMLInputElement>('input.search')) {
  const rows = all<HTMLTableRowElement>(
    'tbody tr',
    field.closest('.searched')?.nextElementSibling ?? document.createElement('div'),
  );
  field.addEventListener('input', () => {
    const wanted = field.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent?.toLowerCase().includes(wanted);
  });
}

// ---- copy, print

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Some browsers allow it to pages from a server only.
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const isDone = document.execCommand('copy');
    area.remove();
    return isDone;
  }
}

for (const button of all<HTMLButtonElement>('button[data-copy]')) {
  button.addEventListener('click', async () => {
    const isDone = await copy(data.markdown[language()]);
    const label = button.textContent;
    if (isDone) button.textContent = button.dataset.done ?? label;
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
}

for (const button of all('button[data-print]')) button.addEventListener('click', () => print());
