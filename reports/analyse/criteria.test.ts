import { expect, test } from 'vitest';
import { BUILTIN_METRICS } from '../parse/builtin-metrics.ts';
import { isTimeMetric } from './criteria.ts';

test.each([...BUILTIN_METRICS])('%s is a time where its values are milliseconds, of any tag', (name, { contains }) => {
  expect(isTimeMetric(name)).toBe(contains === 'time');
  expect(isTimeMetric(`${name}{group:::front page}`)).toBe(contains === 'time');
});
