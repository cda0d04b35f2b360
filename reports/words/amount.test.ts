import { expect, test } from 'vitest';
import { reportWords } from './report.ts';

const { amounts: ko } = reportWords('ko');
const { amounts: en } = reportWords('en');
const nothing = { total: undefined, perSec: undefined };

test('an amount says what of it is known, and no word for the rest', () => {
  expect(ko.iterations({ total: '12', perSec: '3.5' })).toBe('반복 초당 3.5회, 총 12회');
  expect(ko.iterations({ total: '12', perSec: undefined })).toBe('반복 총 12회');
  expect(en.iterations({ total: '12', perSec: undefined })).toBe('12 iterations in total');
  expect(en.requests({ total: undefined, perSec: '3.5' })).toBe('3.5 requests per second');
  expect(ko.data({ total: '1 kB', perSec: undefined, perRequest: '3 B' })).toBe('1 kB (요청당 3 B)');
  expect(en.data({ total: '1 kB', perSec: undefined })).toBe('1 kB');
  for (const words of [ko, en]) {
    expect([words.requests(nothing), words.iterations(nothing), words.data(nothing)]).toStrictEqual(['', '', '']);
  }
});
