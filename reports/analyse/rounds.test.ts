import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analysedReference, foreignRun, referenceSummary } from '../../testing/reference-runs.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { RunRecord } from '../model/record.ts';
import { byApi } from './fingerprint.ts';
import { chanceApart, changeOf, compareRounds, spreadOf } from './rounds.ts';

const balance = (changes: Partial<RunRecord> = {}) => analysedReference('get-balance', changes);

/** A run with another throughput. */
const serving = (perSec: number, run: AnalysedRun = balance()): AnalysedRun => ({
  ...run,
  measured: { ...run.measured, total: { ...run.measured.total, requestsPerSec: perSec } },
});

const spread = (...values: number[]) => {
  const found = spreadOf(values);
  if (!found) throw new Error('no values');
  return found;
};

/** What can be measured: no sum of two is beyond all numbers, and zero has no sign. */
const measured = fc.double({ min: 0, max: 1e12, noNaN: true }).map((value) => value + 0);

describe('the spread of a round', () => {
  test('is its median and its range', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, runs: 3 });
    expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4, runs: 4 });
    expect(spreadOf([])).toBeUndefined();
  });

  test('does not depend on the order, and holds its median', () => {
    fc.assert(
      fc.property(fc.array(measured, { minLength: 1 }), (values) => {
        const found = spread(...values);
        expect(spread(...values.toReversed())).toEqual(found);
        expect(found.min).toBeLessThanOrEqual(found.median);
        expect(found.median).toBeLessThanOrEqual(found.max);
      }),
    );
  });
});

describe('a change', () => {
  test('of throughput is better upwards, of response times downwards', () => {
    expect(changeOf('tps', spread(100), spread(150))).toEqual({ outcome: 'single', gain: 0.5 });
    expect(changeOf('p95', spread(100), spread(150))).toEqual({ outcome: 'single', gain: -0.5 });
    // The seed's "7.48 → 1.67 s" is 78 %.
    expect(changeOf('avg', spread(7480), spread(1670)).gain).toBeCloseTo(0.7767, 4);
  });

  test('of a ratio is a difference, never a ratio', () => {
    const change = changeOf('failed', spread(0.01), spread(0.03));
    expect(change.gain).toBeUndefined();
    expect(change.gainPoints).toBeCloseTo(-0.02);
  });

  test('of a delivered share counts up to the whole plan', () => {
    expect(changeOf('delivered', spread(1.16), spread(1.05)).gainPoints).toBe(0);
    expect(changeOf('delivered', spread(0.5), spread(1.05)).gainPoints).toBeCloseTo(0.5);
  });

  test('within the spread is undecided, beyond it is not', () => {
    expect(changeOf('tps', spread(90, 100, 110), spread(105, 120, 130)).outcome).toBe('undecided');
    expect(changeOf('tps', spread(90, 100, 110), spread(111, 120, 130)).outcome).toBe('better');
    expect(changeOf('p95', spread(90, 100, 110), spread(111, 120, 130)).outcome).toBe('worse');
    expect(changeOf('tps', spread(5, 5), spread(5, 5)).outcome).toBe('undecided');
  });

  test('from nothing has no size', () => {
    expect(changeOf('tps', spread(0), spread(10))).toEqual({ outcome: 'single' });
  });

  test('there and back is better one way and worse the other', () => {
    const side = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(side, side, (before, after) => {
        const there = changeOf('tps', spread(...before), spread(...after)).outcome;
        const back = changeOf('tps', spread(...after), spread(...before)).outcome;
        const opposite = { better: 'worse', worse: 'better', undecided: 'undecided', single: 'single' } as const;
        expect(back).toBe(opposite[there]);
      }),
    );
  });
});

test('the chance that ranges lie apart by accident is the share of the orders that do', () => {
  const orders = (before: number, after: number): number[][] =>
    before === 0 && after === 0
      ? [[]]
      : [
          ...(before > 0 ? orders(before - 1, after).map((rest) => [0, ...rest]) : []),
          ...(after > 0 ? orders(before, after - 1).map((rest) => [1, ...rest]) : []),
        ];
  for (const [n, m] of [
    [1, 1],
    [2, 2],
    [3, 3],
    [2, 5],
    [4, 3],
  ] as const) {
    const all = orders(n, m);
    const apart = all.filter((order) => order.join('').match(/^(0+1+|1+0+)$/));
    expect(chanceApart(n, m)).toBeCloseTo(apart.length / all.length, 12);
  }
});

