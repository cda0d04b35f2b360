import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
import { errorsPresent } from './errors-present.ts';

const failing = (failedRequests: number | undefined, failedRatio: number | undefined): Run => {
  const run = referenceRun('place-order');
  return { ...run, measured: { ...run.measured, total: { ...run.measured.total, failedRequests, failedRatio } } };
};

test('fires for a single failed request', () => {
  expect(errorsPresent(failing(1, 1 / 17_639))).toStrictEqual([
    {
      id: 'errors-present',
      severity: 'critical',
      confidence: 'measured',
      scope: 'total',
      figures: { failed: 1, requests: 17_639, ratio: 1 / 17_639, answers: [], names: [], more: 0 },
    },
  ]);
});

test('is silent where none failed', () => {
  expect(errorsPresent(referenceRun('place-order'))).toStrictEqual([]);
});

test('is silent where failures were not measured: unknown is not zero, and not one either', () => {
  expect(errorsPresent(failing(undefined, undefined))).toStrictEqual([]);
});

test('names the failed answers where the output tells them apart, the most frequent first', () => {
  const run = failing(6, 6 / 17_639);
  const answer = { scenario: undefined, name: undefined, errorCode: undefined, expected: false };
  const responses = [
    { ...answer, status: 500, count: 1 },
    { ...answer, status: 0, errorCode: 1212, count: 3 },
    { ...answer, status: 500, name: 'other', count: 1 },
    { ...answer, status: 200, expected: true, count: 17_633 },
  ];
  expect(errorsPresent({ ...run, measured: { ...run.measured, responses } })).toMatchObject([
    {
      figures: {
        answers: [
          { status: 0, errorCode: 1212, count: 3 },
          { status: 500, errorCode: undefined, count: 2 },
        ],
      },
    },
  ]);
});

const answers = [
  { status: 500, errorCode: 1500, count: 12 },
  { status: 0, errorCode: 1212, count: 3 },
];

toldInWords('errors-present', [
  { failed: 3, requests: 1000, ratio: 0.003, answers: [], names: [], more: 0 },
  {
    ...{ failed: 15, requests: 1000, ratio: 0.015, answers, more: 0 },
    names: [{ name: 'POST /pay', failed: 15, ratio: 0.25 }],
  },
  {
    failed: 17,
    requests: 1000,
    ratio: 0.017,
    answers: [...answers, { status: 502, errorCode: undefined, count: 1 }, { status: 404, errorCode: 1404, count: 1 }],
    names: [
      { name: 'POST /pay', failed: 9, ratio: undefined },
      { name: 'GET /a', failed: 5, ratio: 0.5 },
    ],
    more: 2,
  },
]);
