import { expect, test } from 'vitest';
import { NO_CONFIG } from '../config/load.ts';
import { chooseTarget, factsOf } from './choose-target.ts';

const CONFIG = {
  ...NO_CONFIG,
  targets: {
    staging: { baseUrl: 'https://staging.example.com/api', facts: { CPU: 4, ssd: true } },
    shop: 'shop' as const,
  },
};
const choose = (options: { baseUrl?: string; target?: string }, env = {}, config = CONFIG) => {
  const { target, name } = chooseTarget({ baseUrl: undefined, target: undefined, ...options }, env, config);
  return [target?.baseUrl, name];
};
const ENV = { BASE_URL: 'http://127.0.0.1:3000' };

test('the nearest wins: an address, a name, the environment, the config', () => {
  const byDefault = { ...CONFIG, target: 'staging' };
  expect(choose({ baseUrl: 'http://127.0.0.1:1' }, ENV, byDefault)).toStrictEqual(['http://127.0.0.1:1', undefined]);
  expect(choose({ target: 'staging' }, ENV)).toStrictEqual(['https://staging.example.com/api', 'staging']);
  expect(choose({}, ENV, byDefault)).toStrictEqual(['http://127.0.0.1:3000', undefined]);
  expect(choose({}, { BASE_URL: '' }, byDefault)).toStrictEqual(['https://staging.example.com/api', 'staging']);
});

test('the shop is a target by its name, whatever the environment says', () => {
  expect(choose({ target: 'shop' }, ENV)).toStrictEqual([undefined, 'shop']);
  expect(choose({ target: 'shop' }, ENV, { ...CONFIG, targets: {} as never })).toStrictEqual([undefined, 'shop']);
});

test('without a config nobody has to say one', () =>
  expect(choose({}, {}, { ...CONFIG, targets: {} as never })).toStrictEqual([undefined, undefined]));

test('of several somebody has to say which; an unknown name, and two at once, are an error', () => {
  expect(() => choose({})).toThrow(
    expect.objectContaining({ code: 'no-target', facts: { known: ['staging', 'shop'] } }),
  );
  expect(() => choose({ target: 'stagin' })).toThrow(expect.objectContaining({ code: 'setting' }));
  expect(() => choose({ target: 'staging', baseUrl: 'http://127.0.0.1:1' })).toThrow(
    expect.objectContaining({ code: 'options-conflict' }),
  );
});

test('facts of the config stand in the report as text', () => {
  const chosen = chooseTarget({ baseUrl: undefined, target: 'staging' }, {}, CONFIG);
  expect(factsOf(chosen)).toStrictEqual({ CPU: '4', ssd: 'true' });
});
