import { readFile, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { basename, dirname, extname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, BuildOptions, OutputFile, Plugin } from 'esbuild';
import type { Project } from '../../options/project.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { causeOf } from '../../reports/parse/k6-refusal.ts';
import { FOR_K6, LIBRARY, LIBRARY_CODE, OPTIONS_CODE, withProject } from '../k6-bundle.mjs';
import { builtFile } from '../paths.ts';
import { systemCode } from '../system-code.ts';
import type { HandOver } from './hand-over.ts';
import { withReadablePlaces } from './k6-log.ts';
import { ASKED, type ModuleGraph, moduleGraph, modulesToTransform, packageFile } from './module-graph.ts';
import { isK6s, takenByK6 } from './own-modules.ts';

type Esbuild = typeof import('esbuild');

/** A specifier of a file, relative to a module beside `importer`; k6 reads it as part of a URL. */
function specifierOf(file: string, importer: string): string {
  const path = relative(dirname(importer), file).replaceAll('\\', '/');
  const escaped = path.replaceAll(/[%?#]/g, encodeURIComponent);
  return escaped.startsWith('.') && !escaped.startsWith('.buha-') ? escaped : `./${escaped}`;
}

/** Code of packages goes into the modules that import it; all that is the user's own stays outside. */
const ownOutside = (graph: ModuleGraph, standIns: ReadonlyMap<string, string>): Plugin => ({
  name: 'own-outside',
  setup(build) {
    build.onResolve({ filter: /.*/ }, async (args) => {
      const { path, importer, kind, pluginData } = args;
      if (pluginData === ASKED) return undefined;
      if (kind === 'entry-point') return { path };
      if (isK6s(path)) return { path, external: true };
      const own = graph.get(importer);
      if (own && path === LIBRARY) return { path: await builtFile(LIBRARY_CODE) };
      // Packages may ask for Node's modules where they find themselves in Node, which k6 is not.
      if (!own) return kind === 'require-call' && isBuiltin(path) ? { path, external: true } : undefined;
      const file = own.imports.get(path);
      if (file === undefined) {
        const found = await packageFile(build, args);
        return found && { path: found.path, sideEffects: found.sideEffects };
      }
      if (extname(file) === '.json') return { path: file };
      const standIn = standIns.get(file);
      if (standIn === undefined && file === (await takenByK6(path, importer))) return { path, external: true };
      return { path: specifierOf(standIn ?? file, importer), external: true };
    });
  },
});

/** What `esbuild` makes of modules, by the paths in `outdir` that it would have. */
async function transformed(
  modules: readonly string[],
  format: 'esm' | 'cjs',
  outdir: string,
  plugins: Plugin[],
  esbuild: Esbuild,
): Promise<{ readonly module: string | undefined; readonly code: OutputFile; readonly map: string }[]> {
  const options = {
    ...FOR_K6,
    format,
    // Two modules that import one package share it.
    splitting: format === 'esm',
    publicPath: pathToFileURL(outdir).href,
    entryPoints: modules.map((file, at) => ({ in: file, out: `${format}-${at}` })),
    outdir,
    write: false,
    // Names stay, since stack traces show them.
    minifySyntax: true,
    minifyWhitespace: true,
    // k6 knows neither.
    supported: { 'async-generator': false, 'for-await': false },
    sourcemap: 'external',
    sourcesContent: false,
    plugins,
  } satisfies BuildOptions;
  const { outputFiles } = await esbuild.build(options);
  return outputFiles
    .filter(({ path }) => path.endsWith('.js'))
    .map((code) => {
      const at = basename(code.path).match(/^(?:esm|cjs)-(\d+)\.js$/)?.[1];
      const map = outputFiles.find(({ path }) => path === `${code.path}.map`)?.text ?? '{}';
      return { module: at === undefined ? undefined : modules[Number(at)], code, map };
    });
}

const hasMappings = (map: string) => (JSON.parse(map) as { readonly mappings?: string }).mappings !== '';

/** Stack traces name the user's own files by this map; it lies in the hand-over folder. Returns its address. */
async function writeMap(map: string, file: string): Promise<string> {
  const parsed = JSON.parse(map) as { readonly sources?: readonly string[] };
  const sources = parsed.sources?.map((source) => new URL(source, pathToFileURL(file)).href);
  await writeFile(file, JSON.stringify({ ...parsed, sources }));
  return pathToFileURL(file).href;
}

/** What k6 runs in place of a script that it cannot resolve by itself. */
export interface StoodIn {
  /** The script's stand-in; the script itself where it needs none. */
  readonly file: string;
  /** The script and the user's own files that it imports. */
  readonly modules: readonly string[];
  /** Names the user's own files in what k6 says. */
  readonly inOwnNames: (text: string) => string;
}

/** Gives code of `buha/k6` what the project says. */
async function projectPlugin(graph: ModuleGraph, project: Project): Promise<Plugin> {
  const texts = await Promise.all([...graph.keys()].map((file) => readFile(file, 'utf8')));
  return withProject(project, await readFile(await builtFile(OPTIONS_CODE), 'utf8'), texts.join('\n'));
}

async function standIn(script: string, handOver: HandOver, project: Project, esbuild: Esbuild): Promise<StoodIn> {
  const graph = await moduleGraph(script, esbuild);
  const found = await modulesToTransform(graph);
  const standIns = new Map([...found].map((file) => [file, handOver.standInOf(file)]));
  const usesLibrary = [...graph.values()].some(({ imports }) => imports.has(LIBRARY));
  const plugins = [ownOutside(graph, standIns), ...(usesLibrary ? [await projectPlugin(graph, project)] : [])];
  const isCommonJs = (file: string) => graph.get(file)?.isCommonJs ?? false;
  const inModules = [...found].filter((file) => !isCommonJs(file));
  const { folder } = handOver;
  const made = [
    ...(inModules.length > 0 ? await transformed(inModules, 'esm', folder, plugins, esbuild) : []),
    ...(await Promise.all(
      // esbuild splits ES modules only.
      [...found].filter(isCommonJs).map((file) => transformed([file], 'cjs', folder, plugins, esbuild)),
    ).then((all) => all.flat())),
  ];
  for (const [at, { module, code, map }] of made.entries()) {
    // k6 warns of a map that maps nothing.
    const address = hasMappings(map) ? await writeMap(map, join(folder, `${at}.map`)) : undefined;
    const text = address === undefined ? code.text : `${code.text}//# sourceMappingURL=${address}\n`;
    if (module === undefined) {
      await writeFile(code.path, text);
      continue;
    }
    const place = standIns.get(module) ?? module;
    await handOver.writeStandIn(place, text).catch((fault: unknown) => {
      throw new BuhaError('cannot-stand-beside', {
        module: relative('.', module),
        reason: systemCode(fault),
      });
    });
  }
  const names = [...standIns].map(([file, place]) => [basename(place), basename(file)] as const);
  return {
    file: standIns.get(script) ?? script,
    modules: [...graph.keys()],
    inOwnNames: (text) =>
      withReadablePlaces(names.reduce((told, [place, own]) => told.replaceAll(place, () => own), text)),
  };
}

/**
 * Has modules that k6 cannot resolve or read stand beside their sources, each by itself: k6 resolves `open()` against the
 * module that calls it. Throws `missing-package`, `script-refused` or `cannot-stand-beside`.
 */
export async function withStandIns(script: string, handOver: HandOver, project: Project): Promise<StoodIn> {
  const esbuild = await import('esbuild').catch(() => {
    throw new BuhaError('missing-package', { name: 'esbuild', purpose: 'imports' });
  });
  return standIn(script, handOver, project, esbuild).catch((fault: Partial<BuildFailure> & Error) => {
    const first = fault.errors?.[0];
    if (!first) throw fault;
    const place = first.location ? `${first.location.file}:${first.location.line}` : undefined;
    const causes = [causeOf(first.text, false)];
    throw new BuhaError('script-refused', { script: relative('.', script), place, causes });
  });
}
