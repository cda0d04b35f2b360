import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import { systemCode } from '../system-code.ts';
import { makeFolder } from '../write/make-folder.ts';
import { ALL } from './find-scripts.ts';
import type { Script } from './prepare.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** Local time as `20261123-140311`: sorts by time and needs no quoting. */
export function timeName(at: Date): string {
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  return `${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
}

/** Offset of local time from UTC: `+09:00`. */
export function utcOffset(at: Date): string {
  const minutes = Math.abs(at.getTimezoneOffset());
  return `${at.getTimezoneOffset() > 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
}

/** ISO 8601 in local time with the UTC offset: `2026-11-23T14:03:11.120+09:00`. */
export function localIso(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, -1);
  return `${local}${utcOffset(at)}`;
}

const cannotWrite = (file: string, fault: unknown) =>
  new BuhaError('cannot-write', { file, reason: systemCode(fault) });

/** Throws `cannot-write` where the folder of results cannot be made or written; makes nothing yet. */
export async function needFolder(results: string): Promise<void> {
  for (let path = resolve(results); ; path = dirname(path)) {
    const fault = await access(path, constants.W_OK)
      .then(async () => ((await stat(path)).isDirectory() ? undefined : { code: 'ENOTDIR' }))
      .catch((reason: NodeJS.ErrnoException) => reason);
    if (fault === undefined) return;
    // Made with the results, in the first folder above it that is there.
    if (fault.code !== 'ENOENT' || dirname(path) === path) throw cannotWrite(results, fault);
  }
}

/**
 * A name for the runs of one folder or pattern, of its last part that says something, in letters that every file system
 * takes; undefined where none does.
 */
export function nameOfSeveral(path: string): string | undefined {
  const parts = resolve(path).split(/[\\/]/);
  const names = parts.map((part) => {
    const plain = part.replaceAll(/[^\p{L}\p{N}._-]+/gu, '');
    // What stands around a `*` is a piece of a name, and the ending is that of all of them.
    return /[*?[{]/.test(part) ? plain.replace(/\.\w*$/, '').replaceAll(/^[._-]+|[._-]+$/g, '') : plain;
  });
  return names.findLast((name) => /[\p{L}\p{N}]/u.test(name));
}

/** Tries of a name within one second before giving up: runs that start together differ by a number. */
const MOST_TRIES = 100;

/** Most bytes of a name in that of a folder: file systems take 255, and the time stands before it. */
const MOST_NAME_BYTES = 180;

/** As much of a name as a folder's has room for, of whole letters. */
function shortened(name: string): string {
  let bytes = 0;
  let shown = '';
  for (const letter of name) {
    bytes += Buffer.byteLength(letter);
    if (bytes > MOST_NAME_BYTES) return shown;
    shown += letter;
  }
  return shown;
}

/** Makes the folder of a run, `<results>/<time>-<name>`; never an existing one. Throws `cannot-write`. */
export async function makeRunFolder(results: string, name: string, at: Date): Promise<string> {
  try {
    await makeFolder(results);
    for (let number = 1; number <= MOST_TRIES; number += 1) {
      const folder = join(results, `${timeName(at)}-${shortened(name)}${number === 1 ? '' : `-${number}`}`);
      try {
        await mkdir(folder);
        return folder;
      } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
      }
    }
  } catch (fault) {
    throw cannotWrite(results, fault);
  }
  throw new BuhaError('cannot-write', { file: results, reason: 'EEXIST' });
}

/** What the folder of a call is named after: its one script, `all`, its one folder of scripts, or that there are several. */
export function folderName(names: readonly string[], scripts: readonly Pick<Script, 'name'>[]): string {
  const [script, ...others] = scripts;
  if (script && others.length === 0) return script.name;
  const [name = ALL, ...more] = names;
  if (more.length > 0) return 'several';
  return name === ALL ? ALL : (nameOfSeveral(name) ?? 'several');
}
