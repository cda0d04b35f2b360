/** What the page of a report does: draws charts, switches language, theme and scenario, sorts, searches, copies. */
import type { PageData } from '../reports/render/page-data.ts';
import { chartsOf, type PageCharts } from './charts.ts';
import { all } from './elements.ts';
import { unfoldAll, wireFolds } from './fold.ts';
import { language, theme, wireLanguages, wireThemes } from './look.ts';
import { makeSearchable, makeSortable } from './tables.ts';
import { isPacked, unpack } from './unpack.ts';

function wireScopes(charts: PageCharts): void {
  for (const choice of all<HTMLInputElement>('input[data-scope]')) {
    choice.addEventListener('change', () => {
      const { run = '', scope = '' } = choice.dataset;
      // The other language shows the same.
      for (const twin of all<HTMLInputElement>(`input[data-scope="${scope}"][data-run="${run}"]`)) twin.checked = true;
      charts.showScope(run, Number(scope));
    });
  }
}

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

function wireCopying(markdown: PageData['markdown']): void {
  for (const button of all<HTMLButtonElement>('button[data-copy]')) {
    const label = button.textContent;
    button.addEventListener('click', async () => {
      const isDone = await copy(markdown[language()]);
      button.focus();
      if (isDone) button.textContent = button.dataset.done ?? label;
      setTimeout(() => {
        button.textContent = label;
      }, 2000);
    });
  }
}

/** Commands are copied one by one; a sign that it is done stands for a moment. */
function wireCommands(): void {
  for (const button of all<HTMLButtonElement>('button[data-copy-command]')) {
    const { title } = button;
    button.addEventListener('click', async () => {
      const isDone = await copy(button.parentElement?.querySelector('code')?.textContent ?? '');
      button.focus();
      button.classList.toggle('done', isDone);
      if (isDone) button.title = button.dataset.done ?? title;
      setTimeout(() => {
        button.classList.remove('done');
        button.title = title;
      }, 2000);
    });
  }
}

/** The bar repeats the title once it is out of sight. */
function wireTitle(): void {
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (target.closest('[hidden]') === null) document.body.classList.toggle('scrolled', !isIntersecting);
    }
  });
  for (const title of all('h1')) seen.observe(title);
}

function wirePrinting(charts: PageCharts): void {
  let foldAgain = () => {};
  for (const button of all('button[data-print]')) button.addEventListener('click', () => print());
  window.addEventListener('beforeprint', () => {
    foldAgain = unfoldAll();
    charts.toPaper();
  });
  window.addEventListener('afterprint', () => {
    charts.toScreen();
    foldAgain();
  });
}

async function start(): Promise<void> {
  if (isPacked()) await unpack();
  const data = JSON.parse(document.getElementById('data')?.textContent ?? '{}') as PageData;
  const charts = chartsOf(data, language, theme);
  wireLanguages(data.titles);
  wireThemes(charts);
  wireScopes(charts);
  for (const table of all<HTMLTableElement>('table.sortable')) makeSortable(table);
  for (const field of all<HTMLInputElement>('input.search')) makeSearchable(field);
  wireCopying(data.markdown);
  wireCommands();
  wireFolds();
  wireTitle();
  wirePrinting(charts);
}

void start();
