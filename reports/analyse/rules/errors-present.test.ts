import { expect, test } from 'vitest';
import type { Run } from '../../model/run.ts';
import { referenceRun } from '../../reference-runs.ts';
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
      figures: { failed: 1, requests: 17_639, ratio: 1 / 17_639 },
    },
  ]);
});

test('is silent where none failed', () => {
  expect(errorsPresent(referenceRun('place-order'))).toStrictEqual([]);
});

test('is silent where failures were not measured: unknown is not zero, and not one either', () => {
  expect(errorsPresent(failing(undefined, undefined))).toStrictEqual([]);
});
