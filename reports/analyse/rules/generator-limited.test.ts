import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { withMeasured, withTotal } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { generatorLimited } from './generator-limited.ts';

const inquiry = referenceRun('get-balance');

test('fires for the inquiries of the reference: their users hardly waited', () => {
  expect(generatorLimited(inquiry)).toMatchObject([
    {
      id: 'generator-limited',
      confidence: 'estimated',
      figures: {
        stretch: 2150 / 2001.76,
        requestsPerSec: 998.384223,
        avgMs: 2150,
        minMs: 2001.76,
        waited: { avgMs: 155.91, minMs: 1.76 },
      },
    },
  ]);
  expect(generatorLimited(referenceRun('get-product'))).toHaveLength(1);
});

test('says nothing of waiting where the mean is near the fastest response', () => {
  const quick = (avg: number) => withTotal(inquiry, { successDurationMs: { min: 10, med: 12, avg } });
  expect([quick(100), quick(101)].map(generatorLimited)).toMatchObject([
    [{ figures: { waited: undefined } }],
    [{ figures: { waited: { avgMs: 101, minMs: 10 } } }],
  ]);
});

test('is silent for a handful of requests', () => {
  expect(generatorLimited(withTotal(inquiry, { requests: 19 }))).toStrictEqual([]);
  expect(generatorLimited(withTotal(inquiry, { requests: 20 }))).toHaveLength(1);
});

test('fires where nobody knows the plan', () => {
  expect(generatorLimited({ ...inquiry, planned: [] })).toHaveLength(1);
});

test('a wait below a tenth of the goal, which is 1 s, is none to speak of', () => {
  const of = (avg: number) =>
    generatorLimited(withTotal(referenceRun('get-balance'), { successDurationMs: { avg, min: 1 } }));
  expect([of(99), of(101)]).toMatchObject([
    [{ figures: { waited: undefined } }],
    [{ figures: { waited: { avgMs: 101, minMs: 1 } } }],
  ]);
});

test('is silent for the writes, which waited for their server', () => {
  expect(generatorLimited(referenceRun('recharge-balance'))).toStrictEqual([]);
});

test('is silent where open load was delivered as planned: there the rate was chosen', () => {
  const planned = inquiry.planned.filter(({ model }) => model === 'open');
  const delivering = (iterations: number) =>
    withMeasured({ ...inquiry, planned }, { scenarios: { peak_test: { iterations } } });
  expect(generatorLimited(delivering(185_000))).toStrictEqual([]);
  expect(generatorLimited(delivering(100_000))).toHaveLength(1);
});

test('is silent where requests were refused: short iterations then prove nothing', () => {
  expect(generatorLimited(withTotal(inquiry, { failedRatio: 0.02 }))).toStrictEqual([]);
  // A failure in ten thousand changes nothing.
  expect(generatorLimited(withTotal(inquiry, { failedRatio: 0.0001 }))).toHaveLength(1);
});

test('is silent where nobody counted failures', () => {
  const uncounted = { failedRatio: undefined, failedRequests: undefined, checksFailed: undefined };
  expect(generatorLimited(withTotal(inquiry, uncounted))).toStrictEqual([]);
});

test('is silent where exceptions cut iterations short', () => {
  const thrown = (count: number) => referenceRun('get-balance', { exceptions: { count, first: 'TypeError' } });
  expect(generatorLimited(thrown(50_000))).toStrictEqual([]);
  expect(generatorLimited(thrown(1))).toHaveLength(1);
});

test('tells the mean of the run, and of the settled level only where a cold start alone raised it', () => {
  const cold = (avgMs: number) => {
    const run = levelsRun([20], 24, (_, at) => {
      const ms = at < 2 ? 700 : 400;
      return { perSec: Math.round(20_000 / (1000 + ms)), responseMs: (n: number) => (n === 0 ? 5 : ms) };
    });
    const iterations = { iterationDurationMs: { avg: avgMs }, failedRatio: 0 };
    return withMeasured(run, { total: { ...run.measured.total, ...iterations }, scenarios: {} });
  };
  const figuresOf = (avgMs: number) => generatorLimited(cold(avgMs)).map(({ figures }) => figures);
  // 1.005 s on an idle server; 1.4 s once settled.
  expect(figuresOf(1_500)).toMatchObject([{ avgMs: 1_500, isSettled: false }]);
  expect(figuresOf(1_600)).toMatchObject([{ avgMs: expect.closeTo(1_400, -2), isSettled: true }]);
});

toldInWords(
  'generator-limited',
  [undefined, { avgMs: 155.91, minMs: 1.76, ratio: 88.585 }].map((waited) => ({
    isSettled: waited !== undefined,
    ...{ stretch: 1.074, requestsPerSec: 998.384, avgMs: 2150, minMs: 2001.76, shownPerSec: waited ? 1600.2 : 998.384 },
    waited,
  })),
);
