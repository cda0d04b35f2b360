import { FOLDED, unnumbered, withoutRandom } from '../../text/random.ts';

/** Names that k6 makes of the address, where the script gives none. */
const ADDRESS = /^(?:https?|wss?):\/\/[^/?#]*/i;

/** True for a name that k6 made of an address. */
export const isAddress = (name: string): boolean => ADDRESS.test(name);

const NUMBER = /^\d+(\.[a-z][a-z\d]{0,4})?$/i;
const TOKEN = /^[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}$/;
const LONG_NUMBER = /(?<![a-z\d])\d{12,}(?![a-z\d])/gi;

function segment(text: string): string {
  const extension = text.match(NUMBER);
  if (extension) return FOLDED + (extension[1] ?? '');
  if (TOKEN.test(text) && /\d/.test(text)) return FOLDED;
  return withoutRandom(text).replaceAll(LONG_NUMBER, FOLDED);
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
  if (origin === undefined || (url && url !== name)) return unnumbered(name);
  const [address = '', fragment] = unnumbered(name).slice(origin.length).split('#', 2);
  const at = address.indexOf('?');
  const path = at < 0 ? address : address.slice(0, at);
  const asked = at < 0 ? '' : `?${query(address.slice(at + 1))}`;
  const place = fragment === undefined ? '' : `#${segment(fragment)}`;
  return `${origin}${path.split('/').map(segment).join('/')}${asked}${place}`;
}
