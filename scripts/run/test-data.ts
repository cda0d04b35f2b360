import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { BuhaError } from '../../reports/model/error.ts';

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
 * Reads a CSV of test data: a header line with the column `id`, and `token` where users have one; other columns are
 * passed over. Throws `bad-test-data` with file and line.
 */
export async function readTestData(file: string): Promise<TestDataRow[]> {
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    throw new BuhaError('cannot-read', { file, reason: fault.code ?? fault.message });
  });
  const { data, errors, meta } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (name) => name.trim().toLowerCase(),
  });
  // A missing delimiter is no fault: a file with the id column alone has none.
  const fault = errors.find(({ type }) => type !== 'Delimiter');
  if (!meta.fields?.includes('id')) throw new BuhaError('bad-test-data', { file, line: 1, fault: 'no-id-column' });
  // Papa counts rows from 0 after the header.
  if (fault) throw new BuhaError('bad-test-data', { file, line: (fault.row ?? 0) + 2, fault: 'bad-row' });
  if (data.length === 0) throw new BuhaError('bad-test-data', { file, line: 1, fault: 'no-rows' });
  return data.map((row, at) => {
    const id = row.id?.trim() ?? '';
    if (id === '') throw new BuhaError('bad-test-data', { file, line: at + 2, fault: 'no-id' });
    const token = row.token?.trim();
    return token ? { id: idOf(id), token } : { id: idOf(id) };
  });
}
