import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder, writeWhole } from './files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('writes a file and the folders above it', async () => {
  await writeWhole(join(folder, 'a', 'b.md'), 'whole');
  expect(readFileSync(join(folder, 'a', 'b.md'), 'utf8')).toBe('whole');
  expect(readdirSync(join(folder, 'a'))).toEqual(['b.md']);
});

test('says which file cannot be written, and leaves nothing behind', async () => {
  writeFileSync(join(folder, 'file'), 'kept');
  mkdirSync(join(folder, 'folder'));
  for (const [path, reason] of [
    [join(folder, 'file', 'report.md'), /EEXIST|ENOTDIR/],
    [join(folder, 'file', 'deeper', 'report.md'), /ENOTDIR/],
    [join(folder, 'folder'), /EISDIR/],
  ] as const) {
    await expect(writeWhole(path, 'x')).rejects.toMatchObject({
      code: 'cannot-write',
      facts: { file: path, reason: expect.stringMatching(reason) },
    });
  }
  expect(readdirSync(folder).toSorted()).toEqual(['file', 'folder']);
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('kept');
});

test('makes folders, each once, however many ask for it', async () => {
  const deep = join(folder, 'a', 'b', 'c');
  await Promise.all([makeFolder(deep), makeFolder(deep), makeFolder(join(folder, 'a', 'b', 'd'))]);
  expect(readdirSync(join(folder, 'a', 'b')).toSorted()).toEqual(['c', 'd']);
  await makeFolder(deep);
});

test.runIf(process.platform === 'linux')('where the system makes no folders, there is an end', async () => {
  await expect(makeFolder('/proc/buha/results')).rejects.toMatchObject({ code: 'ENOENT' });
});
