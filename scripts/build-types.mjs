import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Where the types of `buha` and `buha/k6` begin, from the root. */
const ENTRIES = ['scripts/library.d.ts', 'scenarios/define-scenario.d.ts'];

/** A module by its path, as TypeScript writes it in declarations: `from './a.ts'`, `import('./a.ts')`. */
const MODULE = /(\bfrom\s+|\bimport\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+?)\.(ts|mjs)\2/g;

/** @param {string} extension */
const declared = (extension) => (extension === 'ts' ? '.d.ts' : '.d.mts');

/**
 * Writes the declarations of what the package exports, and of what those need, to `dist/types`. Modules have the names that
 * they would have once they are compiled, since a declaration names no source.
 * @param {string} root
 */
export async function buildTypes(root) {
  const all = join(root, 'dist', `types.${process.pid}.tmp`);
  const own = join(root, 'dist', `own-types.${process.pid}.tmp`);
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    const args = [tsc, '-p', join(root, 'tsconfig.types.json'), '--outDir', all];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root }).catch((fault) => fault);
    const needed = new Set(ENTRIES.map((entry) => resolve(all, entry)));
    // A set tells of what is added while it is walked.
    for (const file of needed) {
      const text = await readFile(file, 'utf8');
      for (const [, , , path = '', extension = ''] of text.matchAll(MODULE)) {
        needed.add(resolve(dirname(file), path + declared(extension)));
      }
      const written = join(own, file.slice(resolve(all).length));
      await mkdir(dirname(written), { recursive: true });
      await writeFile(
        written,
        text.replaceAll(
          MODULE,
          (_, before, quote, path, extension) =>
            `${before}${quote}${path}.${extension === 'ts' ? 'js' : 'mjs'}${quote}`,
        ),
      );
    }
    // A module that no export needs may have types that cannot be declared.
    const isNeeded = (/** @type {string} */ line) => {
      const [, path = '', extension = ''] = line.match(/^(\S+?)\.(ts|mjs)\(\d+,\d+\): error/) ?? [];
      return path !== '' && needed.has(resolve(all, path + declared(extension)));
    };
    const faults = stdout.split('\n').filter(isNeeded);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    await rm(join(root, 'dist', 'types'), { recursive: true, force: true });
    await rename(own, join(root, 'dist', 'types'));
  } finally {
    await rm(all, { recursive: true, force: true });
    await rm(own, { recursive: true, force: true });
  }
}
