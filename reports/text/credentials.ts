import { ABOUT, isSecretName } from './secret-names.ts';

/** What stands in place of a secret. */
export const BLACKED_OUT = '***';

/**
 * Who reads an address, up to its last `@`: a password may hold a slash that nobody escaped. A path may have lost a slash.
 * Lengths are bounded, so that no text takes long.
 */
const USER_INFO = /(?<=[a-z]:\/{1,2})[^\s/]{0,200}@|(?<=[a-z]:\/{1,2})[^\s:/]{1,80}:(?!\d{1,5}\/)\S{0,200}@/gi;

/** The same without a scheme: `user:password@host`. One letter is a drive of Windows. */
const BARE_USER_INFO = /(?<![\w.%/:@+-])[\w.%+-]{2,80}:(?!\/)[^\s@]{1,200}@(?=[\w[])/g;

/** `token=x` in a query, an option, a variable. */
const NAMED = /(?<![\w.-])([\w.-]{1,80})=([^\s&;,'"]+)/g;

/**
 * A word that a user gave, as it may be said again to them and to whoever reads the log: without user and password of an
 * address and without what is named as a secret.
 */
export const withoutCredentials = (text: string): string =>
  text
    .replaceAll(USER_INFO, `${BLACKED_OUT}@`)
    .replaceAll(BARE_USER_INFO, `${BLACKED_OUT}@`)
    .replaceAll(NAMED, (whole, name: string) =>
      isSecretName(name) && !ABOUT.test(name) ? `${name}=${BLACKED_OUT}` : whole,
    );

/** The same for all texts within a value. */
export function withoutCredentialsIn<Value>(value: Value): Value {
  const within = (one: unknown): unknown => {
    if (typeof one === 'string') return withoutCredentials(one);
    if (Array.isArray(one)) return one.map(within);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([name, own]) => [name, within(own)]));
  };
  return within(value) as Value;
}
