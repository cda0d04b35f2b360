import { isConsoleText } from './console-text.ts';
import { Lines } from './lines.ts';

/** The last text in quotes of a line, behind which nothing but separators stands: `msg="…"`, `"host","…"`, `"…",`. */
const QUOTED = /"((?:[^"\\]|\\.|"")*)"[\s,;\])}]*$/;

/** A field of logfmt that begins with a quote and is the last one: its own quotes may stand there as they are. */
const FIELD = /(?:^|[ \t])(msg|message|log|line|text|body)="(.*)"[ \t]*\r?$/;

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

/** A line's text in quotes; that of a field holds bare quotes as well, if nobody escaped them. */
function textIn(line: string): string | undefined {
  const [, , field = ''] = line.match(FIELD) ?? [];
  return field.replaceAll(/\\./g, '').includes('"') && !/" \w+="/.test(field) ? field : line.match(QUOTED)?.[1];
}

/** What a line holds in quotes at its end. */
const innerOf = (line: string): string | undefined =>
  line.length > LONGEST || !line.includes('"') ? undefined : textIn(line);

/**
 * The text of a log whose lines hold k6's in quotes at their end: logfmt, exports of search tools as CSV, lists of lines.
 * Any other text stays as it is.
 */
export function withoutQuotes(text: string): string {
  if (!text.includes('"')) return text;
  const lines = new Lines(text);
  let [quoted, told, ofK6] = [0, 0, 0];
  for (const line of lines) {
    if (line.trim() !== '') told += 1;
    const inner = innerOf(line);
    if (inner === undefined) continue;
    quoted += 1;
    if (ofK6 < FEWEST_LINES && isConsoleText(unquoted(inner))) ofK6 += 1;
  }
  if (quoted < told * LEAST_SHARE || ofK6 < FEWEST_LINES) return text;
  return Array.from(lines, (line) => {
    const inner = innerOf(line);
    return inner === undefined ? line : unquoted(inner);
  }).join('\n');
}
