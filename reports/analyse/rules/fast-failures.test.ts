import { expect, test } from 'vitest';
import { runOfKinds } from '../../../testing/reference-kinds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { fastFailures } from './fast-failures.ts';

test('tells of failures that were refused at once', () => {
  const run = runOfKinds([
    { count: 200, ms: 30 },
    { status: '503', errorCode: '1503', count: 100, ms: 1 },
  ]);
  expect(fastFailures(run)).toMatchObject([{ figures: { status: 503, count: 100, failedMs: 1, goodMs: 30 } }]);
});

test('is silent where failures take as long, where all is quick, and of 429, which says so itself', () => {
  const run = (status: string, failedMs: number, ms = 30) =>
    runOfKinds([
      { count: 200, ms },
      { status, errorCode: `1${status}`, count: 100, ms: failedMs },
    ]);
  expect(fastFailures(run('500', 25))).toStrictEqual([]);
  expect(fastFailures(run('503', 0.1, 2))).toStrictEqual([]);
  expect(fastFailures(run('429', 1))).toStrictEqual([]);
});

toldInWords('fast-failures', [{ status: 503, count: 100, failedMs: 1.2, goodMs: 31 }]);
