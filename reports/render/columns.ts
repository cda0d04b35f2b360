import { padEnd, padStart, width } from './width.ts';

/** Rows of a table for a terminal, columns apart by two spaces: those in `toRight` (by number) end alike, others begin so. */
export function inColumns(rows: readonly (readonly string[])[], toRight: readonly number[]): string[] {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const widths = Array.from({ length: columns }, (_, column) =>
    rows.reduce((most, row) => Math.max(most, width(row[column] ?? '')), 0),
  );
  return rows.map((row) =>
    widths
      .map((columnWidth, column) => (toRight.includes(column) ? padStart : padEnd)(row[column] ?? '', columnWidth))
      .join('  ')
      .trimEnd(),
  );
}
