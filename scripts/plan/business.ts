import { businessLoad, businessOptions } from '../../reports/analyse/business-load.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { parseK6Options } from '../../reports/parse/k6-options.ts';
import { optionsText } from '../../reports/render/business-text.ts';
import { planWords } from '../../reports/words/plan.ts';
import { EXIT } from '../exit-codes.ts';
import { ALL } from '../run/find-scripts.ts';
import { announce, writeOutput } from '../write/output.ts';
import { iterationNamed, type PlanCall, titleOf } from './loads.ts';
import { outputKind, showPlan, writeDrawing } from './output.ts';
import { scriptPlan, supposedIteration } from './script-plan.ts';
import type { GivenFigures } from './settings.ts';

/** `buha plan --dau …`: from business figures to a load, its formula and its options. */
export async function planOfBusiness(figures: GivenFigures, names: readonly string[], call: PlanCall): Promise<number> {
  const { options, times, machine } = call;
  const kind = outputKind(options, names, true);
  const [name, ...others] = names;
  // Iterations of several lengths give no one load.
  if (name === ALL || others.length > 0) {
    throw new BuhaError('options-conflict', { option: '--dau', other: names.join(', '), fault: 'not-together' });
  }
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
    name === undefined
      ? { ko: planWords('ko').business.title, en: planWords('en').business.title }
      : titleOf(name, call.config.project);
  const planned = parseK6Options(made);
  const plan = scriptPlan(
    { name, title, planned, countedVus: undefined, ignored: undefined },
    { ...iteration, requests },
    machine,
  );
  const business = { load, options: made, isWithOptions: kind !== 'json' };
  await showPlan({ plans: [plan], load: undefined, business }, call);
  if (options.output !== undefined && kind === 'json') {
    announce(await writeOutput(options.output, 'options', optionsText(made), call), call);
  }
  if (options.output !== undefined && kind === 'svg') await writeDrawing(options.output, [plan], call);
  return EXIT.done;
}
