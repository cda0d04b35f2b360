import { expect, test } from 'vitest';
import { referenceRun } from '../../testing/reference-runs.ts';
import type { Metric } from '../model/measurement.ts';
import { BUILTIN_METRICS } from '../parse/builtin-metrics.ts';
import { contentOf, criterionOf } from './criteria.ts';

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

/** What a text says of checks with a tag, and the mark of their threshold. */
const ofChecks = (rate: number, expression: string, passed: boolean) => {
  const { measured } = referenceRun('get-balance');
  const metric: Metric = { name: 'checks{kind:nothing}', kind: 'rate', contains: 'default', values: { rate } };
  return criterionOf(
    { metric: metric.name, expression, passed },
    { ...measured, metrics: [...measured.metrics, metric] },
  );
};

test('a threshold that k6 passed although its figure of 0 misses it had no sample', () => {
  expect(ofChecks(0, 'rate>0.9', true)).toMatchObject({ samples: 0, actual: undefined });
  expect(ofChecks(0, 'rate>0.9', false)).not.toHaveProperty('samples');
  expect(ofChecks(0, 'rate<0.1', true)).not.toHaveProperty('samples');
  // 0.00% may be 0.004%.
  expect(ofChecks(0, 'rate>0.00001', true)).not.toHaveProperty('samples');
  expect(ofChecks(0.95, 'rate>0.9', true)).toMatchObject({ actual: 0.95 });
});

test('a figure is found by any name of its statistic', () => {
  const { measured } = referenceRun('get-balance');
  const actualOf = (values: Metric['values'], expression: string) => {
    const metric: Metric = { name: 'http_req_duration{kind:own}', kind: 'trend', values };
    return criterionOf(
      { metric: metric.name, expression, passed: true },
      { ...measured, metrics: [...measured.metrics, metric] },
    ).actual;
  };
  expect(actualOf({ med: 4.7 }, 'p(50)<50')).toBe(4.7);
  expect(actualOf({ 'p(50)': 4.7 }, 'med<50')).toBe(4.7);
  expect(actualOf({ 'p(95)': 12 }, 'p(95.0)<50')).toBe(12);
  expect(actualOf({ med: 4.7, 'p(95)': 12 }, 'p(90)<50')).toBeUndefined();
});
