import { describe, expect, test } from 'vitest';
import {
  CSV_HEADER,
  chunksOf,
  csvLine,
  ndjsonLine,
  type ReferenceSample,
  RUN_START_MS,
  referenceSamples,
  request,
} from '../../../testing/reference-samples.ts';
import { readOutputs } from '../read-outputs.ts';
import { LineReader } from './line-reader.ts';
import { LineTally } from './line-tally.ts';
import { NdjsonLines } from './ndjson.ts';
import { readSamples, type SampleReading } from './read-samples.ts';
import { SampleStore } from './sample-store.ts';

const samples = referenceSamples();

async function readAny(lines: readonly string[]) {
  const [output] = await readOutputs({ file: 'x', chunks: chunksOf(lines) });
  if (!output) throw new Error('nothing was read');
  return output;
}

const read = (lines: readonly string[]): Promise<SampleReading> => readSamples(chunksOf(lines), 'ndjson', 'x');

const point = (metric: string, time: string, value: number | string, tags: object = {}) =>
  `{"metric":"${metric}","type":"Point","data":{"time":"${time}","value":${value},"tags":${JSON.stringify(tags)}}}`;

describe('what k6 shows in a terminal, in the same stream', () => {
  const head = [
    '',
    '         /\\      Grafana   /‾‾/  ',
    '    /\\  /  \\     |\\  __   /  /   ',
    '',
    '     execution: local',
    '        script: script.js',
    '        output: json(stdout)',
    '',
    '     scenarios: (100.00%) 1 scenario, 2 max VUs, 10m30s max duration (incl. graceful stop):',
    '              * default: 6 iterations shared among 2 VUs (maxDuration: 10m0s, gracefulStop: 30s)',
    '',
  ];
  const tail = [
    '',
    '  █ TOTAL RESULTS ',
    '',
    '    checks_total.......: 6       9.946574/s',
    '    ✗ says "yes, or no"',
    '      ↳  50% — ✓ 3 / ✗ 3',
    '    http_req_duration....: avg=200.91ms min=200.56ms med=200.88ms max=201.33ms p(90)=201.21ms p(95)=201.27ms',
    'running (00m00.6s), 0/2 VUs, 6 complete and 0 interrupted iterations',
    'default ✓ [ 100% ] 2 VUs  00m00.6s/10m0s  6/6 shared iters',
  ];
  const progress = 'running (00m00.3s), 2/2 VUs, 3 complete and 0 interrupted iterations';
  const among = (lines: readonly string[]) => [...lines.slice(0, 200), progress, ...lines.slice(200)];

  test('NDJSON', async () => {
    const lines = samples.map(ndjsonLine);
    const { format, badLines, measured } = await readAny([...head, ...among(lines), ...tail]);
    expect([format, badLines]).toStrictEqual(['ndjson', undefined]);
    expect(measured).toStrictEqual((await readAny(lines)).measured);
  });

  test('CSV, whose header k6 writes within its own', async () => {
    const lines = samples.map(csvLine);
    const { format, badLines, measured } = await readAny([
      ...head.slice(0, 4),
      CSV_HEADER,
      ...head.slice(4),
      ...among(lines),
      ...tail,
    ]);
    expect([format, badLines]).toStrictEqual(['csv', undefined]);
    expect(measured).toStrictEqual((await readAny([CSV_HEADER, ...lines])).measured);
  });

  test('a damaged line among it is one', async () => {
    const lines = samples.map(ndjsonLine);
    const { badLines } = await readAny([...head, ...lines, '{"metric":"http_r', ...tail]);
    expect(badLines).toStrictEqual({ count: 1, of: lines.length + 1, firstLine: head.length + lines.length + 1 });
  });

  test('braces of the summary are no damage', async () => {
    const summary =
      '      { expected_response:true }...: avg=44.57ms min=40.1ms med=44.4ms max=49.4ms p(90)=48ms p(95)=48.7ms';
    const { badLines } = await readAny([...head, ...samples.map(ndjsonLine), ...tail, summary]);
    expect(badLines).toBeUndefined();
  });

  const interruption = ['', progress, 'default   [  12% ] 2 VUs  00m00.3s/10m0s', ''].join('\n');

  test.each(['ndjson', 'csv'] as const)('%s: a line that it cuts in two, wherever, is one line', async (format) => {
    const lines = format === 'csv' ? [CSV_HEADER, ...samples.map(csvLine)] : samples.map(ndjsonLine);
    const whole = await readSamples(chunksOf(lines), format, 'x');
    const number = lines.findIndex(
      (line, at) => at > 100 && line.includes('http_req_duration') && !line.includes('상태'),
    );
    const text = lines[number] ?? '';
    for (let at = 0; at <= text.length; at += 1) {
      const torn = `${text.slice(0, at)}${interruption}\n${text.slice(at)}`;
      const { measured, badLines } = await readSamples(chunksOf(lines.toSpliced(number, 1, torn)), format, 'x');
      expect([at, badLines]).toStrictEqual([at, undefined]);
      expect(measured).toStrictEqual(whole.measured);
    }
  });

  test('a piece that is followed by no rest is damage, and what follows is read', async () => {
    const lines = samples.map(ndjsonLine);
    const piece = (lines[20] ?? '').slice(0, 40);
    const { badLines, measured } = await read([...lines.slice(0, 30), piece, progress, ...lines.slice(30)]);
    expect(badLines).toStrictEqual({ count: 1, of: lines.length + 1, firstLine: 31 });
    expect(measured).toStrictEqual((await read(lines)).measured);
    expect((await read([...lines, piece])).badLines?.count).toBe(1);
  });

  test('pieces of JSON are damage, whatever stands around them', async () => {
    const lines = samples.map(ndjsonLine);
    const cut = lines.map((line, at) => (at % 3 === 0 ? line.slice(7) : line));
    await expect(readAny([...head, ...cut, ...tail])).rejects.toMatchObject({ code: 'too-many-bad-lines' });
  });

  test('a document that quotes some samples is no stream of them', async () => {
    const text = [
      '# Test',
      ...head.slice(4, 6),
      '        output: -',
      ...tail,
      'Samples look so:',
      ...samples.slice(0, 3).map(ndjsonLine),
    ];
    const outputs = await readOutputs({ file: 'x', chunks: chunksOf(text) });
    expect(outputs.map(({ format }) => format)).not.toContain('ndjson');
  });

  test('other text is damage', async () => {
    const lines = samples.map(ndjsonLine);
    const { badLines } = await readAny([...lines, 'INFO[0001] hello']);
    expect(badLines?.count).toBe(1);
  });
});

