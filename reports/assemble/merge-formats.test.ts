import { describe, expect, test } from 'vitest';
import { outputOf, type Recording, recorded, versions } from '../../testing/reference-formats.ts';
import type { Metric } from '../model/measurement.ts';
import type { Output } from '../model/output.ts';
import { mergeOutputs } from './merge.ts';

/** Outputs that k6 wrote of one and the same run, by what they are. */
const SAME_RUN: readonly (readonly string[])[] = [
  ['summary-export.json', 'ndjson.gz', 'csv.gz', 'text.txt', 'full.txt'],
  ['machine-readable.json', 'machine-readable.ndjson.gz', 'compact.txt'],
  ['handle-summary.json', 'handle-summary.export.json'],
];

const runs = versions.flatMap((version) =>
  ['plain', 'refused', 'no-http', 'quiet'].flatMap((script) =>
    SAME_RUN.map((whats) => recorded(version, script, ...whats)).filter((own) => own.length > 1),
  ),
);

const cases = runs.map((own) => ({ name: own.map(({ path }) => path).join(' + '), own }));

const read = (own: readonly Recording[]): Promise<Output[]> => Promise.all(own.map(outputOf));

/** Figures that two outputs both state. */
function shared(a: Output, b: Output): number {
  const known = new Map(b.measured.metrics.map((metric) => [metric.name, metric]));
  const both = ({ name, kind, values }: Metric) => {
    const other = known.get(name);
    return other?.kind === kind ? Object.keys(values).filter((statistic) => statistic in other.values).length : 0;
  };
  return a.measured.metrics.reduce((sum, metric) => sum + both(metric), 0);
}

/** The output with one figure of one metric moved by a tenth. */
function moved(output: Output, name: string, statistic: string): Output {
  const metrics = output.measured.metrics.map((metric) =>
    metric.name === name
      ? { ...metric, values: { ...metric.values, [statistic]: (metric.values[statistic] ?? 0) * 1.1 + 1 } }
      : metric,
  );
  return { ...output, measured: { ...output.measured, metrics } };
}

test('there are runs of which k6 wrote several outputs', () => {
  expect(cases.length).toBeGreaterThanOrEqual(30);
  expect(Math.max(...runs.map(({ length }) => length))).toBe(4);
});

describe.each(cases)('$name', ({ own }) => {
  test('agree figure by figure, each within its precision', async () => {
    const outputs = await read(own);
    expect(mergeOutputs(outputs).contradictions).toStrictEqual([]);
    const pairs = outputs.flatMap((a, at) => outputs.slice(at + 1).map((b) => shared(a, b)));
    expect(Math.min(...pairs)).toBeGreaterThanOrEqual(8);
  });

  test('whatever the order in which they are given', async () => {
    const outputs = await read(own);
    expect(mergeOutputs(outputs.toReversed())).toStrictEqual(mergeOutputs(outputs));
  });

  test('a figure that one of them states differently is found', async () => {
    const [first, ...others] = await read(own);
    if (!first) throw new Error('no output');
    const { contradictions } = mergeOutputs([moved(first, 'iterations', 'count'), ...others]);
    expect(contradictions.length).toBeGreaterThan(0);
    expect(contradictions.every(({ metric, statistic }) => metric === 'iterations' && statistic === 'count')).toBe(
      true,
    );
  });

  test('tell the same of the run as each of them does', async () => {
    const outputs = await read(own);
    const { measured } = mergeOutputs(outputs);
    for (const { measured: single } of outputs) {
      const { requests, iterations, droppedIterations, checksPassed, checksFailed, failedRequests } = measured.total;
      const { total } = single;
      expect([total.requests, total.iterations, total.droppedIterations]).toStrictEqual([
        requests,
        iterations,
        droppedIterations,
      ]);
      expect([total.checksPassed, total.checksFailed, total.failedRequests]).toStrictEqual([
        checksPassed,
        checksFailed,
        failedRequests,
      ]);
      for (const { metric, expression, passed } of single.thresholds.filter((one) => one.expression !== '')) {
        expect(measured.thresholds).toContainEqual(expect.objectContaining({ metric, expression, passed }));
      }
    }
  });
});

test('outputs of two different runs contradict each other', async () => {
  for (const version of versions) {
    const outputs = await read(recorded(version, 'plain', 'summary-export.json', 'handle-summary.json'));
    expect(outputs).toHaveLength(2);
    expect(mergeOutputs(outputs).contradictions.length).toBeGreaterThan(20);
  }
});
