import { describe, expect, test } from 'vitest';
import { markupOf, reportOf } from '../../testing/reference-report.ts';
import {
  analysedReference,
  foreignRun,
  inspectedOptions,
  recordOf,
  referenceSummary,
  runOf,
} from '../../testing/reference-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import type { AnalysedRun } from '../model/analysed.ts';

const NUMBER = /\d+(?:[.,]\d+)*/g;

/** Every number of a report in order of size of its text, each as often as it occurs. */
const numbersOf = (report: string) => (report.match(NUMBER) ?? []).toSorted();

const shop = { baseUrl: 'http://127.0.0.1:1', shop: { lock: 'distributed' } };

function failing(): AnalysedRun {
  const summary = referenceSummary('place-order');
  summary.metrics.http_req_failed = {
    passes: 900,
    fails: 16_739,
    value: 900 / 17_639,
    thresholds: { 'rate<=0.01': true },
  };
  return analyse(
    runOf('place-order', summary, recordOf('place-order', { exceptions: { count: 7, first: 'Error: 42' } })),
  );
}

/** A run of every executor that needs words of its own. */
function everyExecutor(): AnalysedRun {
  const scenarios = {
    a: { executor: 'constant-vus', vus: 3, duration: '10s', startTime: '5s' },
    b: { executor: 'constant-arrival-rate', rate: 30, duration: '10s', preAllocatedVUs: 4, maxVUs: 9 },
    c: { executor: 'shared-iterations', vus: 6, iterations: 70, maxDuration: '11s' },
    d: { executor: 'per-vu-iterations', vus: 8, iterations: 12, maxDuration: '13s' },
  };
  return analyse(
    runOf('get-balance', referenceSummary('get-balance'), recordOf('get-balance', { options: { scenarios } })),
  );
}

const cases: readonly [string, readonly AnalysedRun[]][] = [
  [
    'the four APIs',
    (['get-balance', 'recharge-balance', 'place-order', 'get-product'] as const).map((api) => analysedReference(api)),
  ],
  ['failures and exceptions', [failing()]],
  [
    'an interruption, on the shop, of the scaled sequential profile',
    [
      analysedReference('get-product', {
        interrupted: true,
        exit: { code: 105, meaning: 'interrupted' },
        target: shop,
        profile: { name: 'sequential', scale: 0.1, durationScale: 0.5, minDelivered: 0 },
        options: inspectedOptions('get-product', 'sequential'),
      }),
    ],
  ],
  ['every executor', [everyExecutor()]],
  ['output from elsewhere', [foreignRun(referenceSummary('get-product'))]],
];

describe.each(cases)('%s', (_what, runs) => {
  const ko = reportOf(runs, 'ko');
  const en = reportOf(runs, 'en');

  test('have the same numbers in both languages, each as often', () => {
    expect(numbersOf(ko).length).toBeGreaterThan(50);
    expect(numbersOf(en)).toStrictEqual(numbersOf(ko));
  });

  test('have the same parts in both languages', () => {
    const shape = (report: string) => report.split('\n').map((line) => line.match(/^(#+|\||>|```|\s*-)/)?.[0] ?? '');
    expect(shape(en)).toStrictEqual(shape(ko));
  });

  test('are told in one language only', () => {
    expect(markupOf(en)).not.toMatch(/[가-힣]/);
    expect(markupOf(ko)).not.toMatch(/\b(the|and|was|iterations|none)\b/i);
  });
});
