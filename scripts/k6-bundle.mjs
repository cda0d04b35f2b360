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

const OPTIONS = join(ROOT, 'options', 'k6-options.ts');

/**
 * Puts `options/k6-options.ts` and all that it imports into the one function of `scenarios/lazy-options.ts`. Bundled in
 * the ordinary way, each of their functions would be made for each virtual user.
 * @type {import('esbuild').Plugin}
 */
const lazyOptions = {
  name: 'lazy-options',
  // esbuild comes with the call: the command must start where it is not installed.
  setup({ onLoad, esbuild }) {
    onLoad({ filter: /[\\/]scenarios[\\/]lazy-options\.ts$/ }, async () => {
      const inner = await esbuild.build({
        ...BUNDLE,
        format: 'iife',
        stdin: {
          contents: `import { makeOptions } from ${JSON.stringify(OPTIONS)}; provide({ makeOptions });`,
          resolveDir: dirname(OPTIONS),
          loader: 'js',
        },
        write: false,
      });
      const code = inner.outputFiles[0]?.text ?? '';
      const contents = `export const lazyOptions = () => { let made; const provide = (e) => { made = e; }; ${code}; return made; };`;
      return { contents, loader: 'js' };
    });
  },
};

/**
 * esbuild options for a script that k6 runs. Plain JavaScript because `build.mjs` and the command both need it.
 * @param {string} entry path of the scenario
 * @param {string} outfile path of the bundle; its source map, which k6 reads for stack traces, lies beside it
 * @returns {import('esbuild').BuildOptions & { write: true }}
 */
export function k6Bundle(entry, outfile) {
  return { ...BUNDLE, entryPoints: [entry], outfile, write: true, sourcemap: 'linked', plugins: [lazyOptions] };
}
