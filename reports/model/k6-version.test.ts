import { expect, test } from 'vitest';
import { compareVersions, isReleaseNumber, k6Lacks } from './k6-version.ts';

test.each([
  ['1.24.3', '1.25.0', -1],
  ['1.25', '1.25.0', 0],
  ['1.10.0', '1.9.0', 1],
  ['2.2.0-rc1', '2.2.0', 0],
])('%s against %s', (a, b, order) => {
  expect(compareVersions(a, b)).toBe(order);
});

test('what a k6 lacks grows with its age, and is unknown without a number', () => {
  expect(k6Lacks('2.2.0')).toEqual([]);
  expect(k6Lacks('2.3.0')).toEqual([]);
  expect(k6Lacks('2.1.0')).toEqual(['text-encoder', 'summary-timeout', 'merge-run-tags', 'gauge-max']);
  expect(k6Lacks('1.8.1')).toEqual([...k6Lacks('2.1.0'), 'vus-over-scenarios']);
  expect(k6Lacks('1.0.0')).toContain('opentelemetry');
  expect(['dev', '0.0.0-20261001120000-abcdef123456'].map(k6Lacks)).toEqual([[], []]);
});

test.each([
  ['1.4.0', true],
  ['2.3.0-rc1', true],
  ['0.57.0', true],
  ['0.0.0-20261001120000-abcdef123456', false],
  ['(devel)', false],
])('%s is the number of a release: %s', (version, expected) => {
  expect(isReleaseNumber(version)).toBe(expected);
});
