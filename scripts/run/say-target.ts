import { cliWords } from '../../reports/words/cli.ts';
import type { Call } from '../call.ts';
import { type ChosenTarget, isNamedShop } from './choose-target.ts';
import { mayReadTarget, type PreparedScript } from './prepare.ts';
import type { RunCallOptions } from './run-settings.ts';

/**
 * Says where the load goes where the command line does not, and which scripts do not go to the target that somebody named.
 * BASE_URL of the environment may be there for other scripts.
 */
export function sayTarget(
  scripts: readonly PreparedScript[],
  chosen: ChosenTarget,
  { terminal, language, options }: Call<RunCallOptions>,
): void {
  const words = cliWords(language);
  const { target, name, by, passedOver } = chosen;
  const elsewhere = scripts.filter((script) => !mayReadTarget(script)).map(({ source }) => source);
  if (target && by !== 'option' && by !== 'nobody' && elsewhere.length < scripts.length) {
    terminal.line(words.goesTo({ address: target.baseUrl, name, by, file: options.k6.read.file }));
  }
  if (passedOver !== undefined) terminal.line(words.baseUrlPassedOver(passedOver));
  const isMeant = by === 'option' || by === 'config';
  if (isMeant && elsewhere.length > 0 && (target || isNamedShop(chosen))) {
    terminal.line(words.targetPassedOver(elsewhere, name ?? target?.baseUrl ?? ''));
  }
}
