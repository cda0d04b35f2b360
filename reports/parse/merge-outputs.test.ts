import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SplitRun, splitRun, tagged } from '../../testing/reference-runners.ts';
import {
  CSV_HEADER,
  chunksOf,
  csvLine,
  ndjsonLine,
  ndjsonTypes,
  type ReferenceSample,
  request,
} from '../../testing/reference-samples.ts';
import { analyse } from '../analyse/analyse.ts';
import { assembleRuns, type KnownFacts } from '../assemble/assemble.ts';
import { mergedRun } from '../assemble/merged-run.ts';
import type { Run } from '../model/run.ts';
import { jsonReport } from '../render/json.ts';
import { readMerged } from './merge-outputs.ts';
import { type OutputSource, readOutputs } from './read-outputs.ts';

type Format = 'csv' | 'ndjson';

const linesOf = (samples: readonly ReferenceSample[], format: Format) =>
  format === 'csv'
    ? [CSV_HEADER, ...samples.map(csvLine)]
    : [...ndjsonTypes(samples, { my_trend: 'trend' }), ...samples.map(ndjsonLine)];

const sourceOf = (samples: readonly ReferenceSample[], file: string, format: Format): OutputSource => ({
  file,
  chunks: chunksOf(linesOf(samples, format), 8 * 1024),
});

const LOAD = {
  executor: 'constant-vus',
  vus: 20,
  duration: '5s',
} as const;
const FACTS: KnownFacts = {
  options: {
    scenarios: { load_test: LOAD, peak_test: LOAD },
    thresholds: { http_req_duration: ['p(95)<79'], 'http_req_failed{scenario:peak_test}': ['rate<0.2'] },
  },
};

async function whole({ whole: samples }: SplitRun, format: Format): Promise<Run> {
  const [run] = assembleRuns(await readOutputs(sourceOf(samples, 'r.csv', format)), FACTS);
  if (!run) throw new Error('no run');
  return run;
}

/** Where sums of fractions stand in the order of lines, that order tells their last bits: users at work. */
const roundedSums = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value);

/**
 * All of a measurement but its metrics, and the ticks of k6, which are one runner's; sums of fractions in its time line, whose last bits
 * the order tells, are compared with the report.
 */
function rest({ measured: { metrics: _, timeline, ...others } }: Run) {
  const lanes =
    timeline &&
    [timeline.total, ...Object.values(timeline.scenarios)].map(
      ({ busyVus: __, iterationMs: ___, sentMs: ____, ...lane }) => lane,
    );
  return { ...others, lanes, timeline: { ...timeline, total: undefined, scenarios: undefined, ticksMs: undefined } };
}

/** What a report says of a run, but for where it was read from. */
function said(run: Run): string {
  const [one] = jsonReport([analyse(run)], 'ko').apis;
  return JSON.stringify({ ...one, id: '', title: '', sources: [], runners: [] }, roundedSums);
}

const formatOf = (bits: number, at: number): Format => ((bits >> at) & 1 ? 'csv' : 'ndjson');

describe('the union of what runners wrote', () => {
  test('says what one file of all says, to the last bit where order cannot matter', async () => {
    const seeds = fc.integer({ min: 0, max: 2 ** 31 });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 7 }),
        seeds,
        fc.nat(127),
        fc.boolean(),
        async (n, seed, bits, tags) => {
          const split = splitRun(n, seed);
          const sources = split.parts.map((part, at) =>
            sourceOf(tags ? tagged(part, String(at + 1)) : part, `r${at}`, formatOf(bits, at)),
          );
          const run = mergedRun(await readMerged(sources), FACTS);
          const one = await whole(split, 'ndjson');
          // CSV does not tell what a script's own metric holds.
          const metrics = (of: Run) => of.measured.metrics.map(({ contains: _, ...metric }) => metric);
          expect(metrics(run)).toStrictEqual(metrics(one));
          expect(rest(run)).toStrictEqual(rest(one));
          expect(said(run)).toBe(said(one));
          expect(run.merge?.runners.map(({ instanceId, rows }) => [instanceId, rows])).toStrictEqual(
            split.parts.map((part, at) => [tags ? String(at + 1) : undefined, part.length]),
          );
        },
      ),
      { numRuns: 15 },
    );
  });

  test('says the same where only counts are kept', async () => {
    const split = splitRun(3, 7);
    const limits = { exactLimit: 100 };
    const sources = split.parts.map((part, at) => sourceOf(part, `r${at}`, 'csv'));
    const { measured } = mergedRun(await readMerged(sources, limits), FACTS);
    const [one] = assembleRuns(await readOutputs(sourceOf(split.whole, 'r', 'csv'), limits), FACTS);
    expect(measured.quantileError).toBeGreaterThan(0);
    const rounded = (run: Run['measured'] | undefined) =>
      run?.metrics.map(({ name, values }) => [
        name,
        Object.entries(values).map(([key, value]) => [key, Number(value.toPrecision(12))]),
      ]);
    expect(rounded(measured)).toStrictEqual(rounded(one?.measured));
    expect(measured.timeline?.vus).toStrictEqual(one?.measured.timeline?.vus);
    expect(measured.timeline?.total.requests).toStrictEqual(one?.measured.timeline?.total.requests);
  });
});

