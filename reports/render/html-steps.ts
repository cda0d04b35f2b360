import type { Language } from '../words/language.ts';
import { pageWords } from '../words/page.ts';
import { codeHtml, inlineHtml } from './html-markdown.ts';
import { escaped } from './html-text.ts';
import { icon } from './icons.ts';
import type { StepRow } from './view-steps.ts';

/** What to do next, each command with a button that copies it; nothing where there is nothing to do. `isAlone`: no box stands beside it. */
export function stepsBox(steps: readonly StepRow[], isAlone: boolean, language: Language): string {
  if (steps.length === 0) return '';
  const words = pageWords(language);
  const label = escaped(words.copyCommand);
  const items = steps.map(({ task, command, more, criterion }) => {
    const shown = [...(command === undefined ? [] : [command]), ...more]
      .map(
        (one) =>
          `<span class="command">${codeHtml(one)}<button type="button" class="copy" data-copy-command data-done="${escaped(words.copied)}" aria-label="${label}: ${escaped(one)}" title="${label}">${icon('copy')}</button></span>`,
      )
      .join('');
    return `<li>${inlineHtml(task)}${shown}<span class="small">${escaped(words.criterion)}: ${inlineHtml(criterion)}</span></li>`;
  });
  return `<section class="box steps${isAlone ? ' alone' : ''}"><h2>${escaped(words.nextSteps)}</h2>\n<ol>\n${items.join('\n')}\n</ol>\n</section>\n`;
}

/** The same where it stands alone. */
export const stepsBoxes = (steps: readonly StepRow[], language: Language): string =>
  steps.length === 0 ? '' : `<div class="boxes">\n${stepsBox(steps, true, language)}</div>\n`;
