import { expect, test } from 'vitest';
import { analysedReference, foreignRun, referenceSummary } from '../reference-runs.ts';

test('the reference gets the same three findings for each API, in the order of a report', () => {
  const found = (['get-balance', 'recharge-balance', 'place-order', 'get-product'] as const).map((api) =>
    analysedReference(api).findings.map(({ id }) => id),
  );
  expect(found).toStrictEqual(
    Array.from({ length: 4 }, () => ['load-not-delivered', 'arrival-ceiling', 'mixed-scenarios']),
  );
});

test('a finding says how sure it is: all of these follow from figures', () => {
  expect(analysedReference('place-order').findings.map(({ confidence }) => confidence)).toStrictEqual([
    'measured',
    'measured',
    'measured',
  ]);
});

test('output from elsewhere says nothing about a plan that nobody knows', () => {
  const { findings, delivered, verdict } = foreignRun(referenceSummary('place-order'));
  expect([findings, delivered, verdict.delivered]).toStrictEqual([[], [], undefined]);
  // Its thresholds are judged all the same.
  expect(verdict.kind).toBe('slo-fail');
});
