import { describe, expect, test } from 'vitest';
import type { Output, OutputFormat } from '../model/output.ts';
import { type FileOutputs, pairedFiles, seriesOf } from './paired-files.ts';

const file = (name: string, format: OutputFormat, requests: number): FileOutputs => ({
  name,
  outputs: [
    {
      file: `out/${name}`,
      line: 1,
      format,
      measured: {
        metrics: [],
        total: { requests, iterations: requests },
        scenarios: {},
        checks: [],
        thresholds: [],
        runMs: undefined,
      },
    } satisfies Output,
  ],
});

const paired = (...files: readonly FileOutputs[]) =>
  pairedFiles(files).map((outputs) => outputs.map((output) => output.file.slice('out/'.length)));

describe('files of one run', () => {
  test('have names that differ in the kind of output only', () => {
    expect(
      paired(
        file('balance-samples', 'csv', 10),
        file('balance-summary', 'summary-export', 10),
        file('recharge.k6.log', 'text', 10),
        file('recharge', 'handle-summary', 11),
      ),
    ).toEqual([
      ['balance-samples', 'balance-summary'],
      ['recharge.k6.log', 'recharge'],
    ]);
    expect(paired(file('summary', 'summary-export', 5), file('samples', 'csv', 6))).toEqual([['summary', 'samples']]);
    expect(paired(file('2026-05-01_balance', 'csv', 5), file('balance summary 2026-05-01', 'text', 6))).toHaveLength(1);
  });

  test('count the same requests to the last one', () => {
    expect(paired(file('a', 'csv', 6000), file('b', 'csv', 6001), file('c', 'text', 6001))).toEqual([
      ['a'],
      ['b', 'c'],
    ]);
    expect(paired(file('a', 'csv', 0), file('b', 'text', 0))).toHaveLength(2);
  });

  test('are not two of one format, nor does anything tell which of two belongs to a third', () => {
    expect(paired(file('run1', 'csv', 10), file('run2', 'csv', 10))).toHaveLength(2);
    expect(paired(file('a', 'csv', 10), file('b', 'text', 10), file('c', 'text', 10))).toHaveLength(3);
    expect(paired(file('summary', 'text', 10), file('result', 'text', 20), file('samples', 'csv', 20))).toEqual([
      ['summary'],
      ['result', 'samples'],
    ]);
  });

  test('each in their order', () => {
    const files = [file('b', 'csv', 2), file('a', 'csv', 1), file('c', 'text', 2), file('d', 'csv', 4)];
    expect(paired(...files)).toEqual([['b', 'c'], ['a'], ['d']]);
  });
});

test.each([
  ['summary-1', ''],
  ['balance-summary-2026-05-01T1000', 'balance'],
  ['run3', ''],
  ['잔액 조회 2차', '잔액-조회'],
  ['balance_vu100', 'balance-vu100'],
])('%s is of the series “%s”', (name, series) => expect(seriesOf(name)).toBe(series));
