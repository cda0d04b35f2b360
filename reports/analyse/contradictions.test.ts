import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levelsRun } from '../../testing/reference-seconds.ts';
import { anyRun, fitted } from '../../testing/test-runs.ts';
import { tries } from '../../testing/tries.ts';
import type { FindingId } from '../model/finding.ts';
import { FINDINGS } from '../model/findings.ts';
import type { Run } from '../model/run.ts';
import { LANGUAGES } from '../words/language.ts';
import { findingText, reportWords } from '../words/report.ts';
import { analyse } from './analyse.ts';

const RESTING_ON_PLAN: readonly FindingId[] = [
  'load-not-delivered',
  'arrival-ceiling',
  'slow-vu-start',
  'drain',
  'mixed-scenarios',
  'closed-model',
];

/** Findings that cannot both be true, with the reason. */
const EXCLUSIVE: readonly (readonly [FindingId, FindingId, string])[] = [
  ['generator-limited', 'server-saturated', 'the limit is on one side'],
  ['generator-limited', 'saturation-point', 'the limit is on one side'],
  ['generator-limited', 'waiting-dominates', 'waiting needs a saturated server'],
  ['generator-limited', 'few-lanes', 'a lock that holds nobody up explains nothing'],
  [
    'slow-vu-start',
    'server-saturated',
    'users were missing because they started late, or because the server held them',
  ],
  ['slow-vu-start', 'waiting-dominates', 'the same'],
  ['slow-vu-start', 'few-lanes', 'the same'],
  ...RESTING_ON_PLAN.map((id) => ['plan-mismatch', id, 'it rests on a plan that is not that of the run'] as const),
];

/** A saturated write with few keys or an idle read: the figures at which the findings about limits appear. */
const aimed: fc.Arbitrary<Run> = fc
  .record({ run: anyRun, responseMs: fc.constantFrom(12, 300, 600, 5000), vus: fc.nat(4000) })
  .map(({ run, responseMs, vus }) => {
    const iterationMs = 1000 + responseMs;
    const perSec = (vus * 1000) / iterationMs;
    const durationMs = { min: 10, med: responseMs, avg: responseMs, p90: responseMs, p95: responseMs, max: responseMs };
    const counts = { requests: perSec * 90, iterations: perSec * 90, requestsPerSec: perSec, iterationsPerSec: perSec };
    const fine = { failedRequests: 0, failedRatio: 0, droppedIterations: 1000 };
    const total = { ...counts, ...fine, durationMs, iterationDurationMs: { avg: iterationMs } };
    return { ...run, api: 'place-order', thinkMs: 1000, measured: { ...run.measured, total } };
  });

/** Levels of load up to a limit that some runs meet and others do not. */
const levelled: fc.Arbitrary<Run> = fc
  .record({ most: fc.integer({ min: 4, max: 80 }), failed: fc.nat(2), ms: fc.constantFrom(5, 900, 6000) })
  .map(({ most, failed, ms }) =>
    levelsRun([2, 4, 8, 16, 32, 64], 4, (level) => ({
      perSec: Math.min(level, most),
      failed: level > 16 ? failed : 0,
      responseMs: (n) => (level > most ? ms : 5) + (n % 5),
    })),
  );

const runs = fc.oneof(anyRun, aimed, fitted(anyRun), fitted(aimed), levelled);

/** Every number in a value, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

test('no run gets two findings that contradict each other', () => {
  const seen = new Set<FindingId>();
  fc.assert(
    fc.property(runs, anyRun, (run, other) => {
      const ids = new Set(analyse(run, [run, other]).findings.map(({ id }) => id));
      for (const id of ids) seen.add(id);
      expect(EXCLUSIVE.filter(([a, b]) => ids.has(a) && ids.has(b))).toStrictEqual([]);
    }),
    // The rarest findings need that many runs to appear.
    { numRuns: 800 },
  );
  // A pair of which one never appears would prove nothing.
  expect(EXCLUSIVE.flatMap(([a, b]) => [a, b].filter((id) => !seen.has(id)))).toStrictEqual([]);
});

test('no law and no finding has a figure that is no number, and no ratio is negative', () => {
  fc.assert(
    fc.property(runs, anyRun, (run, other) => {
      const { findings, laws, ceilings, delivered } = analyse(run, [run, other]);
      const figures = findings.map((finding) => finding.figures);
      expect(numbersIn([figures, laws, ceilings, delivered]).filter((value) => !Number.isFinite(value))).toStrictEqual(
        [],
      );
      expect(numbersIn([laws, ceilings, delivered]).filter((value) => value < 0)).toStrictEqual([]);
    }),
    { numRuns: tries(800) },
  );
});

describe.each(LANGUAGES)('%s', (language) => {
  const words = reportWords(language);

  test('whatever is found can be told, with its doubt where it is an estimate', () => {
    fc.assert(
      fc.property(runs, anyRun, (run, other) => {
        for (const { id, figures, confidence } of analyse(run, [run, other]).findings) {
          const { doubt, improvement } = words.findings[id];
          const told = [
            findingText(words, id, figures as never),
            doubt?.(figures as never),
            improvement?.(figures as never),
          ];
          expect(JSON.stringify(told)).not.toMatch(/undefined|NaN|Infinity|\[object/);
          expect(FINDINGS[id].grades).toContain(confidence);
          if (confidence === 'estimated') expect(doubt).toBeDefined();
        }
      }),
      { numRuns: tries(300) },
    );
  });
});
