import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { API_IDS, ownApi } from '../testing/own-project.ts';
import { thinkTimeMs } from './apis.ts';

test("the four APIs are the reference's scripts: method, path, think time, check, keys", () => {
  const facts = API_IDS.map((id) => {
    const { thinkBeforeMs, thinkAfterMs, check, keys } = ownApi(id);
    return [id, ownApi(id).request, thinkBeforeMs, thinkAfterMs, check, keys.join()];
  });
  expect(facts).toStrictEqual([
    ['get-balance', 'GET /v1/users/{id}/balance', 1000, 1000, 'getBalance status is 200', 'users'],
    ['recharge-balance', 'POST /v1/users/{id}/balance', 0, 1000, 'recharge status is 200', 'users'],
    // The reference's script says `recharge`, its output says `orders`; the output is what a reader knows.
    ['place-order', 'POST /v1/orders', 0, 1000, 'orders status is 200', 'users'],
    ['get-product', 'GET /v1/products/{id}', 0, 1000, 'getProduct status is 200', 'products'],
  ]);
});

test('think time of an iteration is the sum of its sleeps: the Z of 2, 1, 1 and 1 s', () => {
  expect(API_IDS.map((id) => thinkTimeMs(ownApi(id)))).toStrictEqual([2000, 1000, 1000, 1000]);
});

test.each(API_IDS)('%s: has a scenario of its name, and one name for all its requests', (id) => {
  const source = readFileSync(new URL(`../scenarios/${id}.ts`, import.meta.url), 'utf8');
  expect(source).toContain(`defineScenario('${id}'`);
  expect(ownApi(id).request).not.toMatch(/\d{2,}|\$/);
});

test.each(API_IDS)('%s: what changes nothing is a GET without a body, what changes something sends one', (id) => {
  const api = ownApi(id);
  expect(api.kind === 'read').toBe(api.request.startsWith('GET '));
  expect(api.body !== undefined).toBe(api.kind === 'write');
});

test('sold out is an answer of the business, not a failure', () => {
  expect(ownApi('place-order').rejections).toContain(409);
});
