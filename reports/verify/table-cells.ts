/** Cells of a table row: a bar behind a backslash is text. */
export function cellsOf(row: string): string[] {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

/** A row whose first cell is empty goes on about what the row above names: "| login | 평균 | 55ms |", "| | p95 | 82ms |". */
export function withNameAbove(cells: readonly string[], above: readonly string[] | undefined): readonly string[] {
  const [name, next = ''] = cells;
  return above?.[0] && (name === '' || name === '〃') && /\p{L}/u.test(next) ? [above[0], ...cells.slice(1)] : cells;
}

/** Signs of emphasis and code; a name keeps its underscores. */
const EMPHASIS = /[*`]|(?<![\p{L}\d])_|_(?![\p{L}\d])/gu;

/** The text of a cell. */
export const plainOf = (cell: string | undefined) => (cell ?? '').replaceAll(EMPHASIS, '').trim();
