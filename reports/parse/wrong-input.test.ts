import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, outputOf, type Recording, recordings, sourceOf } from '../../testing/reference-formats.ts';
import { reportOf } from '../../testing/reference-report.ts';
import { tries } from '../../testing/tries.ts';
import { analyse } from '../analyse/analyse.ts';
import { assembleRuns } from '../assemble/assemble.ts';
import { BuhaError } from '../model/error.ts';
import type { Output } from '../model/output.ts';
import { jsonReport } from '../render/json.ts';
import { errorText } from '../words/errors.ts';
import { readOutputs } from './read-outputs.ts';

const recordedAs = (pattern: RegExp) => recordings.filter(({ path }) => pattern.test(path));
const summaries = recordedAs(/(?:export|summary|readable)\.json$/);
const small = recordedAs(/(?:refused|quiet)\.(?:ndjson|csv)\.gz$/);
/** The oldest and the newest k6: what is cut off differs little between versions. */
const outermost = ({ version }: Recording) => version === '0.49.0' || version === '2.2.0';

/** What reading gives; a fault must be one that names the file and tells in both languages how to mend it. */
async function read(bytes: Uint8Array, file: string): Promise<Output[] | BuhaError> {
  try {
    return await readOutputs(sourceOf(bytes, file));
  } catch (fault) {
    if (!(fault instanceof BuhaError)) throw fault;
    expect(fault.facts).toMatchObject({ file });
    for (const language of ['ko', 'en'] as const) {
      expect(errorText(fault, language)).toContain(file);
      expect(errorText(fault, language)).not.toMatch(/undefined|NaN|\[object/);
    }
    return fault;
  }
}

/** A report of what was read can be written, and holds no figure that is none. */
function expectReport(outputs: readonly Output[]): void {
  for (const { metrics } of outputs.map(({ measured }) => measured)) {
    for (const { values } of metrics) expect(Object.values(values).every(Number.isFinite)).toBe(true);
  }
  const runs = assembleRuns(outputs, {});
  const analysed = runs.map((run) => analyse(run, runs));
  for (const language of ['ko', 'en'] as const) {
    expect(reportOf(analysed, language)).not.toMatch(/\bNaN\b|\bundefined\b|\bInfinity\b|\[object/);
    expect(() => JSON.stringify(jsonReport(analysed, language))).not.toThrow();
  }
}

describe('cut off at every tenth byte, the longer ones at every hundredth', () => {
  test.each(summaries.filter(outermost))(
    '$path is not JSON any more, and the last line is named',
    async ({ path, ...recording }) => {
      const whole = bytesOf({ path, ...recording });
      const step = whole.length < 5000 ? 10 : 100;
      for (let at = step; at < whole.length - 1; at += step) {
        const cut = whole.subarray(0, at);
        const lines = cut.reduce((sum, byte) => (byte === 10 ? sum + 1 : sum), 1);
        const fault = await read(cut, path);
        if (!(fault instanceof BuhaError)) throw new Error(`${at} bytes were read`);
        expect([fault.code, fault.facts]).toStrictEqual(['not-json', { file: path, line: lines }]);
      }
    },
  );

  test.each(small.filter(outermost))('$path: what is read of it was in the whole', async ({ path, ...recording }) => {
    const whole = bytesOf({ path, ...recording });
    const { measured } = await outputOf({ path, ...recording });
    const step = Math.max(10, Math.floor(whole.length / 600) * 10);
    let good = 0;
    for (let at = step; at < whole.length; at += step) {
      const answer = await read(whole.subarray(0, at), path);
      if (answer instanceof BuhaError) {
        expect(['too-many-bad-lines', 'no-samples', 'not-json', 'no-k6-text']).toContain(answer.code);
        continue;
      }
      good += 1;
      const [output] = answer;
      expect(output?.badLines?.count ?? 0).toBeLessThanOrEqual(1);
      for (const metric of output?.measured.metrics ?? []) {
        const known = measured.metrics.find(({ name }) => name === metric.name);
        const { count = 0, passes = 0, min = 0, max = 0 } = metric.values;
        expect(count).toBeLessThanOrEqual(known?.values.count ?? 0);
        expect(passes).toBeLessThanOrEqual(known?.values.passes ?? 0);
        expect(min).toBeGreaterThanOrEqual(known?.values.min ?? 0);
        expect(max).toBeLessThanOrEqual(known?.values.max ?? 0);
      }
    }
    expect(good).toBeGreaterThan(10);
  });
});

interface Damage {
  readonly how: 'remove' | 'double' | 'overwrite' | 'swap' | 'digit';
  readonly at: number;
  readonly length: number;
  readonly noise: Uint8Array;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  how: fc.constantFrom('remove', 'double', 'overwrite', 'swap', 'digit'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 200 }),
  noise: fc.uint8Array({ minLength: 1, maxLength: 40 }),
});

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;

