import { decoded } from '../../../reports/text/decoded.ts';
import { FOUND_ANYWHERE, SHORTEST_SECRET } from './secret-finder.ts';
import { isSecretName } from './secret-names.ts';

const SCHEME = /^[A-Za-z][\w-]*\s+(\S.*)$/s;

const BASIC = /^Basic\s+([A-Za-z0-9+/_-]+={0,2})$/i;

const unquoted = (text: string) => text.replace(/^"(.*)"$/s, '$1');

/** What stands behind a `=`, and pieces between `;` that hold none. */
function piecesOf(text: string): string[] {
  return text.split(/[;,]\s*/).flatMap((piece) => {
    const at = piece.indexOf('=');
    // The end of base64 is no name.
    return at > 0 && /[^=]/.test(piece.slice(at)) ? [unquoted(piece.slice(at + 1).trim())] : [piece.trim()];
  });
}

const USER_INFO = /\b[a-z][a-z\d+.-]*:\/\/[^\s/?#:@]*:([^\s/?#@]+)@/gi;

/** Passwords of the addresses in a text, as they stand there and as they are meant. */
export const passwordsIn = (text: string): string[] =>
  [...text.matchAll(USER_INFO)].flatMap(([, password = '']) => [...new Set([password, decoded(password)])]);

/** What a setting of several fields says by its names that nobody may read: `url=…,apitoken=x`. */
export const secretFields = (text: string): string[] =>
  [...text.matchAll(/([\w.-]+)=([^,;&\s]+)/g)].flatMap(([, name = '', value = '']) =>
    isSecretName(name) ? [value, decoded(value)] : [],
  );

/** Lines of a secret that has several, as a key in PEM has: programs print line by line. Its head and foot are nobody's. */
export const secretLines = (value: string): string[] =>
  value.includes('\n')
    ? value
        .split(/\r?\n/)
        .flatMap((line) => (line.trim().length >= FOUND_ANYWHERE && !line.startsWith('-----') ? [line.trim()] : []))
    : [];

/**
 * The value of a secret header and its parts, each of which is a secret by itself: behind its scheme (`ApiKey x`), behind
 * `=` and between `;` (`sid=x; csrf=y`), and the two of `Basic`. Parts that are too short are left out; the whole is not.
 */
export function secretParts(value: string): string[] {
  const bare = value.match(SCHEME)?.[1];
  const pair = value.match(BASIC)?.[1];
  const plain = pair === undefined ? '' : Buffer.from(pair, 'base64').toString('utf8');
  const at = plain.indexOf(':');
  const parts = [
    ...(bare === undefined ? [] : [bare]),
    ...secretLines(value),
    ...piecesOf(bare ?? value),
    ...(at < 0 ? [] : [plain, plain.slice(0, at), plain.slice(at + 1)]),
  ];
  return [...new Set([value, ...parts.filter((part) => part.length >= SHORTEST_SECRET)])];
}
