import { businessLoad, businessOptions } from '../../reports/analyse/business-load.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { parseK6Options } from '../../reports/parse/k6-options.ts';
import { businessOptionsText, businessText, optionsText } from '../../reports/render/business-text.ts';
import { planJson } from '../../reports/render/plan-json.ts';
import { planText } from '../../reports/render/plan-text.ts';
import { planWords } from '../../reports/words/plan.ts';
import { EXIT } from '../exit-codes.ts';
import { writeWhole } from '../read/files.ts';
import { ALL, iterationNamed, type PlanCall, titleOf } from './loads.ts';
import { outputKind, writeDrawing } from './output.ts';
import { scriptPlan, supposedIteration } from './script-plan.ts';
import type { GivenFigures } from './settings.ts';

/** `buha plan --dau …`: from business figures to a load, its formula and its options. */
export async function planOfBusiness(figures: GivenFigures, name: string | undefined, call: PlanCall): Promise<number> {
  const { options, times, machine, host, terminal, language } = call;
  const kind = outputKind(options, true);
  // Iterations of several lengths give no one load.
  if (name === ALL) throw new BuhaError('options-conflict', { option: '--dau', other: ALL, fault: 'not-together' });
  const own = name === undefined ? undefined : await iterationNamed(name, call);
  const iteration = supposedIteration(own, times);
  if (!iteration || iteration.iterationMs === 0) {
    const given = '--dau, --requests-per-user, --peak-share';
    throw new BuhaError('business-figures', { given, missing: ['--iteration-time'] });
  }
  // Without a script that says otherwise, an iteration is a request.
  const { iterationMs, requests = 1 } = iteration;
  const load = businessLoad({ ...figures, iterationMs, requestsPerIteration: requests });
  const made = businessOptions(load);
  const title =
    name === undefined ? { ko: planWords('ko').business.title, en: planWords('en').business.title } : titleOf(name);
  const planned = parseK6Options(made);
  const plan = scriptPlan({ name, title, planned, ignored: undefined }, { ...iteration, requests }, machine);
  if (options.format === 'json') {
    host.stdout.write(`${JSON.stringify({ ...planJson([plan], machine, language, load), options: made }, null, 2)}\n`);
  } else {
    host.stdout.write(`${businessText(load, language)}\n${planText([plan], undefined, machine, language)}`);
    if (kind !== 'json') host.stdout.write(`\n${businessOptionsText(made, language)}`);
  }
  if (options.output !== undefined && kind === 'json') {
    await writeWhole(options.output, optionsText(made));
    terminal.line(planWords(language).written(options.output));
  }
  if (options.output !== undefined && kind === 'svg') await writeDrawing(options.output, [plan], call);
  return EXIT.done;
}
