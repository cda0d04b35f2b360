import xterm from '@xterm/headless';

/** Lines of a terminal after some output, and those of them that the terminal had to break because they were too long. */
export interface Screen {
  readonly lines: readonly string[];
  readonly broken: readonly string[];
  /** Where the cursor stands in its line, from 0. */
  readonly column: number;
}

/** What a terminal so many columns wide shows of an output. */
export async function screen(output: string, columns: number): Promise<Screen> {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows: 50,
    scrollback: 100_000,
    convertEol: true,
    allowProposedApi: true,
  });
  await new Promise<void>((resolve) => terminal.write(output, resolve));
  const { active } = terminal.buffer;
  const rows = Array.from({ length: active.baseY + active.cursorY + 1 }, (_, at) => active.getLine(at));
  const lines = rows.map((row) => row?.translateToString(true) ?? '');
  // A row that goes on another one: its beginning is the row before it.
  const broken = rows.flatMap((row, at) => (row?.isWrapped ? `${lines[at - 1]}⏎${lines[at]}` : []));
  const column = active.cursorX;
  terminal.dispose();
  return { lines, broken, column };
}

/** A text as if no line had been too long for a terminal: each of its paragraphs and cells in one. */
export const flowing = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');
