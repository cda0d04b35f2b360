import { FOUND_ANYWHERE, SHORTEST_SECRET } from './secret-finder.ts';

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

/**
 * Lines of a secret that has several, as a key in PEM has: programs print line by line. Its head and foot are nobody's.
 * Where a variable can have no lines, they are written as `\\n`.
 */
export function secretLines(value: string): string[] {
  const lines = value.split(/\r?\n|\\r?\\n|\\n/);
  if (lines.length < 2) return [];
  return lines.flatMap((line) =>
    line.trim().length >= FOUND_ANYWHERE && !line.startsWith('-----') ? [line.trim()] : [],
  );
}

/** The second of `user:password`. */
function passwordOf(pair: string): string[] {
  const [, password] = pair.match(/^[^\s:/]+:([^\s:/]+)$/) ?? [];
  return password === undefined ? [] : [password];
}

/**
 * The value of a secret header and its parts, each of which is a secret by itself: behind its scheme (`ApiKey x`), behind
 * `=` and between `;` (`sid=x; csrf=y`), behind the `:` of a user, and the two of `Basic`. Parts that are too short are left out; the whole is not.
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
    ...passwordOf(bare ?? value),
    ...(at < 0 ? [] : [plain, plain.slice(0, at), plain.slice(at + 1)]),
  ];
  return [...new Set([value, ...parts.filter((part) => part.length >= SHORTEST_SECRET)])];
}