describe('counts of users', () => {
  const users = (atMs: number, value: number): ReferenceSample => ({ metric: 'vus', atMs, value, tags: {} });
  const tags = { scenario: 's', group: '', status: '200', expected_response: 'true', name: 'GET /' };
  const merged = async (...parts: readonly (readonly ReferenceSample[])[]) =>
    readMerged(parts.map((part, at) => sourceOf(part, `r${at}`, 'csv')));

  test('add up by the second, and what a runner says after its load is cut off', async () => {
    const first = [users(500, 5), ...request(1200, 10, tags), users(1500, 6), ...request(2200, 10, tags)];
    // It lingers: k6 goes on counting.
    const second = [
      ...request(700, 10, tags),
      users(700, 3),
      users(1700, 4),
      ...request(1900, 10, tags),
      users(2700, 0),
    ];
    const { measured } = await merged(first, [...second, users(9700, 0)]);
    expect(measured.metrics.find(({ name }) => name === 'vus')?.values).toStrictEqual({ value: 10, min: 9, max: 10 });
    expect([...(measured.timeline?.vus ?? [])]).toStrictEqual([9, 10]);
    expect(measured.runMs).toBe(2200 - 690);
  });

  test('setup() and teardown() are no part of the load', async () => {
    const setup = { group: '::setup', status: '200', expected_response: 'true', name: 'GET /token' };
    const part = (atMs: number, ms: number) => [
      ...request(atMs, ms, setup),
      ...request(1000, 10, tags),
      ...request(2000, 20, tags),
    ];
    const { measured, merge } = await merged(part(400, 300), part(450, 299), [...request(1500, 15, tags)]);
    expect(measured.total).toMatchObject({ requests: 5, durationMs: { count: 5, max: 20 } });
    expect(measured.setup).toMatchObject({ requests: 2, durationMs: { max: 300 } });
    expect(measured.timeline?.total.requests.sum()).toBe(5);
    expect(measured.endpoints).toStrictEqual({ 'GET /': expect.anything() });
    expect(measured.runMs).toBe(2000 - 990);
    expect(merge.runners.map(({ ranSetup }) => ranSetup)).toStrictEqual([true, true, false]);
  });

  test('where groups were not recorded, what was sent outside every scenario is not, either', async () => {
    const { group: _, ...lean } = tags;
    const { scenario: __, ...outside } = lean;
    const lines = (samples: readonly ReferenceSample[]) => [
      'metric_name,timestamp,metric_value,expected_response,name,scenario,status,extra_tags,metadata',
      ...samples.map(({ metric, atMs, value, tags: own }) =>
        [metric, 1e12 + atMs, value, own.expected_response, own.name, own.scenario, own.status, '', ''].join(','),
      ),
    ];
    const source = (file: string): OutputSource => ({
      file,
      chunks: chunksOf(
        lines([...request(400, file === 'a' ? 300 : 299, outside), ...request(1000, 10, lean), users(1001, 2)]),
      ),
    });
    for (const exactLimit of [1, 1000]) {
      const { measured } = await readMerged([source('a'), source('b')], { exactLimit });
      expect(measured.total).toMatchObject({ requests: 2, durationMs: { count: 2, max: 10 } });
      expect(measured.setup?.requests).toBe(2);
      expect(measured.timeline?.total.requests.sum()).toBe(2);
    }
  });
});

