/**
 * A text as it is read by whoever undoes its escapes, and where each of its units stood, with one more for its end;
 * undefined where nothing was undone.
 */
export interface Decoded {
  readonly text: string;
  readonly starts?: readonly number[];
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

const JSON_ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Ways to escape a text, each of which is undone by itself: what is an escape in one is written as it is in another. */
export const ESCAPES = {
  percent: /(?:%[0-9a-fA-F]{2})+/g,
  // Of JSON and JavaScript, which also escapes the quotes that a text of its stands in, and `$` in a template.
  json: /\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]{1,6}\}|\\x[0-9a-fA-F]{2}|\\["'`$\\/bfnrtv]/g,
  /** What JavaScript's `escape` writes: units, not bytes. */
  units: /%u[0-9a-fA-F]{4}|%[0-9a-fA-F]{2}/g,
  html: /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos|nbsp);/g,
  csv: /""/g,
  shell: /'\\''/g,
} as const satisfies Readonly<Record<string, RegExp>>;

export type Escapes = keyof typeof ESCAPES;

/** True where there may be something to decode. */
export const hasEscapes = (text: string): boolean => /[+\\]|%[\da-fA-Fu]|&#|&\w{2,4};|""/.test(text);

const lengthOfUtf8 = (lead: number) => (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The character whose bytes begin at `at`; undefined where they are none. */
function characterAt(bytes: Uint8Array, at: number): { text: string; length: number } | undefined {
  const length = lengthOfUtf8(bytes[at] ?? 0);
  try {
    return { text: utf8.decode(bytes.subarray(at, at + length)), length };
  } catch {
    return undefined;
  }
}

const codePoint = (value: number) => (value <= 0x10_ff_ff ? String.fromCodePoint(value) : '\ufffd');

/** What an escape other than bytes in percent stands for. */
function meaning(given: string): string {
  if (given === '""') return '"';
  if (given === "'\\''") return "'";
  if (given.startsWith('%')) return String.fromCharCode(Number.parseInt(given.replace(/^%u?/, ''), 16));
  if (given.startsWith('\\')) {
    const letter = given[1] ?? '';
    if (letter !== 'u' && letter !== 'x') return JSON_ESCAPES[letter] ?? letter;
    const digits = given.slice(2).replaceAll(/[{}]/g, '');
    return digits.length === 4
      ? String.fromCharCode(Number.parseInt(digits, 16))
      : codePoint(Number.parseInt(digits, 16));
  }
  const name = given.slice(1, -1).toLowerCase();
  if (name.startsWith('#x')) return codePoint(Number.parseInt(name.slice(2), 16));
  return name.startsWith('#') ? codePoint(Number(name.slice(1))) : (NAMED[name] ?? given);
}

/** Where a unit of what was read stood. */
export const placeIn = ({ starts }: Decoded, at: number): number => (starts ? (starts[at] ?? 0) : at);

/** A blank of a form is a `+`, whose own is in percent. */
export const withBlanks = (source: Decoded): Decoded => ({ ...source, text: source.text.replaceAll('+', ' ') });

/** Undoes one layer of escapes; what is none stays. Undefined where nothing changes. */
export function decoded(source: Decoded, escapes: Escapes): Decoded | undefined {
  const text: string[] = [];
  const starts: number[] = [];
  const put = (piece: string, start: (at: number) => number) => {
    text.push(piece);
    for (let at = 0; at < piece.length; at += 1) starts.push(placeIn(source, start(at)));
  };
  const keep = (from: number, to: number) => {
    put(source.text.slice(from, to), (at) => from + at);
  };
  let end = 0;
  for (const { 0: found, index } of source.text.matchAll(ESCAPES[escapes])) {
    keep(end, index);
    end = index + found.length;
    if (escapes !== 'percent') {
      put(meaning(found), () => index);
      continue;
    }
    const bytes = Uint8Array.from(found.match(/[0-9a-f]{2}/gi) ?? [], (hex) => Number.parseInt(hex, 16));
    for (let at = 0; at < bytes.length; ) {
      const character = characterAt(bytes, at);
      const from = index + 3 * at;
      if (character) put(character.text, () => from);
      else keep(from, from + 3);
      at += character?.length ?? 1;
    }
  }
  if (end === 0) return undefined;
  keep(end, source.text.length);
  starts.push(placeIn(source, source.text.length));
  return { text: text.join(''), starts };
}
