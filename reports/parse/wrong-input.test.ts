import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../testing/reference-formats.ts';
import { read, recordedAs, summaries } from '../../testing/wrong-input.ts';
import { BuhaError } from '../model/error.ts';

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
      // Infinity and NaN are null in JSON, and that costs no more than the figure.
      if (wrong === 'null' && !(answer instanceof BuhaError)) {
        const found = answer.flatMap(({ measured }) => measured.metrics.filter(({ infinite }) => infinite));
        expect(found).toHaveLength(1);
        const known = found[0]?.kind === 'rate' ? place.key.replace('value', 'rate') : place.key;
        expect(found[0]?.infinite).toContain(known.replace(/^p(\d+)$/, 'p($1)'));
        continue;
      }
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
