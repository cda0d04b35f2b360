import { expect, test } from 'vitest';
import { measuredSeconds, type Second } from '../../../testing/reference-seconds.ts';
import { each } from './seconds.ts';

const all = Number.POSITIVE_INFINITY;

const sent = (...counts: readonly number[]) => {
  const { timeline } = measuredSeconds(
    counts.map((perSec): Second => ({ scenario: 'a', perSec, vus: 1, responseMs: () => 1 })),
  );
  if (!timeline) throw new Error('no samples');
  return (mostPoints: number) => each(timeline, timeline.total.requests, mostPoints).map(([, count]) => count);
};

test('a last second that was cut off is no dip; one that counts as much as the one before it is whole', () => {
  expect(sent(5, 5, 5, 5, 2)(all)).toStrictEqual([5, 5, 5, 5, null]);
  expect(sent(5, 5, 5, 5, 5)(all)).toStrictEqual([5, 5, 5, 5, 5]);
  expect(sent(5, 5, 5, 5, 7)(all)).toStrictEqual([5, 5, 5, 5, 7]);
  // k6 counted its users once more.
  expect(sent(5, 5, 5, 2, 0)(all)).toStrictEqual([5, 5, 5, null, null]);
  // A target that answers no more is no end of a run.
  expect(sent(5, 5, 5, 2, 0, 0, 0)(all)).toStrictEqual([5, 5, 5, 2, 0, 0, 0]);
  // What is left would be no line.
  expect(sent(5, 2)(all)).toStrictEqual([5, 2]);
});

test('nor is it the least of those that are drawn as one', () => {
  const counts = Array.from({ length: 40 }, (_, at) => 5 + (at % 3));
  expect(sent(...counts, 1)(10)).not.toContain(1);
});
