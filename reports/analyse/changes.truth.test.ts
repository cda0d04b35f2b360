import { describe, expect, test } from 'vitest';
import { decidedShare, newSessionShare } from '../../testing/truth/run-sessions.ts';
import { claimedShare, runsForPower } from '../../testing/truth/run-tables.ts';
import { changesOf } from './changes.ts';

/** Tables of each cell. */
const TABLES = 10_000;
/** 5 % and what 10,000 tables may differ by. */
const MOST_FALSE = 0.06;

const CELLS = [3, 5, 10].flatMap((runs) =>
  [0.02, 0.05, 0.1, 0.2].flatMap((cv) => [1, 4, 10].map((apis) => ({ runs, cv, apis }))),
);

describe('equal runs', () => {
  test.each(CELLS)('$runs a side, CV $cv, $apis APIs: a claim in 6 % of tables at most', (cell) => {
    const share = claimedShare(cell, TABLES, 1);
    expect(share).toBeLessThanOrEqual(MOST_FALSE);
  });

  test.each(CELLS)('in turns under a drift of a fifth, too: $runs a side, CV $cv, $apis APIs', (cell) => {
    expect(claimedShare({ ...cell, drift: 0.2 }, TABLES, 2)).toBeLessThanOrEqual(MOST_FALSE);
  });

  test('one side after the other under the same drift claim what is not there: that is why turns', () => {
    expect(claimedShare({ runs: 5, cv: 0.05, apis: 1, drift: 0.2, order: 'after' }, TABLES, 3)).toBeGreaterThan(0.2);
  });

  test('of many sessions, and some of a new one, differ by what sessions do', () => {
    for (const own of [1, 3, 5]) expect(newSessionShare(own, 4_000, 4)).toBeLessThanOrEqual(MOST_FALSE);
  });
});

/** Runs a side that find a change in 80 % of tables, as `docs/comparing.md` has them. */
const POWER = [
  { slower: 1.2, cv: 0.05, apis: 1, runs: 3 },
  { slower: 1.1, cv: 0.05, apis: 1, runs: 6 },
  { slower: 1.2, cv: 0.05, apis: 1, isOneFigure: true, runs: 4 },
  { slower: 1.1, cv: 0.05, apis: 1, isOneFigure: true, runs: 7 },
  { slower: 1.2, cv: 0.05, apis: 4, runs: 4 },
  { slower: 1.1, cv: 0.05, apis: 4, runs: 8 },
  { slower: 1.1, cv: 0.05, apis: 4, isOneFigure: true, runs: 9 },
  { slower: 1.2, cv: 0.17, apis: 1, runs: 14 },
  { slower: 1.1, cv: 0.17, apis: 1, runs: 49 },
];

describe('a true change', () => {
  test.each(POWER)('of $slower at CV $cv, $apis APIs, is found with $runs a side', ({ runs, ...spec }) => {
    const needed = runsForPower(spec, 0.8, TABLES, 5);
    expect(Math.abs(needed - runs)).toBeLessThanOrEqual(Math.max(1, Math.round(runs * 0.1)));
  });

  test('is found with more runs at least as often', () => {
    const shares = [3, 4, 5, 6, 8, 10].map((runs) => claimedShare({ runs, cv: 0.05, apis: 1, slower: 1.1 }, TABLES, 6));
    expect(shares).toStrictEqual(shares.toSorted((a, b) => a - b));
  });
});

test('what is said to decide does: with as many runs, most undecided figures are decided', () => {
  expect(decidedShare(2_000, 7, (pairs) => changesOf(pairs))).toBeGreaterThan(0.7);
});
