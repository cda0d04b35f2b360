import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunksOf, ndjsonLine, ndjsonTypes, referenceSamples } from '../../../testing/reference-samples.ts';
import { BuhaError } from '../../model/error.ts';
import { readSamples } from './read-samples.ts';

const read = (lines: readonly string[]) => readSamples(chunksOf(lines), 'ndjson', 'samples.ndjson');
const samples = referenceSamples();
const good = [...ndjsonTypes(samples, { data_received: 'counter', vus: 'gauge' }), ...samples.map(ndjsonLine)];

async function faultOf(lines: readonly string[]): Promise<BuhaError> {
  try {
    await read(lines);
  } catch (thrown) {
    if (thrown instanceof BuhaError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was thrown');
}

test('points become the measurement, and no line of them is bad', async () => {
  const { measured, badLines } = await read(good);
  expect(badLines).toBeUndefined();
  expect(measured.total).toMatchObject({ requests: 41, iterations: 40, failedRequests: 4, checksPassed: 36 });
  expect(measured.checks).toStrictEqual([{ name: '상태 코드는 "200", 맞음', passed: 36, failed: 4 }]);
});

test('a Metric line tells the type of a metric, wherever it stands', async () => {
  const point = (value: number, second: number) =>
    `{"metric":"mine","type":"Point","data":{"time":"2026-11-23T12:00:0${second}Z","value":${value},"tags":null}}`;
  const type =
    '{"type":"Metric","metric":"mine","data":{"name":"mine","type":"counter","contains":"data","thresholds":[]}}';
  const expected = [{ name: 'mine', kind: 'counter', contains: 'data', values: { count: 7, rate: 7 } }];
  expect((await read([type, point(3, 0), point(4, 1)])).measured.metrics).toStrictEqual(expected);
  expect((await read([point(3, 0), point(4, 1), type])).measured.metrics).toStrictEqual(expected);
});

test('tags may be null or missing, and metadata beside them changes nothing', async () => {
  const { measured } = await read([
    '{"metric":"vus","type":"Point","data":{"time":"2026-11-23T12:00:00Z","value":1,"tags":null}}',
    '{"metric":"vus","type":"Point","data":{"time":"2026-11-23T12:00:01Z","value":2,"metadata":{"vu":"1"}}}',
  ]);
  expect(measured.metrics[0]?.values).toStrictEqual({ value: 2, min: 1, max: 2 });
});

/** The same JSON with the keys of every object in another order. */
function reordered(value: unknown, order: readonly number[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, reordered(inner, order)] as const);
  const ranked = entries.map((entry, at) => ({ entry, rank: order[at % order.length] ?? 0 }));
  return Object.fromEntries(ranked.toSorted((a, b) => a.rank - b.rank).map(({ entry }) => entry));
}

test('the order of keys changes nothing', async () => {
  const expected = await read(good);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer(), { minLength: 3, maxLength: 9 }), async (order) => {
      expect(await read(good.map((line) => JSON.stringify(reordered(JSON.parse(line), order))))).toStrictEqual(
        expected,
      );
    }),
    { numRuns: 20 },
  );
});

test('the order of lines changes nothing', async () => {
  const expected = await read(good);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(good, { minLength: good.length }), async (shuffled) => {
      expect(await read(shuffled)).toStrictEqual(expected);
    }),
    { numRuns: 20 },
  );
});

test('lines that were cut off are counted with the first of them, and the rest is read as if they were not there', async () => {
  const damage = fc.tuple(
    fc.integer({ min: 0, max: good.length - 1 }),
    fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(damage, { minLength: 1, maxLength: 4, selector: ([at]) => at }),
      async (damages) => {
        const cuts = new Map(damages);
        const damaged = good.map((line, at) =>
          line.slice(0, Math.ceil(line.length * (cuts.get(at) ?? 1)) - (cuts.has(at) ? 1 : 0) || 1),
        );
        const { badLines, measured } = await read(damaged);
        expect(badLines).toStrictEqual({ count: cuts.size, of: good.length, firstLine: Math.min(...cuts.keys()) + 1 });
        expect(measured).toStrictEqual((await read(good.filter((_, at) => !cuts.has(at)))).measured);
      },
    ),
    { numRuns: 50 },
  );
});

test('a last line that was cut off is one bad line', async () => {
  const { badLines } = await read([...good, good[0]?.slice(0, 40) ?? '']);
  expect(badLines).toStrictEqual({ count: 1, of: good.length + 1, firstLine: good.length + 1 });
});

describe('what is no line of k6 is a bad line', () => {
  const point = (data: string) => `{"metric":"vus","type":"Point","data":${data}}`;
  test.each([
    ['text', 'INFO[0001] hello'],
    ['a list', '[1,2]'],
    ['a number', '5'],
    ['null', 'null'],
    ['another type', '{"metric":"vus","type":"Line","data":{}}'],
    ['no metric', '{"type":"Point","data":{"time":"2026-11-23T12:00:00Z","value":1}}'],
    ['no data', '{"metric":"vus","type":"Point"}'],
    ['a value that is text', point('{"time":"2026-11-23T12:00:00Z","value":"1","tags":{}}')],
    ['no value', point('{"time":"2026-11-23T12:00:00Z","value":null,"tags":{}}')],
    ['a value beyond numbers', point('{"time":"2026-11-23T12:00:00Z","value":1e999,"tags":{}}')],
    ['no time', point('{"value":1,"tags":{}}')],
    ['a time that is none', point('{"time":"yesterday","value":1,"tags":{}}')],
    ['a time that is a number', point('{"time":5,"value":1,"tags":{}}')],
    ['tags that are a list', point('{"time":"2026-11-23T12:00:00Z","value":1,"tags":["a"]}')],
    ['a tag that is a number', point('{"time":"2026-11-23T12:00:00Z","value":1,"tags":{"status":200}}')],
    ['a metric of an unknown type', '{"type":"Metric","metric":"vus","data":{"type":"histogram"}}'],
  ])('%s', async (_what, line) => {
    const { badLines, measured } = await read([...good, line]);
    expect(badLines).toStrictEqual({ count: 1, of: good.length + 1, firstLine: good.length + 1 });
    expect(measured).toStrictEqual((await read(good)).measured);
  });
});

test('blank lines, a byte order mark and Windows line ends are no fault', async () => {
  const [first = '', ...rest] = good;
  const { badLines, measured } = await read([`\uFEFF${first}\r`, ...rest.flatMap((line) => [`${line}\r`, '', '  '])]);
  expect(badLines).toBeUndefined();
  expect(measured).toStrictEqual((await read(good)).measured);
});

test('above one bad line in a hundred the file is refused', async () => {
  const hundred = [...good.slice(0, 99), 'x'];
  expect((await read(hundred)).badLines).toStrictEqual({ count: 1, of: 100, firstLine: 100 });
  const { code, facts } = await faultOf(['x', ...hundred]);
  expect([code, facts]).toStrictEqual([
    'too-many-bad-lines',
    { file: 'samples.ndjson', bad: 2, of: 101, firstLine: 1 },
  ]);
});

test('without one sample there is nothing to report', async () => {
  for (const lines of [[], [''], ndjsonTypes(samples, { vus: 'gauge' })]) {
    const { code, facts } = await faultOf(lines);
    expect([code, facts]).toStrictEqual(['no-samples', { file: 'samples.ndjson' }]);
  }
});
