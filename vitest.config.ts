import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const OUTSIDE = ['**/node_modules/**', 'dist/**', 'dist.*/**', 'results/**'];
/** Tests that run the built command, the real k6 and the shop. */
const END_TO_END = '**/*.e2e.test.ts';
/** Tests that change what all tests of a process share; `testing/isolation.test.ts` tells which those are. */
const ISOLATED = '**/*.isolated.test.ts';

/** On two cores that others load as well, the slowest tests take five times as long as on a quiet machine. */
const UNIT_LIMITS = { testTimeout: 30_000, hookTimeout: 30_000, maxWorkers: availableParallelism() };

export default defineConfig(({ mode }) => ({
  test: {
    // CI counts from a file, so that the terminal keeps its own report.
    reporters: process.env.VITEST_JSON ? ['default', ['json', { outputFile: process.env.VITEST_JSON }]] : ['default'],
    projects: [
      {
        test: {
          ...UNIT_LIMITS,
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...OUTSIDE, END_TO_END, ISOLATED],
          // Some 180 files import much the same: each worker imports it once.
          pool: 'threads',
          isolate: false,
          provide: { isHostile: mode === 'hostile' },
        },
      },
      { test: { ...UNIT_LIMITS, name: 'isolated', include: [ISOLATED], exclude: OUTSIDE, pool: 'forks' } },
      {
        test: {
          name: 'e2e',
          include: [END_TO_END],
          exclude: OUTSIDE,
          globalSetup: 'vitest.setup.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Loads that run at once would measure each other: one file at a time, and after the unit tests.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
}));
