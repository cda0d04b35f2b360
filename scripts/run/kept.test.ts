import { expect, test } from 'vitest';
import { recordedOptions } from './kept.ts';

const itself = (text: string) => text;

test('the record keeps no option that may hold a secret, and of the extensions only what buha wires', () => {
  const options = { tlsAuth: [{ key: 'k' }], cloud: { token: 't' }, vus: 1 };
  expect(recordedOptions({ ...options, ext: { loadimpact: { token: 't' } } }, itself)).toStrictEqual({
    vus: 1,
    scenarios: undefined,
  });
  const ext = { loadimpact: { token: 't' }, buha: { apis: ['get-product', 'place-order', 's3cret'], token: 't' } };
  expect(recordedOptions({ ...options, ext }, itself)).toStrictEqual({
    vus: 1,
    ext: { buha: { apis: ['get-product', 'place-order'] } },
    scenarios: undefined,
  });
});