describe('what is refused', () => {
  const [first = [], second = []] = splitRun(2, 1).parts;
  const reading = (...sources: readonly OutputSource[]) => readMerged(sources);

  test('the same runner twice, and runners of different tests', async () => {
    const one = () => sourceOf(tagged(first, '1'), 'a.csv', 'csv');
    await expect(reading(one(), sourceOf(tagged(second, '1'), 'b.csv', 'csv'))).rejects.toMatchObject({
      code: 'same-runner-twice',
      facts: { file: 'a.csv', other: 'b.csv', instanceId: '1' },
    });
    await expect(reading(one(), sourceOf(tagged(second, '2', 'soak'), 'b.csv', 'ndjson'))).rejects.toMatchObject({
      code: 'other-test-run',
      facts: { file: 'a.csv', testRun: 'peak', other: 'b.csv', otherTestRun: 'soak' },
    });
  });

  test('the samples of one runner twice, as a copy or in both forms that k6 writes', async () => {
    const one = () => sourceOf(first, 'a.csv', 'csv');
    for (const format of ['csv', 'ndjson'] as const) {
      await expect(reading(one(), sourceOf(second, 'b', 'csv'), sourceOf(first, 'c', format))).rejects.toMatchObject({
        code: 'same-samples-twice',
        facts: { file: 'a.csv', other: 'c' },
      });
    }
  });

  test('samples beside a summary, and a file without samples', async () => {
    const summary =
      '{"root_group": {"checks": {}, "groups": {}}, "metrics": {"vus": {"value": 1, "min": 1, "max": 1}}}';
    await expect(
      reading(sourceOf(first, 'a.csv', 'csv'), { file: 'b.json', chunks: chunksOf([summary]) }),
    ).rejects.toMatchObject({ code: 'merge-mixed', facts: { samples: 'a.csv', summary: 'b.json' } });
    await expect(reading(sourceOf(first, 'a.csv', 'csv'), sourceOf([], 'b.csv', 'csv'))).rejects.toMatchObject({
      code: 'no-samples',
      facts: { file: 'b.csv' },
    });
  });

  test('parts of one run as runs of their own, by whatever tag they call it', async () => {
    const named = (samples: readonly ReferenceSample[], own: Record<string, string>) =>
      samples.map((sample) => ({ ...sample, tags: { ...sample.tags, ...own } }));
    const late = second.map((sample) => ({ ...sample, atMs: sample.atMs + 3_600_000 }));
    const runs = async (a: Record<string, string>, b: Record<string, string>, other = second, format = 'ndjson') =>
      assembleRuns(
        [
          ...(await readOutputs(sourceOf(named(first, a), 'a.csv', 'csv'))),
          ...(await readOutputs(sourceOf(named(other, b), 'b', format as 'csv' | 'ndjson'))),
        ],
        {},
      );
    for (const tag of ['testid', 'run_id', 'testrun']) {
      for (const format of ['csv', 'ndjson']) {
        await expect(runs({ [tag]: 'x' }, { [tag]: 'x' }, second, format)).rejects.toMatchObject({
          code: 'needs-merge',
          facts: { file: 'a.csv', other: 'b', tag: `${tag}=x` },
        });
      }
      expect(await runs({ [tag]: 'x' }, { [tag]: 'y' })).toHaveLength(2);
      expect(await runs({ [tag]: 'x' }, { [tag]: 'x' }, late)).toHaveLength(2);
      // What one process wrote in two forms is one run.
      expect(await runs({ [tag]: 'x' }, { [tag]: 'x' }, first)).toHaveLength(1);
    }
    await expect(runs({ instance_id: '1' }, { instance_id: '2' })).rejects.toMatchObject({ code: 'needs-merge' });
    expect(await runs({ instance_id: '1', testid: 'x' }, { instance_id: '2', testid: 'y' })).toHaveLength(2);
    // Without any tag, two runners that count alike are two runs all the same.
    expect(await runs({}, {})).toHaveLength(2);
  });

  test('parts of one run as runs of their own; runs of different tests are none', async () => {
    const parts = async (testRun: string) => [
      ...(await readOutputs(sourceOf(tagged(first, '1'), 'a.csv', 'csv'))),
      ...(await readOutputs(sourceOf(tagged(second, '2', testRun), 'b.csv', 'ndjson'))),
    ];
    const outputs = await parts('peak');
    expect(() => assembleRuns(outputs, {})).toThrow(
      expect.objectContaining({
        code: 'needs-merge',
        facts: { file: 'a.csv', other: 'b.csv', tag: 'testrun_name=peak' },
      }),
    );
    expect(assembleRuns(await parts('soak'), {})).toHaveLength(2);
  });
});
