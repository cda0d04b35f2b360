import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import type { OutputFormat } from '../../model/output.ts';
import { noRawSamples } from './no-raw-samples.ts';

const run = referenceRun('get-balance');
const from = (...formats: OutputFormat[]) => ({
  ...run,
  sources: formats.map((format) => ({ file: format, line: 1, format })),
});

test('fires for a run that is known by summaries only', () => {
  expect(noRawSamples(from('summary-export', 'text'))).toMatchObject([{ id: 'no-raw-samples', severity: 'note' }]);
  expect(noRawSamples(run)).toHaveLength(1);
});

test('is silent with raw samples beside the summary', () => {
  expect([noRawSamples(from('text', 'csv')), noRawSamples(from('ndjson'))]).toStrictEqual([[], []]);
  expect(noRawSamples(withMeasured(run, { responses: [] }))).toStrictEqual([]);
});

toldInWords('no-raw-samples', [{}]);
