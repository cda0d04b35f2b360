import { eastAsianWidth } from 'get-east-asian-width';

/** Combining marks, and the letters of a Hangul syllable (NFD) after its first. */
const NONE = /\p{M}|\p{Cf}|[\u1160-\u11ff\ud7b0-\ud7ff]/u;

function columnsOf(character: string): number {
  return NONE.test(character) ? 0 : eastAsianWidth(character.codePointAt(0) ?? 0);
}

/**
 * Columns that a text takes in a terminal or a monospaced block: wide characters (Hangul, Han, Kana, full width)
 * take two (Unicode Standard Annex 11, W and F), combining marks none, nor do the letters of a Hangul syllable (NFD)
 * after its first.
 */
export function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOf(character);
  return columns;
}

export function padEnd(text: string, columns: number, fill = ' '): string {
  return text + fill.repeat(Math.max(0, columns - width(text)));
}

export function padStart(text: string, columns: number, fill = ' '): string {
  return fill.repeat(Math.max(0, columns - width(text))) + text;
}
