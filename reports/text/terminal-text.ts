import { padEnd, padStart, width } from './width.ts';

/** What a piece of text means; a terminal gives it a colour. */
export type Tone = 'good' | 'doubtful' | 'bad' | 'strong' | 'faint';

/** A piece of a line for the terminal. `link` is the address that it leads to. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone | undefined;
  readonly link?: string | undefined;
}

export type Line = readonly Span[];

/** The line without colours and links. */
export const lineText = (line: Line): string => line.map(({ text }) => text).join('');

/** A text of at most so many columns, its end cut off. */
export function shortened(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let shown = '';
  let used = 1;
  for (const character of text) {
    used += width(character);
    if (used > columns) break;
    shown += character;
  }
  return `${shown}…`;
}

const GAP = '  ';

/** Rows with their columns aligned, wide characters counted as two; columns named in `right` end at the same place. */
export function alignedRows(rows: readonly Line[], right: ReadonlySet<number> = new Set()): Line[] {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const widths = Array.from({ length: columns }, (_, at) =>
    rows.reduce((most, row) => Math.max(most, width(row[at]?.text ?? '')), 0),
  );
  return rows.map((row) =>
    row.flatMap((span, at): Line => {
      const columnsWide = widths[at] ?? 0;
      const isLast = at === row.length - 1;
      const room = columnsWide - width(span.text);
      const before = at === 0 ? '' : GAP;
      // Blanks are spans of their own, so that no link is underlined beyond its text.
      return right.has(at)
        ? [{ text: before + padStart('', room) }, span]
        : [{ text: before }, span, { text: isLast ? '' : padEnd('', room) }];
    }),
  );
}