function damaged(bytes: Uint8Array, { how, at, length, noise }: Damage): Uint8Array {
  const start = Math.floor(at * bytes.length);
  const [before, part, after] = [
    bytes.slice(0, start),
    bytes.slice(start, start + length),
    bytes.slice(start + length),
  ];
  // Digits in place of digits make a file that reads well and lies.
  const lying = part.map((byte) => (isDigit(byte) ? 0x30 + ((byte + length) % 10) : byte));
  const parts = {
    remove: [before, after],
    double: [before, part, part, after],
    overwrite: [before, noise, after],
    swap: [before, after, part],
    digit: [before, lying, after],
  };
  return Buffer.concat(parts[how]);
}

const anyOf = (among: readonly Recording[]) => fc.constantFrom(...among);

describe('damaged anywhere', () => {
  test('a summary is refused with a reason, or a report of it can be written', async () => {
    const texts = recordedAs(/(?:text|full|compact)\.txt$/);
    const seen = { refused: new Set<string>(), read: 0 };
    await fc.assert(
      fc.asyncProperty(
        anyOf([...summaries, ...texts]),
        fc.array(damage, { minLength: 1, maxLength: 3 }),
        async (one, all) => {
          const answer = await read(all.reduce(damaged, bytesOf(one)), one.path);
          if (answer instanceof BuhaError) seen.refused.add(answer.code);
          else {
            seen.read += 1;
            expectReport(answer);
          }
        },
      ),
      { numRuns: tries(200) },
    );
    expect(seen.read).toBeGreaterThan(tries(200) / 10);
    expect(seen.refused.size).toBeGreaterThan(1);
  });

  test('so are raw samples', async () => {
    await fc.assert(
      fc.asyncProperty(anyOf(small), fc.array(damage, { minLength: 1, maxLength: 2 }), async (one, all) => {
        const answer = await read(all.reduce(damaged, bytesOf(one)), one.path);
        if (!(answer instanceof BuhaError)) expectReport(answer);
      }),
      { numRuns: tries(40) },
    );
  });

  test('no bytes at all are read as a run', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await read(bytes, 'noise')).toBeInstanceOf(BuhaError);
      }),
      { numRuns: tries(500) },
    );
  });

  test('nor is any JSON that k6 did not write', async () => {
    const fields = ['metrics', 'root_group', 'results', 'config', 'values', 'checks', 'groups', 'thresholds', 'count'];
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.dictionary(fc.constantFrom(...fields), tie('value'), { maxKeys: 5 }),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, async (json) => {
        const answer = await read(
          Buffer.from(JSON.stringify({ metrics: json, root_group: json, results: json })),
          'x.json',
        );
        expect(answer).toBeInstanceOf(BuhaError);
      }),
      { numRuns: tries(500) },
    );
  });
});

/** JSON with one field replaced: whatever is no number there is refused, naming the field. */
describe('one field that is wrong', () => {
  interface Place {
    readonly holder: Record<string, unknown>;
    readonly key: string;
    readonly path: string;
  }

  const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

  const numbersIn = (value: unknown, path = ''): Place[] =>
    !isRecord(value)
      ? []
      : Object.entries(value).flatMap(([key, inner]) =>
          typeof inner === 'number'
            ? [{ holder: value, key, path: `${path}.${key}` }]
            : numbersIn(inner, `${path}.${key}`),
        );

  // What readers take: figures of metrics and counts of checks.
  const isRead = ({ path }: Place) => /metrics|checks|passes|fails/.test(path);

  test.each(summaries)('$path: null, texts, NaN-like, infinite', async (recording) => {
    const places = numbersIn(JSON.parse(new TextDecoder().decode(bytesOf(recording)))).filter(isRead);
    expect(places.length).toBeGreaterThan(10);
    for (const wrong of ['null', '"NaN"', '"12"', '1e999', '-1e999', '[]', '{}', 'true']) {
      const document: unknown = JSON.parse(new TextDecoder().decode(bytesOf(recording)));
      const place = numbersIn(document).filter(isRead)[wrong.length * 7];
      if (!place) continue;
      place.holder[place.key] = '@';
      const answer = await read(Buffer.from(JSON.stringify(document).replace('"@"', wrong)), recording.path);
      if (!(answer instanceof BuhaError)) throw new Error(`${place.path} = ${wrong} was read`);
      expect(answer.code).toBe('not-k6-summary');
      expect(JSON.stringify(answer.facts)).toContain(place.key);
    }
  });
});