describe('damage at the beginning', () => {
  const lines = samples.map(ndjsonLine);

  test('two damaged lines in front of many good ones', async () => {
    const { format, badLines } = await readAny(['{"metric":"vu', '"value":1}}', ...lines]);
    expect([format, badLines?.count]).toStrictEqual(['ndjson', 2]);
  });

  test('a first time that is no time of this run gives up one line, not all others', async () => {
    const first = point('vus', '1970-01-01T00:00:00Z', 1);
    const { badLines, measured } = await read([first, ...lines]);
    expect(badLines).toStrictEqual({ count: 1, of: lines.length + 1, firstLine: 1 });
    expect(measured).toStrictEqual((await read(lines)).measured);
  });
});

describe('values and names as nobody expects them', () => {
  const time = new Date(RUN_START_MS).toISOString();

  test('small values are not lost beside large ones', async () => {
    const values = [1, 2, 3, 1e300, -1e300, 4];
    const { measured } = await read(values.map((value) => point('own', time, value)));
    expect(measured.metrics[0]?.values.avg).toBeCloseTo(10 / 6, 10);
  });

  test.each([
    ['1e308', 1],
    ['1e12', 1],
    // A week.
    ['6.1e8', undefined],
  ])('an iteration of %s ms does not make up users, and one beyond every run is a bad line', async (length, bad) => {
    const second = (at: number) => new Date(RUN_START_MS + at * 1000).toISOString();
    const { measured, badLines } = await read([
      ...Array.from({ length: 200 }, (_, at) => point('iteration_duration', second(at + 1), 1000, { scenario: 'a' })),
      point('iteration_duration', second(0), length, { scenario: 'a' }),
    ]);
    expect(badLines?.count).toBe(bad);
    const busy = [...(measured.timeline?.total.busyVus?.between() ?? [])];
    expect(busy.every(({ value }) => value >= 0 && value <= 2)).toBe(true);
    expect(busy.length).toBeLessThan(10);
  });

  test('CSV: a number beyond every double is a bad line', async () => {
    const rows = samples.map(csvLine);
    const { badLines } = await readAny([CSV_HEADER, ...rows, `own,${RUN_START_MS},1${'0'.repeat(400)}.0,,,,,,,,,`]);
    expect(badLines?.count).toBe(1);
  });

  test('checks and scenarios without end do not fill memory, and all are counted', async () => {
    const many = Array.from({ length: 60_000 }, (_, at) =>
      point('checks', time, 1, { check: `order ${at}`, scenario: `s${at}` }),
    );
    const { measured } = await read(many);
    expect(measured.metrics.find(({ name }) => name === 'checks')?.values).toStrictEqual({
      rate: 1,
      passes: 60_000,
      fails: 0,
    });
    expect(measured.checks.length).toBeLessThan(20_001);
  });

  test('a tag with the sign that parts tags is not another tag', async () => {
    const store = new SampleStore();
    store.add('http_reqs', RUN_START_MS, 1, { scenario: 'a\0b', name: 'c' });
    store.add('http_reqs', RUN_START_MS, 1, { scenario: 'a', name: 'b\0c' });
    expect(store.tagSets.all).toHaveLength(2);
  });

  test('a scenario whose name cannot stand in a sub-metric has its figures, too', async () => {
    const tags = { scenario: '{a,b}', status: '200', expected_response: 'true' };
    const own: ReferenceSample[] = [...request(100, 40, tags), ...request(1500, 60, { ...tags, scenario: 'plain' })];
    const { measured } = await read(own.map(ndjsonLine));
    expect(measured.scenarios['{a,b}']).toMatchObject({ requests: 1, durationMs: { avg: 40 } });
    expect(measured.metrics.every(({ name }) => !name.includes('{a,b}'))).toBe(true);
  });
});

