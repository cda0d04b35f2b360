import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, extname, isAbsolute, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, Loader, Plugin } from 'esbuild';
import { type BuhaConfig, projectOf, SHOP, type TargetConfig } from '../../options/config.ts';
import { NO_PROJECT, type Project } from '../../options/project.ts';
import type { ServiceLevels } from '../../options/service-levels.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { parseJson } from '../../reports/parse/json.ts';
import { isObject } from '../json-object.ts';
import { ROOT } from '../paths.ts';
import { readText } from '../read/text-file.ts';
import { evaluated } from './evaluate.mjs';

/** What the config of a project says, with its paths as one would write them here. */
export interface OwnConfig {
  /** Undefined where there is none. */
  readonly file: string | undefined;
  readonly project: Project;
  /** Folder of the scripts of its APIs. */
  readonly scenarios: string;
  /** Whether the scenarios are this package's own, which its build has bundled. */
  readonly isBuilt: boolean;
  readonly targets: Readonly<Record<string, TargetConfig | typeof SHOP>>;
  readonly target: string | undefined;
  readonly slo: string | undefined;
  readonly results: string;
  readonly language: 'ko' | 'en' | undefined;
  readonly envFile: string | undefined;
}

const NAMES = ['ts', 'mts', 'js', 'mjs', 'json'].map((extension) => `buha.config.${extension}`);

/** Where the folders of runs are, unless config or user say otherwise. */
const RESULTS = 'results';
const SCENARIOS = 'loadtest';

export const NO_CONFIG: OwnConfig = {
  file: undefined,
  project: NO_PROJECT,
  scenarios: SCENARIOS,
  isBuilt: false,
  targets: {},
  target: undefined,
  slo: undefined,
  results: RESULTS,
  language: undefined,
  envFile: undefined,
};

/** The config of a folder itself; undefined where it has none. */
export const configIn = (folder: string): string | undefined =>
  NAMES.map((name) => join(folder, name)).find((file) => existsSync(file));

const parentsOf = (folder: string): string[] =>
  dirname(folder) === folder ? [folder] : [folder, ...parentsOf(dirname(folder))];

/** Folders in which nobody's project begins, and others may write: what is a config there is nobody's. */
const isNobodys = (folder: string): boolean =>
  dirname(folder) === folder || [homedir(), tmpdir()].some((one) => resolve(one) === folder);

/**
 * Folders whose config holds for one: itself and those above it, up to the root of its repository, else of its package. A
 * config is code that is run, so that of another project must not be.
 */
function searched(folder: string): string[] {
  const [own = folder, ...above] = parentsOf(resolve(folder));
  const end = above.findIndex(isNobodys);
  const all = [own, ...(end < 0 ? above : above.slice(0, end))];
  const last = ['.git', 'package.json'].map((name) => all.findIndex((at) => existsSync(join(at, name))));
  const root = last.find((at) => at >= 0);
  return root === undefined ? all : all.slice(0, root + 1);
}

/**
 * The config of the project in which a folder lies: its own, or that of the nearest folder above it within its repository;
 * within a checkout of buha itself, and where there is no other, that of the checkout.
 */
export function findConfig(folder: string): string | undefined {
  return searched(folder).flatMap((at) => configIn(at) ?? [])[0] ?? configIn(ROOT);
}

/** `defineConfig` gives a type and nothing else, also where the package is not installed. */
const typeOnly: Plugin = {
  name: 'buha-types',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^buha$/ }, ({ path }) => ({ path, namespace: 'buha-types' }));
    onLoad({ filter: /.*/, namespace: 'buha-types' }, () => ({
      contents: 'export const defineConfig = (config) => config;',
      loader: 'js',
    }));
  },
};

const LOADERS: Readonly<Record<string, Loader>> = { '.ts': 'ts', '.mts': 'ts', '.cts': 'ts' };

/** Tells each module where it lies, though all of them become one that lies nowhere. */
const ownPlaces: Plugin = {
  name: 'buha-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?[jt]s$/, namespace: 'file' }, async ({ path }) => {
      const places = { url: pathToFileURL(path).href, dirname: dirname(path), filename: path };
      const told = Object.entries(places).map(([name, place]) => `__buha_${name} = ${JSON.stringify(place)}`);
      const text = (await readFile(path, 'utf8')).replace(/^#!.*/, '');
      return { contents: `const ${told.join(', ')}; ${text}`, loader: LOADERS[extname(path)] ?? 'js' };
    });
  },
};

