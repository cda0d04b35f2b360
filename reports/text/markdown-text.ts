/** Text from outside (names, URLs, facts) made safe for markdown: it can neither break a table nor become markup. */
import { onOneLine, shownOnly } from './inert.ts';

/** Longest piece of foreign text that a report repeats. */
const MOST_CHARACTERS = 200;

/** The same for a sentence that quotes one: an exception may be a page long. */
export const MOST_REASON = 400;

/** Line breaks, other control characters and direction marks as spaces; cut off where it is endless. */
export function oneLine(text: string, most = MOST_CHARACTERS): string {
  const line = onOneLine(text).trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most).join('')}…`;
}

/** Plain text, also for a table cell. */
export function plain(text: string, most = MOST_CHARACTERS): string {
  return oneLine(text, most).replaceAll(/[\\`*[\]<>|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|^[#+-]/gu, '\\$&');
}

/** A code span, also for a table cell. */
export const code = (text: string): string => span(oneLine(text));

/** The same of what must not be cut off, such as a command. */
export const wholeCode = (text: string): string => span(oneLine(text, Number.POSITIVE_INFINITY));

function span(text: string): string {
  // A bar needs a backslash even in code. One that stands there already is moved away: two would cancel each other.
  const line = text.replaceAll(/\\(?=\|)/g, '\\ ').replaceAll('|', '\\|');
  if (line === '') return '` `';
  const fences = [...line.matchAll(/`+/g)].map(([fence]) => fence.length);
  let length = 1;
  while (fences.includes(length)) length += 1;
  const fence = '`'.repeat(length);
  const gap = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${gap}${line}${gap}${fence}`;
}

/** A fenced block whose fence no line of the text can close, nor turn round what stands in it. */
export function block(text: string, language: string): string {
  const longest = [...text.matchAll(/^\s*(`{3,})/gm)].reduce((most, [, fence = '']) => Math.max(most, fence.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${shownOnly(text)}\n${fence}`;
}

/** Anchor of a heading as GitHub and GitLab make it. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}

/** A code span as `code` writes it, an escaped character, a mark of bold type, a lone code mark. */
const MARKS = /(`+)(?!`)( ?)(.+?)\2(?<!`)\1(?!`)|\\([\\`*[\]<>|~_#+-])|\*\*|`/g;

/** Our own markdown of one line as it reads: without escapes, bold type and code marks. What stands in code stays. */
export function shownText(markdown: string): string {
  return markdown.replaceAll(
    MARKS,
    (_, _fence, _gap, inCode: string | undefined, escapedCharacter: string | undefined) =>
      inCode?.replaceAll('\\|', '|') ?? escapedCharacter ?? '',
  );
}
