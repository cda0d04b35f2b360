import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OWN_CONFIG } from '../../testing/own-config.ts';
import { distinctNames, findScripts } from './find-scripts.ts';
import { type HandOver, openHandOver } from './hand-over.ts';

describe('names of the runs of one call', () => {
  const names = (...named: string[]) =>
    distinctNames(named.map((one) => (one === 'get-balance' ? { api: one } : { file: one })));

  test.each([
    [
      ['a.js', 'b.ts'],
      ['a', 'b'],
    ],
    [
      ['cart/buy.js', 'order/buy.js', 'c.js'],
      ['cart-buy', 'order-buy', 'c'],
    ],
    [
      ['x/cart/buy.js', 'y/cart/buy.js'],
      ['cart-buy', 'cart-buy-2'],
    ],
    [
      ['cart/buy.js', 'cart/buy.ts'],
      ['cart-buy', 'cart-buy-2'],
    ],
    [
      ['cart/Buy.js', 'order/buy.js'],
      ['cart-Buy', 'order-buy'],
    ],
    [
      ['cart/get-balance.js', 'get-balance'],
      ['cart-get-balance', 'get-balance'],
    ],
    [
      ['a/b.js', 'c/b.js', 'a-b.js'],
      ['a-b', 'c-b', 'a-b-2'],
    ],
  ])('%j', (files, expected) => expect(names(...files)).toStrictEqual(expected));
});

describe('scripts by names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'buha-find-'));
  const at = (...path: string[]) => join(folder, ...path);
  let handOver: HandOver;
  beforeAll(async () => {
    handOver = await openHandOver(folder);
    const script = 'export default function () {}';
    const files = {
      'b.js': script,
      'a.ts': script,
      'lib.js': 'export const one = 1;',
      'data.json': '{}',
      'sub/c.js': script,
    };
    for (const [name, text] of Object.entries({ ...files, 'empty/lib.js': 'export const two = 2;' })) {
      mkdirSync(dirname(at(name)), { recursive: true });
      writeFileSync(at(name), text);
    }
  });
  afterAll(async () => {
    await handOver.remove();
    rmSync(folder, { recursive: true });
  });

  async function found(...names: string[]) {
    const passedOver: string[] = [];
    const scripts = await findScripts(names, handOver, OWN_CONFIG, (files) => passedOver.push(...files));
    return [scripts.map(({ name }) => name), passedOver.map((file) => basename(file))];
  }

  test('of a folder, and helpers are passed over', async () =>
    expect(await found(folder)).toStrictEqual([['a', 'b'], ['lib.js']]));

  test('of a pattern', async () =>
    expect(await found(at('**', '*.js'))).toStrictEqual([
      ['b', 'c'],
      ['lib.js', 'lib.js'],
    ]));

  test('in their order, each once', async () =>
    expect(await found(at('sub', 'c.js'), folder, at('sub', '..', 'b.js'))).toStrictEqual([
      ['c', 'a', 'b'],
      ['lib.js'],
    ]));

  test('a file that is named is for k6 to judge', async () =>
    expect(await found(at('lib.js'))).toStrictEqual([['lib'], []]));

  test('what is not there is an error, and so is a folder without scripts', async () => {
    await expect(found(at('b.js'), at('absent.js'))).rejects.toMatchObject({ code: 'unknown-scenario' });
    await expect(found(at('data.json'))).rejects.toMatchObject({ code: 'unknown-scenario' });
    await expect(found(at('empty'))).rejects.toMatchObject({
      code: 'no-scripts',
      facts: { others: [at('empty', 'lib.js')] },
    });
    await expect(found(at('no*.js'))).rejects.toMatchObject({ code: 'no-scripts', facts: { others: [] } });
  });
});
