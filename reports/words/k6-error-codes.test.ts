import { expect, test } from 'vitest';
import { k6ErrorText as en } from './en/k6-error-codes.ts';
import { k6ErrorName, k6ErrorText as ko } from './ko/k6-error-codes.ts';

test('codes of k6 are told in words, and what nobody knows as a number', () => {
  expect([1212, 1199, 1000].map(ko)).toStrictEqual([
    '연결 거부, k6 오류 코드 1212',
    'DNS 오류, k6 오류 코드 1199',
    'k6 오류 코드 1000',
  ]);
  expect([1050, 1640, 1000].map(en)).toStrictEqual([
    'response timed out, k6 error code 1050',
    'HTTP/2 error, k6 error code 1640',
    'k6 error code 1000',
  ]);
});

test('both languages have words for the same codes', () => {
  const all = Array.from({ length: 800 }, (_, at) => 1000 + at);
  expect(all.filter((code) => en(code).startsWith('k6'))).toStrictEqual(
    all.filter((code) => ko(code).startsWith('k6')),
  );
  expect(all.filter((code) => k6ErrorName(code) !== undefined).length).toBeGreaterThan(400);
});
