import { expect, test } from 'vitest';
import type { Metric } from '../model/measurement.ts';
import { k6Summary } from './k6-summary.ts';

const WORDS = {
  missing: 'none',
  infinite: 'Infinity',
  moreChecks: (checks: number, failed: number) => `${checks} more, ${failed} failed`,
  moreMetrics: (metrics: number) => `${metrics} more`,
};

const trend = { avg: 155.91, min: 1.76, med: 35.36, max: 1570, 'p(90)': 460.2, 'p(95)': 720.98, count: 91_531 };

test('a summary looks like the block that k6 prints and the reference shows', () => {
  const metrics: Metric[] = [
    { name: 'http_req_duration', kind: 'trend', values: trend },
    { name: 'vus', kind: 'gauge', values: { value: 126, min: 112, max: 3500 } },
    { name: 'http_req_blocked', kind: 'trend', values: { ...trend, avg: 0.0219, min: 0, med: 0.003, max: 35.92 } },
    { name: 'http_reqs', kind: 'counter', values: { count: 91_531, rate: 998.384223 } },
    { name: 'http_req_duration{expected_response:true}', kind: 'trend', values: { ...trend, 'p(95)': 9.5 } },
    { name: 'checks', kind: 'rate', values: { passes: 28, fails: 2, rate: 28 / 30 } },
    { name: 'data_received', kind: 'counter', values: { count: 12_997_402, rate: 138_120.4 } },
    { name: 'dropped_iterations', kind: 'counter', values: { count: 0, rate: 0 } },
    { name: '잔액', kind: 'trend', values: { avg: 1.5, max: 2 } },
  ];
  const checks = [
    { name: '상태는 200', passed: 28, failed: 0 },
    { name: 'body', passed: 28, failed: 2 },
  ];
  expect(k6Summary(metrics, checks, WORDS)).toBe(
    [
      '✓ 상태는 200',
      '✗ body',
      '  ↳ 93% — ✓ 28 / ✗ 2',
      '',
      'checks.........................: 93.33% 28 out of 30',
      'data_received..................: 13 MB  138 kB/s',
      'dropped_iterations.............: 0      0/s',
      'http_req_blocked...............: avg=21.9µs   min=0s     med=3µs     max=35.92ms p(90)=460.2ms p(95)=720.98ms count=91531',
      'http_req_duration..............: avg=155.91ms min=1.76ms med=35.36ms max=1.57s   p(90)=460.2ms p(95)=720.98ms count=91531',
      '  { expected_response:true }...: avg=155.91ms min=1.76ms med=35.36ms max=1.57s   p(90)=460.2ms p(95)=9.5ms    count=91531',
      'http_reqs......................: 91531  998.384223/s',
      'vus............................: 126    min=112      max=3500',
      '잔액...........................: avg=1.5      max=2',
    ].join('\n'),
  );
});

test.each<[Metric, string]>([
  // Numbers have up to six decimals, without zeros at the end: k6 prints 10/s, not 10.000000/s.
  [{ name: 'x', kind: 'counter', values: { count: 100, rate: 10 } }, 'x...: 100 10/s'],
  [{ name: 'x', kind: 'counter', values: { count: 0.1 + 0.2, rate: 1 / 3 } }, 'x...: 0.3 0.333333/s'],
  [{ name: 'x', kind: 'gauge', values: { value: 0.1 + 0.2, min: 0, max: 1 } }, 'x...: 0.3 min=0 max=1'],
  [{ name: 'x', kind: 'rate', values: { passes: 29, fails: 71, rate: 0.29 } }, 'x...: 28.99% 29 out of 100'],
  // Percentages are cut off: ✔ k6 prints 31.936 % as 31.93%.
  [{ name: 'x', kind: 'rate', values: { passes: 1, fails: 2, rate: 0.31936 } }, 'x...: 31.93% 1 out of 3'],
  [{ name: 'x', kind: 'rate', values: { passes: 0, fails: 0, rate: 0 } }, 'x...: 0.00% 0 out of 0'],
  // Quantiles that a foreign script chose are printed, too, after those that k6 prints by default.
  [{ name: 'x', kind: 'trend', values: { 'p(99.99)': 9, 'p(75)': 2, avg: 1 } }, 'x...: avg=1 p(75)=2 p(99.99)=9'],
])('one metric: %j', (metric, line) => {
  expect(k6Summary([metric], [], WORDS)).toBe(line);
});

test("a check's share is whole per cents, cut off: 100 % only where none failed", () => {
  const shareOf = (passed: number, failed: number) =>
    k6Summary([], [{ name: 'c', passed, failed }], WORDS).split('\n')[1];
  expect(shareOf(29, 71)).toBe('  ↳ 29% — ✓ 29 / ✗ 71');
  expect(shareOf(99_999, 1)).toBe('  ↳ 99% — ✓ 99999 / ✗ 1');
  expect(shareOf(0, 3)).toBe('  ↳ 0% — ✓ 0 / ✗ 3');
});

test('a name with line breaks stays on its line', () => {
  const text = k6Summary([], [{ name: 'a\n```\u2028# b', passed: 1, failed: 0 }], WORDS);
  expect(text.split(/\n/)).toStrictEqual(['✓ a ``` # b', '']);
});

test('a rate without its ratio gets that of its counts, not 0 %', () => {
  expect(k6Summary([{ name: 'x', kind: 'rate', values: { passes: 1, fails: 3 } }], [], WORDS)).toBe(
    'x...: 25.00% 1 out of 4',
  );
});

