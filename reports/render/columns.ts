import { lineText } from '../text/line.ts';
import { alignedRows } from '../text/terminal-text.ts';

/**
 * Rows of a table for a terminal, columns apart by two spaces: those in `toRight` (by number) end alike, others begin so.
 * Where the terminal has too few `columns`, texts in those of `flexible` take several lines.
 */
export const inColumns = (
  rows: readonly (readonly string[])[],
  toRight: readonly number[],
  { columns, flexible = [] }: { readonly columns?: number; readonly flexible?: readonly number[] } = {},
): string[] =>
  alignedRows(
    rows.map((row) => row.map((text) => ({ text }))),
    { right: new Set(toRight), flexible, ...(columns !== undefined && { columns }) },
  ).map((line) => lineText(line).trimEnd());
