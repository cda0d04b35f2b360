import { readFile, realpath } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { OnResolveArgs, Plugin, PluginBuild, ResolveResult } from 'esbuild';
import { FOR_K6, LIBRARY } from '../k6-bundle.mjs';
import { fileMeant, isK6s, isPath, isUnreadable, takenByK6 } from './own-modules.ts';

type Esbuild = typeof import('esbuild');

/** Marks the questions that these plugins ask esbuild themselves. */
export const ASKED = Symbol('asked');

const isPackaged = (file: string) => /[\\/]node_modules[\\/]/.test(file);

/** Where a package's file lies: a folder that is a symbolic link has the packages of what it points to. */
export async function packageFile(
  { resolve: ask }: PluginBuild,
  { path, kind, importer, resolveDir }: OnResolveArgs,
): Promise<ResolveResult | undefined> {
  for (const folder of new Set([await realpath(resolveDir), resolveDir])) {
    const found = await ask(path, { kind, importer, resolveDir: folder, pluginData: ASKED });
    if (found.errors.length === 0) return found;
  }
  return undefined;
}

/** One of the user's own modules. */
export interface OwnModule {
  readonly isCommonJs: boolean;
  /** What its imports by path or alias lead to; undefined for those of packages. */
  readonly imports: ReadonlyMap<string, string | undefined>;
}

/** The user's own modules by their files. Code of packages is none of them. */
export type ModuleGraph = ReadonlyMap<string, OwnModule>;

/** Reads a script and all that it imports with esbuild. Throws esbuild's `BuildFailure`. */
export async function moduleGraph(script: string, esbuild: Esbuild): Promise<ModuleGraph> {
  const imports = new Map<string, Map<string, string | undefined>>([[script, new Map()]]);
  const survey: Plugin = {
    name: 'survey',
    setup(build) {
      build.onResolve({ filter: /.*/ }, async (args) => {
        const { path, importer, kind, pluginData } = args;
        if (pluginData === ASKED) return undefined;
        if (kind === 'entry-point') return { path };
        if (isK6s(path)) return { path, external: true };
        // Where the package lies is no matter: its code for k6 is that of the command that runs.
        if (path === LIBRARY) {
          imports.get(importer)?.set(path, undefined);
          return { path, external: true };
        }
        const packaged = isPath(path) ? undefined : (await packageFile(build, args))?.path;
        const own = packaged === undefined || isPackaged(packaged) ? undefined : packaged;
        const file = isPath(path) ? ((await takenByK6(path, importer)) ?? (await fileMeant(path, importer))) : own;
        // esbuild says of a path that leads nowhere where it stands.
        if (isPath(path) && file === undefined) return undefined;
        imports.get(importer)?.set(path, file);
        if (file === undefined) return { path, external: true };
        if (!imports.has(file)) imports.set(file, new Map());
        return { path: file };
      });
    },
  };
  const { metafile } = await esbuild.build({
    ...FOR_K6,
    entryPoints: [script],
    outdir: resolve('.'),
    write: false,
    metafile: true,
    plugins: [survey],
  });
  const commonJs = Object.entries(metafile.inputs).flatMap(([file, { format }]) =>
    format === 'cjs' ? resolve(file) : [],
  );
  return new Map([...imports].map(([file, own]) => [file, { isCommonJs: commonJs.includes(file), imports: own }]));
}

/** Modules that k6 cannot take as they are, and those that import one of them. JSON goes into its importer. */
export async function modulesToTransform(graph: ModuleGraph): Promise<Set<string>> {
  const found = new Set<string>();
  for (const [file, { imports }] of graph) {
    const taken = await Promise.all(
      [...imports].map(async ([specifier, to]) => isPath(specifier) && to === (await takenByK6(specifier, file))),
    );
    if (taken.includes(false) || isUnreadable(file, await readFile(file, 'utf8'))) found.add(file);
  }
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const [file, { imports }] of graph) {
      if ([...imports.values()].some((to) => to !== undefined && found.has(to))) found.add(file);
    }
  }
  return new Set([...found].filter((file) => extname(file) !== '.json'));
}
