/** Language and theme of the page: what is shown, and what is remembered of the reader's choice. */
import type { PageData } from '../reports/render/page-data.ts';
import type { Language } from '../reports/words/language.ts';
import type { PageCharts } from './charts.ts';
import { all } from './elements.ts';

const root = document.documentElement;
export const language = () => root.lang as Language;
export const theme = () => (root.dataset.theme === 'dark' ? 'dark' : 'light');

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

/** The language that the reader chose before, or that the page was written for; its buttons. */
export function wireLanguages(titles: PageData['titles']): void {
  const show = (wanted: Language) => {
    root.lang = wanted;
    document.title = titles[wanted];
    for (const part of all<HTMLElement>('[data-language]')) part.hidden = part.dataset.language !== wanted;
    for (const button of all<HTMLElement>('button[data-to-language]')) {
      button.setAttribute('aria-pressed', String(button.dataset.toLanguage === wanted));
    }
    moveShared(wanted);
  };
  for (const button of all<HTMLElement>('button[data-to-language]')) {
    button.addEventListener('click', () => {
      show(button.dataset.toLanguage as Language);
      // The button that was pressed is hidden now.
      document
        .querySelector<HTMLElement>(`.bar:not([hidden]) button[data-to-language="${button.dataset.toLanguage}"]`)
        ?.focus();
      remember('language', button.dataset.toLanguage ?? '');
    });
  }
  const stored = remembered('language');
  show(stored === 'ko' || stored === 'en' ? stored : language());
}

/** The theme that the reader chose before, or the system's; its choices. */
export function wireThemes(charts: PageCharts): void {
  const show = (wanted: string) => {
    const isDark = wanted === 'dark' || (wanted === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    root.dataset.theme = isDark ? 'dark' : 'light';
    charts.redraw();
  };
  const themes = all<HTMLSelectElement>('select[data-themes]');
  for (const select of themes) {
    select.addEventListener('change', () => {
      for (const other of themes) other.value = select.value;
      show(select.value);
      remember('theme', select.value);
    });
  }
  const stored = remembered('theme') ?? 'auto';
  for (const select of themes) select.value = ['light', 'dark'].includes(stored) ? stored : 'auto';
  show(stored);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => show(remembered('theme') ?? 'auto'));
}
