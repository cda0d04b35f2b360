import { isConsoleText } from './console-text.ts';

/** The last text in quotes of a line, behind which nothing but separators stands: `msg="…"`, `"host","…"`, `"…",`. */
const QUOTED = /"((?:[^"\\]|\\.|"")*)"[\s,;\])}]*$/;

/** Lines longer than this are looked at as they are: k6's are some hundred characters long. */
const LONGEST = 4000;

/** So many lines of k6, and such a share of the lines that are not blank, make a log of it. */
const FEWEST_LINES = 3;
const LEAST_SHARE = 0.8;

/** What stands in quotes, as CSV (`""`) or as JSON (`\"`, `\t`) writes it. */
function unquoted(text: string): string {
  if (!text.includes('\\')) return text.replaceAll('""', '"');
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}

/**
 * The text of a log whose lines hold k6's in quotes at their end: logfmt, exports of search tools as CSV, lists of lines.
 * Any other text stays as it is.
 */
export function withoutQuotes(text: string): string {
  if (!text.includes('"')) return text;
  const lines = text.split('\n');
  const inner = lines.map((line) => (line.length > LONGEST ? undefined : line.match(QUOTED)?.[1]));
  const count = inner.filter((one) => one !== undefined).length;
  const told = lines.filter((line) => line.trim() !== '').length;
  if (count < told * LEAST_SHARE) return text;
  const plain = inner.map((one) => (one === undefined ? undefined : unquoted(one)));
  if (plain.filter((one) => one !== undefined && isConsoleText(one)).length < FEWEST_LINES) return text;
  return lines.map((line, at) => plain[at] ?? line).join('\n');
}
