import { expect, test } from 'vitest';
import { referenceRun } from '../../../testing/reference-runs.ts';
import { withMeasured } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { manyNames } from './many-names.ts';

const ORDER = 'http://x.example/orders/{id}';

const of = (foldedAddresses: number | undefined, ...names: string[]) =>
  manyNames(
    withMeasured(referenceRun('get-balance'), {
      endpoints: Object.fromEntries(names.map((name) => [name, {}])),
      ...(foldedAddresses !== undefined && { foldedAddresses }),
    }),
  );

test('fires where many addresses became few names', () => {
  expect(of(4000, ORDER, 'http://x.example/')).toStrictEqual([
    {
      id: 'many-names',
      severity: 'note',
      confidence: 'measured',
      scope: 'total',
      figures: { addresses: 4000, names: 1, isMost: false, example: ORDER, advised: '/orders/{id}' },
    },
  ]);
  expect(of(10_000, ORDER)).toMatchObject([{ figures: { isMost: true } }]);
});

test('is silent where nothing was folded, or each name had an address or two', () => {
  expect([of(undefined, ORDER), of(0, ORDER), of(2, ORDER), of(4000, 'GET /orders')]).toStrictEqual([[], [], [], []]);
});

toldInWords('many-names', [
  { addresses: 4000, names: 1, isMost: false, example: ORDER, advised: '/orders/{id}' },
  { addresses: 10_000, names: 3, isMost: true, example: ORDER, advised: '/orders/{id}' },
]);
