import { expect, test } from 'vitest';
import { runOfKinds } from '../../../testing/reference-kinds.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { slowRequest } from './slow-request.ts';

test('names the one that takes most of the time', () => {
  const run = runOfKinds([
    { name: 'home', count: 50, ms: 15 },
    { name: 'search', count: 50, ms: 400 },
    { name: 'cart', count: 50, ms: 22 },
  ]);
  expect(slowRequest(run)).toMatchObject([
    { id: 'slow-request', figures: { name: 'search', medMs: 400, nextName: 'cart', nextMs: 22, names: 3, few: 0 } },
  ]);
});

test('the books of its kinds close: those that were sent too rarely to be compared are counted apart', () => {
  const run = runOfKinds([
    { name: 'setup', count: 3, ms: 900 },
    { name: 'home', count: 50, ms: 15 },
    { name: 'search', count: 50, ms: 400 },
  ]);
  const [{ figures } = { figures: {} }] = slowRequest(run);
  expect(figures).toMatchObject({ name: 'search', nextName: 'home', names: 3, few: 1, fewRequests: 20 });
  // Of all response time, that of the rare ones included.
  expect((figures as { timeRatio: number }).timeRatio).toBeCloseTo(20_000 / (20_000 + 750 + 2700), 6);
});

test.each([
  [false, []],
  [true, [{ name: 'home', status: '500', count: 5, ms: 3 }]],
])('its share says whether it leaves out the times of failed requests: %s', (isOfSuccesses, failed) => {
  const run = runOfKinds([{ name: 'home', count: 50, ms: 15 }, ...failed, { name: 'search', count: 50, ms: 400 }]);
  expect(slowRequest(run)).toMatchObject([{ figures: { isOfSuccesses } }]);
});

test('of an output that names some requests its share is of the time of all, or it is silent', () => {
  const run = runOfKinds([
    { name: 'home', count: 50, ms: 15 },
    { name: 'search', count: 50, ms: 400 },
    { name: 'rest', count: 100, ms: 100 },
  ]);
  const { rest: _, ...endpoints } = run.measured.endpoints ?? {};
  const some = withMeasured(run, { ...run.measured, endpoints, hasSomeParts: true });
  const [{ figures } = { figures: {} }] = slowRequest(some);
  expect((figures as { timeRatio: number }).timeRatio).toBeCloseTo(20_000 / 30_750, 6);
  const untold = { ...some.measured.total, durationMs: undefined, successDurationMs: undefined };
  expect(slowRequest(withMeasured(some, { ...some.measured, total: untold }))).toStrictEqual([]);
});

test('is silent where none is far slower, where the slow one is rare, and of a single request', () => {
  const kinds = (slowMs: number, count: number) => [
    { name: 'home', count: 500, ms: 15 },
    { name: 'search', count, ms: slowMs },
  ];
  expect(slowRequest(runOfKinds(kinds(40, 500)))).toStrictEqual([]);
  expect(slowRequest(runOfKinds(kinds(60, 25)))).toStrictEqual([]);
  expect(slowRequest(runOfKinds(kinds(400, 3)))).toStrictEqual([]);
  expect(slowRequest(runOfKinds([{ name: 'search', count: 500, ms: 400 }]))).toStrictEqual([]);
});

toldInWords('slow-request', [
  {
    name: 'GET /search',
    medMs: 402,
    nextName: 'GET /home',
    nextMs: 22,
    timeRatio: 0.84,
    isOfSuccesses: true,
    names: 4,
    few: 0,
    fewRequests: 20,
  },
  {
    name: 'GET /search',
    medMs: 402,
    nextName: 'GET /home',
    nextMs: 22,
    timeRatio: 0.84,
    isOfSuccesses: false,
    names: 5,
    few: 2,
    fewRequests: 20,
  },
]);
