import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { isObject } from '../json-object.ts';
import { packageVersion, ROOT } from '../paths.ts';

/** What the package.json of a folder says of where it has buha from; undefined where it says nothing. */
async function statedIn(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const read: unknown = JSON.parse(text);
    const { dependencies, devDependencies } = isObject(read) ? read : {};
    const specs = [dependencies, devDependencies].map((all) => (isObject(all) ? all.buha : undefined));
    return specs.find((one) => typeof one === 'string');
  } catch {
    return undefined;
  }
}

/** A path as a package manager takes it, from a folder. */
const fileSpec = (path: string, folder: string): string => {
  const way = relative(folder, path).replaceAll('\\', '/') || '.';
  return `file:${way}`;
};

/** A file or folder that a spec names, from the folder that states it; undefined for a version or an address. */
function fileOf(spec: string, folder: string): string | undefined {
  const path = spec.match(/^(?:file|link):(?:\/\/)?(.+)$/)?.[1] ?? (/^[./]|\.tgz$/.test(spec) ? spec : undefined);
  if (path === undefined || /^https?:/.test(path)) return undefined;
  return isAbsolute(path) ? path : resolve(folder, path);
}

/**
 * How a package manager gets the buha that runs, seen from a folder: as whoever installed it said (a tarball, an address, a
 * version), else the checkout that it runs from, else its version.
 */
export async function installedSpec(folder: string, root: string = ROOT): Promise<string> {
  const version = `^${await packageVersion()}`;
  if (basename(dirname(root)) !== 'node_modules') return fileSpec(root, resolve(folder));
  for (let at = dirname(dirname(root)); ; at = dirname(at)) {
    const stated = await statedIn(at);
    if (stated !== undefined) {
      const file = fileOf(stated, at);
      if (file === undefined) return stated;
      return existsSync(file) ? fileSpec(file, resolve(folder)) : version;
    }
    if (dirname(at) === at) return version;
  }
}
