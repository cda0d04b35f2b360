import { describe, expect, test } from 'vitest';
import { samplesNeeded } from '../analyse/limits.ts';
import { reportWords } from '../words/report.ts';
import { latencyView, weakText } from './view-latency.ts';

const ko = reportWords('ko');
const trend = { avg: 5950, min: 8.07, med: 5090, p90: 9490, p95: 10_090, p99: 11_000, p999: 11_200, max: 11_280 };

test('a quantile needs 10 / (1 − q) samples', () => {
  expect([0.5, 0.9, 0.95, 0.99, 0.999].map(samplesNeeded)).toStrictEqual([20, 100, 200, 1000, 10_000]);
});

describe('response times as text', () => {
  test.each([
    [10_000, []],
    [9999, ['p999']],
    [1000, ['p999']],
    [999, ['p99', 'p999']],
    [200, ['p99', 'p999']],
    [199, ['p95', 'p99', 'p999']],
    [19, ['med', 'p90', 'p95', 'p99', 'p999']],
  ] as const)('of %d samples mark what has too few of them', (count, marked) => {
    const view = latencyView({ ...trend, count }, ko);
    expect(view.weak).toStrictEqual(marked);
    const { med, p90, p95, p99, p999 } = view;
    const shown = Object.entries({ med, p90, p95, p99, p999 }).filter(([, text]) => text.endsWith('\\*'));
    expect(shown.map(([name]) => name)).toStrictEqual(marked);
  });

  test('never mark a mean, a minimum or a maximum', () => {
    expect(latencyView({ ...trend, count: 1 }, ko)).toMatchObject({ avg: '5.95s', min: '8.07ms', max: '11.28s' });
  });

  test('whose number of samples is unknown carry no mark: nobody can say that they are weak', () => {
    expect(latencyView(trend, ko)).toMatchObject({ p999: '11.2s', weak: [] });
  });

  test('that the output does not hold are unknown, and none where nothing was sent', () => {
    const none = '알 수 없음';
    const nothing = { avg: none, min: none, med: none, p90: none, p95: none, p99: none, p999: none, max: none };
    const known = Object.fromEntries(Object.keys(nothing).map((name) => [name, false]));
    expect(latencyView(undefined, ko)).toStrictEqual({ ...nothing, known, weak: [] });
    expect(latencyView(undefined, ko, 0)).toMatchObject({ p95: '없음' });
    expect(latencyView({ count: 5, avg: 1 }, ko)).toStrictEqual({
      ...{ ...nothing, avg: '1ms', weak: [] },
      known: { ...known, avg: true },
    });
  });
});

test('the footnote names what each marked quantile needs, once and in their order', () => {
  expect(weakText(['p99', 'p999', 'p95', 'p99'], ko)).toBe(
    '\\* 표본이 적어 불확실한 값입니다(필요한 표본 수: p95 ≥ 200, p99 ≥ 1,000, p99.9 ≥ 10,000).',
  );
  expect(weakText(['med'], reportWords('en'))).toBe('\\* uncertain, few samples (needed: p50 ≥ 20).');
  expect(weakText([], ko)).toBeUndefined();
});
