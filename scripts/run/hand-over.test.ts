import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHandOver, removeLeftovers } from './hand-over.ts';

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

test('leftovers of the dead are removed at the next start; those of the living and of others stay', async () => {
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
  const handOver = await openHandOver(parent);
  expect(folders.filter((name) => existsSync(join(parent, name)))).toEqual(folders.slice(1));
  await handOver.remove();
});

test('a folder that is absent has no leftovers', async () => {
  await expect(removeLeftovers(join(parent, 'absent'))).resolves.toBeUndefined();
});
