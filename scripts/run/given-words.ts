import type { GivenWord, RunRecord } from '../../reports/model/record.ts';
import { isSecretName } from '../../reports/text/secret-names.ts';
import type { RunCallOptions } from './run-settings.ts';

type Redact = (text: string) => string;

/** The variable in which its user may keep a secret of that name: `X-Api-Key` is `X_API_KEY`. */
const variableOf = (name: string): string => {
  const variable = name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[A-Z]/.test(variable) ? variable : `SECRET_${variable}`.replace(/_$/, '');
};

/** A word without what nobody may read: what stands before it stays, and its name says where it is to come from. */
function kept(word: string, redact: Redact, isSecret: (name: string) => boolean): GivenWord {
  const [, before = '', name = ''] = word.match(/^((?:--?[\w-]+=)?([\w.-]+)\s*[=:]\s*)/) ?? [];
  if (redact(word) === word && !(name !== '' && isSecret(name))) return word;
  return redact(before) === before ? { before, variable: variableOf(name) } : { before: '', variable: 'SECRET' };
}

/**
 * The words of a call that shape what a run sends, beside its scripts, profile and target: test data, headers and what is
 * behind `--`. Undefined for a call without any. `redact` knows the secrets that the run was given.
 */
export function givenWords(options: RunCallOptions, redact: Redact): RunRecord['given'] {
  const { users, products, header, secretHeader = [], envFile, runners, k6 } = options;
  // What the config says of its target it says again, and of that alone.
  const { insecure, ca } = options.ofTarget?.trust ? { insecure: false, ca: undefined } : options;
  const named = new Set(secretHeader.map((name) => name.toLowerCase()));
  const isSecret = (name: string) => isSecretName(name) || named.has(name.toLowerCase());
  const word = (text: string) => kept(text, redact, isSecret);
  const option = (name: string, value: string | undefined) => (value === undefined ? [] : [name, word(value)]);
  const words = [
    ...option('--users', users),
    ...option('--products', products),
    ...header.flatMap((line) => option('--header', line)),
    ...secretHeader.flatMap((name) => option('--secret-header', name)),
    ...option('--env-file', envFile),
    ...(insecure ? ['--insecure'] : []),
    ...option('--ca', ca),
    ...option('--runners', runners),
  ];
  const forK6 = k6.given.map(word);
  return words.length + forK6.length === 0
    ? undefined
    : { ...(words.length > 0 && { words }), ...(forK6.length > 0 && { k6: forK6 }) };
}
