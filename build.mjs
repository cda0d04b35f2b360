// Builds dist/: the command, the reference shop's process, and one bundle per scenario.
// `--if-stale` builds only when a source is newer than what dist/ was made from, and says nothing; `--types` writes the
// types of what the package exports, too; `--installed` builds nothing.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newestBuild, placeBuild } from './scripts/build-folders.mjs';
import { buildTypes } from './scripts/build-types.mjs';
import { evaluated } from './scripts/config/evaluate.mjs';
import { k6Bundle, k6Library, LIBRARY_CODE, OPTIONS_CODE, optionsCode, withProject } from './scripts/k6-bundle.mjs';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
// esbuild resolves paths from where it was loaded.
process.chdir(ROOT);

// Every `npm run` begins here, so this is where a checkout without its packages is noticed.
const esbuild = await import('esbuild').catch((fault) => {
  if (fault.code !== 'ERR_MODULE_NOT_FOUND') throw fault;
  process.stderr.write("error: this project's packages are not installed. Run this first:  npm ci\n");
  process.exit(2);
});
if (process.argv.includes('--installed')) process.exit(0);
const { build } = esbuild;

const SOURCES = [
  ...['options', 'scenarios', 'reports', 'page', 'scripts', 'shop'],
  ...['build.mjs', 'buha.config.ts', 'package-lock.json'],
];
const DIST = 'dist';

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
  name.endsWith('.ts') &&
  !name.endsWith('.test.ts') &&
  !['define-scenario.ts', 'lazy-options.ts', 'own-apis.ts'].includes(name);

/** @param {string} name */
const scriptName = (name) => name.replace(/\.ts$/, '.js');

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

/**
 * What this repository's own config says.
 * @returns {Promise<import('./options/project.ts').Project>}
 */
async function ownProject() {
  const contents =
    "import config from './buha.config.ts'; import { projectOf } from './options/config.ts'; export default projectOf(config);";
  return (await evaluated(esbuild, { stdin: { contents, resolveDir: ROOT, loader: 'ts' } })).default;
}

/**
 * @param {string} out folder that receives everything
 * @param {readonly string[]} scenarios names of their sources
 */
async function buildAll(out, scenarios) {
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
      js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
    // Less to parse at every start; names stay, for a bug report's stack trace.
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
    plugins: [withoutSourceMaps],
  };
  const code = await optionsCode(esbuild);
  const project = await ownProject();
  await Promise.all([
    // Split, so that a command loads its own code only.
    build({ ...node, entryPoints: { buha: 'scripts/main.ts', index: 'scripts/library.ts' }, splitting: true }),
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
    build(k6Library(join(out, LIBRARY_CODE))),
    ...scenarios.map(async (name) => {
      const entry = join('scenarios', name);
      const plugin = withProject(project, code, await readFile(entry, 'utf8'));
      await build(k6Bundle(entry, join(out, scriptName(name)), plugin));
    }),
  ]);
  await writeFile(join(out, OPTIONS_CODE), code);
}

/**
 * Says why nothing was built: esbuild's errors with their places, or what the system or the config said.
 * @param {any} fault
 */
function sayUnbuilt(fault) {
  /** @type {readonly import('esbuild').Message[] | undefined} */
  const errors = fault?.errors;
  const reasons = errors?.map(({ text, location }) => (location ? `${location.file}:${location.line} ${text}` : text));
  const shown = (reasons ?? [String(fault?.message ?? fault)]).map((reason) => `\n  ${reason}`).join('');
  process.stderr.write(
    `error: buha could not be built from its sources, so nothing was run.${shown}\n  Mend that, or take back the last change, and run it again.\n`,
  );
}

const builtFrom = await fingerprint();
const isFresh = (await newestBuild(DIST))?.builtFrom === builtFrom;
if (!isFresh || !process.argv.includes('--if-stale')) {
  const scenarios = (await readdir('scenarios')).filter(isScenario);
  const made = `making.${process.pid}.tmp`;
  try {
    await mkdir(join(DIST, made), { recursive: true });
    await buildAll(join(DIST, made), scenarios);
    await placeBuild(DIST, made, { builtFrom, scenarios: scenarios.map(scriptName) });
  } catch (fault) {
    sayUnbuilt(fault);
    // 1 is what `buha verify` says of wrong figures.
    process.exitCode = 2;
  } finally {
    await rm(join(DIST, made), { recursive: true, force: true });
  }
}
// Types take as long as all else: who packs the project needs them, nobody else.
if (process.argv.includes('--types') && !process.exitCode) await buildTypes(ROOT);
