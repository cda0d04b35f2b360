import { decoded } from '../../../reports/text/decoded.ts';
import { withoutRandom } from '../../../reports/text/random.ts';
import { ABOUT, isSecretName } from '../../../reports/text/secret-names.ts';
import { FOUND_ANYWHERE, SHORTEST_SECRET } from './secret-finder.ts';
import { secretParts } from './secret-parts.ts';

/** Addresses, also of databases. A password may hold what should be in percent there, so it ends at the last `@`, too. */
const USER_INFO = [
  /\b[a-z][a-z\d+.-]*:\/\/[^\s/?#:@]*:([^\s/?#@]+)@/gi,
  /\b[a-z][a-z\d+.-]*:\/\/[^\s/?#:@]*:(\S+)@/gi,
  // As programs in Go write them.
  /(?:^|[\s"'])[^\s/:@]+:(\S+)@(?:tcp|udp|unix)\(/gi,
] as const;

/** A key stands in place of a user, as in the address of a project. */
const USER_ALONE = /\b[a-z][a-z\d+.-]*:\/\/([^\s/?#:@]+)@/gi;

/** As they stand there, and as they are meant. */
const inBoth = (values: readonly string[]) => [...new Set(values.flatMap((value) => [value, decoded(value)]))];

const looksRandom = (text: string) => withoutRandom(text) !== text;

/** Passwords of the addresses in a text, and keys in place of users. */
export const passwordsIn = (text: string): string[] =>
  inBoth([
    ...USER_INFO.flatMap((pattern) => [...text.matchAll(pattern)].map(([, password = '']) => password)),
    ...[...text.matchAll(USER_ALONE)].map(([, user = '']) => user).filter(looksRandom),
  ]);

const unquoted = (text: string) => text.replace(/^(["'])(.*)\1$/s, '$2');

/** `url=…,apitoken=x`, `host=db password='x'`, `?token=x`; `Server=db;Password=a b, c`. */
const FIELDS = [
  /([\w.-]+)\s*=\s*("[^"]*"|'[^']*'|[^,;&\s]+)/g,
  /(?:^|;)\s*([\w .-]+?)\s*=\s*("[^"]*"|'[^']*'|[^;]+)/g,
] as const;

/** What a setting of several fields says by its names that nobody may read. */
export const secretFields = (text: string): string[] =>
  inBoth(
    FIELDS.flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap(([, name = '', value = '']) =>
        isSecretName(name) ? [unquoted(value.trim())] : [],
      ),
    ),
  );

/** Texts in JSON whose names say that nobody may read them. */
function namedInJson(text: string): string[] {
  const found: string[] = [];
  try {
    JSON.parse(text, (name, value: unknown) => {
      if (typeof value === 'string' && isSecretName(name)) found.push(value);
      return value;
    });
  } catch {
    return [];
  }
  return found;
}

const SETTING = /^(?:true|false|yes|no|on|off|none|null|undefined|default|auto|enabled|disabled|\d{1,3})$/i;

const FIGURE = /^[\d.]+(?:ms|s|m|h|d)?$/;

const ADDRESS = /^[a-z][a-z\d+.-]*:\/\/[^?#@]*$/i;

/** True for what a variable may say whose name only sounds like a secret: `AUTH_URL=http://login`, `TOKEN_TTL=3600`. */
const saysNothing = (name: string, value: string) =>
  SETTING.test(value) || (ABOUT.test(name) && FIGURE.test(value)) || (ADDRESS.test(value) && !looksRandom(value));

/** A short word alone (`postgres://app:test@db`) is nobody's secret, and stands everywhere. */
const mayBeFound = (part: string) =>
  part.length >= FOUND_ANYWHERE || (part.length >= SHORTEST_SECRET && /[^\p{L}]/u.test(part));

/**
 * What of a variable nobody may read: all of it and its parts where its name says so, and whatever its name, passwords of
 * addresses and of connections (`postgres://…`, `Server=…;Pwd=…`), and fields of JSON by their names. None is empty.
 */
export function variableSecrets(name: string, value: string): string[] {
  const isOwn = isSecretName(name) && !saysNothing(name, value);
  const inside = [...passwordsIn(value), ...secretFields(value), ...namedInJson(value)];
  const parts = [...(isOwn ? [value] : []), ...inside.filter(mayBeFound)].flatMap(secretParts);
  return [...new Set(parts)].filter((part) => part !== '');
}
