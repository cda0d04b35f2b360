import { BLACKED_OUT } from '../../../reports/text/credentials.ts';
import { decoded } from '../../../reports/text/decoded.ts';
import { FOLDED, withoutRandom } from '../../../reports/text/random.ts';
import { ABOUT, isSecretName } from '../../../reports/text/secret-names.ts';
import { withoutQuotedValues } from './quoted-values.ts';

/** What stands in place of a part that a session made. */
export type Fold = (part: string) => string;

/** Names of a session's secrets that would be no secrets as variables. */
const OF_SESSION = /^(?:j?sid|ses|otp|ticket|sig|signature|saml(?:request|response)?|nonce|code_?verifier)$/i;

/** `key` is the name of many things; only these are a secret's. */
const PLAIN_KEY = /(?:^|[^a-z])keys?$/i;
const SECRET_KEY = /(?:api|access|secret|private|auth|signing|encryption|client|licen[cs]e)[-_ ]?keys?$/i;

/** True where a name alone says that what stands behind it is of a session, whatever it looks like. */
const namesSession = (name: string) =>
  OF_SESSION.test(name) ||
  (isSecretName(name) && !ABOUT.test(name) && (!PLAIN_KEY.test(name) || SECRET_KEY.test(name)));

/** Numbers, dates and versions, in any notation. */
const isFigure = (text: string) => /^[\d\s.,:;/%+*-]*$/.test(text);

/** Letters and what stands between words. */
const isWords = (text: string) => /^[\p{L}\p{M}\s_.,:;()[\]/*-]*$/u.test(text);

const isFoldedAlready = (text: string) => /^(?:\*{3}|\{id(?:-\d+)?\})+$/.test(text);

/** Words and figures say what was asked for; all else says who asked. */
function isOrdinary(value: string): boolean {
  const text = decoded(value.replaceAll('+', ' '));
  return isFigure(text) || (isWords(text) && withoutRandom(text) === text) || isFoldedAlready(text);
}

/** A value of the query, of an address or of a path. */
const QUERY = /(?<=[/\w.~%)}*-])\?[^\s"'<>\\,|`]+/g;
const VALUE = /([?&;#])([^=&;#\s]{1,80})=([^&;#]+)/g;

function withoutQueries(text: string, fold: Fold): string {
  if (!text.includes('?')) return text;
  return text.replaceAll(QUERY, (query) =>
    query.replaceAll(VALUE, (whole, before: string, name: string, value: string) => {
      if (isFoldedAlready(value) || (isOrdinary(value) && !namesSession(decoded(name)))) return whole;
      return `${before}${name}=${fold(value)}`;
    }),
  );
}

/** A field of JSON in percent, once or more: `%22token%22%3A%22x%22`. A quote of the value stands behind a backslash. */
const IN_PERCENT =
  /(%(?:25)*22)([A-Za-z][\w.-]{0,60})\1((?:\+|%(?:25)*20)*%(?:25)*3[aA](?:\+|%(?:25)*(?:20|5[bB]))*\1)((?:%(?:25)*5[cC](?:\1|%(?:25)*5[cC])|(?!\1)[^\s"'<>&])+)/g;

/** `token=x1`, `token: 'x1'`. */
const NAMING =
  '(?:key|token|secret|pass|pwd|auth|sess|[cx]srf|cred|pin|cookie|jwt|sid|otp|ticket|sig|saml|nonce|proxy)[\\w.-]{0,40}';
const PLAIN = new RegExp(
  `(?<![\\w.-])([\\w.-]{0,40}${NAMING})(\\s?[=:]\\s?["']?)([^\\s"'&;,<>(){}[\\]\\\\|\`]+)`,
  'gi',
);

/** What each of them needs: looking for that is cheaper, and hardly any name of a request has it. */
const [HAS_QUOTES, HAS_PLAIN] = [/["']/, new RegExp(`${NAMING}\\s?[=:]`, 'i')];

/** True for a value in quotes that is a session's by its name. */
const isOfSession = (name: string, value: string) => namesSession(name) && !isFigure(value) && !isFoldedAlready(value);

function withoutPercent(text: string): string {
  if (!text.includes('22%')) return text;
  return text.replaceAll(IN_PERCENT, (whole, _quote, name: string, _between, value: string) =>
    namesSession(name) && !isFigure(decoded(value)) && !isFoldedAlready(value)
      ? whole.slice(0, whole.length - value.length) + BLACKED_OUT
      : whole,
  );
}

function withoutNamed(text: string): string {
  if (!/[=:]/.test(text)) return text;
  const withoutQuoted = HAS_QUOTES.test(text) ? withoutQuotedValues(text, isOfSession) : text;
  if (!HAS_PLAIN.test(withoutQuoted)) return withoutQuoted;
  return withoutQuoted.replaceAll(PLAIN, (whole, name: string, between: string, value: string) =>
    namesSession(name) && !isOrdinary(value) ? `${name}${between}${BLACKED_OUT}` : whole,
  );
}

/** What k6 writes with `--http-debug`. */
const HTTP_DEBUG = /^(?:Request|Response):\r?\n/;
const HEADER_LINE = /^([A-Za-z][\w-]*):[ \t]*(\S.*)$/gm;

/** Headers stand before the first empty line. */
function withoutHeaders(text: string): string {
  if (!HTTP_DEBUG.test(text)) return text;
  const end = text.search(/\n\r?\n/);
  const head = end < 0 ? text : text.slice(0, end);
  const clean = head.replaceAll(HEADER_LINE, (whole, name: string) =>
    isSecretName(name) ? `${name}: ${BLACKED_OUT}` : whole,
  );
  return clean + (end < 0 ? '' : text.slice(end));
}

/**
 * What a target gave a session and a script wrote down, replaced: values of secret headers, fields and variables by their
 * names, values of queries but words and figures, and what looks random anywhere. Nobody was told these secrets
 * beforehand, so they are known by where they stand or by how they look.
 */
export const withoutSession = (text: string, fold: Fold = () => FOLDED): string =>
  withoutRandom(withoutNamed(withoutPercent(withoutQueries(withoutHeaders(text), fold))), fold);
