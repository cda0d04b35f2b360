import type { Readable } from 'node:stream';
import { styleText } from 'node:util';
import { folded, foldedLine, TERMINAL_COLUMNS } from '../reports/text/fold.ts';
import { inert, shownOnly, withoutHashCommands } from '../reports/text/inert.ts';
import { type Line, lineText, type Span, type Tone } from '../reports/text/line.ts';
import { width } from '../reports/text/width.ts';

/** The part of a process that the command uses, so that tests can pass another. */
export interface Host {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: { write(text: string | Uint8Array): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
}

/** Lines of text longer than this are hard to read, however wide the terminal is. */
const WIDEST_TEXT = 120;
/** Narrower terminals are left to break lines themselves. */
const NARROWEST = 40;

/** Columns for what is laid out: those of a terminal; of anything else as many as any terminal has. */
export function columnsOf({ isTTY, columns }: Host['stdout']): number {
  return Math.max(NARROWEST, Math.min(WIDEST_TEXT, (isTTY === true && columns) || TERMINAL_COLUMNS));
}

const STYLES: Readonly<Record<Tone, Parameters<typeof styleText>[0]>> = {
  good: ['bold', 'green'],
  doubtful: ['bold', 'yellow'],
  bad: ['bold', 'red'],
  strong: 'bold',
  faint: 'dim',
};

/** A piece of text in its colour, and as a link (OSC 8) that terminals which know none show as plain text. */
function painted({ text, tone, link }: Span): string {
  const styled = tone ? styleText(STYLES[tone], text, { validateStream: false }) : text;
  return link ? `\u001b]8;;${link}\u001b\\${styled}\u001b]8;;\u001b\\` : styled;
}

/** Cuts a text to a number of columns. */
function cut(text: string, columns: number): string {
  let used = 0;
  let shown = '';
  for (const character of text) {
    used += width(character);
    if (used > columns) return shown;
    shown += character;
  }
  return shown;
}

/**
 * What people read: lines, and on a terminal one status line below them that is written over. It goes to standard error;
 * standard output is for what was asked for.
 */
export class Terminal {
  readonly #stream: Host['stderr'];
  readonly #isColourful: boolean;
  #status = '';

  /** Colours only on a terminal that has not been told otherwise (https://no-color.org). */
  constructor(stream: Host['stderr'], env: Host['env'] = {}) {
    this.#stream = stream;
    this.#isColourful = stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  }

  get isTerminal(): boolean {
    return this.#stream.isTTY === true;
  }

  /** Columns for what is laid out. */
  get columns(): number {
    return columnsOf(this.#stream);
  }

  /**
   * A text of one or more lines, which a terminal does not break in the middle of a word; elsewhere a line is a line, for
   * whoever searches them. Names in it may be anybody's: none moves the cursor, turns the text round, or commands a CI.
   */
  line(text: string): void {
    const clean = inert(text);
    this.#write(this.isTerminal ? inert(folded(clean, this.columns)) : clean);
  }

  /** A line that is a command to the CI that reads along. */
  command(line: string): void {
    this.#write(shownOnly(line));
  }

  /** Lines with colours and links where the terminal has them. */
  lines(lines: readonly Line[]): void {
    for (const line of lines) {
      const clean = line.map((span) => ({ ...span, text: withoutHashCommands(shownOnly(span.text)) }));
      for (const part of this.isTerminal ? foldedLine(clean, this.columns) : [clean]) {
        this.#write(this.#isColourful ? part.map(painted).join('') : inert(lineText(part)).trimEnd());
      }
    }
  }

  /** Shows the status line; nothing where it is no terminal. */
  status(text: string): void {
    if (!this.isTerminal) return;
    this.#erase();
    this.#status = text;
    this.#stream.write(cut(inert(text), (this.#stream.columns || TERMINAL_COLUMNS) - 1));
  }

  endStatus(): void {
    this.#erase();
  }

  #write(text: string): void {
    const status = this.#status;
    this.#erase();
    this.#stream.write(`${text}\n`);
    if (status !== '') this.status(status);
  }

  #erase(): void {
    if (this.#status === '') return;
    this.#stream.write('\r\u001b[2K');
    this.#status = '';
  }
}
