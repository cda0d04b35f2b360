import { BLACKED_OUT } from '../../../reports/text/credentials.ts';

/**
 * What stands before a value in quotes: its name, in quotes (escaped for JSON or CSV) or without (`token='x'`), and the
 * quote that opens it, with its backslashes; one of the values in a list. Each character can be matched in one way only:
 * with two ways for a backslash, all ways to read a row of them would be tried.
 */
const OPENING =
  /(?:(["'])([A-Za-z][\w.-]{0,60})((?:\\|"(?="))*)\1(?:\s*:\s*(?:\[\s*)?)|(?<![\w.-])([A-Za-z_][\w.-]{0,60})\s?[=:]\s?)(\\*)(["'])/g;

/** A value is looked for so far, in characters. */
const LONGEST_VALUE = 4096;

/** How many backslashes stand right before a place, not counting those before `from`. */
function backslashesBefore(text: string, at: number, from: number): number {
  let start = at;
  while (start > from && text[start - 1] === '\\') start -= 1;
  return at - start;
}

/**
 * Where a value ends whose opening quote has so many backslashes: before a quote that as many stand before, for each layer
 * of escapes makes two of a backslash and one more of a quote. `quote` is doubled in CSV. Undefined where nothing ends it.
 */
function endOf(text: string, from: number, escapes: number, quote: string): number | undefined {
  for (let at = text.indexOf(quote, from); at >= 0 && at - from <= LONGEST_VALUE; at = text.indexOf(quote, at + 1)) {
    const before = backslashesBefore(text, at, from);
    const own = (before - escapes) / (escapes + 1);
    if (before <= escapes || own % 2 === 0) return at - Math.min(before, escapes);
  }
  return undefined;
}

const UNQUOTED = /[^"'\\]*/y;

/** Where a value ends whose end was cut off: as far as no quote and no backslash stands in it. */
function cutEnd(text: string, from: number): number {
  UNQUOTED.lastIndex = from;
  return from + (UNQUOTED.exec(text)?.[0].length ?? 0);
}

/** The text with `***` in place of the values in quotes of which `isSecret` says so by their names. */
export function withoutQuotedValues(text: string, isSecret: (name: string, value: string) => boolean): string {
  const pieces: string[] = [];
  let done = 0;
  OPENING.lastIndex = 0;
  for (let found = OPENING.exec(text); found; found = OPENING.exec(text)) {
    const [whole, , quoted, doubling = '', plain, escapes = '', quote = ''] = found;
    const isDoubled = doubling.includes('"') && text[found.index + whole.length] === quote;
    const start = found.index + whole.length + (isDoubled ? 1 : 0);
    const end = endOf(text, start, escapes.length, isDoubled ? quote + quote : quote) ?? cutEnd(text, start);
    const value = text.slice(start, end);
    if (value === '' || !isSecret(quoted ?? plain ?? '', value)) continue;
    pieces.push(text.slice(done, start), BLACKED_OUT);
    done = end;
    OPENING.lastIndex = end;
  }
  return done === 0 ? text : pieces.join('') + text.slice(done);
}
