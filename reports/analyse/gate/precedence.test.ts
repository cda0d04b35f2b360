import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GateRow, GateVerdict, Outcome } from '../../model/gate.ts';
import { PRECEDENCE, verdictOfRows, weightiest, weightOf } from './precedence.ts';

const verdicts = fc.constantFrom<GateVerdict>(...PRECEDENCE);

const outcomes = fc.constantFrom<Outcome>(...PRECEDENCE, 'not-judged', 'undecidable');

const rowOf = (part: GateRow['part'], outcome: Outcome): GateRow => {
  const figures = { outcome, unit: 'plain', actual: undefined, comparison: undefined, limit: undefined } as const;
  const rest = { ...figures, margin: undefined, reason: undefined };
  return part === 'validity'
    ? { part, check: 'data', scenario: undefined, ...rest }
    : part === 'regression'
      ? { part, figure: undefined, ...rest }
      : { part, goal: undefined, scenario: undefined, ...rest };
};

const rows = fc.array(
  fc.record({ part: fc.constantFrom<GateRow['part']>('validity', 'service-level', 'regression'), outcome: outcomes }),
  { maxLength: 12 },
);
const built = rows.map((all) => all.map(({ part, outcome }) => rowOf(part, outcome)));

describe('precedence', () => {
  test('is the one that is written down', () =>
    expect(PRECEDENCE).toStrictEqual(['invalid', 'slo-fail', 'regressed', 'inconclusive', 'no-baseline', 'pass']));

  test('is a total order: of two one is the weightiest, in whatever order they come, and so for any number', () =>
    fc.assert(
      fc.property(verdicts, verdicts, verdicts, (a, b, c) => {
        expect([a, b]).toContain(weightiest([a, b]));
        expect(weightiest([a, b])).toBe(weightiest([b, a]));
        expect(weightiest([a, a])).toBe(a);
        expect(weightiest([weightiest([a, b]), c])).toBe(weightiest([a, weightiest([b, c])]));
      }),
    ));

  test('nothing at all is no pass', () => expect(weightiest([])).toBe('invalid'));
});

describe('the verdict of rows', () => {
  test('is invalid where any of them is, and no more than the weightiest of what was judged', () =>
    fc.assert(
      fc.property(built, (all) => {
        const verdict = verdictOfRows(all);
        const judged = all.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'not-judged');
        if (judged.includes('invalid')) expect(verdict).toBe('invalid');
        else if (judged.includes('slo-fail')) expect(verdict).toBe('slo-fail');
        if (verdict === 'pass') {
          expect(all.map(weightOf).filter((weight) => weight !== undefined && weight !== 'pass')).toStrictEqual([]);
          expect(all.some(({ outcome }) => outcome === 'pass')).toBe(true);
        }
      }),
    ));

  test('does not depend on their order', () =>
    fc.assert(
      fc.property(
        built.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(verdictOfRows(shuffled)).toBe(verdictOfRows(all));
        },
      ),
    ));

  test('a service level that nobody could judge never lets a run pass', () =>
    fc.assert(
      fc.property(built, (all) => {
        const open = [...all, rowOf('service-level', 'not-judged')];
        expect(['invalid', 'slo-fail']).toContain(verdictOfRows(open));
      }),
    ));

  test('a check of validity that the input does not allow changes nothing', () =>
    fc.assert(
      fc.property(built, (all) => {
        fc.pre(all.length > 0);
        expect(verdictOfRows([...all, rowOf('validity', 'not-judged')])).toBe(verdictOfRows(all));
      }),
    ));

  test('a measured miss weighs more than a service level that could not be judged', () =>
    expect(verdictOfRows([rowOf('service-level', 'slo-fail'), rowOf('service-level', 'not-judged')])).toBe('slo-fail'));
});
