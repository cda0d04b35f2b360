import { isSettingProblem } from '../options/problem.ts';
import { BuhaError } from '../reports/model/error.ts';
import { meant } from '../reports/text/nearest.ts';
import { cliWords, type HelpWords } from '../reports/words/cli.ts';
import { errorText } from '../reports/words/errors.ts';
import type { Language } from '../reports/words/language.ts';
import { EXIT } from './exit-codes.ts';

/** Ends a text about a mistyped word with the name that was probably meant. */
export function withMeant(text: string, word: string, known: readonly string[], help: HelpWords): string {
  const name = meant(word, known);
  return name === undefined ? text : `${text}\n  ${help.didYouMean(name)}`;
}

/** What is wrong and how to mend it, with the name that was probably meant where one was mistyped. */
export function faultText(fault: BuhaError, language: Language): string {
  const text = errorText(fault, language);
  const { help } = cliWords(language);
  const { facts } = fault;
  if (fault.code === 'setting' && 'allowed' in facts) {
    return withMeant(text, facts.value, facts.allowed.split(', '), help);
  }
  if (fault.code === 'unknown-scenario' && 'name' in facts && 'known' in facts) {
    return withMeant(text, facts.name, [...facts.known, 'all'], help);
  }
  return text;
}

/** What is said of anything that was thrown, and the exit code of a command that ends for it. */
export function toldFault(fault: unknown, language: Language): { readonly text: string; readonly exitCode: number } {
  const { help, bug } = cliWords(language);
  const known = isSettingProblem(fault)
    ? new BuhaError('setting', { field: fault.field, value: fault.value, allowed: fault.allowed })
    : fault;
  if (known instanceof BuhaError) {
    return { text: `${help.errorPrefix} ${faultText(known, language)}`, exitCode: EXIT.badInput };
  }
  const where = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  return { text: `${help.errorPrefix} ${bug(where)}`, exitCode: EXIT.bug };
}
