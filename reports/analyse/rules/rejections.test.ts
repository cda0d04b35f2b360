import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Responses } from '../../model/measurement.ts';
import type { Run } from '../../model/run.ts';
import { rejections } from './rejections.ts';

const answering = (...answers: readonly (readonly [status: number, expected: boolean, count: number])[]): Run => {
  const common = { scenario: undefined, name: undefined, errorCode: undefined };
  const responses: Responses[] = answers.map(([status, expected, count]) => ({ ...common, status, expected, count }));
  return withMeasured(referenceRun('place-order'), { responses });
};

test('fires for answers with 4xx that the script expects', () => {
  expect(rejections(answering([200, true, 17_000], [409, true, 600], [422, true, 30]))).toMatchObject([
    {
      id: 'rejections',
      severity: 'note',
      figures: {
        count: 630,
        requests: 17_639,
        ratio: 630 / 17_639,
        answers: [
          { status: 409, count: 600 },
          { status: 422, count: 30 },
        ],
      },
    },
  ]);
});

test('is silent for failures and successes', () => {
  expect(rejections(answering([200, true, 17_000], [500, false, 600], [409, true, 0]))).toStrictEqual([]);
});

test('is silent where the output does not tell answers apart', () => {
  expect(rejections(referenceRun('place-order'))).toStrictEqual([]);
});

toldInWords('rejections', [
  { count: 20, requests: 1000, ratio: 0.02, answers: [{ status: 409, errorCode: undefined, count: 20 }] },
]);
