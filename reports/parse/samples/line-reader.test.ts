import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CSV_HEADER,
  chunksOf,
  csvLine,
  ndjsonLine,
  ndjsonTypes,
  referenceSamples,
} from '../../../testing/reference-samples.ts';
import { tries } from '../../../testing/tries.ts';
import { CsvLines } from './csv.ts';
import { lineBlocks } from './line-blocks.ts';
import { type LineForm, LineReader } from './line-reader.ts';
import { LineTally } from './line-tally.ts';
import { measuredOf } from './measured.ts';
import { NdjsonLines } from './ndjson.ts';
import { SampleStore } from './sample-store.ts';

type MakeForm = (store: SampleStore, tally: LineTally) => LineForm & { end?(): void };

const ndjson: MakeForm = (store, tally) => new NdjsonLines(store, tally);
const csv: MakeForm = (store, tally) => new CsvLines(store, tally, 'x');

/** The same form, of which no line looks like one that was seen before. */
const slow =
  (make: MakeForm): MakeForm =>
  (store, tally) => {
    const form = make(store, tally);
    return {
      between: form.between,
      isOpen: true,
      headLength: () => 0,
      metricOf: () => undefined,
      tagsOf: () => undefined,
      readSlowly: (line, number) => form.readSlowly(line, number),
      end: () => form.end?.(),
    };
  };

async function readWith(make: MakeForm, lines: readonly string[], size?: number) {
  const store = new SampleStore();
  const tally = new LineTally();
  const form = make(store, tally);
  const reader = new LineReader(store, form);
  for await (const block of lineBlocks(chunksOf(lines, size), 'x', () => reader.lines)) reader.read(block);
  form.end?.();
  tally.read(reader.fast);
  let badLines: unknown;
  try {
    badLines = tally.badLines('x');
  } catch (fault) {
    badLines = fault;
  }
  return { badLines, measured: store.isEmpty ? undefined : measuredOf(store), fast: reader.fast, lines: reader.lines };
}

async function expectSame(make: MakeForm, lines: readonly string[], size?: number): Promise<void> {
  const quick = await readWith(make, lines, size);
  const careful = await readWith(slow(make), lines);
  expect(careful.fast).toBe(0);
  expect(quick.badLines).toStrictEqual(careful.badLines);
  expect(quick.measured).toStrictEqual(careful.measured);
}

const samples = referenceSamples();

test('nearly every line of k6 goes the fast way', async () => {
  const lines = [...ndjsonTypes(samples, { vus: 'gauge' }), ...samples.map(ndjsonLine)];
  const read = await readWith(ndjson, lines);
  expect(read.fast).toBe(samples.length);
  // A check's name in quotes goes through papaparse.
  const quoted = samples.filter(({ metric }) => metric === 'checks').length;
  expect((await readWith(csv, [CSV_HEADER, ...samples.map(csvLine)])).fast).toBe(samples.length - quoted);
});

