import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HAS_PIPES, makeNullDevice, makePipe } from '../../testing/nodes.ts';
import { makeFolder } from './make-folder.ts';
import { hasRoomBeside, identityOf, realPath } from './place.ts';
import { writeWhole } from './write-whole.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'buha-write-')));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

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

describe('what is there stays what it is', () => {
  test('a file keeps its permissions', async () => {
    writeFileSync(at('report.md'), 'old');
    chmodSync(at('report.md'), 0o640);
    const { mode } = statSync(at('report.md'));
    await writeWhole(at('report.md'), 'new');
    expect([readFileSync(at('report.md'), 'utf8'), statSync(at('report.md')).mode]).toEqual(['new', mode]);
  });

  test.each([
    ['to a file', true],
    ['to nothing yet', false],
  ])('a link %s leads there', async (_, isThere) => {
    mkdirSync(at('real'));
    if (isThere) writeFileSync(at('real/report.md'), 'old');
    symlinkSync('real', at('folder'));
    symlinkSync(join('folder', 'report.md'), at('second'));
    symlinkSync('second', at('first'));
    expect(realPath(at('first'))).toBe(at('real/report.md'));
    await writeWhole(at('first'), 'new');
    expect(lstatSync(at('first')).isSymbolicLink() && lstatSync(at('second')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('real/report.md'), 'utf8')).toBe('new');
    expect(readdirSync(at('real'))).toEqual(['report.md']);
  });

  test('links in a ring are no place', async () => {
    symlinkSync('b', at('a'));
    symlinkSync('a', at('b'));
    await expect(writeWhole(at('a'), 'x')).rejects.toMatchObject({ code: 'cannot-write' });
    expect(lstatSync(at('a')).isSymbolicLink()).toBe(true);
  });

  test.runIf(HAS_PIPES)('a pipe gets the bytes, more than it holds at once', async () => {
    const text = '부하 '.repeat(100_000);
    const { path, received } = makePipe(folder);
    await writeWhole(path, text);
    expect(await received).toBe(text);
    expect(lstatSync(path).isFIFO()).toBe(true);
    expect(readdirSync(folder)).toEqual(['pipe']);
  });

  const scratch = mkdtempSync(join(tmpdir(), 'buha-device-'));
  const device = makeNullDevice(scratch);
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test.runIf(device)('a device swallows the bytes, also through a link, and nothing lies beside it', async () => {
    symlinkSync(device ?? '', at('link'));
    for (const path of [device ?? '', at('link')]) {
      await writeWhole(path, 'report');
      expect(hasRoomBeside(path)).toBe(false);
      // Nothing of it can be lost.
      expect(identityOf(path)).toBeUndefined();
    }
    expect(lstatSync(device ?? '').isCharacterDevice()).toBe(true);
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(readdirSync(scratch)).toEqual(['null']);
  });
});
