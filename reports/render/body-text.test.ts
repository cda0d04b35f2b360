import { expect, test } from 'vitest';
import { multipleText } from './body-text.ts';

test('no multiple of a limit is told as none of it, or with digits that say nothing', () => {
  expect([0, 0.004, 0.01, 0.5, 1.04, 6.58, 1810].map(multipleText)).toStrictEqual([
    ...['0.00', '<0.01', '0.01', '0.50', '1.04', '6.6', '>100'],
  ]);
});
