import { describe, expect, test } from 'vitest';
import { parseK6Options } from '../parse/k6-options.ts';
import { allocatedVus } from './allocated-vus.ts';

type Scenario = Readonly<Record<string, unknown>>;

const ramping = (stages: readonly (readonly [string, number])[], own: Scenario = {}): Scenario => ({
  executor: 'ramping-vus',
  startVUs: 0,
  stages: stages.map(([duration, target]) => ({ duration, target })),
  ...own,
});
const constant = (vus: number, duration: string, own: Scenario = {}): Scenario => ({
  ...{ executor: 'constant-vus', vus, duration },
  ...own,
});
const open = (own: Scenario = {}): Scenario => ({
  ...{ executor: 'constant-arrival-rate', rate: 10, duration: '10s', preAllocatedVUs: 5 },
  ...own,
});
const counted = (executor: string, own: Scenario): Scenario => ({ executor, vus: 10, ...own });

const late = (startTime: string, own: Scenario = {}) => constant(21, '10s', { startTime, ...own });
const [up, down] = [['10s', 10] as const, ['10s', 0] as const];
const again = [up, ['5s', 2], ['5s', 8], ['5s', 0]] as const;
const hills = [
  ['7s', 11],
  ['13s', 13],
  ['3s', 3],
  ['1s', 3],
] as const;

const vusOf = (scenarios: Readonly<Record<string, Scenario>>) => allocatedVus(parseK6Options({ scenarios }));

// The numbers are those of `k6 inspect --execution-requirements` (2.2.0).
describe('virtual users that k6 gets ready', () => {
  test.each<[string, number, Readonly<Record<string, Scenario>>]>([
    ['constant', 10, { a: constant(10, '10s') }],
    ['iterations that end 30 s late at most', 31, { a: constant(10, '10s'), b: late('20s') }],
    ['the next one starts when they have ended', 21, { a: constant(10, '10s'), b: late('40s') }],
    ['no gracefulStop', 21, { a: constant(10, '10s', { gracefulStop: '0s' }), b: late('10s') }],
    ['gracefulStop until a moment later', 31, { a: constant(10, '10s', { gracefulStop: '5s' }), b: late('14999ms') }],
    ['gracefulStop until that moment', 21, { a: constant(10, '10s', { gracefulStop: '5s' }), b: late('15s') }],
    ['users of a fallen ramp', 31, { a: ramping([up, down]), b: late('25s') }],
    ['no gracefulRampDown', 26, { a: ramping([up, down], { gracefulRampDown: '0s' }), b: late('15s') }],
    ['gracefulRampDown of 3 s', 29, { a: ramping([up, down], { gracefulRampDown: '3s' }), b: late('15s') }],
    [
      'gracefulRampDown past gracefulStop',
      28,
      { a: ramping([up, ['10s', 5]], { gracefulRampDown: '3s', gracefulStop: '1s' }), b: late('20500ms') },
    ],
    ['a ramp without gracefulStop', 21, { a: ramping([up, ['10s', 5]], { gracefulStop: '0s' }), b: late('20s') }],
    ['gracefulStop of 2 s', 21, { a: ramping([up, down], { gracefulStop: '2s' }), b: late('22s') }],
    [
      'whole users while one ramp rises and another falls',
      5,
      { a: ramping([['7s', 3]]), b: ramping([['7s', 1]], { startVUs: 5, gracefulRampDown: '0s' }) },
    ],
    [
      'users that are kept while another ramp rises',
      11,
      { a: ramping([['10s', 7]]), b: ramping([['13s', 0]], { startVUs: 10, gracefulRampDown: '1s' }) },
    ],
    [
      'steps at the same moment, by name',
      4,
      { a: ramping([['10s', 3]]), b: ramping([['10s', 0]], { startVUs: 3, gracefulRampDown: '0s' }) },
    ],
    [
      'steps at the same moment, the other way round',
      3,
      { b: ramping([['10s', 3]]), a: ramping([['10s', 0]], { startVUs: 3, gracefulRampDown: '0s' }) },
    ],
    [
      'steps at fractions of a nanosecond',
      7001,
      { a: ramping([['1h', 7000]]), b: ramping([['1h', 0]], { startVUs: 7000, gracefulRampDown: '0s' }) },
    ],
    [
      'the last moment of a ramp',
      10,
      { a: ramping([up], { gracefulStop: '0s' }), b: constant(1, '10s', { startTime: '10s' }) },
    ],
    [
      'a jump at the end',
      9,
      {
        a: ramping(
          [
            ['5s', 3],
            ['0s', 9],
          ],
          { startVUs: 3, gracefulStop: '0s' },
        ),
      },
    ],
    [
      'a jump at the start',
      9,
      {
        a: ramping(
          [
            ['0s', 2],
            ['5s', 2],
          ],
          { startVUs: 9 },
        ),
      },
    ],
    [
      'jumps whose users are kept',
      11,
      {
        a: ramping(
          [
            ['0s', 7],
            ['5s', 7],
            ['0s', 2],
            ['5s', 2],
          ],
          { startVUs: 3, gracefulRampDown: '1s' },
        ),
        b: constant(4, '5s', { startTime: '5s' }),
      },
    ],
    [
      'users that are taken back',
      27,
      { a: ramping(again, { gracefulRampDown: '4s' }), b: late('17s', { duration: '1s', gracefulStop: '0s' }) },
    ],
    [
      'users that are not yet',
      31,
      { a: ramping(again, { gracefulRampDown: '4s' }), b: late('13s', { duration: '1s', gracefulStop: '0s' }) },
    ],
    [
      'several of each',
      23,
      {
        b: ramping(hills, { startVUs: 7, startTime: '10s', gracefulStop: '7s', gracefulRampDown: '1s' }),
        a: ramping(
          [
            ['10s', 4],
            ['3s', 9],
            ['1s', 3],
          ],
          { startVUs: 6, startTime: '1s', gracefulRampDown: '2s' },
        ),
        c: open({ duration: '1s', preAllocatedVUs: 2, maxVUs: 8, startTime: '20s', gracefulStop: '7s' }),
      },
    ],
    ['an arrival rate', 5, { a: open() }],
    ['an arrival rate with maxVUs', 31, { a: open({ maxVUs: 31 }) }],
    ['its iterations that end late', 31, { a: open({ maxVUs: 10 }), b: late('39s') }],
    ['and have ended', 21, { a: open({ maxVUs: 10 }), b: late('40s') }],
    ['iterations of each user', 31, { a: counted('per-vu-iterations', { maxDuration: '10s' }), b: late('39s') }],
    ['their time limit of 10 min', 31, { a: counted('per-vu-iterations', {}), b: late('10m29s') }],
    ['and past it', 21, { a: counted('per-vu-iterations', {}), b: late('10m30s') }],
    [
      'shared iterations',
      21,
      { a: counted('shared-iterations', { iterations: 31, maxDuration: '10s', gracefulStop: '0s' }), b: late('10s') },
    ],
  ])('%s: %i', (_what, vus, scenarios) => {
    expect(vusOf(scenarios)).toBe(vus);
  });

  test('are counted for any number, in time that does not grow with it', () => {
    expect(
      [3e5, 1e8, Number.MAX_SAFE_INTEGER].map((target) =>
        vusOf({
          a: ramping([
            ['1h', target],
            ['1h', 0],
          ]),
        }),
      ),
    ).toStrictEqual([3e5, 1e8, Number.MAX_SAFE_INTEGER]);
  });

  test('are none without a plan', () => {
    expect(allocatedVus([])).toBe(0);
  });
});
