import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROJECT } from '../../testing/own-project.ts';
import { reportOf } from '../../testing/reference-report.ts';
import { analysedReference } from '../../testing/reference-runs.ts';
import { anyRun } from '../../testing/test-runs.ts';
import { tries } from '../../testing/tries.ts';
import { analyse } from '../analyse/analyse.ts';
import { LANGUAGES } from '../words/language.ts';
import { verify } from './verify.ts';

const GOLDEN = new URL('../../fixtures/golden/', import.meta.url);

test.each(readdirSync(GOLDEN).filter((name) => name.endsWith('.md')))('golden %s: nothing is found', (name) => {
  expect(verify(readFileSync(new URL(name, GOLDEN), 'utf8'), name, [], PROJECT).findings).toEqual([]);
});

/** Runs made up of figures may have successful requests that took longer than the longest of all. */
const consistent = anyRun.filter(({ measured: { total } }) => {
  const { count: _, ranges: __, quantiles: ___, ...times } = total.successDurationMs ?? {};
  return Math.max(0, ...Object.values(times)) <= (total.durationMs?.max ?? Number.POSITIVE_INFINITY);
});

describe.each(LANGUAGES)('a report that is written now, %s', (language) => {
  test('of the reference: nothing is found', () => {
    for (const api of ['get-balance', 'place-order'] as const) {
      const run = analysedReference(api);
      expect(verify(reportOf([run], language), 'report.md', [], PROJECT).findings).toEqual([]);
    }
  });

  test('of any run at all: nothing is found', () => {
    fc.assert(
      fc.property(consistent, (run) => {
        const { findings } = verify(reportOf([analyse(run, [run])], language), 'report.md', [], PROJECT);
        expect(findings).toEqual([]);
      }),
      { numRuns: tries(25) },
    );
  });
});
