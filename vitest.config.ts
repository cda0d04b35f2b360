import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { propertySeed } from './testing/property-seed.ts';

const OUTSIDE = [...configDefaults.exclude, 'dist/**', 'dist.*/**', 'results/**'];
/** Tests that change what all tests of a process share; `testing/isolation.test.ts` tells which those are. */
const ISOLATED = '**/*.isolated.test.ts';
/** Tests that run the built command, the real k6, the shop and a browser. */
const END_TO_END = '**/*.e2e.test.ts';
/** Loads that take long or have the machine for themselves, and what few changes break. */
const HOSTILE = '**/*.hostile.test.ts';
/** The benchmark of conclusions: some forty loads, one after the other. */
const TRUTH = '**/*.truth.test.ts';
/** Tests that need registries. */
const ONLINE = '**/*.online.test.ts';

/** End-to-end tests in which another Node could make no difference: a browser, or k6, does what they look at. */
const OF_ANY_NODE = ['page/**', '**/scenarios.e2e.test.ts', '**/added-api.e2e.test.ts'];

/** On two cores that others load as well, the slowest tests take five times as long as on a quiet machine. */
const UNIT_LIMITS = { testTimeout: 30_000, hookTimeout: 30_000, maxWorkers: availableParallelism() };
const E2E_LIMITS = { testTimeout: 180_000, hookTimeout: 180_000, globalSetup: 'vitest.setup.ts' };

const SEED = propertySeed(process.env.BUHA_TEST_SEED);
if (process.env.BUHA_TEST_SEED === 'random') process.stderr.write(`BUHA_TEST_SEED=${SEED}\n`);
/** How properties are tried: from the seed on, in their full number or a part of it. */
const properties = (isHostile: boolean) => ({
  setupFiles: 'testing/property-seed.setup.ts',
  provide: { isHostile, seed: SEED },
});

const unit = (isHostile: boolean): TestProjectInlineConfiguration => ({
  test: {
    ...UNIT_LIMITS,
    ...(isHostile && { testTimeout: 180_000 }),
    name: 'unit',
    include: ['**/*.test.ts'],
    exclude: [...OUTSIDE, ISOLATED, END_TO_END, HOSTILE, TRUTH, ONLINE],
    // Some 180 files import much the same: each worker imports it once.
    pool: 'threads',
    isolate: false,
    ...properties(isHostile),
  },
});

const isolated: TestProjectInlineConfiguration = {
  test: {
    ...UNIT_LIMITS,
    name: 'isolated',
    include: [ISOLATED],
    exclude: OUTSIDE,
    pool: 'forks',
    ...properties(false),
  },
};

const e2e = (left: readonly string[] = []): TestProjectInlineConfiguration => ({
  test: {
    ...E2E_LIMITS,
    ...properties(false),
    name: 'e2e',
    include: [END_TO_END],
    exclude: [...OUTSIDE, ...left],
    // They mostly wait, and none measures; after the unit tests, which do not wait.
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
  },
});

const alone = (name: string, include: string): TestProjectInlineConfiguration => ({
  test: {
    ...E2E_LIMITS,
    ...properties(true),
    testTimeout: 300_000,
    hookTimeout: 300_000,
    name,
    include: [include],
    exclude: OUTSIDE,
    // Loads that run at once would measure each other.
    fileParallelism: false,
    sequence: { groupOrder: 1 },
  },
});

/** What `vitest --mode …` runs; without it, what `npm test` does. */
const PROJECTS: Readonly<Record<string, readonly TestProjectInlineConfiguration[]>> = {
  test: [unit(false), isolated, e2e()],
  // On another Node, after `npm test`.
  next: [unit(false), isolated, e2e(OF_ANY_NODE)],
  // With every property in its full number of tries.
  hostile: [unit(true), alone('hostile', HOSTILE)],
  truth: [alone('truth', TRUTH)],
  online: [alone('online', ONLINE)],
};

export default defineConfig(({ mode }) => ({
  test: {
    // CI counts from a file, so that the terminal keeps its own report.
    reporters: process.env.VITEST_JSON ? ['default', ['json', { outputFile: process.env.VITEST_JSON }]] : ['default'],
    projects: [...(PROJECTS[mode] ?? [])],
  },
}));
