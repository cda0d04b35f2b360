import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where builds lie. Each has a folder of its own, named after what is in it, since a command loads parts of its code
 * late: a run that takes an hour writes its report with the build that it started with. `buha.js` beside them loads the
 * newest. It is one file, so that it can be put in place at once, and it says what it was built from.
 */
const POINTER = 'buha.js';
/** What `import 'buha'` and `'buha/k6'` load, beside it: they hand on what the newest build has. */
const LIBRARIES = ['index.js', 'k6.js'];
/** Their types, where they were built. */
const TYPES = 'types';
const FOLDER = /^build-[0-9a-f]{12}$/;
/** A build that another has replaced stays as long as a command may still run with it, in ms. */
export const KEPT_MS = 24 * 3600 * 1000;

/**
 * What the newest build was made from, and its folder; undefined where there is none, or its folder has gone.
 * @param {string} dist
 * @returns {Promise<{ folder: string, builtFrom: string } | undefined>}
 */
export async function newestBuild(dist) {
  const text = await readFile(join(dist, POINTER), 'utf8').catch(() => '');
  const [, builtFrom, folder] = text.match(/^\/\/ Built from (\w+)\.\nimport '\.\/(build-\w+)\//m) ?? [];
  if (!builtFrom || !folder || !(await stat(join(dist, folder)).catch(() => undefined))) return undefined;
  return { folder, builtFrom };
}

/**
 * Twelve digits that only the same files have.
 * @param {string} folder
 */
async function nameOf(folder) {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort()) {
    const content = await readFile(join(folder, name));
    hash.update(`${name} ${content.length}\n`).update(content);
  }
  return `build-${hash.digest('hex').slice(0, 12)}`;
}

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** The build that runs, `dist/build-…`; undefined where the sources themselves run. */
export const RUNNING_BUILD = FOLDER.test(basename(HERE)) ? HERE : undefined;

/** Root of the package. */
export const ROOT = RUNNING_BUILD === undefined ? join(HERE, '..') : join(RUNNING_BUILD, '..', '..');

/** @param {string} path */
const touch = (path) => utimes(path, new Date(), new Date());

/**
 * Replaces a file at once: who reads it has the old or the new one.
 * @param {string} path
 * @param {string} content
 * @param {number} [mode]
 */
async function replace(path, content, mode = 0o644) {
  const beside = `${path}.${randomUUID()}.tmp`;
  await writeFile(beside, content, { mode });
  await rename(beside, path);
}

/**
 * Scenarios for a plain `k6 run dist/<api>.js`. Their source maps name the sources from one folder further up.
 * @param {string} dist
 * @param {string} folder
 * @param {readonly string[]} names
 */
async function copyScenarios(dist, folder, names) {
  for (const name of names) {
    const map = JSON.parse(await readFile(join(dist, folder, `${name}.map`), 'utf8'));
    const sources = map.sources.map((/** @type {string} */ source) => source.replace(/^\.\.\//, ''));
    await replace(join(dist, `${name}.map`), JSON.stringify({ ...map, sources }));
    await replace(join(dist, name), await readFile(join(dist, folder, name), 'utf8'));
  }
}

/**
 * Makes a finished folder the newest build, and removes what has been out of use for `KEPT_MS`. Several may do so at
 * once: each leaves a whole build, and the last one is the newest.
 * @param {string} dist folder of builds
 * @param {string} made folder within it that was written; gone afterwards
 * @param {{ builtFrom: string, scenarios: readonly string[] }} facts `scenarios` are names of files
 */
export async function placeBuild(dist, made, { builtFrom, scenarios }) {
  const before = await newestBuild(dist);
  const folder = await nameOf(join(dist, made));
  // Who is there already is the same.
  await rename(join(dist, made), join(dist, folder)).catch(() => rm(join(dist, made), { recursive: true }));
  // What was in use until now begins to age now, however long ago it was built.
  await touch(join(dist, folder));
  if (before && before.folder !== folder) await touch(join(dist, before.folder)).catch(() => {});
  await copyScenarios(dist, folder, scenarios);
  for (const name of LIBRARIES) await replace(join(dist, name), `export * from './${folder}/${name}';\n`);
  const packed = [POINTER, folder, TYPES, ...LIBRARIES];
  const used = [...packed, ...scenarios.flatMap((name) => [name, `${name}.map`])];
  // A package holds the newest build only, and no scenario of this repository.
  await replace(
    join(dist, '.npmignore'),
    ['/*', ...packed.map((name) => `!/${name}`), ...scenarios.map((name) => `/${folder}/${name}*`), ''].join('\n'),
  );
  const pointer = `#!/usr/bin/env node\n// Built from ${builtFrom}.\nimport './${folder}/${POINTER}';\n`;
  // `npx buha` within the checkout starts it as a program.
  await replace(join(dist, POINTER), pointer, 0o755);
  await clean(dist, [...used, '.npmignore']);
}

/**
 * @param {string} dist
 * @param {readonly string[]} used
 */
async function clean(dist, used) {
  for (const name of await readdir(dist)) {
    const path = join(dist, name);
    const { mtimeMs = Date.now() } = (await stat(path).catch(() => undefined)) ?? {};
    if (used.includes(name) || Date.now() - mtimeMs < KEPT_MS) continue;
    // Away at once: half a build is none. On Windows a folder that is read from stays.
    const away = FOLDER.test(name) ? join(dist, `${name}.${randomUUID()}.tmp`) : path;
    await rename(path, away)
      .then(() => rm(away, { recursive: true, force: true }))
      .catch(() => {});
  }
}
