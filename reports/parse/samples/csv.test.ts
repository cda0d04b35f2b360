import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CSV_HEADER, chunksOf, csvLine, ndjsonLine, referenceSamples } from '../../../testing/reference-samples.ts';
import { BuhaError } from '../../model/error.ts';
import { readSamples } from './read-samples.ts';

const read = (lines: readonly string[]) => readSamples(chunksOf(lines), 'csv', 'samples.csv');
const samples = referenceSamples();
const rows = samples.map(csvLine);

async function faultOf(lines: readonly string[]): Promise<BuhaError> {
  try {
    await read(lines);
  } catch (thrown) {
    if (thrown instanceof BuhaError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was thrown');
}

test('the same run says the same as in NDJSON', async () => {
  const { measured, badLines } = await read([CSV_HEADER, ...rows]);
  expect(badLines).toBeUndefined();
  expect(measured).toStrictEqual((await readSamples(chunksOf(samples.map(ndjsonLine)), 'ndjson', 'x')).measured);
  expect(measured.checks).toStrictEqual([{ name: '상태 코드는 "200", 맞음', passed: 36, failed: 4 }]);
});

test('columns are found by name, in any order and number', async () => {
  const { measured } = await read([
    'proto,scenario,metric_value,metric_name,url,timestamp',
    'HTTP/1.1,a,12.5,http_req_duration,http://x,1795435200',
    'HTTP/1.1,a,2.5,http_req_duration,http://x,1795435201',
  ]);
  expect(measured.scenarios.a?.durationMs).toMatchObject({ count: 2, min: 2.5, max: 12.5, avg: 7.5 });
});

test.each([
  ['unix', '1795435200', '1795435204'],
  ['unix_milli', '1795435200000', '1795435204000'],
  ['unix_micro', '1795435200000000', '1795435204000000'],
  ['unix_nano', '1795435200000000000', '1795435204000000000'],
  ['rfc3339', '2026-11-23T21:00:00+09:00', '2026-11-23T21:00:04+09:00'],
  ['rfc3339_nano', '2026-11-23T12:00:00.5Z', '2026-11-23T12:00:04.500000000Z'],
])('times in %s', async (_format, first, last) => {
  const { measured } = await read(['metric_name,timestamp,metric_value', `vus,${first},1.0`, `vus,${last},2.0`]);
  expect(measured.runMs).toBe(4000);
});

test('a tag among the extra tags is none of k6: its text cannot pass for one', async () => {
  const header = 'metric_name,timestamp,metric_value,scenario,extra_tags,metadata';
  const { measured } = await read([header, 'http_reqs,1795435200,1.0,real,note=x&scenario=false&name=y,vu=1']);
  expect(Object.keys(measured.scenarios)).toStrictEqual(['real']);
  expect(measured.endpoints).toBeUndefined();
});

test('any text in quotes is read as it was, over several lines too', async () => {
  const header = 'metric_name,timestamp,metric_value,check,scenario';
  const name = fc.string({
    unit: fc.constantFrom('a', '가', ',', '"', '\n', ' ', '&', '='),
    minLength: 1,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(name, async (check) => {
      const quoted = `"${check.replaceAll('"', '""')}"`;
      const text = [header, `checks,1795435200,1.0,${quoted},a`, `checks,1795435201,0.0,${quoted},a`].join('\n');
      const { badLines, measured } = await read(text.split('\n'));
      expect(badLines).toBeUndefined();
      expect(measured.checks).toStrictEqual([{ name: check, passed: 1, failed: 1 }]);
    }),
  );
});

test('the order of rows changes nothing', async () => {
  const expected = await read([CSV_HEADER, ...rows]);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (shuffled) => {
      expect(await read([CSV_HEADER, ...shuffled])).toStrictEqual(expected);
    }),
    { numRuns: 20 },
  );
});

describe('bad rows are counted with the first of them, and the rest is read as if they were not there', () => {
  const cut = (line: string, share: number) =>
    line.slice(0, Math.floor(line.lastIndexOf(',', line.length - 2) * share));
  const withQuote = (line: string, share: number) => {
    const at = Math.floor(line.length * share);
    return `${line.slice(0, at)}"${line.slice(at)}`;
  };
  test.each([
    ['cut off', cut, 3],
    // Two of them near each other could make a text of what stands between.
    ['with a quote too many', withQuote, 1],
  ])('%s', async (_what, damage, most) => {
    const damages = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: rows.length - 1 }), fc.double({ min: 0.1, max: 0.99, noNaN: true })),
      { minLength: 1, maxLength: most, selector: ([at]) => at },
    );
    await fc.assert(
      fc.asyncProperty(damages, async (list) => {
        const shares = new Map(list);
        const damaged = rows.map((line, at) => (shares.has(at) ? damage(line, shares.get(at) ?? 1) : line));
        const { badLines, measured } = await read([CSV_HEADER, ...damaged]);
        expect(badLines).toStrictEqual({
          count: shares.size,
          of: rows.length,
          firstLine: Math.min(...shares.keys()) + 2,
        });
        expect(measured).toStrictEqual((await read([CSV_HEADER, ...rows.filter((_, at) => !shares.has(at))])).measured);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ['too few columns', 'vus,1795435200'],
    ['too many columns', `${rows[0]},more`],
    ['no number', rows[0]?.replace(/,1\.000000,/, ',many,')],
    ['an empty value', rows[0]?.replace(/,1\.000000,/, ',,')],
    ['a number of another notation', rows[0]?.replace(/,1\.000000,/, ',0x10,')],
    ['not a number, in the words of k6', rows[0]?.replace(/,1\.000000,/, ',NaN,')],
    ['no time', rows[0]?.replace(/,\d{13},/, ',noon,')],
    ['no metric', rows[0]?.replace(/^http_reqs/, '')],
  ])('%s', async (_what, row) => {
    const { badLines, measured } = await read([CSV_HEADER, ...rows, row ?? '']);
    expect(badLines).toStrictEqual({ count: 1, of: rows.length + 1, firstLine: rows.length + 2 });
    expect(measured).toStrictEqual((await read([CSV_HEADER, ...rows])).measured);
  });

  test('a last line that was cut off within quotes', async () => {
    const { badLines } = await read([CSV_HEADER, ...rows, 'checks,1795435200000,1.000000,"상태 코드는 ""2']);
    expect(badLines).toStrictEqual({ count: 1, of: rows.length + 1, firstLine: rows.length + 2 });
  });
});