describe('figures that no run can have', () => {
  /** A recording with parts of its text replaced. */
  async function changed(path: string, changes: readonly (readonly [RegExp, string])[]) {
    const [recording] = recordedAs(new RegExp(`^${path.replaceAll('.', '\\.')}$`));
    if (!recording) throw new Error(`${path} is not recorded`);
    const text = new TextDecoder().decode(bytesOf(recording));
    const other = changes.reduce((whole, [from, to]) => whole.replace(from, to), text);
    expect(other).not.toBe(text);
    return read(Buffer.from(other), path);
  }

  test.each([
    [
      '2.2.0/quiet.summary-export.json',
      /("http_reqs": \{\s+"(?:count|rate)": )/,
      '$1-',
      'http_reqs',
      ['count', 'rate'],
    ],
    ['2.2.0/quiet.handle-summary.json', /("passes": )20/, '$1-20', 'getBalance', ['passes']],
    ['2.2.0/quiet.machine-readable.json', /("name": "http_reqs",[^{}]*\{\s+"count": )/, '$1-', 'http_reqs', ['count']],
    [
      '0.49.0/quiet.summary-export.json',
      /("iteration_duration": \{[^}]*"min": )/,
      '$1-',
      'iteration_duration',
      ['min'],
    ],
  ])('%s: negative', async (path, from, to, metric, statistics) => {
    const answer = await changed(path, [[from, to]]);
    if (!(answer instanceof BuhaError)) throw new Error('it was read');
    expect(answer.code).toBe('impossible-figures');
    expect(answer.facts).toMatchObject({
      file: path,
      // Line 1 is where the file begins; the figure stands further down.
      line: expect.toSatisfy((line: number) => line > 1),
      metric: expect.stringContaining(metric),
      first: { statistic: expect.stringMatching(statistics.join('|')), value: expect.any(Number) },
    });
  });

  const order = (low: string, high: string) => [low, high] as const;
  test.each([
    ['p(90) above p(95)', order('p(90)', 'p(95)'), 500],
    ['min above avg', order('min', 'avg'), 1e6],
    ['avg above max', order('avg', 'max'), 1e6],
  ])('%s, in each format that has them', async (_what, [low, high], value) => {
    const quoted = (name: string) => name.replace(/[()]/g, '\\$&');
    const json = [
      new RegExp(`("http_req_duration": \\{[^{}]*(?:\\{[^{}]*)?"${quoted(low)}": )[\\d.]+`),
      `$1${value}`,
    ] as const;
    const text = [new RegExp(`(http_req_duration[.]+: .*?${quoted(low)}=)[\\d.]+[µm]?s`), `$1${value}ms`] as const;
    const machine = low.replace(/[()]/g, '');
    const c = [
      new RegExp(`("name": "http_req_duration",[^{}]*\\{[^{}]*"${quoted(machine)}": )[\\d.]+`),
      `$1${value}`,
    ] as const;
    for (const [path, change] of [
      ['2.2.0/quiet.summary-export.json', json],
      ['0.56.0/quiet.handle-summary.json', json],
      ['2.2.0/quiet.machine-readable.json', c],
      ['1.8.1/quiet.compact.txt', text],
      ['0.49.0/quiet.text.txt', text],
    ] as const) {
      const answer = await changed(path, [change]);
      if (!(answer instanceof BuhaError)) throw new Error(`${path} was read`);
      expect(answer.code, path).toBe('impossible-figures');
      const { metric, first, second } = answer.facts as { metric: string; first: object; second: object };
      expect([metric, first, second]).toMatchObject([
        'http_req_duration',
        expect.objectContaining({ statistic: expect.any(String) }),
        expect.objectContaining({ statistic: expect.any(String) }),
      ]);
      expect(high).toBeTruthy();
    }
  });
});
