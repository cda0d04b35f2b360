import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationMs } from '../parse/duration.ts';
import * as format from './format.ts';

describe('a duration looks as k6 prints it', () => {
  test.each([
    [0, '0s'],
    // Two decimals, cut off and not rounded: ✔ k6 prints 18.499 ms as 18.49ms.
    [18.499, '18.49ms'],
    [155.91, '155.91ms'],
    [460.2, '460.2ms'],
    [1, '1ms'],
    [999.999, '999.99ms'],
    [1000, '1s'],
    [5950, '5.95s'],
    [10_410.7, '10.41s'],
    [59_999.9, '59.99s'],
    // From a minute on the seconds are whole.
    [60_000, '1m0s'],
    [65_000, '1m5s'],
    [65_999, '1m5s'],
    [91_679.12, '1m31s'],
    [3_600_000, '1h0m0s'],
    [3_725_900, '1h2m5s'],
    [90_000_000, '25h0m0s'],
    [0.0219, '21.9µs'],
    [0.001, '1µs'],
    [0.9999, '999.9µs'],
    [0.000_999, '999ns'],
    [0.000_001, '1ns'],
  ])('%d ms is %s', (ms, text) => {
    expect(format.duration(ms)).toBe(text);
  });

  test('a negative one keeps its sign', () => {
    expect(format.duration(-1500)).toBe('-1.5s');
  });

  test('read again, it is the same but for what was cut off', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e8, noNaN: true }), (ms) => {
        const read = durationMs(format.duration(ms)) ?? Number.NaN;
        const unit = ms < 0.001 ? 1e-6 : ms < 1 ? 1e-5 : ms < 1000 ? 0.01 : ms < 60_000 ? 10 : 1000;
        // Cut off after rounding to whole nanoseconds.
        expect(ms - read).toBeGreaterThan(-0.5e-6 - ms * 1e-12);
        expect(ms - read).toBeLessThan(unit * 1.000_001 + ms * 1e-12);
      }),
    );
  });
});

describe('a share', () => {
  test.each([
    [0, '0%'],
    [1, '100%'],
    [0.087387, '8.74%'],
    [15 / 292, '5.14%'],
    [0.5, '50.00%'],
    [0.999949, '99.99%'],
    // Nearly is not all, and hardly any is not none.
    [0.99996, '>99.99%'],
    [1 - 1e-12, '>99.99%'],
    [0.00004, '<0.01%'],
    [1e-12, '<0.01%'],
    [0.0001, '0.01%'],
    [1.0127, '101.27%'],
    [1.000_01, '>100%'],
  ])('%d is %s', (ratio, text) => {
    expect(format.share(ratio)).toBe(text);
  });

  test.each([
    [0.087387, '8.73%'],
    [15 / 292, '5.13%'],
    [0.99996, '99.99%'],
    [1 - 1e-12, '99.99%'],
    [1e-12, '<0.01%'],
    [1, '100%'],
  ])('that k6 prints, too, is cut off as there: %d is %s', (ratio, text) => {
    expect(format.cutShare(ratio)).toBe(text);
  });

  test.each([
    ['share', format.share, 1.5],
    ['cutShare', format.cutShare, 1],
  ])('is 0 % or 100 % only when it is exactly that: %s', (_, form, max) => {
    fc.assert(
      fc.property(fc.double({ min: 0, max, noNaN: true }), (ratio) => {
        const text = form(ratio);
        expect(/^0(\.00)?%$/.test(text)).toBe(ratio * 100 === 0);
        expect(/^100(\.00)?%$/.test(text)).toBe(ratio * 100 === 100);
      }),
      { examples: [[0], [1], [0.999_999_9], [Number.MIN_VALUE]] },
    );
  });

  test.each([
    [0.05, '5%'],
    [0.092_997, '9.3%'],
    [0.182_58, '18.3%'],
    [0, '0%'],
    [1, '100%'],
    // Nearly is not all, and hardly any is not none.
    [0.999_51, '>99.9%'],
    [0.999, '99.9%'],
    [0.000_4, '<0.1%'],
    [0.000_5, '0.1%'],
    [1.25, '125%'],
  ])('about %d is %s', (ratio, text) => {
    expect(format.aboutShare(ratio)).toBe(text);
  });

  test('as a limit is what its author wrote', () => {
    expect([0.01, 0.005, 0.07, 1, 0].map(format.limitShare)).toStrictEqual(['1%', '0.5%', '7%', '100%', '0%']);
  });
});

