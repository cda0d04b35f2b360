import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWhole } from './write-whole.ts';

/** Permissions bind everybody but root, who becomes this user for a while. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-read-only-'));
  writeFileSync(join(folder, 'report.md'), 'kept');
  chmodSync(join(folder, 'report.md'), 0o444);
  if (!isRoot) return;
  for (const path of [folder, join(folder, 'report.md')]) chownSync(path, NOBODY, NOBODY);
  process.seteuid?.(NOBODY);
});
afterEach(() => {
  if (isRoot) process.seteuid?.(0);
  rmSync(folder, { recursive: true });
});

test('a file that may not be written is not replaced either', async () => {
  const file = join(folder, 'report.md');
  await expect(writeWhole(file, 'new')).rejects.toMatchObject({
    code: 'cannot-write',
    facts: { file, reason: expect.stringMatching(/EACCES|EPERM/) },
  });
  expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['kept', ['report.md']]);
  chmodSync(file, 0o644);
  await writeWhole(file, 'new');
  expect([readFileSync(file, 'utf8'), statSync(file).size]).toEqual(['new', 3]);
});