describe('rounds', () => {
  test('are compared with the first', () => {
    const { rounds, differences } = compareRounds([[serving(100)], [serving(150)], [serving(80)]]);
    expect(rounds.map(({ changes }) => changes.tps?.gain)).toEqual([undefined, 0.5, expect.closeTo(-0.2)]);
    expect(differences).toEqual([]);
  });

  test.each<[string, Partial<RunRecord>]>([
    ['script', { script: { path: 'x', sha256: 'f'.repeat(64) } }],
    ['profile', { profile: { name: 'smoke', scale: 1, durationScale: 1, minDelivered: 0 } }],
    ['profile', { profile: { name: 'seed', scale: 0.5, durationScale: 1, minDelivered: 0 } }],
    ['k6', { k6: { version: '1.0.0', from: 'PATH' } }],
    ['cpu', { generator: { os: 'Linux', cpu: 'Other', cores: 2, memoryBytes: 1, node: '20' } }],
    ['target', { target: { baseUrl: 'https://other.example.com' } }],
    ['testData', { testData: { users: 400, products: 4 } }],
  ])('measured under another %s differ', (what, changes) => {
    const { differences } = compareRounds([[balance()], [balance(changes)]]);
    expect(differences.map((one) => one.what)).toEqual([what]);
    // Also within a round.
    expect(compareRounds([[balance(), balance(changes)], [balance()]]).differences).toHaveLength(1);
  });

  test('of a script that takes its load from elsewhere differ by that load', () => {
    const own = (options: RunRecord['options']) => balance({ profile: undefined, options });
    const two = own({ vus: 2, duration: '3s', scenarios: null, thresholds: { x: ['p(95)<1'] } });
    expect(compareRounds([[two], [own({ vus: 2, duration: '3s', thresholds: {} })]]).differences).toEqual([]);
    expect(compareRounds([[two], [own({ vus: 20, duration: '3s' })]]).differences).toEqual([
      { what: 'profile', values: [['vus 2 duration 3s'], ['vus 20 duration 3s']] },
    ]);
    const scenario = (vus: number) =>
      own({ scenarios: { a: { executor: 'constant-vus', vus, duration: '3s', tags: null } } });
    expect(compareRounds([[scenario(5)], [scenario(6)]]).differences).toEqual([
      {
        what: 'profile',
        values: [5, 6].map((vus) => [`scenarios {"a":{"executor":"constant-vus","vus":${vus},"duration":"3s"}}`]),
      },
    ]);
  });

  test('may differ in what is stated of the system, and in the lock of the shop: that is what was changed', () => {
    const shop = (lock: string) => ({ baseUrl: 'http://127.0.0.1:1', shop: { lock } });
    const { differences, changed } = compareRounds([
      [balance({ target: shop('distributed'), targetInfo: { commit: 'a', CPU: '8' } })],
      [balance({ target: shop('none'), targetInfo: { commit: 'b', CPU: '8', pool: '20' } })],
    ]);
    expect(differences).toEqual([]);
    expect(changed).toEqual([
      { what: 'lock', values: [['distributed'], ['none']] },
      { what: { fact: 'commit' }, values: [['a'], ['b']] },
      { what: { fact: 'pool' }, values: [[], ['20']] },
    ]);
  });

  test('with an invalid run are not comparable', () => {
    const broken = balance({ interrupted: true });
    expect(compareRounds([[balance()], [broken]]).differences.map(({ what }) => what)).toEqual(['invalid']);
  });

  test('are those of one API each; files that nobody knows are meant for each other', () => {
    const order = analysedReference('place-order');
    expect(byApi([[balance(), order], [order]]).map((rounds) => rounds.map((runs) => runs.length))).toEqual([
      [1, 0],
      [1, 1],
    ]);
    const file = (name: string) => foreignRun(referenceSummary('get-balance'), name);
    expect(byApi([[file('a'), file('b')], [file('c')]])).toHaveLength(1);
  });
});
