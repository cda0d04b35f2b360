import { expect, test } from 'vitest';
import { sampleClock } from './sample-time.ts';

const NOON = Date.UTC(2026, 10, 23, 12);

test.each([
  ['rfc3339', '2026-11-23T12:00:00Z', NOON],
  ['rfc3339 in Seoul', '2026-11-23T21:00:00+09:00', NOON],
  ['rfc3339_nano', '2026-11-23T12:00:00.123456789Z', NOON + 123.456789],
  ['rfc3339_nano in New York', '2026-11-23T07:00:00.5-05:00', NOON + 500],
  ['unix', String(NOON / 1000), NOON],
  ['unix_milli', String(NOON + 7), NOON + 7],
  ['unix_micro', String((NOON + 7) * 1000 + 250), NOON + 7.25],
  ['unix_nano', `${NOON + 7}123456`, NOON + 7.123456],
])('%s', (_form, text, expected) => {
  // A double has no finer steps at this size.
  expect(Math.abs((sampleClock()(text) ?? Number.NaN) - expected)).toBeLessThan(5e-4);
});

test('the last second is remembered with its zone', () => {
  const clock = sampleClock();
  expect(clock('2026-11-23T12:00:00.25Z')).toBe(NOON + 250);
  expect(clock('2026-11-23T12:00:00.5Z')).toBe(NOON + 500);
  expect(clock('2026-11-23T12:00:00.5+09:00')).toBe(NOON - 9 * 3_600_000 + 500);
  expect(clock('2026-99-23T12:00:00Z')).toBeUndefined();
  expect(clock('2026-99-23T12:00:00.1Z')).toBeUndefined();
  expect(clock('2026-11-23T12:00:00Z')).toBe(NOON);
});

test.each(['', 'now', '-5', '1.5e9', '2026-11-23', '2026-11-23 12:00:00', '2026-11-23T12:00:00', '12a', 'NaN'])(
  '%j is no time',
  (text) => {
    expect(sampleClock()(text)).toBeUndefined();
  },
);
