import { BuhaError } from '../../reports/model/error.ts';
import type { GeneratorCost } from '../../reports/model/forecast.ts';
import { planWords } from '../../reports/words/plan.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { obtainShown } from '../k6/obtain-shown.ts';
import { busyRatio, thisMachine } from '../machine.ts';
import { ALL } from '../run/find-scripts.ts';
import { Interruption } from '../run/interruption.ts';
import { saySlow } from '../say-slow.ts';
import { planOfBusiness } from './business.ts';
import { calibrate } from './calibrate.ts';
import { type PlanCall, planOfOptions, planOfScripts } from './loads.ts';
import { outputKind, showPlan, writeDrawing } from './output.ts';
import { givenFigures, type PlanCallOptions, supposedTimes } from './settings.ts';

/**
 * `buha plan [SCENARIO…]`: what a load comes to before anything runs, whether it can be delivered, and whether this machine
 * carries it. The plan goes to standard output; warnings leave the exit code 0. Throws `BuhaError`.
 */
export async function planCommand(names: readonly string[], command: Call<PlanCallOptions>): Promise<number> {
  const { options } = command;
  const figures = givenFigures(options);
  if (options.k6.flags.run.length > 0 && (figures || options.options !== undefined)) {
    throw new BuhaError('options-conflict', {
      option: figures ? '--dau' : '--options',
      other: options.k6.flags.run[0] ?? '',
      fault: 'not-together',
    });
  }
  const times = supposedTimes(options);
  const interruption = new Interruption();
  // What stands beside a script meanwhile is removed.
  interruption.listen({ onFirst: () => {}, onSecond: () => {} });
  try {
    return await planned(figures, names, {
      ...command,
      times,
      machine: {
        ...(await thisMachine()),
        busyRatio: await busyRatio(),
        cost: await measuredCost(command, interruption),
      },
      interruption,
    });
  } catch (fault) {
    if (interruption.happened) return EXIT.interrupted;
    throw fault;
  } finally {
    interruption.stopListening();
  }
}

/** What k6 costs this machine, where the user asks for it: some seconds of small loads on a server of buha's own. */
async function measuredCost(call: Call<PlanCallOptions>, { signal }: Interruption): Promise<GeneratorCost | undefined> {
  if (call.options.calibrate !== true) return undefined;
  const words = planWords(call.language);
  const k6 = await obtainShown(call, signal);
  const cost = await saySlow(call.terminal, words.calibrating, () => calibrate(k6.path, signal), 0);
  if (!cost) call.terminal.line(words.notCalibrated);
  return cost;
}

async function planned(
  figures: ReturnType<typeof givenFigures>,
  names: readonly string[],
  call: PlanCall,
): Promise<number> {
  const { options } = call;
  if (figures) return planOfBusiness(figures, names, call);
  outputKind(options, names, false);
  const { plans, load } =
    options.options === undefined
      ? await planOfScripts(names.length === 0 ? [ALL] : names, call)
      : await planOfOptions(options.options, names, call);
  await showPlan({ plans, load }, call);
  if (options.output !== undefined) await writeDrawing(options.output, plans, call);
  return EXIT.done;
}
