import { expect, test } from 'vitest';
import { anyFailed, judgedTimes, successCount } from './judged-times.ts';

const durationMs = { p95: 1 };
const successDurationMs = { p95: 9 };

test('times of failures count for nothing where any request failed', () => {
  expect(judgedTimes({ durationMs, successDurationMs, failedRequests: 3 })).toBe(successDurationMs);
  expect(judgedTimes({ durationMs, successDurationMs, failedRatio: 0.1 })).toBe(successDurationMs);
});

test('without a failure all requests are the successful ones', () => {
  expect(judgedTimes({ durationMs, failedRequests: 0 })).toBe(durationMs);
  expect(judgedTimes({ durationMs, failedRatio: 0 })).toBe(durationMs);
});

test('times of all requests stand for nobody where some failed, or where nobody counted', () => {
  expect(judgedTimes({ durationMs, failedRequests: 3 })).toBeUndefined();
  expect(judgedTimes({ durationMs, failedRatio: 0.1 })).toBeUndefined();
  // A printed share of 0.00% beside a count: the count knows.
  expect(judgedTimes({ durationMs, failedRequests: 3, failedRatio: 0 })).toBeUndefined();
  expect(judgedTimes({ durationMs })).toBeUndefined();
  expect(judgedTimes({ durationMs, successDurationMs })).toBe(successDurationMs);
});

test('whether any failed is known from a count or from a share', () => {
  expect(
    [{ failedRequests: 0 }, { failedRatio: 0 }, { failedRequests: 1 }, { failedRatio: 0.5 }, {}].map(anyFailed),
  ).toEqual([false, false, true, true, undefined]);
});

test('successful requests are what did not fail, unknown where nobody counted', () => {
  expect(successCount({ requests: 10, failedRequests: 3, failedRatio: 0 })).toBe(7);
  expect(successCount({ requests: 10, failedRatio: 0.3 })).toBe(7);
  expect(successCount({ requests: 10 })).toBeUndefined();
  expect(successCount({ failedRequests: 3 })).toBeUndefined();
});
