import { expect, test } from 'vitest';
import { parseSlo } from '../../reports/parse/slo.ts';
import { levelsOf } from './slo-levels.ts';

const levels = (text: string) => levelsOf(parseSlo(text, 'slo.yaml'));

test('p95 and failed share of all APIs, and of each by its name', () => {
  const all = { p95Ms: 1000, failedRatio: 0.01 };
  expect(levels('default: { p95: 1s, failed: 1% }\norders: { p95: 300ms }\n')).toStrictEqual({
    read: all,
    write: all,
    orders: { p95Ms: 300, failedRatio: 0.01 },
  });
});

test('what k6 has no threshold for says nothing', () => {
  expect(levels('default: { p99: 1s, failed: 1% }\norders: { tps: 100 }\n')).toStrictEqual({});
  expect(levels('orders: { scenarios: { a: { p95: 1s } }, failed: 0% }\n')).toStrictEqual({});
});