test('setup() and the first count of users are no beginning of the load', async () => {
  const setup = { group: '::setup', scenario: '', name: 'GET /token', status: '200', expected_response: 'true' };
  const { measured } = await read(
    [
      { metric: 'vus', atMs: 0, value: 0, tags: {} },
      ...request(2_000, 1_000, setup),
      ...request(6_000, 500, { group: '', scenario: 'a', status: '200', expected_response: 'true' }),
    ].map(ndjsonLine),
  );
  expect(measured.timeline?.total.firstMs).toBe(5_000);
});

test('samples are condensed after so many lines, however they are cut into blocks', () => {
  const lines = samples.map((sample) => `${ndjsonLine(sample)}\n`);
  const condensed = (sizes: readonly number[], limit: number) => {
    const store = new SampleStore();
    const reader = new LineReader(store, new NdjsonLines(store, new LineTally()), { left: limit });
    let at = 0;
    for (const size of sizes) {
      reader.read(new TextEncoder().encode(lines.slice(at, at + size).join('')));
      at += size;
    }
    return store.isCondensed;
  };
  const all = lines.length;
  expect(condensed([all], all - 1)).toBe(true);
  expect(condensed([all], all)).toBe(false);
  expect(condensed([3, all - 3], all - 1)).toBe(true);
  expect(condensed([3, all - 3], all)).toBe(false);
});
