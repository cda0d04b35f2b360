import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { withMeasured, withTotal } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Metric } from '../../model/measurement.ts';
import { setupInFigures } from './setup-in-figures.ts';

/** Ten requests of which the last one, sent by setup(), took 732 ms and the others 100 ms. */
const run = withTotal(referenceRun('get-balance'), { requests: 10, durationMs: { avg: 163.2, min: 100, max: 732 } });

const times = (group: string, values: Record<string, number>): Metric => ({
  name: `http_req_duration{group:::${group}}`,
  kind: 'trend',
  values,
});
const counted = (group: string, count: number): Metric => ({
  name: `http_reqs{group:::${group}}`,
  kind: 'counter',
  values: { count, rate: 0.1 },
});

test('fires for what raw samples tell, with the mean that is left without it', () => {
  const setup = { requests: 1, durationMs: { avg: 732, max: 732 } };
  const [found] = setupInFigures(withMeasured(run, { setup }));
  expect(found).toMatchObject({
    id: 'setup-in-figures',
    severity: 'warning',
    figures: { requests: 1, setupMaxMs: 732, totalMaxMs: 732, avgMs: 163.2 },
  });
  expect(found?.id === 'setup-in-figures' && found.figures.avgWithoutMs).toBeCloseTo(100, 9);
});

test('fires for a sub-metric of the group, counting by the trend or beside it', () => {
  const own = withMeasured(run, { metrics: [times('setup', { avg: 732, max: 732, count: 1 })] });
  const beside = withMeasured(run, { metrics: [times('setup', { avg: 732, max: 732 }), counted('setup', 1)] });
  expect([setupInFigures(own), setupInFigures(beside)]).toMatchObject([
    [{ figures: { requests: 1 } }],
    [{ figures: { requests: 1 } }],
  ]);
  const uncounted = withMeasured(run, { metrics: [times('setup', { avg: 732, max: 732 })] });
  expect(setupInFigures(uncounted)).toMatchObject([{ figures: { requests: undefined, avgWithoutMs: undefined } }]);
});

test('puts setup() and teardown() together', () => {
  const metrics = [
    times('setup', { avg: 100, max: 100, count: 1 }),
    times('teardown', { avg: 200, max: 300, count: 2 }),
  ];
  const [found] = setupInFigures(withMeasured(run, { metrics }));
  expect(found).toMatchObject({ figures: { requests: 3, setupMaxMs: 300 } });
  expect(found?.id === 'setup-in-figures' && found.figures.avgWithoutMs).toBeCloseTo((1632 - 500) / 7, 9);
});

test('only notes what shifts neither the maximum nor the mean', () => {
  const setup = { requests: 1, durationMs: { avg: 163, max: 163 } };
  expect(setupInFigures(withMeasured(run, { setup }))).toMatchObject([{ severity: 'note' }]);
});

test('is silent without such requests: k6 prints zeros for an empty sub-metric', () => {
  expect(setupInFigures(run)).toStrictEqual([]);
  expect(setupInFigures(withMeasured(run, { metrics: [times('setup', { avg: 0, max: 0 })] }))).toStrictEqual([]);
  expect(setupInFigures(withMeasured(run, { setup: { requests: 0 } }))).toStrictEqual([]);
});

test('is silent for a group of the script', () => {
  expect(setupInFigures(withMeasured(run, { metrics: [times('checkout', { avg: 732, max: 732 })] }))).toStrictEqual([]);
});

toldInWords('setup-in-figures', [
  { requests: 1, setupMaxMs: 732, totalMaxMs: 732, isSlowest: true, avgMs: 102, avgWithoutMs: 99 },
  { requests: 2, setupMaxMs: 100, totalMaxMs: 732, isSlowest: false, avgMs: 102, avgWithoutMs: 102 },
  {
    requests: undefined,
    setupMaxMs: 100,
    totalMaxMs: 732,
    isSlowest: false,
    avgMs: undefined,
    avgWithoutMs: undefined,
  },
]);
