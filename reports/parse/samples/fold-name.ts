/** What stands in place of a part that differs from request to request. */
export const FOLDED = '{id}';

/** Names that k6 makes of the address, where the script gives none. */
const ADDRESS = /^(?:https?|wss?):\/\/[^/?#]*/i;

const NUMBER = /^\d+(\.[a-z][a-z\d]{0,4})?$/i;
const UUID = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi;
const TOKEN = /^[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}$/;
/** Letters and digits in a row. */
const RUN = /[a-z\d]{12,}/gi;
const BASE64 = /^[\w+/=~-]{20,}$/;

const hasDigit = (text: string) => /\d/.test(text);
const hasLetter = (text: string) => /[a-z]/i.test(text);

/** How often a digit follows a letter or the other way round. */
const turns = (text: string) => text.match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0;

/** A hash in hexadecimal, or letters and digits mixed as no word mixes them. */
const isRandom = (run: string) =>
  hasDigit(run) &&
  hasLetter(run) &&
  (/^[\da-f]+$/i.test(run) || turns(run) >= 3 || (run.length >= 20 && turns(run) >= 2));

/** Both cases and digits, several times: base64 with its own signs. */
const isBase64 = (text: string) =>
  BASE64.test(text) && hasDigit(text) && (text.match(/[a-z](?=[A-Z\d])|\d(?=[A-Za-z])/g)?.length ?? 0) >= 4;

function segment(text: string): string {
  const extension = text.match(NUMBER);
  if (extension) return FOLDED + (extension[1] ?? '');
  if (TOKEN.test(text) && hasDigit(text)) return FOLDED;
  const folded = text
    .replaceAll(UUID, FOLDED)
    .replaceAll(RUN, (run) => (/^\d+$/.test(run) || isRandom(run) ? FOLDED : run));
  return folded === text && isBase64(text) ? FOLDED : folded;
}

/** Values of a query say which one; its names, in their order and each once, say what is asked for. */
function query(text: string): string {
  const pairs = text.split('&').map((pair) => {
    const at = pair.indexOf('=');
    if (at < 0) return segment(pair);
    return at === pair.length - 1 ? pair : `${pair.slice(0, at)}=${FOLDED}`;
  });
  return [...new Set(pairs)].join('&');
}

/**
 * The name of a request with what differs from request to request folded: pure numbers, UUIDs, hashes and long random
 * parts of the path, and every value of the query. The same name always gives the same, whatever else a run holds. `url`
 * is the tag of that name, where it is known: a name that the script gave is kept as it is.
 */
export function foldedName(name: string, url: string | undefined): string {
  const origin = name.match(ADDRESS)?.[0];
  if (origin === undefined || (url && url !== name)) return name;
  const [address = '', fragment] = name.slice(origin.length).split('#', 2);
  const at = address.indexOf('?');
  const path = at < 0 ? address : address.slice(0, at);
  const asked = at < 0 ? '' : `?${query(address.slice(at + 1))}`;
  const place = fragment === undefined ? '' : `#${segment(fragment)}`;
  return `${origin}${path.split('/').map(segment).join('/')}${asked}${place}`;
}
