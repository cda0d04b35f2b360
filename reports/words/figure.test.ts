import { expect, test } from 'vitest';
import { figureText } from './figure.ts';

test.each([
  ['p(95)', 12.03, 'time', 'p(95)=12.03ms'],
  ['count', 90_000, 'time', 'count=90000'],
  ['count', 1200, 'data', 'count=1.2 kB'],
  ['max', 1e304, 'time', 'max=1e+304'],
  ['max', Number.NaN, 'time', 'max=NaN'],
] as const)('%s of %s (%s) is %s', (statistic, value, contains, text) => {
  expect(figureText({ statistic, value, contains })).toBe(text);
});