describe('the fast way and the slow one read the same', () => {
  type Change = (line: string, random: number) => string;

  const pick = (line: string, random: number, pattern: RegExp) => {
    const found = [...line.matchAll(pattern)];
    return found[Math.floor(random * found.length)];
  };
  const replaced = (line: string, at: RegExpMatchArray | undefined, text: string) =>
    at?.index === undefined ? line : line.slice(0, at.index) + text + line.slice(at.index + at[0].length);

  const shuffledKeys: Change = (line, random) => {
    const turn = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value).map(([key, field]) => [key, turn(field)] as const);
      const by = Math.floor(random * entries.length);
      return Object.fromEntries([...entries.slice(by), ...entries.slice(0, by)]);
    };
    return JSON.stringify(turn(JSON.parse(line)));
  };
  const NUMBERS = [
    '-0',
    '0',
    '007',
    '-5.25',
    '1e3',
    '1.5E-3',
    '.5',
    '5.',
    '-',
    '1.',
    '98765432109876543210987',
    '0.1234567890123456789',
  ];
  const MORE = [
    '123456789012345.5',
    'null',
    '"1"',
    '+1',
    '1_0',
    '0x10',
    'NaN',
    '1e999',
    ' 1',
    '1 ',
    '00.5',
    '12345.678901',
  ];
  const TIMES = [
    '2026-11-23T12:00:01Z',
    '2026-11-23T12:00:01.5Z',
    '2026-11-23T12:00:01.123456789Z',
    '2026-11-23T21:00:01.25+09:00',
    '2026-11-23T07:00:01.25-05:00',
    '2026-11-23T23:59:59.999999999Z',
    '2026-11-24T00:00:00Z',
    '2026-11-23T12:00:01.Z',
    '2026-11-23T12:00:01.12345678901234567890Z',
    '2026-13-23T12:00:01Z',
    '2031-11-23T12:00:01Z',
    '1795435201',
    '1795435201500',
    '1795435201500250',
    '1795435201500250000',
    'yesterday',
    '',
  ];
  const numbers = [...NUMBERS, ...MORE];
  const oneOf = (list: readonly string[], random: number) => list[Math.floor(random * list.length)] ?? '';

  const ndjsonChanges: Record<string, Change> = {
    'keys in another order': shuffledKeys,
    'a cut': (line, random) => line.slice(0, Math.floor(random * line.length)),
    'another byte': (line, random) =>
      replaced(line, pick(line, random, /[\s\S]/g), oneOf(['x', '"', '}', '가', '\\'], random)),
    'an escaped letter': (line, random) => replaced(line, pick(line, random, /(?<=[a-z])e(?=[a-z])/g), '\\u0065'),
    'a space': (line, random) => replaced(line, pick(line, random, /(?<=[:,{}"])/g), ' '),
    'another number': (line, random) => replaced(line, pick(line, 0, /(?<="value":)[^,}]+/g), oneOf(numbers, random)),
    'another time': (line, random) => replaced(line, pick(line, 0, /(?<="time":")[^"]+/g), oneOf(TIMES, random)),
    'a key twice': (line, random) =>
      oneOf(
        [
          line.replace('"tags":', '"value":7,"tags":'),
          line.replace(/\}\}$/, ',"value":0}}'),
          line.replace(/\}\}$/, ',"time":"2026-11-23T12:00:00Z"}}'),
          line.replace(/\}\}$/, ',"tags":{"scenario":"other"}}}'),
          line.replace(/\}$/, ',"metric":"other"}'),
          line.replace(/\}$/, ',"type":"Metric"}'),
          line.replace('{"metric"', '{"metric":"first","metric"'),
        ],
        random,
      ),
    'metadata and no tags': (line, random) =>
      oneOf(
        [
          line.replace(/"tags":\{.*\}\}\}$/, '"tags":null}}'),
          line.replace(/,"tags":\{.*\}\}\}$/, '}}'),
          line.replace(/\}\}$/, ',"metadata":{"vu":"1"}}}'),
          line.replace(/"tags":\{.*\}\}\}$/, '"tags":{"status":5}}}'),
          line.replace(/"tags":\{.*\}\}\}$/, '"tags":[]}}'),
        ],
        random,
      ),
    'a return': (line) => `${line}\r`,
    'something behind': (line, random) => line + oneOf([' ', 'x', '}', ',', '{}', '\0'], random),
  };

  const csvChanges: Record<string, Change> = {
    'a cut': ndjsonChanges['a cut'] as Change,
    'another byte': (line, random) =>
      replaced(line, pick(line, random, /[\s\S]/g), oneOf(['x', '"', ',', '가', ';'], random)),
    'another number': (line, random) => line.replace(/^([^,]*,[^,]*,)[^,]*/, `$1${oneOf(numbers, random)}`),
    'another time': (line, random) => line.replace(/^([^,]*,)[^,]*/, `$1${oneOf(TIMES, random)}`),
    'quotes around': (line, random) => line.replace(/^([^,]*)/, oneOf(['"$1"', '"$1', '$1"', '""'], random)),
    'a break within quotes': (line, random) =>
      line.replace(/,([^,"]*)$/, oneOf([',"a\nb"', ',"\n"', ',"\nhttp_reqs,1,1"'], random)),
    'a return': (line) => `${line}\r`,
    'a column more': (line) => `${line},`,
  };

  test.each([
    ['NDJSON', ndjson, ndjsonChanges, [] as string[], ndjsonLine],
    ['CSV', csv, csvChanges, [CSV_HEADER], csvLine],
  ] as const)('%s: whatever a line looks like, among good ones', async (_name, make, changes, head, write) => {
    const written = samples.map(write);
    const names = Object.keys(changes);
    const change = fc.record({
      at: fc.integer({ min: 0, max: written.length - 1 }),
      name: fc.constantFrom(...names),
      random: fc.double({ min: 0, max: 0.999, noNaN: true }),
      /** The line stands there twice, as it was and changed, so that both forms of it are known. */
      twice: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 200, max: 5000 }),
        async (list, size) => {
          const lines = written.map((line) => [line]);
          for (const { at, name, random, twice } of list) {
            const changed = changes[name]?.(written[at] ?? '', random) ?? '';
            lines[at] = twice ? [written[at] ?? '', changed, changed] : [changed];
          }
          await expectSame(make, [...head, ...lines.flat()], size);
        },
      ),
      { numRuns: tries(150) },
    );
  });

  test('metrics, tags and names that are made up while the script runs', async () => {
    // More sets of tags than are kept (20,000), and in the long suite more metrics than are kept (10,000).
    const metrics = tries(10_500);
    const lines = Array.from({ length: 21_000 }, (_, at) =>
      ndjsonLine({
        metric: at % 2 === 0 && at < 2 * metrics ? `metric ${at}` : 'http_reqs',
        atMs: at,
        value: at % 7,
        tags: { name: `http://shop/${at}`, scenario: 'a', status: '200', expected_response: 'true' },
      }),
    );
    await expectSame(ndjson, lines);
  });
});

test('a sample of another month is none of this run', async () => {
  const far = samples.slice(0, 1).map((sample) => ndjsonLine({ ...sample, atMs: 30 * 24 * 3_600_000 }));
  const lines = [...samples.map(ndjsonLine), ...far, ...far];
  const { badLines, measured } = await readWith(ndjson, lines);
  expect(badLines).toStrictEqual({ count: 2, of: lines.length, firstLine: samples.length + 1 });
  expect(measured?.runMs).toBe(1078 - 10);
});
