import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimedShare } from '../../testing/truth/run-tables.ts';
import { changesOf, type Pair, runsFor } from './changes.ts';

const pair = (before: readonly number[], after: readonly number[], more: Partial<Pair> = {}): Pair => ({
  ...{ before: { values: before }, after: { values: after }, by: 'ratio' },
  ...more,
});

const decided = (...pairs: Pair[]) => changesOf(pairs).map((change) => change.decided);

const BASE = [100, 102, 98, 101, 99];
const times = (factor: number, values = BASE) => values.map((value) => value * factor);

describe('of one figure', () => {
  test('a clear change is a claim, with its estimate within its interval', () => {
    const [change] = changesOf([pair(BASE, times(1.2))]);
    expect(change).toMatchObject({ decided: 'claim', estimate: expect.closeTo(0.2), needed: undefined });
    const [low = 1, high = 0] = change?.interval ?? [];
    expect(low).toBeGreaterThan(0.15);
    expect(high).toBeLessThan(0.25);
  });

  test('a sure change that is too small to act on is none', () => {
    expect(decided(pair([100, 100.1, 99.9], [104, 104.1, 103.9]))).toStrictEqual(['same']);
    expect(decided(pair([100, 100.1, 99.9], [106, 106.1, 105.9]))).toStrictEqual(['claim']);
    // Who lets 2 % pass acts on 4 %.
    expect(changesOf([pair([100, 100.1, 99.9], [104, 104.1, 103.9])], 0.02)).toMatchObject([{ decided: 'claim' }]);
  });

  test('equal runs are the same where they are alike, and undecided where they scatter', () => {
    expect(decided(pair(BASE, BASE))).toStrictEqual(['same']);
    const [open] = changesOf([pair([100, 140, 80], [120, 90, 110])]);
    expect(open?.decided).toBe('undecided');
    const [low = 0, high = 0] = open?.needed ?? [];
    expect(low).toBeGreaterThan(3);
    expect(high).toBeGreaterThan(low);
  });

  // What ranges that lie apart would do: each run more makes them wider.
  test('more runs of the same change make it surer', () => {
    const wide = [90, 100, 110, 95, 105];
    expect(decided(pair(wide.slice(0, 3), times(1.15, wide.slice(0, 3))))).toStrictEqual(['undecided']);
    expect(decided(pair([...wide, ...wide, ...wide], times(1.15, [...wide, ...wide, ...wide])))).toStrictEqual([
      'claim',
    ]);
  });

  test('shares differ by points, never by a ratio', () => {
    const of = (before: number[], after: number[]) => decided(pair(before, after, { by: 'difference' }));
    expect(of([0, 0, 0], [0, 0, 0])).toStrictEqual(['same']);
    expect(of([0.0001, 0.0002, 0.0001], [0.001, 0.0011, 0.0009])).toStrictEqual(['same']);
    expect(of([0.001, 0.002, 0.001], [0.02, 0.021, 0.019])).toStrictEqual(['claim']);
  });

  test('a time from nothing has no ratio', () => {
    expect(changesOf([pair([0, 0, 0], [1, 2, 3])])).toMatchObject([{ decided: 'undecided', interval: undefined }]);
  });
});

describe('of one run on a side', () => {
  test('nothing is known but that a median does not double by chance', () => {
    expect(decided(pair([100], [150]), pair(BASE, [150]))).toStrictEqual(['undecided', 'undecided']);
    const median = (after: number) => decided(pair([100], [after], { isMedian: true }));
    expect([median(199), median(200), median(50), median(51)].flat()).toStrictEqual([
      ...['undecided', 'claim', 'claim', 'undecided'],
    ]);
  });

  const days = (count: number) => ({
    values: Array.from({ length: 10 }, (_, at) => 100 + (at % 3)),
    sessions: Array.from({ length: 10 }, (_, at) => String(at % count)),
  });

  test('against ten of five days it is told from what days differ by', () => {
    const one = (value: number) => pair([], [], { before: days(5), after: { values: [value], sessions: ['new'] } });
    expect([decided(one(101)), decided(one(120))].flat()).toStrictEqual(['same', 'claim']);
    const few = { before: days(4), after: { values: [120], sessions: ['new'] } };
    expect(decided(pair([], [], few))).toStrictEqual(['undecided']);
  });
});

describe('of a table', () => {
  // On its own this would be a claim at 3 %.
  const weak = pair([100, 103, 97], [108, 112, 105]);

  test('each further figure asks more of every other', () => {
    expect(decided(weak)).toStrictEqual(['claim']);
    const others = Array.from({ length: 5 }, () => pair([100, 140, 80], [120, 90, 110]));
    expect(decided(weak, ...others)[0]).not.toBe('claim');
  });

  test('a figure that cannot differ takes nothing from the others', () => {
    const never = pair([0, 0, 0], [0, 0, 0], { by: 'difference' });
    expect(decided(weak, never, never, never)[0]).toBe('claim');
  });

  test('the order of figures and of sides makes no difference', () => {
    const side = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(side, side), { minLength: 1, maxLength: 5 }), (sides) => {
        const there = decided(...sides.map(([before, after]) => pair(before, after)));
        expect(decided(...sides.toReversed().map(([before, after]) => pair(before, after)))).toStrictEqual(
          there.toReversed(),
        );
        expect(decided(...sides.map(([before, after]) => pair(after, before)))).toStrictEqual(there);
      }),
    );
  });

  test('of equal runs holds a claim in 5 % of cases, in turns under a drift, too', () => {
    for (const [runs, apis] of [
      [3, 4],
      [5, 1],
      [10, 4],
    ] as const) {
      expect(claimedShare({ runs, cv: 0.1, apis }, 1_500, 1)).toBeLessThanOrEqual(0.065);
      expect(claimedShare({ runs, cv: 0.1, apis, drift: 0.2 }, 1_500, 2)).toBeLessThanOrEqual(0.065);
    }
  });

  test('finds a fifth with the runs that the guide names', () => {
    expect(claimedShare({ runs: 3, cv: 0.05, apis: 1, slower: 1.2 }, 1_500, 3)).toBeGreaterThan(0.8);
    expect(claimedShare({ runs: 5, cv: 0.05, apis: 4, slower: 1.2 }, 1_500, 3)).toBeGreaterThan(0.8);
  });
});

test('the runs that would decide grow with what runs differ by, and end at a hundred', () => {
  const needed = [0.01, 0.05, 0.1, 0.2, 1].map((deviation) => runsFor(deviation, Math.log(1.1), 0.05));
  expect(needed).toStrictEqual(needed.toSorted((a, b) => a - b));
  expect(needed[0]).toBe(2);
  expect(needed.at(-1)).toBe(101);
  // 2·(1.96 + 0.84)²·0.1²/0.0953² of the normal distribution is 17.3; of t a little more.
  expect(runsFor(0.1, Math.log(1.1), 0.05)).toBe(19);
});
