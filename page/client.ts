/** What the page of a report does: draws charts, switches language, theme and scenario, sorts, searches, copies. */
import type { PageData } from '../reports/render/page-data.ts';
import type { Language } from '../reports/words/language.ts';
import { chartsOf } from './charts.ts';
import { all } from './elements.ts';
import { makeSearchable, makeSortable } from './tables.ts';

const data = JSON.parse(document.getElementById('data')?.textContent ?? '{}') as PageData;
const root = document.documentElement;
const language = () => root.lang as Language;

const charts = chartsOf(data, language, () => (root.dataset.theme === 'dark' ? 'dark' : 'light'));

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

/** Tables that both languages share go to the one that is shown, and take its words. */
function moveShared(wanted: Language): void {
  for (const host of all<HTMLElement>(`[data-language="${wanted}"] [data-shared]`)) {
    for (const other of all<HTMLElement>(`[data-shared="${host.dataset.shared}"]`)) {
      if (other !== host) host.append(...other.childNodes);
    }
  }
  for (const part of all<HTMLElement>('[data-ko]')) {
    const text = part.dataset[wanted] ?? '';
    if (part.hasAttribute('aria-label')) part.setAttribute('aria-label', text);
    else part.textContent = text;
  }
}

function showLanguage(wanted: Language): void {
  root.lang = wanted;
  document.title = data.titles[wanted];
  for (const part of all<HTMLElement>('[data-language]')) part.hidden = part.dataset.language !== wanted;
  for (const button of all<HTMLElement>('button[data-to-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.toLanguage === wanted));
  }
  moveShared(wanted);
}

function showTheme(wanted: string): void {
  const isDark = wanted === 'dark' || (wanted === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = isDark ? 'dark' : 'light';
  charts.redraw();
}

for (const button of all<HTMLElement>('button[data-to-language]')) {
  button.addEventListener('click', () => {
    showLanguage(button.dataset.toLanguage as Language);
    // The button that was pressed is hidden now.
    document
      .querySelector<HTMLElement>(`.bar:not([hidden]) button[data-to-language="${button.dataset.toLanguage}"]`)
      ?.focus();
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
    // The other language shows the same.
    for (const twin of all<HTMLInputElement>(`input[data-scope="${scope}"][data-run="${run}"]`)) twin.checked = true;
    charts.showScope(run, Number(scope));
  });
}

for (const table of all<HTMLTableElement>('table.sortable')) makeSortable(table);
for (const field of all<HTMLInputElement>('input.search')) makeSearchable(field);

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
  const label = button.textContent;
  button.addEventListener('click', async () => {
    const isDone = await copy(data.markdown[language()]);
    button.focus();
    if (isDone) button.textContent = button.dataset.done ?? label;
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
}

for (const button of all('button[data-print]')) button.addEventListener('click', () => print());
window.addEventListener('beforeprint', () => charts.toPaper());
window.addEventListener('afterprint', () => charts.toScreen());
