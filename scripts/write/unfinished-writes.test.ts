import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { besideName, noteFolderOf, noteWrites, removeUnfinishedWrites } from './unfinished-writes.ts';

/** No process has this id: it is above what Linux and macOS give out. */
const DEAD = 2 ** 30;

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'buha-unfinished-'));
  folder = join(parent, 'results');
  mkdirSync(folder);
});
afterEach(() => rmSync(parent, { recursive: true }));

/** What a process that was killed while it wrote leaves, and what others have. */
function left(pid: number): void {
  writeFileSync(join(parent, `buha-writes-${pid}-a`), `${folder}\n${join(parent, 'gone')}\n`);
  writeFileSync(join(folder, `.buha-write-${pid}-a.tmp`), 'ha');
  writeFileSync(join(folder, 'report.md'), 'whole');
}

test('what the dead had begun to write is removed, and nothing else', async () => {
  left(DEAD);
  writeFileSync(join(folder, `.buha-write-${process.ppid}-a.tmp`), 'ha');
  await removeUnfinishedWrites(parent);
  expect(readdirSync(folder).toSorted()).toEqual([`.buha-write-${process.ppid}-a.tmp`, 'report.md']);
  expect(readdirSync(parent)).toEqual(['results']);
});

test('what the living write stays', async () => {
  left(process.ppid);
  await removeUnfinishedWrites(parent);
  expect(readdirSync(folder)).toHaveLength(2);
  expect(readdirSync(parent)).toHaveLength(2);
});

test('a process notes each folder once, for its owner only, before it writes', () => {
  noteWrites(parent);
  expect(readdirSync(parent)).toEqual(['results']);
  const file = join(folder, 'report.md');
  for (const one of [file, join(folder, 'report.html'), join(parent, 'other')]) noteFolderOf(one);
  const [note = ''] = readdirSync(parent).filter((name) => name !== 'results');
  expect(readFileSync(join(parent, note), 'utf8')).toBe(`${folder}\n${parent}\n`);
  if (process.platform !== 'win32') expect(statSync(join(parent, note)).mode & 0o777).toBe(0o600);
  expect(basename(besideName(file))).toMatch(new RegExp(`^\\.buha-write-${process.pid}-[\\w-]+\\.tmp$`));
});

test('where no note can be kept, nothing is said', () => {
  noteWrites(join(parent, 'nowhere'));
  expect(() => noteFolderOf(join(folder, 'report.md'))).not.toThrow();
});

test('a note that is a link to a folder takes nothing with it', async () => {
  symlinkSync(folder, join(parent, `buha-writes-${DEAD}-b`));
  writeFileSync(join(folder, 'report.md'), 'whole');
  await removeUnfinishedWrites(parent);
  expect(readdirSync(folder)).toEqual(['report.md']);
});
