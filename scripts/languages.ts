import { LANGUAGES, type Language } from '../reports/words/language.ts';
import type { Call } from './call.ts';
import type { Host } from './terminal.ts';

/** The language of the locale, as POSIX ranks its variables: an empty one counts as absent. */
const localeOf = ({ LC_ALL, LC_MESSAGES, LANG }: Host['env']): Language =>
  /^en/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'en' : 'ko';

/**
 * The languages of a call: what `--lang` or `BUHA_LANG` names, else the config; else the terminal's is English where the locale is, and
 * documents are Korean: who reads them is not who runs the command. `argv` are the words for buha, read ahead of
 * everything else, since the help must be in the language, too.
 */
export function languagesOf(
  argv: Host['argv'],
  env: Host['env'],
  ofConfig?: Language,
): Pick<Call, 'language' | 'documentLanguage'> {
  const at = argv.indexOf('--lang');
  const given =
    argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length) ?? (at < 0 ? undefined : argv[at + 1]);
  const said = given ?? env.BUHA_LANG;
  const wanted = LANGUAGES.find((language) => language === said) ?? ofConfig;
  return { language: wanted ?? localeOf(env), documentLanguage: wanted ?? 'ko' };
}
