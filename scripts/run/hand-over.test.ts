import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openHandOver, removeLeftovers, removeLeftStandIns } from './hand-over.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'buha-test-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

/** No process has this id: it is above what Linux and macOS give out. */
const DEAD = 2 ** 30;

test('rows are for their owner only and are removed at the end', async () => {
  const handOver = await openHandOver(parent);
  const file = await handOver.write('users', [{ id: 1, token: 'a' }]);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([{ id: 1, token: 'a' }]);
  if (process.platform !== 'win32') {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  }
  await handOver.remove();
  expect(readdirSync(parent)).toEqual([]);
});

test('no folder for temporary files, or none that can be: said, with its name', async () => {
  writeFileSync(join(parent, 'file'), '');
  for (const [name, reason] of [
    ['nowhere', 'ENOENT'],
    ['file', 'ENOTDIR'],
  ] as const) {
    const folder = join(parent, name);
    await expect(openHandOver(folder)).rejects.toMatchObject({
      code: 'no-temporary-folder',
      facts: { folder, reason },
    });
  }
});

test('leftovers of the dead are removed; those of the living and of others stay', async () => {
  const folders = [
    `buha-hand-over-${DEAD}-a`,
    `buha-hand-over-${process.pid}-b`,
    'buha-hand-over-c',
    `other-${DEAD}-d`,
  ];
  for (const name of folders) {
    mkdirSync(join(parent, name));
    writeFileSync(join(parent, name, 'users.json'), '[]');
  }
  await removeLeftovers(parent);
  expect(folders.filter((name) => existsSync(join(parent, name)))).toEqual(folders.slice(1));
});

test('leftovers of a process whose id another one has now are removed, too', async () => {
  const other = process.ppid;
  // Only Linux tells when another process was started.
  const names = [
    `buha-hand-over-${process.pid}-old`,
    ...(process.platform === 'linux' ? [`buha-hand-over-${other}-old`] : []),
  ];
  const living = [`buha-hand-over-${process.pid}-new`, `buha-hand-over-${other}-new`];
  for (const name of [...names, ...living]) mkdirSync(join(parent, name));
  for (const name of names) utimesSync(join(parent, name), 1, 1);
  await removeLeftovers(parent);
  expect(readdirSync(parent).sort()).toEqual(living.sort());
});

test('a folder that is absent has no leftovers', async () => {
  await expect(removeLeftovers(join(parent, 'absent'))).resolves.toBeUndefined();
});

describe('stand-ins', () => {
  const write = (name: string) => {
    const file = join(parent, name);
    writeFileSync(file, '');
    return file;
  };

  test('of the killed are removed at the next start, by the list in their hand-over; nothing else on it is', async () => {
    mkdirSync(join(parent, 'tmp'));
    mkdirSync(join(parent, 'tmp', `buha-hand-over-${DEAD}-a`));
    const [left, living, own] = [`.buha-${DEAD}-a-1.js`, `.buha-${process.pid}-b-1.js`, 'main.js'].map(write);
    writeFileSync(join(parent, 'tmp', `buha-hand-over-${DEAD}-a`, 'stand-ins'), [left, living, own, ''].join('\n'));
    await removeLeftovers(join(parent, 'tmp'));
    expect(readdirSync(parent).toSorted()).toEqual([basename(living ?? ''), 'main.js', 'tmp']);
  });

  test('of the killed are removed from the folders of a script, also of one that had the id of this process', async () => {
    write(`.buha-${DEAD}-a-1.js`);
    write(`.buha-${process.pid}-new-1.js`);
    const old = write(`.buha-${process.pid}-old-1.js`);
    utimesSync(old, 1, 1);
    await removeLeftStandIns([parent, parent, join(parent, 'absent')]);
    expect(readdirSync(parent)).toEqual([`.buha-${process.pid}-new-1.js`]);
  });
});
