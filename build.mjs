// Builds dist/: the command, the reference shop's process, and one bundle per scenario.
// `--if-stale` builds only when a source is newer than what dist/ was made from, and says nothing.
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { k6Bundle } from './scripts/k6-bundle.mjs';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const SOURCES = ['options', 'scenarios', 'reports', 'page', 'scripts', 'shop', 'build.mjs', 'package-lock.json'];
const STAMP = 'dist/.built-from';

process.chdir(ROOT);

/** Name, size and time of every source file: cheap to read, and different after any edit, addition or removal. */
async function fingerprint() {
  const hash = createHash('sha256');
  /** @param {string} path */
  const visit = async (path) => {
    const found = await stat(path);
    if (found.isDirectory()) {
      for (const name of (await readdir(path)).sort()) await visit(join(path, name));
    } else {
      hash.update(`${path} ${found.size} ${found.mtimeMs}\n`);
    }
  };
  for (const source of SOURCES) await visit(source);
  return hash.digest('hex');
}

/** @param {string} name */
const isScenario = (name) =>
  name.endsWith('.ts') && !name.endsWith('.test.ts') && !['define-scenario.ts', 'lazy-options.ts'].includes(name);

/**
 * Handlebars can map its compiled templates to their source and does not need to: without this package, of 40 KB, it
 * takes a small stand-in of its own.
 * @type {import('esbuild').Plugin}
 */
const withoutSourceMaps = {
  name: 'without-source-maps',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^source-map$/ }, () => ({ path: 'source-map', namespace: 'nothing' }));
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** @param {string} out folder that receives everything */
async function buildAll(out) {
  const scenarios = (await readdir('scenarios')).filter(isScenario);
  /** @satisfies {import('esbuild').BuildOptions} */
  const node = {
    outdir: out,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    // Loaded only by what needs them: the shop (SQLite), `buha run FILE.ts` (esbuild), `--png` (playwright-core).
    external: ['libsql', 'esbuild', 'playwright-core'],
    // Some dependencies are CommonJS and expect `require` inside an ES module.
    banner: {
      js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
    // Less to parse at every start; names stay, for a bug report's stack trace.
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
    plugins: [withoutSourceMaps],
  };
  await Promise.all([
    // Split, so that a command loads its own code only.
    build({ ...node, entryPoints: { buha: 'scripts/main.ts' }, splitting: true }),
    build({ ...node, entryPoints: { shop: 'shop/main.ts' } }),
    // What a report's page carries within itself: its script, with echarts, and its style.
    build({
      entryPoints: { page: 'page/client.ts', 'page-style': 'page/page.css' },
      outdir: out,
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2023',
      // Licences are said once, in THIRD-PARTY-NOTICES and in each page that carries the code.
      legalComments: 'inline',
      logLevel: 'warning',
    }),
    ...scenarios.map((name) => build(k6Bundle(join('scenarios', name), join(out, name.replace(/\.ts$/, '.js'))))),
  ]);
}

const before = await fingerprint();
const stale = (await readFile(STAMP, 'utf8').catch(() => '')) !== before;
if (stale || !process.argv.includes('--if-stale')) {
  // Built beside and swapped in, so that a command that runs at the same time never reads half a file.
  const out = `dist.${process.pid}.tmp`;
  try {
    await mkdir(out);
    await buildAll(out);
    // `npx buha` within the checkout starts it as a program.
    await chmod(join(out, 'buha.js'), 0o755);
    await writeFile(join(out, '.built-from'), before);
    await mkdir('dist', { recursive: true });
    const made = await readdir(out);
    for (const name of made) await rename(join(out, name), join('dist', name));
    // Parts of an earlier build carry other hashes in their names.
    const old = (await readdir('dist')).filter((name) => !made.includes(name));
    await Promise.all(old.map((name) => rm(join('dist', name), { recursive: true, force: true })));
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
