// Bundles the benchmarks (Node 20 cannot run TypeScript) and runs them. Arguments: scenario names, to run only those.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const outfile = `${ROOT}node_modules/.cache/buha-bench.mjs`;
await build({
  entryPoints: [`${ROOT}bench/main.ts`],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  external: ['libsql', 'esbuild', 'playwright-core', '@sparticuz/chromium'],
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(outfile).href);
await main(ROOT, process.argv.slice(2));
