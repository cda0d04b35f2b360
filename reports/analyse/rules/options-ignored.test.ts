import { expect, test } from 'vitest';
import { inspectedOptions, referenceRun } from '../../../testing/reference-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { Run } from '../../model/run.ts';
import { optionsIgnored } from './options-ignored.ts';

const withOptions = (options: Record<string, unknown>): Run => ({ ...referenceRun('get-balance'), options });

test('fires for an executor at the top, which k6 ignores, and says what ran', () => {
  expect(optionsIgnored(withOptions({ executor: 'constant-vus', vus: 10, stages: [] }))).toMatchObject([
    {
      id: 'options-ignored',
      severity: 'warning',
      figures: { executor: 'constant-vus', unknown: [], ran: ['ramping-vus', 'ramping-arrival-rate'] },
    },
  ]);
});

test('fires for names that k6 does not know', () => {
  expect(optionsIgnored(withOptions({ threshold: {}, vuss: 3, executor: 7 }))).toMatchObject([
    { figures: { executor: undefined, unknown: ['threshold', 'vuss', 'executor'] } },
  ]);
});

test('is silent for what k6 inspect prints, with and without its execution requirements', () => {
  expect(optionsIgnored(withOptions(inspectedOptions('get-balance')))).toStrictEqual([]);
  expect(optionsIgnored(withOptions({ totalDuration: '2m0s', maxVUs: 3500 }))).toStrictEqual([]);
  expect(optionsIgnored(referenceRun('get-balance'))).toStrictEqual([]);
});

test('is silent about case, which k6 does not mind, and about what is null', () => {
  expect(optionsIgnored(withOptions({ VUs: 3, Tags: { a: 'b' }, foo: null, cloud: {} }))).toStrictEqual([]);
});

test('is silent where nobody knows the options', () => {
  expect(optionsIgnored({ ...referenceRun('get-balance'), record: undefined })).toStrictEqual([]);
});

toldInWords('options-ignored', [
  { executor: 'constant-vus', unknown: [], ran: ['ramping-vus'] },
  { executor: undefined, unknown: ['thresholdz', 'vu'], ran: ['ramping-vus'] },
  { executor: 'constant-vus', unknown: ['vu'], ran: [] },
]);
