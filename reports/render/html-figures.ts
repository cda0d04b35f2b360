import type { Language } from '../words/language.ts';
import { type PageWords, pageWords } from '../words/page.ts';
import type { Chart } from './charts/chart.ts';
import type { RunCharts } from './charts/run-charts.ts';
import { named } from './charts/texts.ts';
import { escaped } from './html-text.ts';
import { icon } from './icons.ts';

/** Steps of the zoom of a chart over time, as its buttons stand. */
const ZOOMS = ['in', 'out', 'back', 'on', 'all'] as const;

function zoomButtons(title: string, words: PageWords): string {
  const buttons = ZOOMS.map((name) => {
    const label = escaped(words.zooms[name]);
    return `<button type="button" data-zoom="${name}" aria-label="${label}" title="${label}">${icon(name)}</button>`;
  });
  return `<div class="zoom" role="group" aria-label="${escaped(words.zoom)}: ${title}">${buttons.join('')}</div>\n`;
}

/**
 * The place of a chart, of a run (by its number): its text stands there, the page's script draws it. `isWhole`: of all scenarios,
 * whichever is chosen; `of`: whose it is, where that is not said around it, as HTML.
 */
export function figure(chart: Chart, run: number, language: Language, isWhole = false, of = ''): string {
  const words = pageWords(language);
  const [title, text] = [escaped(chart.title[language]), escaped(chart.text[language])];
  const note = chart.note ? ` ${escaped(chart.note[language])}` : '';
  const whole = isWhole ? ' data-whole' : '';
  const rows = chart.isHorizontal ? ` data-rows="${chart.x.categories?.length ?? 0}"` : '';
  return `<figure data-run="${run}" data-id="${escaped(chart.id)}"${rows}${whole}>
<figcaption><strong>${title}</strong>${of} <span class="scope"></span></figcaption>
${chart.x.isTime ? zoomButtons(title, words) : ''}<div class="canvas" role="img" aria-label="${title}. ${text}"></div>
<p class="text">${text}${note}</p>
<details class="figures"><summary aria-label="${escaped(words.figures)}: ${title}">${escaped(words.figures)}</summary></details>
</figure>
`;
}

/** Which scenario the charts of a run are about; nothing where there is only one. */
export function scopeChoice({ scopes }: RunCharts, run: number, language: Language): string {
  if (scopes.length < 2) return '';
  const words = pageWords(language);
  const choices = scopes.map(({ scenario }, at) => {
    const label = escaped(scenario === undefined ? words.whole : named(scenario)[language]);
    return `<label><input type="radio" name="scope-${run}-${language}" data-scope="${at}" data-run="${run}"${at === 0 ? ' checked' : ''}> ${label}</label>`;
  });
  return `<fieldset class="scopes"><legend>${escaped(words.scenario)}</legend>${choices.join('\n')}</fieldset>\n`;
}
