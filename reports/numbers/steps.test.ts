import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Steps } from './steps.ts';

const LENGTH = 40;
const place = fc.integer({ min: -10, max: LENGTH + 10 });
const changes = fc
  .uniqueArray(fc.tuple(place, fc.constantFrom(0, 1, 1, 2, Number.NaN)), { selector: ([at]) => at })
  .map((all) => all.toSorted(([a], [b]) => a - b));

/** The same place by place. */
function written(all: readonly (readonly [number, number])[], before: number): number[] {
  return Array.from({ length: LENGTH }, (_, at) => all.findLast(([from]) => from <= at)?.[1] ?? before);
}

describe('steps', () => {
  test('hold at each place what was said last', () => {
    fc.assert(
      fc.property(changes, fc.constantFrom(0, 3), place, place, (all, before, from, to) => {
        const steps = new Steps(LENGTH, all, before);
        const values = written(all, before);
        expect([...steps]).toStrictEqual(values);
        expect(values.map((_, at) => steps.at(at))).toStrictEqual(values);
        expect([...steps.nonZero()]).toStrictEqual([...values.entries()].filter(([, value]) => value !== 0));
        const within = values.slice(Math.max(0, from), Math.max(0, to));
        expect(steps.sum(from, to)).toBe(within.reduce((sum, value) => sum + value, 0));
        expect([...steps.between(from, to)].flatMap((step) => values.slice(step.from, step.to))).toStrictEqual(within);
      }),
    );
  });

  test('single values stand in nothing', () => {
    fc.assert(
      fc.property(changes, (all) => {
        const of = new Map(all);
        expect([...Steps.ofSingle(LENGTH, all)]).toStrictEqual(
          Array.from({ length: LENGTH }, (_, at) => of.get(at) ?? 0),
        );
      }),
    );
  });

  test('hold no more than their changes', () => {
    expect(Steps.ofSingle(4_000_000, [[3_999_999, 1]]).size).toBe(2);
    expect(
      Steps.ofSingle(4_000_000, [
        [5, 2],
        [6, 2],
        [7, 2],
      ]).size,
    ).toBe(3);
    expect([...new Steps(0, [[0, 1]])]).toStrictEqual([]);
    expect([new Steps(2, []).at(-1), new Steps(2, []).at(2)]).toStrictEqual([undefined, undefined]);
  });
});
