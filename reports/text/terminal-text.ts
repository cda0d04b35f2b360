import { foldedLine } from './fold.ts';
import { type Line, lineText } from './line.ts';
import { padEnd, padStart, width } from './width.ts';

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

export interface TableShape {
  /** Columns of the table that end at the same place. */
  readonly right?: ReadonlySet<number>;
  /** Columns of the terminal; undefined for as many as it takes. */
  readonly columns?: number;
  /** Columns of the table whose texts may take several lines where the rows are too wide, in this order. */
  readonly flexible?: readonly number[];
}

/** Narrower than this no column is made. */
const LEAST_COLUMNS = 11;

/** How wide the columns of a table get: their widest cell, and less where the terminal has not that much room. */
function widthsOf(rows: readonly Line[], { columns: room = Number.POSITIVE_INFINITY, flexible = [] }: TableShape) {
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const widths = Array.from({ length: count }, (_, at) =>
    rows.reduce((most, row) => Math.max(most, width(row[at]?.text ?? '')), 0),
  );
  let excess = widths.reduce((sum, own) => sum + own, GAP.length * Math.max(0, count - 1)) - room;
  for (const at of flexible) {
    const own = widths[at] ?? 0;
    const least = Math.min(own, LEAST_COLUMNS);
    const given = Math.max(0, Math.min(excess, own - least));
    widths[at] = own - given;
    excess -= given;
  }
  return widths;
}

/** Rows with their columns aligned, wide characters counted as two; a cell that is too wide goes on below itself. */
export function alignedRows(rows: readonly Line[], shape: TableShape = {}): Line[] {
  const widths = widthsOf(rows, shape);
  return rows.flatMap((row) => {
    const cells = row.map((span, at) => foldedLine([span], Math.max(1, widths[at] ?? 0), 0));
    const height = cells.reduce((most, cell) => Math.max(most, cell.length), 1);
    return Array.from({ length: height }, (_, at) =>
      alignedRow(
        cells.map((cell) => cell[at] ?? []),
        widths,
        shape,
      ),
    );
  });
}

function alignedRow(cells: readonly Line[], widths: readonly number[], { right }: TableShape): Line {
  const filled = cells.findLastIndex((cell) => cell.length > 0) + 1;
  const last = cells[filled - 1] ?? [];
  const over = width(lineText(last)) - (widths[filled - 1] ?? 0);
  // A path is not to be broken: one that goes on below its row begins further left instead.
  if (over > 0 && cells.slice(0, filled - 1).every((cell) => cell.length === 0)) {
    const indent = widths.slice(0, filled - 1).reduce((sum, one) => sum + one + GAP.length, 0);
    return [{ text: padEnd('', Math.max(0, indent - over)) }, ...last];
  }
  return cells.slice(0, filled).flatMap((cell, at): Line => {
    const room = (widths[at] ?? 0) - width(lineText(cell));
    const before = at === 0 ? '' : GAP;
    // Blanks are spans of their own, so that no link is underlined beyond its text.
    return right?.has(at)
      ? [{ text: before + padStart('', room) }, ...cell]
      : [{ text: before }, ...cell, { text: at === filled - 1 ? '' : padEnd('', room) }];
  });
}
