/**
 * Runs a module that Node 20 does not load as it stands (TypeScript, several files, no extensions): esbuild puts it and
 * all that it imports into one. Plain JavaScript because `build.mjs` and the command both need it. Throws esbuild's
 * `BuildFailure`, and what the module throws.
 * @param {typeof import('esbuild')} esbuild
 * @param {import('esbuild').BuildOptions} entry `entryPoints` or `stdin`
 * @param {import('esbuild').BuildOptions} [more]
 * @returns {Promise<any>} its exports
 */
export async function evaluated(esbuild, entry, more = {}) {
  const { outputFiles } = await esbuild.build({
    ...entry,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    charset: 'utf8',
    logLevel: 'silent',
    ...more,
  });
  const code = Buffer.from(outputFiles?.[0]?.contents ?? '').toString('base64');
  // Nothing is written, so nothing is left.
  return import(`data:text/javascript;base64,${code}`);
}
