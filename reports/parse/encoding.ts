import { encodingOf } from './detect.ts';

/** As what the bytes of a text were read that are neither UTF-8 nor UTF-16 with its mark. */
export type CodePage = 'cp949' | 'windows-1252' | 'utf-16';

/** Characters of the bytes 0x80 to 0x9f in windows-1252; Node's decoder of that name takes them for Latin-1. */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

export const characterOf1252 = (byte: number): string =>
  byte < 0x80 || byte > 0x9f ? String.fromCharCode(byte) : (WINDOWS_1252[byte - 0x80] ?? '');

/** Bytes that windows-1252 leaves without a character. */
const UNUSED = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** Second bytes of the syllables that CP949 adds to KS X 1001: letters, and what that has no use for. */
const LETTERS = [...range(0x41, 0x5a), ...range(0x61, 0x7a)];
const ADDED_ALONE = [...LETTERS, ...range(0x81, 0xfe)];
const ADDED_BESIDE = [...LETTERS, ...range(0x81, 0xa0)];

/** Syllables that CP949 has beyond KS X 1001, by their two bytes: all that are missing there, in their order. */
function addedSyllables(decoder: { decode(bytes: Uint8Array): string }): Map<number, string> {
  const known = new Set(
    range(0xb0, 0xc8).flatMap((lead) => [
      ...decoder.decode(Uint8Array.from(range(0xa1, 0xfe).flatMap((trail) => [lead, trail]))),
    ]),
  );
  const codes = range(0x81, 0xc6).flatMap((lead) =>
    (lead <= 0xa0 ? ADDED_ALONE : ADDED_BESIDE).map((trail) => lead * 256 + trail),
  );
  const missing = range(0xac00, 0xd7a3)
    .map((point) => String.fromCharCode(point))
    .filter((syllable) => !known.has(syllable));
  return new Map(missing.map((syllable, at) => [codes[at] ?? 0, syllable]));
}

/** Characters by their two bytes, as far as they were asked for. */
let pairs: { readonly of: (lead: number, trail: number) => string | undefined } | undefined;

function cp949Pairs(): NonNullable<typeof pairs> {
  const decoder = new TextDecoder('euc-kr');
  const known: Map<number, string | undefined> = addedSyllables(decoder);
  return {
    of(lead, trail) {
      const code = lead * 256 + trail;
      if (lead < 0xa1 || trail < 0xa1 || known.has(code)) return known.get(code);
      const character = decoder.decode(Uint8Array.of(lead, trail));
      known.set(code, [...character].length === 1 && character !== '\ufffd' ? character : undefined);
      return known.get(code);
    },
  };
}

/** Bytes as CP949, the whole of it, which Node's decoders do not know; undefined where they are none. */
export function fromCp949(bytes: Uint8Array): string | undefined {
  pairs ??= cp949Pairs();
  const characters: string[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      characters.push(String.fromCharCode(lead));
      continue;
    }
    at += 1;
    const character = pairs.of(lead, bytes[at] ?? 0);
    if (character === undefined) return undefined;
    characters.push(character);
  }
  return characters.join('');
}

/** Syllables of KS X 1001 against bytes above ASCII that stand alone: Korean has the first, Latin the second. */
function isMostlyKorean(bytes: Uint8Array): boolean {
  let [syllables, alone] = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const [lead = 0, trail = 0] = [bytes[at], bytes[at + 1]];
    if (lead < 0x80) continue;
    if (trail < 0x80) alone += 1;
    else if (lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1) syllables += 1;
    at += 1;
  }
  return syllables > 0 && syllables >= alone;
}

/** True where a text that lost characters was UTF-8 all the same, of which some bytes are damaged. */
function isDamagedUtf8(text: string): boolean {
  const lost = text.split('\ufffd').length - 1;
  return (text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0) > lost;
}

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder();

/** A text whose bytes are UTF-8 without a mark, or of a code page where they can be nothing else. */
export function decoded(bytes: Uint8Array): { readonly text: string; readonly codePage?: CodePage } {
  const text = lenient.decode(bytes);
  if (!text.includes('\ufffd')) return { text };
  try {
    // The replacement character itself may have been written.
    return { text: strict.decode(bytes) };
  } catch {
    if (isDamagedUtf8(text)) return { text };
  }
  const korean = isMostlyKorean(bytes) ? fromCp949(bytes) : undefined;
  if (korean !== undefined) return { text: korean, codePage: 'cp949' };
  if (bytes.some((byte) => UNUSED.has(byte))) return { text };
  return { text: Array.from(bytes, characterOf1252).join(''), codePage: 'windows-1252' };
}

const isMarked = ([first]: Uint8Array) => first === 0xfe || first === 0xff;

/** All of a document; the byte order mark is taken away. */
export function decodedDocument(bytes: Uint8Array): ReturnType<typeof decoded> {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8') return decoded(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  return isMarked(bytes) ? { text } : { text, codePage: 'utf-16' };
}
