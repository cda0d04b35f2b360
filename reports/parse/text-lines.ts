import type { Lines } from './lines.ts';
import { learnPrefix, learnSigns, learnSuffix, withoutSigns } from './log-prefix.ts';
import { withoutEmphasis, withPlainMarks } from './text-marks.ts';

/** A line without what terminals, logs and documents put around it. */
export interface PlainLine {
  /** From 1. */
  readonly number: number;
  /** Column at which the content begins, quoting included. */
  readonly indent: number;
  readonly content: string;
}

/** Longer lines are no summary's: URLs in filters are long, but not that long. */
const LONGEST = 2000;

/** Colours and cursor movements; also those whose escape character was lost on the way. */
const ESCAPES = /\p{Cc}\[[0-9;?]*[A-Za-z]|\[\d{1,3}(?:;\d{1,3})*m/gu;

/** Characters without a width; those that join others stay. */
const INVISIBLE = '\\u0085\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff';
const ANY_INVISIBLE = new RegExp(`[${INVISIBLE}]`, 'g');

/** Whatever a terminal shows in another way than it stands there: most lines have nothing of it. */
const UNSHOWN = new RegExp(`[\\p{Cc}${INVISIBLE}]|(?! )\\p{Zs}|\\[\\d`, 'u');

/**
 * What stands before a line of k6 in logs: a container's name (`k6-1  | `), a time stamp, a tag in brackets; and quoting
 * in comments and documents.
 */
const PREFIX =
  /^ *(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?(?: \d\d[OE]\+?)? |\[[\w./: -]*\] |[\w./-]+ +\| |(?:\/\/+|\/\*+|[#*>|;]+|[+-]|--)(?= |$))/;

function unquoted(line: string): string {
  let rest = line;
  for (let prefix = rest.match(PREFIX)?.[0]; prefix; prefix = rest.match(PREFIX)?.[0]) rest = rest.slice(prefix.length);
  return rest;
}

/** A line as a terminal would show it, with plain blanks. */
function shownLine(raw: string): string {
  if (raw.length > LONGEST) return '';
  if (!UNSHOWN.test(raw)) return withPlainMarks(raw);
  let end = raw.length;
  while (raw[end - 1] === '\r') end -= 1;
  // A terminal shows what follows the last carriage return.
  const shown = raw.slice(raw.lastIndexOf('\r', end - 1) + 1, end);
  const spaced = shown
    .replaceAll('\t', '    ')
    .replaceAll(ESCAPES, '')
    .replaceAll(/\p{Zs}/gu, ' ')
    .replaceAll(ANY_INVISIBLE, '');
  return spaced.length > LONGEST ? '' : withPlainMarks(spaced);
}

/** Without the right side of a box. */
const unboxed = (text: string) => text.trimEnd().replace(/\|$/, '');

/** Without the right side of a frame; nothing of its upper and lower one. */
const withoutFrame = (text: string) => text.replace(/^[┌┏╔╭└┗╚╰├]?[─━═]{3,}.*$/u, '').replace(/ *[│┃║] *$/u, '');

function plainLine(line: string, number: number): PlainLine {
  const rest = unquoted(line);
  const boxed = rest !== line && /^[^✓✗]*\|/.test(line);
  const content = withoutEmphasis((boxed ? unboxed(rest) : rest).trim()).replace(INLINE, '');
  return { number, indent: line.length - rest.trimStart().length, content };
}

/** The beginning of code within a line, or of what is bold. */
const INLINE = /^(?:`{1,2}(?!`)|\*\*) *(?=[\w{█↳])/;

/** Lines that are asked for again: those around the one that is read, and the trace of an exception below it. */
const KEPT = 64;

const BLANK = { indent: 0, content: '' };

/**
 * The lines of a document, without colours, quoting, other spaces than the plain one, and what a log puts before and
 * behind each of its lines. Each is made when it is asked for.
 */
export class PlainLines {
  readonly #lines: Lines;
  readonly #prefix: RegExp | undefined;
  readonly #suffix: RegExp | undefined;
  readonly #signs: readonly string[];
  /** A pane of a terminal has a right side, too. */
  readonly #isPane: boolean;
  readonly #kept: PlainLine[] = [];

  constructor(lines: Lines) {
    this.#lines = lines;
    this.#prefix = learnPrefix(withDots(this.#lines));
    this.#suffix = learnSuffix(withDots(this.#lines));
    this.#signs = learnSigns(withDots(this.#lines));
    this.#isPane = this.#prefix !== undefined && /[│┃║]/.test(this.#prefix.source);
  }

  get length(): number {
    return this.#lines.length;
  }

  /** A line from 0; undefined beyond the last one. */
  at(index: number): PlainLine | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const kept = this.#kept[index % KEPT];
    if (kept?.number === index + 1) return kept;
    const made = this.#made(index);
    this.#kept[index % KEPT] = made;
    return made;
  }

  #made(index: number): PlainLine {
    const raw = this.#lines.at(index);
    if (raw === '') return { number: index + 1, ...BLANK };
    const shown = shownLine(raw);
    const line = this.#signs.length === 0 ? shown : withoutSigns(shown, this.#signs);
    const begun = this.#prefix ? line.replace(this.#prefix, '') : line;
    const rest = this.#suffix ? begun.replace(this.#suffix, '') : begun;
    return plainLine(this.#isPane ? withoutFrame(rest) : rest, index + 1);
  }
}

/** Lines in which a metric may stand, which k6 prints with dots behind its name. */
function* withDots(lines: Lines): Generator<string> {
  for (const raw of lines.holding('..')) yield shownLine(raw);
}
