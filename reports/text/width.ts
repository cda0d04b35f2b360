/**
 * Columns that a text takes in a terminal or a monospaced block: wide characters (Hangul, Han, Kana, full width)
 * take two, combining marks none, nor do the letters of a Hangul syllable (NFD) after its first. Ranges after Unicode
 * Standard Annex 11 (East Asian Width W and F).
 */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
const NONE = /\p{M}|\p{Cf}|[\u1160-\u11ff\ud7b0-\ud7ff]/u;

export function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}

export function padEnd(text: string, columns: number, fill = ' '): string {
  return text + fill.repeat(Math.max(0, columns - width(text)));
}

export function padStart(text: string, columns: number, fill = ' '): string {
  return fill.repeat(Math.max(0, columns - width(text))) + text;
}
