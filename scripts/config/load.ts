import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, extname, isAbsolute, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, Plugin } from 'esbuild';
import { type BuhaConfig, projectOf, type SHOP, type TargetConfig } from '../../options/config.ts';
import { NO_PROJECT, type Project } from '../../options/project.ts';
import type { ServiceLevels } from '../../options/service-levels.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { parseJson } from '../../reports/parse/json.ts';
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

/**
 * The config of the project in which a folder lies: its own, or that of the nearest folder above it; within a checkout of
 * buha itself, and where there is no other, that of the checkout.
 */
export function findConfig(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = configIn(at);
    if (file !== undefined || dirname(at) === at) return file ?? configIn(ROOT);
  }
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

const shownFile = (file: string) => relative('.', file) || file;

async function evaluatedConfig(file: string): Promise<unknown> {
  const esbuild = await import('esbuild').catch(() => {
    throw new BuhaError('missing-package', { name: 'esbuild', purpose: 'config' });
  });
  const entry = { entryPoints: [file], absWorkingDir: dirname(file) };
  const module = await evaluated(esbuild, entry, { plugins: [typeOnly], url: pathToFileURL(file).href }).catch(
    (fault: Partial<BuildFailure> & Error) => {
      const [first] = fault.errors ?? [];
      const line = first?.location?.line;
      const place = { file: shownFile(file), ...(line !== undefined && { line }) };
      throw new BuhaError('bad-config', { ...place, fault: 'evaluation', text: first?.text ?? fault.message });
    },
  );
  return (module as { default?: unknown }).default;
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
  const serviceLevels = { ...(await levelsIn(slo)), ...config.serviceLevels };
  return {
    ...{ file, targets, target, language, slo },
    project: projectOf({ ...config, serviceLevels }),
    scenarios: here(scenarios),
    isBuilt: dirname(file) === resolve(ROOT),
    results: results === undefined ? RESULTS : here(results),
    envFile: envFile === undefined ? undefined : here(envFile),
  };
}
