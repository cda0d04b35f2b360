import { type BusinessOptions, VU_MARGIN } from '../analyse/business-load.ts';
import type { BusinessLoad } from '../model/business.ts';
import { folded, TERMINAL_COLUMNS } from '../text/fold.ts';
import type { Language } from '../words/language.ts';
import { planWords } from '../words/plan.ts';
import { inColumns } from './columns.ts';

/** The options as a file: a stage takes one line, as one would write it by hand. With a line break at the end. */
export function optionsText(options: BusinessOptions): string {
  const text = JSON.stringify(options, null, 2);
  return `${text.replaceAll(/\{\s+"duration": ("[^"]*"),\s+"target": (\d+)\s+\}/g, '{ "duration": $1, "target": $2 }')}\n`;
}

/** Each quantity with its formula and the figures put in. With a line break at the end. */
export function businessText(load: BusinessLoad, language: Language, columns = TERMINAL_COLUMNS): string {
  const { business } = planWords(language);
  const rows = business.rows(load).map(({ name, formula, result }) => [name, formula, '=', result]);
  return `${[business.heading, ...inColumns(rows, [3], { columns: columns - 2, flexible: [1] }).map((line) => `  ${line}`)].join('\n')}\n`;
}

/** The options themselves, below the plan, where they go into no file. */
export function businessOptionsText(options: BusinessOptions, language: Language, columns = TERMINAL_COLUMNS): string {
  const { business } = planWords(language);
  const vus = options.scenarios.peak_hour.maxVUs;
  const [head, foot] = [business.options({ vus, margin: VU_MARGIN }), business.optionsFile];
  return `${folded(head, columns)}\n${optionsText(options)}${folded(foot, columns)}\n`;
}
