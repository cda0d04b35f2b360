import { readdir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';

/** What a path has that a shell would expand, and did not: it was quoted, matched nothing, or the shell is Windows'. */
const PATTERN = /[*?[{]/;

/** What no pattern and no folder means unless it is named: `.git`, `.buha-…`, packages. */
const isPassedOver = (name: string) => name.startsWith('.') || name === 'node_modules';

/** `{a,b}` as one pattern for each. */
function alternatives(pattern: string): string[] {
  const [, before = '', inner, after = ''] = pattern.match(/^(.*?)\{([^{}]*)\}(.*)$/) ?? [];
  if (inner === undefined) return [pattern];
  return inner.split(',').flatMap((one) => alternatives(`${before}${one}${after}`));
}

/** One part of a pattern, between two slashes. */
function matcher(part: string): RegExp {
  const source = part.replaceAll(/\[!?[^\]]+\]|[*?]|[\\^$.|+()[\]{}]/g, (found) => {
    if (found === '*') return '.*';
    if (found === '?') return '.';
    return found.length > 1 ? found.replace('[!', '[^').replaceAll('\\', '\\\\') : `\\${found}`;
  });
  return new RegExp(`^${source}$`, 'u');
}

const entriesOf = (folder: string) => readdir(folder || '.', { withFileTypes: true }).catch(() => []);

/** Folders below a folder, itself first. */
async function foldersBelow(folder: string): Promise<string[]> {
  const inner = (await entriesOf(folder)).filter((entry) => entry.isDirectory() && !isPassedOver(entry.name));
  return [folder, ...(await Promise.all(inner.map(({ name }) => foldersBelow(join(folder, name))))).flat()];
}

async function matching(folder: string, [part, ...others]: readonly string[]): Promise<string[]> {
  if (part === undefined) return [folder];
  // The root, or a drive of Windows.
  if (folder === '' && /^(?:[A-Za-z]:)?$/.test(part)) return matching(`${part}/`, others);
  if (part === '**') {
    return (await Promise.all((await foldersBelow(folder)).map((one) => matching(one, others)))).flat();
  }
  if (!PATTERN.test(part)) return matching(folder === '' ? part : join(folder, part), others);
  const isWanted = matcher(part);
  const found = (await entriesOf(folder)).filter(
    (entry) => isWanted.test(entry.name) && (part.startsWith('.') || !isPassedOver(entry.name)),
  );
  return (await Promise.all(found.map(({ name }) => matching(join(folder, name), others)))).flat();
}

const kindOf = async (path: string) => {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ? 'folder' : found?.isFile() ? 'file' : undefined;
};

/** Files that a name stands for: itself, those in a folder, or those that a pattern matches. */
export interface NamedFiles {
  /** Sorted, each once. */
  readonly files: readonly string[];
  /** True where the name says which file, so that it must be a script. */
  readonly isOne: boolean;
}

/** Undefined for a name of which there is nothing. A folder means the files that lie in it, not those below. */
export async function namedFiles(name: string): Promise<NamedFiles | undefined> {
  const kind = await kindOf(name);
  if (kind === 'file') return { files: [name], isOne: true };
  const isPattern = kind === undefined && PATTERN.test(name);
  if (kind === undefined && !isPattern) return undefined;
  const slashed = sep === '\\' ? name.replaceAll('\\', '/') : name;
  const found = isPattern
    ? (await Promise.all(alternatives(slashed).map((one) => matching('', one.split('/'))))).flat()
    : (await entriesOf(name)).filter((entry) => !isPassedOver(entry.name)).map((entry) => join(name, entry.name));
  const kinds = await Promise.all(found.map(kindOf));
  const byPlace = new Map(found.filter((_, at) => kinds[at] === 'file').map((file) => [resolve(file), file]));
  return { files: [...byPlace.values()].toSorted(), isOne: false };
}
