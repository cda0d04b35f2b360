import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs, parseServerMetrics, serverMetricsCsv } from './server-metrics.ts';

describe('a time', () => {
  test.each([
    ['2026-11-23T14:03:11+09:00', 1_795_410_191_000],
    ['2026-11-23 05:03:11Z', 1_795_410_191_000],
    ['2026-11-23T05:03Z', 1_795_410_180_000],
    ['1795410191', 1_795_410_191_000],
    ['1795410191.5', 1_795_410_191_500],
    ['1795410191000', 1_795_410_191_000],
  ])('%s is %d', (text, ms) => {
    expect(epochMs(text)).toBe(ms);
  });

  // Without an offset it could be any of two dozen times.
  test.each(['', 'now', '2026-11-23', '2026-11-23T14:03:11', '14:03:11', '-5', '2026-99-99T00:00:00Z'])(
    '%j is none',
    (text) => {
      expect(epochMs(text)).toBeUndefined();
    },
  );
});

describe('server metrics', () => {
  const read = (text: string) => parseServerMetrics(text, 'cpu.csv');

  test('come in any order of columns and rows, by name', () => {
    expect(
      read(
        '\uFEFFValue,Metric,Timestamp\n41.5,cpu_percent,1795410192\n3,pool,1795410191\n40,cpu_percent,1795410191\n\n',
      ),
    ).toEqual([
      {
        name: 'cpu_percent',
        points: [
          [1_795_410_191_000, 40],
          [1_795_410_192_000, 41.5],
        ],
      },
      { name: 'pool', points: [[1_795_410_191_000, 3]] },
    ]);
  });

  test('that are not there at times have gaps', () => {
    for (const nothing of ['NaN', '', 'null', '-', 'Inf', '+Inf', '-Inf', 'Infinity', '-infinity']) {
      expect(read(`time,name,value\n1795410191,a,${nothing}\n1795410193,a,7\n`)).toEqual([
        { name: 'a', points: [[1_795_410_193_000, 7]] },
      ]);
    }
  });

  test.each([
    ['time,value\n1,2', 1, 'no-column'],
    ['', 1, 'no-column'],
    ['time,name,value\n', 1, 'no-rows'],
    ['time,name,value\n1795410191,a,1\nyesterday,a,1', 3, 'no-time'],
    ['time,name,value\n99999999999999999999,a,1', 2, 'no-time'],
    ['time,name,value\n1795410191,a,many', 2, 'no-number'],
    ['time,name,value\n1795410191,a,1e999', 2, 'no-number'],
  ])('%j is refused at line %d: %s', (text, line, fault) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'bad-server-metrics', facts: expect.objectContaining({ line, fault }) }),
    );
  });

  test('read back as they were written', () => {
    const point = fc.tuple(fc.integer({ min: 1e12, max: 2e12 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
    const name = fc.string({ minLength: 1 }).map((text) => `m${text.trim()}`);
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
        fc.array(point, { minLength: 1 }),
        (names, points) => {
          const sorted = points.toSorted((a, b) => a[0] - b[0]);
          const metrics = names.map((own) => ({ name: own, points: sorted }));
          const again = read(serverMetricsCsv(metrics));
          expect(again.map((one) => one.name)).toEqual(names);
          for (const one of again)
            expect(one.points.map(([, value]) => value + 0)).toEqual(sorted.map(([, value]) => value + 0));
        },
      ),
    );
  });
});