describe('bytes look as k6 prints them', () => {
  test.each([
    [0, '0 B'],
    [9, '9 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [138_000, '138 kB'],
    // Rounded, where durations are cut off: ✔ k6 prints 32 564 B/s as 33 kB/s.
    [32_564, '33 kB'],
    [9_244_631, '9.2 MB'],
    [12_997_402, '13 MB'],
    [9_950_000, '10 MB'],
    [25_276_502_016, '25 GB'],
    [2e15, '2.0 PB'],
    [3e18, '3000 PB'],
  ])('%d is %s', (value, text) => {
    expect(format.bytes(value)).toBe(text);
  });
});

test.each([
  [5046, '5,100'],
  [10_035, '10,100'],
  [5000, '5,000'],
  [1050, '1,100'],
  [1010, '1,010'],
  [43, '43'],
  [8, '8'],
  [1.65, '1.7'],
  [0, '0'],
])('a need of %d is told as %s', (value, text) => {
  expect(format.needed(value)).toBe(text);
});

test('a need is told as no less than it is, and as hardly more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (value) => {
      const told = Number(format.needed(value).replaceAll(',', ''));
      expect(told).toBeGreaterThanOrEqual(value);
      expect(told).toBeLessThanOrEqual(value * 1.05);
    }),
  );
});

test('counts stand in full, with one decimal for rates', () => {
  expect([format.count(91_531), format.count(0), format.count(999)]).toStrictEqual(['91,531', '0', '999']);
  expect([format.rate(998.384223), format.rate(1786.184949), format.rate(0)]).toStrictEqual([
    '998.4',
    '1,786.2',
    '0.0',
  ]);
});

test('a planned length is told in seconds, uncut', () => {
  expect([90_000, 1500, 250, 0, 93_000.001].map(format.span)).toStrictEqual(['90s', '1.5s', '250ms', '0s', '93s']);
});

test('how many times: two digits where they tell something', () => {
  expect([6.888, 1, 12.45, 1234].map(format.times)).toStrictEqual(['6.9', '1.0', '12', '1,234']);
});

test('a range of two figures that read the same is one', () => {
  expect([format.range('19ms', '19ms', '~'), format.range('19ms', '21ms', '~')]).toStrictEqual(['19ms', '19~21ms']);
});

test('VU-seconds hide no difference where they are few', () => {
  expect([24_460, 24_000, 0, 99_960, 160_000_000].map(format.vuSeconds)).toStrictEqual([
    '24.5',
    '24',
    '0',
    '100',
    '160,000',
  ]);
});

describe('a rate and those of its parts', () => {
  test.each([
    // 238.5 + 69.7 would read as 239 + 70 = 308.
    [308.208, [238.539, 69.669], '308', ['238', '70']],
    [1071.1, [884.6, 186.5], '1,071', ['885', '186']],
    [1080.1, [883.6, 196.5], '1,080', ['884', '196']],
    // Both cut off, they would lack one.
    [173.515, [134.174, 39.341], '173.5', ['134.2', '39.3']],
    // Equal parts read alike.
    [861.1, [387.6, 387.6, 85.9], '861.1', ['387.6', '387.6', '85.9']],
    [9.93, [6.62, 3.31], '9.9', ['6.6', '3.3']],
    [43.5, [43.5], '43.5', ['43.5']],
    // What is not all of it does not add up to it.
    [163.8, [122.0], '164', ['122']],
  ])('%d of %j', (whole, parts, expected, texts) => {
    expect(format.ratesInParts(whole, [parts])).toStrictEqual({ whole: expected, ways: [texts] });
  });

  test('two parts add up, each rounded or cut off, but where they have to read alike', () => {
    const rate = fc.double({ min: 0.01, max: 50_000, noNaN: true });
    fc.assert(
      fc.property(rate, rate, (one, other) => {
        const { whole, ways } = format.ratesInParts(one + other, [[one, other]]);
        const parts = ways[0] ?? [];
        const [sum, a, b] = [whole, ...parts].map((text) => Number(text.replaceAll(',', ''))) as [
          number,
          number,
          number,
        ];
        const unit = 10 ** -(whole.split('.')[1]?.length ?? 0);
        const isAlike = Math.abs(((one / unit) % 1) - ((other / unit) % 1)) < 0.101;
        expect(Math.abs(a + b - sum)).toBeLessThan(isAlike ? unit * 1.001 : unit / 1000);
        for (const [exact, shown] of [
          [one + other, sum],
          [one, a],
          [other, b],
        ] as const) {
          expect((exact - shown) / unit).toBeLessThan(1.000_01);
          expect((exact - shown) / unit).toBeGreaterThan(-0.500_01);
        }
      }),
    );
  });
});
