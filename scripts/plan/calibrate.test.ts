import { expect, test } from 'vitest';
import { costOf } from './calibrate.ts';

const few = { vus: 100, bytes: 60e6, cores: 0.05, requestsPerSec: 100 };
const busy = { vus: 100, bytes: 62e6, cores: 0.335, requestsPerSec: 2_000 };
const many = { vus: 1_500, bytes: 410e6, cores: 0.33, requestsPerSec: 1_500 };

test('what k6 costs is told by the differences of three loads', () => {
  const cost = costOf(few, busy, many);
  expect(cost?.coreMsPerRequest).toBeCloseTo(0.15, 9);
  expect(cost?.vuCores).toBeCloseTo(0.07 / 1_400, 9);
  expect(cost?.k6Cores).toBeCloseTo(0.05 - 0.005 - 0.015, 9);
  expect(cost).toMatchObject({ vuBytes: 250_000, k6Bytes: 35e6 });
});

test('what takes less than the kernel counts is nothing', () => {
  expect(costOf(few, busy, { ...many, cores: 0.2 })).toMatchObject({ vuCores: 0 });
});

test('differences that a busy machine turned around tell nothing', () => {
  expect(costOf(few, { ...busy, cores: 0.04 }, many)).toBeUndefined();
  expect(costOf(few, { ...busy, requestsPerSec: 100 }, many)).toBeUndefined();
  expect(costOf(few, busy, { ...many, bytes: 60e6 })).toBeUndefined();
});