test('a check whose counts nobody knows has no share made up', () => {
  const checks = [
    { name: 'a', passed: undefined, failed: 0 },
    { name: 'b', passed: undefined, failed: undefined },
  ];
  expect(k6Summary([], checks, WORDS)).toBe('✓ a\n✗ b\n');
});

test('a rate that nobody knows is not shown as none', () => {
  const metrics: Metric[] = [
    { name: 'http_reqs', kind: 'counter', values: { count: 12 } },
    { name: 'data_sent', kind: 'counter', values: { count: 1200 } },
  ];
  expect(k6Summary(metrics, [], WORDS)).toBe(['data_sent...: 1.2 kB', 'http_reqs...: 12'].join('\n'));
});

test('what only each runner of a run knows of its own is not shown as nothing', () => {
  const metrics: Metric[] = [
    { name: 'stock', kind: 'gauge', values: { min: 2, max: 9 } },
    { name: 'sold', kind: 'rate', values: {}, ranges: { rate: [0.1, 0.2] } },
  ];
  expect(k6Summary(metrics, [], WORDS)).toBe('stock...: min=2 max=9');
});

test('a metric of the script has the unit that its input states', () => {
  const of = (contains: Metric['contains'], kind: Metric['kind'] = 'trend', values: Metric['values'] = { avg: 1500 }) =>
    k6Summary([{ name: 'upload', kind, values, ...(contains && { contains }) }], [], WORDS);
  expect(of('time')).toBe('upload...: avg=1.5s');
  expect(of('data')).toBe('upload...: avg=1.5 kB');
  expect([of('default'), of(undefined)]).toStrictEqual(['upload...: avg=1500', 'upload...: avg=1500']);
  expect(of('time', 'trend', { avg: 1500, count: 3 })).toBe('upload...: avg=1.5s count=3');
  expect(of('time', 'gauge', { value: 1, min: 2, max: 1500 })).toBe('upload...: 1ms min=2ms max=1.5s');
});

test('what is no number is missing, with the reason', () => {
  const gauge: Metric = { name: 'gg', kind: 'gauge', values: {}, infinite: ['value', 'min'] };
  expect(k6Summary([gauge], [], WORDS)).toBe('gg...: value=none min=none (Infinity)');
  const trend: Metric = { name: 'tt', kind: 'trend', values: { min: -5 }, infinite: ['max'] };
  expect(k6Summary([trend], [], WORDS)).toBe('tt...: min=-5 max=none (Infinity)');
  const counter: Metric = { name: 'iterations', kind: 'counter', values: {}, infinite: ['count'] };
  expect(k6Summary([counter], [], WORDS)).toBe('iterations...: count=none (Infinity)');
  expect(k6Summary([{ ...counter, values: { rate: 2 } }], [], WORDS)).toBe('iterations...: 2/s count=none (Infinity)');
  const rate: Metric = { name: 'sold', kind: 'rate', values: { passes: 1 }, infinite: ['fails', 'rate'] };
  expect(k6Summary([rate], [], WORDS)).toBe('sold...: fails=none rate=none (Infinity)');
});

test('what a gauge does not tell is left out, and no 0', () => {
  expect(k6Summary([{ name: 'g', kind: 'gauge', values: { value: 3 } }], [], WORDS)).toBe('g...: 3');
});

test('of thousands of checks those that failed most often are shown, in the order of the script; the rest is counted', () => {
  const checks = Array.from({ length: 10_000 }, (_, at) => ({
    ...{ name: `check ${at}`, passed: 100, failed: at % 50 === 0 ? at + 1 : 0 },
  }));
  const lines = k6Summary([], checks, WORDS).split('\n');
  const named = lines.flatMap((line) => line.match(/^. check (\d+)$/)?.[1] ?? []).map(Number);
  expect(named).toStrictEqual(Array.from({ length: 100 }, (_, at) => 5000 + 50 * at));
  expect(lines.at(-2)).toBe('9900 more, 100 failed');

  const few = checks.map((check, at) => ({ ...check, failed: at === 9_999 ? 1 : 0 }));
  const shown = k6Summary([], few, WORDS).split('\n');
  expect([shown[0], shown[98]]).toStrictEqual(['✓ check 0', '✓ check 98']);
  expect(shown.slice(99, 102)).toStrictEqual(['✗ check 9999', '  ↳ 99% — ✓ 100 / ✗ 1', '9900 more, 0 failed']);
  expect(k6Summary([], checks.slice(0, 100), WORDS)).not.toContain('more');
});

test("of hundreds of metrics k6's own are shown, then those of the script; the rest is counted", () => {
  const metrics: Metric[] = Array.from({ length: 500 }, (_, at) => ({
    ...{
      name: `a_${String(at).padStart(3, '0')}${at % 2 === 0 ? '' : '{b:c}'}`,
      kind: 'counter',
      values: { count: at },
    },
  }));
  const lines = k6Summary([...metrics, { name: 'vus', kind: 'gauge', values: { value: 3 } }], [], WORDS).split('\n');
  expect([lines.length, lines[0], lines[198], lines[199], lines[200]]).toStrictEqual([
    201,
    'a_000...: 0',
    'a_396...: 396',
    'vus.....: 3',
    '301 more',
  ]);
  expect(k6Summary(metrics.slice(0, 200), [], WORDS)).not.toContain('more');
});
