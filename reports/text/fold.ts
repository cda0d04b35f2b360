import type { Line, Span } from './line.ts';
import { width } from './width.ts';

/** Columns of a terminal that does not tell, and of what goes elsewhere. */
export const TERMINAL_COLUMNS = 80;

/** Pieces of spans without a blank between them: no line breaks within. */
interface Word {
  readonly pieces: readonly Span[];
  readonly columns: number;
  /** Blanks in front of it. */
  readonly blank: number;
  readonly isCommand?: boolean;
}

/** A command, to be copied: a line of its own, or behind a colon and two blanks. A sentence may begin with k6 as well. */
const COMMAND =
  /(^|:)( {2,})((?:(?:buha|npm|npx|node|git)(?= )|k6 (?:run|inspect|version|cloud|archive)\b|--[a-z]).*)$/;

/** What is copied as a whole: a path, an address. */
const isWhole = ({ pieces }: Word) => pieces.some(({ link, text }) => link !== undefined || /[/\\]|^--?\w/.test(text));

function wordsOf(line: Line): Word[] {
  const words: Word[] = [];
  let blank = 0;
  let isOpen = false;
  const add = (span: Span, text: string) => {
    const piece = { ...span, text };
    const last = words.at(-1);
    if (isOpen && last) {
      words[words.length - 1] = { ...last, pieces: [...last.pieces, piece], columns: last.columns + width(text) };
    } else words.push({ pieces: [piece], columns: width(text), blank });
    isOpen = true;
    blank = 0;
  };
  for (const span of line) {
    const command = span.text.match(COMMAND);
    const before = command ? span.text.slice(0, (command.index ?? 0) + (command[1] ?? '').length) : span.text;
    for (const part of before.match(/ +|[^ ]+/g) ?? []) {
      if (part.startsWith(' ')) {
        blank += part.length;
        isOpen = false;
      } else add(span, part);
    }
    if (command) {
      blank = command[2]?.length ?? 0;
      isOpen = false;
      add(span, command[3] ?? '');
      words.push({ ...(words.pop() as Word), isCommand: true });
    }
  }
  return words;
}

/** A word that has no room on a line, in pieces that do. */
function chopped(word: Word, first: number, room: number): Word[] {
  const parts: Word[] = [];
  let pieces: Span[] = [];
  let used = 0;
  const end = () => {
    if (pieces.length > 0) parts.push({ pieces, columns: used, blank: parts.length === 0 ? word.blank : 0 });
    pieces = [];
    used = 0;
  };
  for (const span of word.pieces) {
    let text = '';
    for (const character of span.text) {
      const columns = width(character);
      if (used + columns > (parts.length === 0 ? first : room)) {
        if (text !== '') pieces.push({ ...span, text });
        text = '';
        end();
      }
      text += character;
      used += columns;
    }
    if (text !== '') pieces.push({ ...span, text });
  }
  end();
  return parts;
}

/** What stands at the end of a line of a command that goes on, so that a shell reads it as one. */
const GOES_ON = ' \\';

/** A command that has no room on a line, on several that a shell reads as one. */
function continued(word: Word, first: number, room: number): Word[] {
  const [span] = word.pieces;
  const parts: Word[] = [];
  let text = '';
  const end = (suffix: string) =>
    parts.push({
      pieces: [{ ...span, text: text + suffix }],
      columns: width(text + suffix),
      blank: parts.length === 0 ? word.blank : 0,
    });
  for (const part of span?.text.split(/ (?=\S)/) ?? []) {
    const next = text === '' ? part : `${text} ${part}`;
    if (text !== '' && width(next) > (parts.length === 0 ? first : room) - GOES_ON.length) {
      end(GOES_ON);
      text = part;
    } else text = next;
  }
  end('');
  return parts;
}

/** Columns in front of a line's first word, with a mark such as `- `, `1. ` or `[2/4] `: what follows hangs below it. */
const hangOf = (line: Line): number =>
  line
    .map(({ text }) => text)
    .join('')
    .match(/^ *(?:(?:[-*•]|\d+\.|\[\d+\/\d+\]) +)?/)?.[0].length ?? 0;

/**
 * A line in as many as it takes in so many columns, broken at blanks; those after the first are indented by `hang`. A path,
 * an address or a command that is longer than a line stays whole, so that it can be copied.
 */
export function foldedLine(line: Line, columns: number, hang = hangOf(line)): Line[] {
  if (width(line.map(({ text }) => text).join('')) <= columns) return [line];
  const indent = Math.min(hang, Math.floor(columns / 2));
  const room = columns - indent;
  const lines: Span[][] = [[]];
  let used = 0;
  const place = ({ pieces, columns: own, blank }: Word) => {
    const line = lines.at(-1) ?? [];
    const [first, ...rest] = pieces;
    const before = line.at(-1);
    // Words of one colour stay one piece.
    if (first && before && before.tone === first.tone && before.link === first.link) {
      line[line.length - 1] = { ...before, text: before.text + ' '.repeat(blank) + first.text };
      for (const one of rest) line.push(one);
    } else {
      if (blank > 0) line.push({ text: ' '.repeat(blank) });
      for (const one of pieces) line.push(one);
    }
    used += blank + own;
  };
  const newLine = (from = indent) => {
    lines.push(from > 0 ? [{ text: ' '.repeat(from) }] : []);
    used = from;
  };
  /** A word that is longer than a line. */
  const placeLong = (word: Word, first: number) => {
    const parts = word.isCommand ? continued(word, first, room) : isWhole(word) ? [word] : chopped(word, first, room);
    for (const [at, part] of parts.entries()) {
      if (at > 0) newLine();
      place(part);
    }
  };
  for (const [at, word] of wordsOf(line).entries()) {
    if (used + word.blank + word.columns <= columns) place(word);
    else if (at === 0) placeLong(word, columns - word.blank);
    else {
      const own = { ...word, blank: 0 };
      // What is not to be broken, and would not fit behind the indent, begins further left.
      const isLeft = word.columns > room && word.columns <= columns && isWhole(word);
      newLine(isLeft ? columns - word.columns : indent);
      if (isLeft || word.columns <= room) place(own);
      else placeLong(own, room);
    }
  }
  return lines;
}

/** A text of one or more lines, each folded. */
export const folded = (text: string, columns: number): string =>
  text
    .split('\n')
    .flatMap((line) => foldedLine([{ text: line }], columns))
    .map((line) => line.map((span) => span.text).join(''))
    .join('\n');
