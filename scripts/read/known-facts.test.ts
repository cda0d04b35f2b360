import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LOAD_OPTIONS } from '../../reports/model/plan.ts';
import { readOptions } from './known-facts.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-facts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function written(options: unknown): string {
  const file = join(folder, 'options.json');
  writeFileSync(file, JSON.stringify(options));
  return file;
}

test.each(LOAD_OPTIONS)('an options file with nothing but %s shapes a load', async (name) => {
  await expect(readOptions(written({ [name]: null }))).resolves.toEqual({ [name]: null });
});

test('one without any of them is none, and the error names them all', async () => {
  const detail = expect.stringContaining(LOAD_OPTIONS.join(', '));
  await expect(readOptions(written({ thresholds: {} }))).rejects.toMatchObject({
    code: 'bad-k6-options',
    facts: { detail },
  });
});
