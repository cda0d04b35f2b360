import { expect, test } from 'vitest';
import { costOf } from './calibrate.ts';

test('what k6 costs is told by the differences of three loads', () => {
  const few = { cpuSec: 0.5, bytes: 60e6, requests: 300 };
  const busy = { cpuSec: 1.4, bytes: 62e6, requests: 3_000 };
  const many = { cpuSec: 1.5, bytes: 210e6, requests: 2_100 };
  const cost = costOf(few, busy, many);
  expect(cost?.coreMsPerRequest).toBeCloseTo(900 / 2_700, 9);
  expect(cost).toMatchObject({ vuBytes: 250_000, k6Bytes: 35e6 });
});

test('differences that a busy machine turned around tell nothing', () => {
  const few = { cpuSec: 2, bytes: 60e6, requests: 300 };
  const many = { cpuSec: 1.5, bytes: 210e6, requests: 2_100 };
  expect(costOf(few, { cpuSec: 1.4, bytes: 62e6, requests: 3_000 }, many)).toBeUndefined();
  expect(costOf(few, { cpuSec: 3, bytes: 62e6, requests: 300 }, many)).toBeUndefined();
  expect(costOf(few, { cpuSec: 3, bytes: 62e6, requests: 3_000 }, { ...many, bytes: 60e6 })).toBeUndefined();
});
