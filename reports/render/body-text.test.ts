import { expect, test } from 'vitest';
import { multiple as en } from '../words/en/times.ts';
import { multiple as ko } from '../words/ko/times.ts';
import { multipleText } from './body-text.ts';

test('no multiple of a limit is told as none of it, or with digits that say nothing', () => {
  expect([0, 0.004, 0.01, 0.5, 1.04, 6.58, 1810].map(multipleText)).toStrictEqual([
    ...['0.00', '<0.01', '0.01', '0.50', '1.04', '6.6', '>100'],
  ]);
});

test('a multiple that is only bounded is told in words', () => {
  expect([1810, 6.58, 0.004].map((multiple) => ko(multipleText(multiple)))).toStrictEqual([
    ...['100배 이상', '6.6배', '0.01배 미만'],
  ]);
  expect([1810, 6.58, 0.004].map((multiple) => en(multipleText(multiple)))).toStrictEqual([
    ...['at least 100 times', '6.6 times', 'less than 0.01 times'],
  ]);
});
