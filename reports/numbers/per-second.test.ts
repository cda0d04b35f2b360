import { expect, test } from 'vitest';
import { perSecond } from './per-second.ts';

test.each<[number | undefined, number | undefined, number | undefined]>([
  [40, 1000, 40],
  [0, 1000, 0],
  [undefined, 1000, undefined],
  [40, undefined, undefined],
  [40, 0, undefined],
  [40, -1, undefined],
  [40, Number.MIN_VALUE, undefined],
])('%s within %s ms: %s', (count, lengthMs, expected) => {
  expect(perSecond(count, lengthMs)).toBe(expected);
});
