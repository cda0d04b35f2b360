import { width } from '../reports/render/width.ts';

/** The part of a process that the command uses, so that tests can pass another. */
export interface Host {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
}

const COLUMNS = 80;

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
 * What people read, on standard error: lines, and on a terminal one status line below them that is written over.
 * Standard output is for what machines read.
 */
export class Terminal {
  readonly #stderr: Host['stderr'];
  #status = '';

  constructor(stderr: Host['stderr']) {
    this.#stderr = stderr;
  }

  get isTerminal(): boolean {
    return this.#stderr.isTTY === true;
  }

  line(text: string): void {
    const status = this.#status;
    this.#erase();
    this.#stderr.write(`${text}\n`);
    if (status !== '') this.status(status);
  }

  /** Shows the status line; nothing where standard error is no terminal. */
  status(text: string): void {
    if (!this.isTerminal) return;
    this.#erase();
    this.#status = text;
    this.#stderr.write(cut(text, (this.#stderr.columns || COLUMNS) - 1));
  }

  endStatus(): void {
    this.#erase();
  }

  #erase(): void {
    if (this.#status === '') return;
    this.#stderr.write('\r\u001b[2K');
    this.#status = '';
  }
}
