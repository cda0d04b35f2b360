import { alignedRows, lineText } from '../text/terminal-text.ts';

/** Rows of a table for a terminal, columns apart by two spaces: those in `toRight` (by number) end alike, others begin so. */
export const inColumns = (rows: readonly (readonly string[])[], toRight: readonly number[]): string[] =>
  alignedRows(
    rows.map((row) => row.map((text) => ({ text }))),
    new Set(toRight),
  ).map((line) => lineText(line).trimEnd());
