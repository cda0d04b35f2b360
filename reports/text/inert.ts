/**
 * Text from outside that does nothing where it is shown: it moves no cursor, turns no text round, hides nothing, and is no
 * command to a CI that reads the log.
 */

/** Marks that turn the direction of the text around them, so that it reads as something else. */
const DIRECTIONS = '\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069';
/** What takes no place and shows nothing: two names would look alike. What joins letters (U+200C, U+200D) is none of them. */
const UNSEEN = '\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}';
/** Control characters, halves of characters, and what is no character. */
const NO_TEXT = '\\p{Cc}\\p{Cs}\\p{Noncharacter_Code_Point}';

const INACTIVE = `${NO_TEXT}${DIRECTIONS}${UNSEEN}`;
/** Private characters, too: pages mark places of their own with them. */
const UNSHOWN = new RegExp(`[${INACTIVE}\\p{Co}\u2028\u2029]+`, 'gu');
const UNSHOWN_IN_BLOCK = new RegExp(`(?:(?![\n\t])[${INACTIVE}])+`, 'gu');
const EACH_UNSHOWN = new RegExp(`(?!\n)[${INACTIVE}\u2028\u2029]`, 'gu');

/** `##[error]` and `##vso[…]` are commands to GitHub and Azure anywhere in a line, `##teamcity[…]` to TeamCity. */
const HASH_COMMAND = /#(?=#[a-z]*\[)/gi;
/** `::error::` is one to GitHub at the beginning of a line. */
const COLON_COMMAND = /^([^\S\n]*):(?=:)/gm;

/** Line breaks and whatever else is not to be shown as spaces. */
export const onOneLine = (text: string): string => text.replaceAll(UNSHOWN, ' ');

/** Text of several lines with a blank for what is not to be shown; for what is not a log, since commands stay. */
export const shownOnly = (text: string): string => text.replaceAll(UNSHOWN_IN_BLOCK, ' ');

/** A text of one or more lines for a terminal, a document or a page. Its commands to a CI get a blank in their mark. */
export const inert = (text: string): string => withoutHashCommands(shownOnly(text)).replaceAll(COLON_COMMAND, '$1: ');

/** A text within which `::` is a command of our own. */
export const withoutHashCommands = (text: string): string => text.replaceAll(HASH_COMMAND, '# ');

const escaped = (characters: string) =>
  Array.from({ length: characters.length }, (_, at) => characters.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');

/** A value as JSON over several lines, with a line break at the end. It reads as the same value: what is not to be shown is escaped. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replaceAll(EACH_UNSHOWN, escaped).replaceAll(HASH_COMMAND, escaped);
  return `${text}\n`;
}
