/**
 * esbuild options for a script that k6 runs. Plain JavaScript because `build.mjs` and the command both need it.
 * @param {string} entry path of the scenario
 * @param {string} outfile path of the bundle; its source map lies beside it
 * @returns {import('esbuild').BuildOptions & { write: true }}
 */
export function k6Bundle(entry, outfile) {
  return {
    entryPoints: [entry],
    outfile,
    bundle: true,
    write: true,
    // k6 runs ES modules itself and is neither a browser nor Node.
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    // k6 provides its own modules and fetches https imports at run time.
    external: ['k6', 'k6/*', 'https://*'],
    // Every virtual user evaluates the whole script, so it stays small; k6 reads the map for its stack traces.
    minify: true,
    charset: 'utf8',
    sourcemap: 'linked',
    logLevel: 'silent',
  };
}