test('blank lines, a byte order mark and Windows line ends are no fault', async () => {
  const { badLines, measured } = await read([
    `\uFEFF${CSV_HEADER}\r`,
    '',
    ...rows.flatMap((row) => [`${row}\r`, '\r']),
  ]);
  expect(badLines).toBeUndefined();
  expect(measured).toStrictEqual((await read([CSV_HEADER, ...rows])).measured);
});

test('above one bad line in a hundred the file is refused', async () => {
  const hundred = [...rows.slice(0, 99), 'x'];
  expect((await read([CSV_HEADER, ...hundred])).badLines).toStrictEqual({ count: 1, of: 100, firstLine: 101 });
  const { code, facts } = await faultOf([CSV_HEADER, 'x', ...hundred]);
  expect([code, facts]).toStrictEqual(['too-many-bad-lines', { file: 'samples.csv', bad: 2, of: 101, firstLine: 2 }]);
});

test.each([
  ['timestamp,metric_value', 'missing', 'metric_name'],
  ['metric_name,metric_value,scenario', 'missing', 'timestamp'],
  ['metric_name;metric_value;scenario', 'missing', 'timestamp'],
  ['metric_name,timestamp,metric_value,name,name', 'repeated', 'name'],
])('the header %s is refused', async (header, fault, detail) => {
  const { code, facts } = await faultOf([header, ...rows]);
  expect([code, facts]).toStrictEqual(['bad-csv-header', { file: 'samples.csv', fault, detail }]);
});

test('without one sample there is nothing to report', async () => {
  for (const lines of [[], ['', ' '], [CSV_HEADER], [CSV_HEADER, '']]) {
    const { code, facts } = await faultOf(lines);
    expect([code, facts]).toStrictEqual(['no-samples', { file: 'samples.csv' }]);
  }
});

describe('times in whole seconds', () => {
  const rowsOf = (times: readonly string[]) => times.map((time) => `http_reqs,${time},1,,,,,,,,,`);

  test('are told, and give a short run no rate', async () => {
    const { measured } = await read([CSV_HEADER, ...rowsOf(['1795435200', '1795435201', '1795435202'])]);
    expect([measured.timesInSeconds, measured.runMs, measured.total.requestsPerSec]).toStrictEqual([
      true,
      undefined,
      undefined,
    ]);
    const longer = await read([CSV_HEADER, ...rowsOf(['1795435200', '1795435204'])]);
    expect([longer.measured.timesInSeconds, longer.measured.runMs]).toStrictEqual([true, 4000]);
  });

  test.each([
    ['milliseconds', ['1795435200000', '1795435201050', '1795435202000']],
    ['nanoseconds in words', ['2026-11-23T12:00:00Z', '2026-11-23T12:00:00.5Z', '2026-11-23T12:00:01Z']],
  ])('%s are none', async (_what, times) => {
    const { measured } = await read([CSV_HEADER, ...rowsOf(times)]);
    expect(measured.timesInSeconds).toBeUndefined();
    expect(measured.runMs).toBeGreaterThan(0);
  });

  test('also as RFC 3339 writes them', async () => {
    const { measured } = await read([CSV_HEADER, ...rowsOf(['2026-11-23T12:00:00Z', '2026-11-23T12:00:09Z'])]);
    expect(measured.timesInSeconds).toBe(true);
  });
});
