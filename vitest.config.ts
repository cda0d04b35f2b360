import { defineConfig } from 'vitest/config';

const OUTSIDE = ['**/node_modules/**', 'dist/**', 'dist.*/**', 'results/**'];
/** Tests that run the built command, the real k6 and the shop. */
const END_TO_END = '**/*.e2e.test.ts';

export default defineConfig({
  test: {
    // CI counts from a file, so that the terminal keeps its own report.
    reporters: process.env.VITEST_JSON ? ['default', ['json', { outputFile: process.env.VITEST_JSON }]] : ['default'],
    projects: [
      { test: { name: 'unit', include: ['**/*.test.ts'], exclude: [...OUTSIDE, END_TO_END] } },
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
});
