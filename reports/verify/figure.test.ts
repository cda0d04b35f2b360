import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as format from '../text/format.ts';
import { figuresIn, significantDigits } from './figure.ts';
import { literalAt } from './object-literal.ts';
import { scriptFacts } from './script-facts.ts';

const brief = (text: string) => figuresIn(text).map(({ value, precision, unit }) => [unit, value, precision]);

describe('figures as people write them', () => {
  test.each([
    ['155.01ms', [['time', 155.01, 0.01]]],
    ['0.155s', [['time', 155, 1]]],
    ['1.57 초', [['time', 1570, 10]]],
    ['21.9µs', [['time', 0.0219, 0.0001]]],
    ['1m31s', [['time', 91_000, 1000]]],
    ['1분 30초', [['time', 90_000, 1000]]],
    [
      '13MB와 9.2 MB',
      [
        ['size', 13e6, 1e6],
        ['size', 9.2e6, 1e5],
      ],
    ],
    ['99.5%', [['percent', 0.995, 0.001]]],
    ['91,531건', [['plain', 91_531, 1]]],
    ['약 3만 건', [['plain', 30_000, 10_000]]],
    [
      '7.48→1.67s',
      [
        ['time', 7480, 10],
        ['time', 1670, 10],
      ],
    ],
    [
      '38배, 1.3×',
      [
        ['factor', 38, 1],
        ['factor', 1.3, 0.1],
      ],
    ],
    ['2026-11-23 14:03:11, k6 2.2.0, p95, `sleep(1000)`, 2코어, 3단계, [x](#31-a)', []],
    ['5%p', [['points', 0.05, 0.01]]],
  ])('%s', (text, expected) => expect(brief(text)).toEqual(expected));

  test.each([
    ['약 300개', { about: true }],
    ['300여 건', { about: true }],
    ['~300', { about: true }],
    ['0~10초', { about: false }],
    ['200ms대', { decade: true }],
    ['≤ 3s', { limit: true }],
    ['200ms 이하', { limit: true }],
    ['317.9/s', { perSecond: true, decimals: true }],
    ['300 TPS', { perSecond: true }],
  ])('%s', (text, expected) => expect(figuresIn(text).at(-1)).toMatchObject(expected));

  test('significant digits: zeros at the end count for nothing', () => {
    const digits = (text: string) => figuresIn(text).map(significantDigits);
    expect(digits('300 3만 998 1,786.2 0.05')).toEqual([1, 1, 3, 5, 1]);
  });

  test('a duration and a size as a report writes them are read back within their last place', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 3_000_000, noNaN: true }), (ms) => {
        const [read] = figuresIn(`평균 ${format.duration(ms)}입니다`);
        expect(read?.unit).toBe('time');
        expect(Math.abs((read?.value ?? 0) - ms)).toBeLessThanOrEqual((read?.precision ?? 0) * 10);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 1e13 }), (size) => {
        const [read] = figuresIn(`받은 데이터: ${format.bytes(size)} (`);
        expect(read?.unit).toBe('size');
        expect(Math.abs((read?.value ?? 0) - size)).toBeLessThanOrEqual((read?.precision ?? 0) * 1.01);
      }),
    );
  });
});

describe('scripts in a document', () => {
  test('a literal as people write it, and no code', () => {
    expect(literalAt('{ a: \'x\', "b": [1, 2_000,], // c\n d: { e: true } } + rest')).toEqual({
      a: 'x',
      b: [1, 2000],
      d: { e: true },
    });
    expect(literalAt('{ a: process.env.X }')).toBeUndefined();
    expect(literalAt('[ids.map((id) => id)]')).toBeUndefined();
    expect(literalAt('')).toBeUndefined();
  });

  test('checks and keys', () => {
    const lines = [
      'const TEST_USER_IDS = [1, 2, 2, 3];',
      'check(res, {',
      "  'status is 200': (r) => r.status === 200,",
      '  "body: ok": function (r) { return r.body.includes(")"); },',
      '});',
      "const params = { 'Content-Type': 'application/json' };",
    ];
    expect(scriptFacts([{ line: 10, end: 10 + lines.length, text: lines.join('\n') }])).toEqual({
      checks: [
        { name: 'status is 200', line: 12 },
        { name: 'body: ok', line: 13 },
      ],
      users: 3,
      products: undefined,
    });
  });
});
