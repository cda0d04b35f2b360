import { expect, test } from 'vitest';
import { BUILTIN_METRICS } from '../parse/builtin-metrics.ts';
import { contentOf } from './criteria.ts';

test.each([...BUILTIN_METRICS])(
  '%s is a time, a size or a number, of any tag, also where the output does not tell',
  (name, { contains }) => {
    expect(contentOf({ name })).toBe(contains);
    expect(contentOf({ name: `${name}{group:::front page}` })).toBe(contains);
  },
);

test('a metric of the script is what the output says, and without a word of it no time', () => {
  expect(contentOf({ name: 'upload', contains: 'time' })).toBe('time');
  expect(contentOf({ name: 'upload', contains: 'data' })).toBe('data');
  expect(contentOf({ name: 'upload_duration', contains: 'default' })).toBe('default');
  expect(contentOf({ name: 'upload_duration' })).toBe('default');
});