/** What `ownPlaces` tells, by the names under which modules ask for it. */
const PLACES = {
  'import.meta.url': '__buha_url',
  'import.meta.dirname': '__buha_dirname',
  'import.meta.filename': '__buha_filename',
  __dirname: '__buha_dirname',
  __filename: '__buha_filename',
};

/** CommonJS among what a config imports asks for modules of Node by `require`. */
const withRequire = (file: string) =>
  `import { createRequire as __buha_require } from 'node:module'; const require = __buha_require(${JSON.stringify(pathToFileURL(file).href)});`;

const shownFile = (file: string) => relative('.', file) || file;

async function evaluatedConfig(file: string): Promise<unknown> {
  const esbuild = await import('esbuild').catch(() => {
    throw new BuhaError('missing-package', { name: 'esbuild', purpose: 'config' });
  });
  const entry = { entryPoints: [file], absWorkingDir: dirname(file) };
  const more = { plugins: [typeOnly, ownPlaces], define: PLACES, banner: { js: withRequire(file) } };
  const module: unknown = await evaluated(esbuild, entry, more).catch((fault: unknown) => {
    // Code may throw anything, null too.
    const { errors, message } = (fault ?? {}) as Partial<BuildFailure>;
    const [first] = errors ?? [];
    const line = first?.location?.line;
    const place = { file: shownFile(file), ...(line !== undefined && { line }) };
    throw new BuhaError('bad-config', {
      ...place,
      fault: 'evaluation',
      text: first?.text ?? (message || String(fault)),
    });
  });
  const value = isObject(module) ? module.default : undefined;
  // What a compiler made CommonJS of holds its default export within what it exports.
  return isObject(value) && value.__esModule === true ? value.default : value;
}

async function readConfig(file: string): Promise<BuhaConfig> {
  const shown = shownFile(file);
  const value =
    extname(file) === '.json' ? parseJson(await readText(file), shown, 'config') : await evaluatedConfig(file);
  const { checkedConfig } = await import('./shape.ts');
  return checkedConfig(value, shown);
}

/** Goals of the project's own file; none where it cannot be read, which whoever judges by it says. */
async function levelsIn(file: string | undefined): Promise<ServiceLevels> {
  if (file === undefined) return {};
  const [{ parseSlo }, { levelsOf }] = await Promise.all([
    import('../../reports/parse/slo.ts'),
    import('./slo-levels.ts'),
  ]);
  try {
    return levelsOf(parseSlo(await readText(file), file));
  } catch (fault) {
    if (fault instanceof BuhaError) return {};
    throw fault;
  }
}

/** A target with its files as one would name them here. */
function targetFrom(target: TargetConfig, here: (path: string) => string): TargetConfig {
  const { ca, serverMetrics: metrics } = target;
  const source = metrics && (/^[a-z][a-z\d+.-]*:\/\//i.test(metrics.source) ? metrics.source : here(metrics.source));
  return {
    ...target,
    ...(ca !== undefined && { ca: here(ca) }),
    ...(metrics &&
      source && {
        serverMetrics: {
          ...metrics,
          source,
          ...(metrics.queries !== undefined && { queries: here(metrics.queries) }),
        },
      }),
  };
}

/** Configs of this process by file and time: a test calls the command many times. */
const known = new Map<string, Promise<BuhaConfig>>();

/** Reads the config of the project in which a folder lies. Throws `bad-config`, `missing-package`, `not-json`. */
export async function loadConfig(folder: string): Promise<OwnConfig> {
  const file = findConfig(folder);
  if (file === undefined) return NO_CONFIG;
  const key = `${file} ${(await stat(file)).mtimeMs}`;
  const reading = known.get(key) ?? readConfig(file);
  known.set(key, reading);
  const config = await reading;
  const here = (path: string) => (isAbsolute(path) ? path : relative(folder, join(dirname(file), path)) || '.');
  const { scenarios = SCENARIOS, results, envFile, targets = {}, target, language } = config;
  const slo = config.slo === undefined ? undefined : here(config.slo);
  const ownTargets = Object.entries(targets).map(([name, one]) => [name, one === SHOP ? one : targetFrom(one, here)]);
  const serviceLevels = { ...(await levelsIn(slo)), ...config.serviceLevels };
  return {
    ...{ file, target, language, slo },
    targets: Object.fromEntries(ownTargets),
    project: projectOf({ ...config, serviceLevels }),
    scenarios: here(scenarios),
    isBuilt: dirname(file) === resolve(ROOT),
    results: results === undefined ? RESULTS : here(results),
    envFile: envFile === undefined ? undefined : here(envFile),
  };
}
