import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { BuhaError } from '../../reports/model/error.ts';
import { headerNames } from '../../reports/parse/header-names.ts';
import { systemCode } from '../system-code.ts';

/** One row of test data as the scenarios see it. */
export interface TestDataRow {
  readonly id: number | string;
  readonly token?: string;
}

/** Ids that JavaScript can hold exactly become numbers, so that a body carries 9338 and not "9338". */
function idOf(text: string): number | string {
  const number = Number(text);
  return /^(0|[1-9]\d*)$/.test(text) && Number.isSafeInteger(number) ? number : text;
}

/**
 * Line of a row, which Papa counts from 0 below the header and without empty lines. Cells may hold line breaks too, so
 * the text is read again up to there.
 */
function lineOf(text: string, row: number, delimiter: string): number {
  let rows = 0;
  let start = 0;
  let line = 1;
  Papa.parse<string[]>(text, {
    delimiter,
    fastMode: false,
    step({ data, meta }, parser) {
      const isEmpty = data.every((cell) => cell.trim() === '');
      if (!isEmpty && rows === row + 1) {
        line = text.slice(0, start).split('\n').length;
        parser.abort();
      }
      if (!isEmpty) rows += 1;
      start = meta.cursor;
    },
  });
  return line;
}

/**
 * Reads a CSV of test data: a header line with the column `id`, and `token` where users have one; other columns are
 * passed over. Throws `bad-test-data` with file and line.
 */
export async function readTestData(file: string): Promise<TestDataRow[]> {
  const read = await readFile(file, 'utf8').catch((fault: unknown) => {
    throw new BuhaError('cannot-read', { file, reason: systemCode(fault) });
  });
  const text = read.replace(/^\uFEFF/, '');
  const { data, errors, meta } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: headerNames(),
  });
  const refuse = (row: number, fault: 'bad-row' | 'no-id' | 'with-scheme'): never => {
    throw new BuhaError('bad-test-data', { file, line: lineOf(text, row, meta.delimiter), fault });
  };
  if (!meta.fields?.includes('id')) throw new BuhaError('bad-test-data', { file, line: 1, fault: 'no-id-column' });
  // A missing delimiter is no fault: a file with the id column alone has none.
  const fault = errors.find(({ type }) => type !== 'Delimiter');
  // For a broken quote Papa counts the header as a row, for a wrong number of cells it does not.
  if (fault) refuse((fault.row ?? 0) - (fault.type === 'Quotes' ? 1 : 0), 'bad-row');
  if (data.length === 0) throw new BuhaError('bad-test-data', { file, line: 1, fault: 'no-rows' });
  return data.map((row, at) => {
    const id = row.id?.trim() || refuse(at, 'no-id');
    const token = row.token?.trim();
    if (token && /^(?:Bearer|Basic)\s/i.test(token)) refuse(at, 'with-scheme');
    return token ? { id: idOf(id), token } : { id: idOf(id) };
  });
}
