import { dirname, join } from 'node:path';
import { ROOT } from './build-folders.mjs';

/**
 * What all code for k6 has in common.
 * @satisfies {import('esbuild').BuildOptions}
 */
export const FOR_K6 = {
  bundle: true,
  // k6 runs ES modules itself and is neither a browser nor Node.
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  mainFields: ['module', 'main'],
  conditions: ['import'],
  // k6 provides its own modules and fetches https imports at run time.
  external: ['k6', 'k6/*', 'https://*'],
  charset: 'utf8',
  logLevel: 'silent',
};

// Every virtual user evaluates the whole script, so it stays small.
const BUNDLE = { ...FOR_K6, minify: true };

/** What scripts of other projects import, and where a build keeps it. */
export const LIBRARY = 'buha/k6';
export const LIBRARY_CODE = 'k6.js';

/** Where a build keeps `optionsCode`, for scripts of other projects. */
export const OPTIONS_CODE = 'k6-options.js';

const OPTIONS = join(ROOT, 'options', 'k6-options.ts');

/**
 * Modules that hold what a project says: as the sources name them, as the package's own module for k6 does, and how they
 * are made.
 */
export const PROJECT_MODULES = /^buha:(?:apis|options)$/;
const APIS_SOURCE = /[\\/]scenarios[\\/]own-apis\.ts$/;
const OPTIONS_SOURCE = /[\\/]scenarios[\\/]lazy-options\.ts$/;

/**
 * `options/k6-options.ts` and all that it imports as one expression, which hands `makeOptions` to `provide`. Bundled in
 * the ordinary way, each of their functions would be made for each virtual user.
 * @param {typeof import('esbuild')} esbuild comes with the call: the command must start where it is not installed
 */
export async function optionsCode(esbuild) {
  const { outputFiles } = await esbuild.build({
    ...BUNDLE,
    format: 'iife',
    stdin: {
      contents: `import { makeOptions } from ${JSON.stringify(OPTIONS)}; provide(makeOptions);`,
      resolveDir: dirname(OPTIONS),
      loader: 'js',
    },
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * The entries that a script needs, without their prose and of a body only that there is one: those that it names, or all where it names none, so that k6 can
 * say what there is.
 * @param {import('../options/apis.ts').Apis} apis
 * @param {string} text of the script
 */
function apisModule(apis, text) {
  const named = Object.entries(apis).filter(([id]) =>
    ["'", '"', '`'].some((quote) => text.includes(quote + id + quote)),
  );
  const needed = named.length > 0 ? named : Object.entries(apis);
  const entries = needed.map(([id, { title: _, reason: __, keys: ___, body, ...entry }]) => [
    id,
    { ...entry, ...(body !== undefined && { body: '{}' }) },
  ]);
  return `export const ownApis = () => (${JSON.stringify(Object.fromEntries(entries))});`;
}

/**
 * @param {import('../options/loads.ts').Loads} loads
 * @param {string} code from `optionsCode`
 */
function optionsModule({ profiles, profile, serviceLevels }, code) {
  const plain = Object.entries(profiles).map(([name, { purpose: _, ...own }]) => [name, own]);
  const loads = JSON.stringify({ profiles: Object.fromEntries(plain), profile, serviceLevels });
  return `export const lazyOptions = () => {
  let make;
  const provide = (own) => { make = own; };
  ${code};
  return { makeOptions: (run, apis, env) => make(run, apis, env, ${loads}) };
};`;
}

/**
 * Puts what a project says into the code for k6.
 * @param {import('../options/project.ts').Project} project
 * @param {string} code from `optionsCode`
 * @param {string} text of the script that is bundled
 * @returns {import('esbuild').Plugin}
 */
export function withProject(project, code, text) {
  const contentsOf = {
    'buha:apis': () => apisModule(project.apis, text),
    'buha:options': () => optionsModule(project, code),
  };
  return {
    name: 'with-project',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: PROJECT_MODULES }, ({ path }) => ({ path, namespace: 'buha' }));
      onLoad({ filter: PROJECT_MODULES, namespace: 'buha' }, ({ path }) => ({
        contents: contentsOf[/** @type {keyof typeof contentsOf} */ (path)](),
        loader: 'js',
      }));
      onLoad({ filter: APIS_SOURCE }, () => ({ contents: contentsOf['buha:apis'](), loader: 'js' }));
      onLoad({ filter: OPTIONS_SOURCE }, () => ({ contents: contentsOf['buha:options'](), loader: 'js' }));
    },
  };
}

/**
 * esbuild options for a script that k6 runs. Plain JavaScript because `build.mjs` and the command both need it.
 * @param {string} entry path of the scenario
 * @param {string} outfile path of the bundle; its source map, which k6 reads for stack traces, lies beside it
 * @param {import('esbuild').Plugin} plugin from `withProject`
 * @returns {import('esbuild').BuildOptions & { write: true }}
 */
export function k6Bundle(entry, outfile, plugin) {
  return { ...BUNDLE, entryPoints: [entry], outfile, write: true, sourcemap: 'linked', plugins: [plugin] };
}

/**
 * esbuild options for `buha/k6`: what a project says is put in when a script of that project runs.
 * @param {string} outfile
 * @returns {import('esbuild').BuildOptions & { write: true }}
 */
export function k6Library(outfile) {
  /** @type {import('esbuild').Plugin} */
  const left = {
    name: 'project-left-out',
    setup({ onResolve }) {
      onResolve({ filter: /\/own-apis\.ts$/ }, () => ({ path: 'buha:apis', external: true }));
      onResolve({ filter: /\/lazy-options\.ts$/ }, () => ({ path: 'buha:options', external: true }));
    },
  };
  const entry = join(ROOT, 'scenarios', 'define-scenario.ts');
  return {
    ...FOR_K6,
    minifySyntax: true,
    minifyWhitespace: true,
    entryPoints: [entry],
    outfile,
    write: true,
    plugins: [left],
  };
}
