import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ApiId } from '../../options/apis.ts';
import { apiIds, apiNamed } from '../../options/project.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { OwnConfig } from '../config/load.ts';
import type { HandOver } from './hand-over.ts';
import { namedFiles } from './named-files.ts';
import { apiScript, ownScript, type Script, scriptNamed } from './prepare.ts';
import { isRunnable, isScriptFile, mayBeScript } from './runnable.ts';

/** All APIs of the project, one after the other; all its scripts, where it names no API. */
export const ALL = 'all';

/** As many files are shown as make plain what was meant. */
const MOST_SHOWN = 5;

type Named = { readonly api: ApiId } | { readonly file: string };

async function runnable(files: readonly string[]): Promise<boolean[]> {
  return Promise.all(files.map(async (file) => isScriptFile(file) && isRunnable(file, await readFile(file, 'utf8'))));
}

/** A script in the folder of the project's, by its name alone. */
async function shortNamed(name: string, config: OwnConfig) {
  const file = scriptNamed(name, config);
  return file === undefined ? undefined : namedFiles(file);
}

/** Throws `unknown-scenario`, and `no-scripts` for a folder or a pattern without any. */
async function namedBy(
  given: string,
  config: OwnConfig,
  onPassedOver: (files: readonly string[]) => void,
): Promise<Named[]> {
  const { project } = config;
  const known = apiIds(project);
  const name = URL.canParse(given) && given.startsWith('file:') ? fileURLToPath(given) : given;
  if (name === ALL && known.length > 0) return known.map((api) => ({ api }));
  if (apiNamed(project, name)) return [{ api: name }];
  const named = (await namedFiles(name === ALL ? config.scenarios : name)) ?? (await shortNamed(name, config));
  if (!named || (named.isOne && named.files.some((file) => !mayBeScript(file)))) {
    throw new BuhaError('unknown-scenario', { name, known });
  }
  // Whether one file that is named is a script is for k6 to say.
  if (named.isOne) return named.files.map((file) => ({ file }));
  const areScripts = await runnable(named.files);
  const scripts = named.files.filter((_, at) => areScripts[at]);
  const others = named.files.filter((file, at) => !areScripts[at] && isScriptFile(file));
  if (scripts.length === 0) throw new BuhaError('no-scripts', { name, others: others.slice(0, MOST_SHOWN) });
  if (others.length > 0) onPassedOver(others);
  return scripts.map((file) => ({ file }));
}

const stemOf = (file: string) => basename(file, extname(file));

/** Names of folders are the same for most file systems where they differ in capitals only. */
const key = (name: string) => name.normalize('NFC').toLowerCase();

/**
 * Names for runs of one call, one each: an API's id, a file's name; where files of several folders have one name, with
 * their folder before it; and with a number where that, too, is taken.
 */
export function distinctNames(named: readonly Named[]): string[] {
  const plain = named.map((one) => ('api' in one ? one.api : stemOf(one.file)));
  const count = (name: string) => plain.filter((other) => key(other) === key(name)).length;
  const taken = new Set<string>(named.flatMap((one) => ('api' in one ? [one.api] : [])));
  return named.map((one, at) => {
    if ('api' in one) return one.api;
    const own = plain[at] ?? '';
    const wanted = count(own) === 1 ? own : `${basename(dirname(resolve(one.file)))}-${own}`;
    let name = wanted;
    for (let number = 2; taken.has(key(name)); number += 1) name = `${wanted}-${number}`;
    taken.add(key(name));
    return name;
  });
}

/**
 * The scripts that names stand for, in their order, each once: `all`, an API of the project, a script of its folder, a
 * file, which k6 runs where it lies, a folder, or a pattern that no shell expanded. Of the latter two `onPassedOver` is told the files that
 * are no scripts. Throws `unknown-scenario`, `no-scripts`, `no-scenario-file` for an API of the project without one,
 * and what `withStandIns` throws.
 */
export async function findScripts(
  names: readonly string[],
  handOver: HandOver,
  config: OwnConfig,
  onPassedOver: (files: readonly string[]) => void,
): Promise<Script[]> {
  const all: Named[] = [];
  for (const name of names) for (const one of await namedBy(name, config, onPassedOver)) all.push(one);
  const byPlace = new Map(all.toReversed().map((one) => ['api' in one ? one.api : resolve(one.file), one]));
  const once = [...byPlace.values()].toReversed();
  const own = distinctNames(once);
  return Promise.all(
    once.map((one, at) => {
      const name = own[at] ?? '';
      return 'api' in one ? apiScript(one.api, config, handOver) : ownScript(one.file, name, handOver, config.project);
    }),
  );
}
