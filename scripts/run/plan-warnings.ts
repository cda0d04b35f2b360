import { warningTexts } from '../../reports/render/plan-text.ts';
import { planWords } from '../../reports/words/plan.ts';
import type { Call } from '../call.ts';
import { thisMachine } from '../machine.ts';
import { INSTANT, preparedPlan } from '../plan/script-plan.ts';
import { isWired, type PreparedScript } from './prepare.ts';
import type { RunCallOptions } from './run-settings.ts';

/** The command that says more about what is going to run. */
function planCommand(
  names: readonly string[],
  isOwnLoad: boolean,
  { profile, scale, durationScale, k6 }: RunCallOptions,
): string {
  const shown = (word: string) => (/^[\w.,:=/-]+$/.test(word) ? word : JSON.stringify(word));
  const { loadWords } = k6.flags;
  const behind = loadWords.length === 0 ? [] : ['--', ...loadWords.map(shown)];
  const load = [
    ...(profile === 'seed' ? [] : ['--profile', profile]),
    ...(scale === '1' ? [] : ['--scale', scale]),
    ...(durationScale === '1' ? [] : ['--duration-scale', durationScale]),
  ];
  return ['buha plan', ...names.map(shown), ...(isOwnLoad ? behind : load)].join(' ');
}

/** Says before a run what stands against its plan, on a server that answers at once: two lines at most, or nothing. */
export async function warnOfPlan(
  names: readonly string[],
  scripts: readonly PreparedScript[],
  { terminal, language, options }: Call<RunCallOptions>,
): Promise<void> {
  const machine = await thisMachine();
  const texts = warningTexts(
    scripts.map((script) => preparedPlan(script, INSTANT, machine)),
    language,
  );
  const words = planWords(language);
  const [first, second, ...others] = texts;
  if (first !== undefined) terminal.line(words.runWarning(first));
  if (second === undefined) return;
  const command = planCommand(names, !scripts.every(isWired), options);
  terminal.line(others.length === 0 ? words.runWarning(second) : words.runMore(texts.length - 1, command));
}
