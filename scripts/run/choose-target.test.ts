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
  const { target, name, by } = chooseTarget({ baseUrl: undefined, target: undefined, ...options }, env, config);
  return [target?.baseUrl, name, by];
};
const ENV = { BASE_URL: 'http://127.0.0.1:3000' };
const BY_DEFAULT = { ...CONFIG, target: 'staging' };
const STAGING = 'https://staging.example.com/api';

test('the nearest wins: an address, a name, the environment, the config', () => {
  expect(choose({ baseUrl: 'http://127.0.0.1:1' }, ENV, BY_DEFAULT)).toStrictEqual([
    'http://127.0.0.1:1',
    undefined,
    'option',
  ]);
  expect(choose({ target: 'staging' }, ENV)).toStrictEqual([STAGING, 'staging', 'option']);
  expect(choose({}, ENV, BY_DEFAULT)).toStrictEqual(['http://127.0.0.1:3000', undefined, 'environment']);
  expect(choose({}, { BASE_URL: '' }, BY_DEFAULT)).toStrictEqual([STAGING, 'staging', 'config']);
});

test('an address of a target is that target, whoever says it', () => {
  expect(choose({ baseUrl: `${STAGING}/` })).toStrictEqual([STAGING, 'staging', 'option']);
  expect(choose({}, { BASE_URL: 'https://STAGING.example.com:443/api' })).toStrictEqual([
    STAGING,
    'staging',
    'environment',
  ]);
});

test('BASE_URL of a file that nobody named gives way to the config', () => {
  const chosen = (isNamed: boolean, config = BY_DEFAULT) => {
    const read = { file: '.env', isNamed, names: new Set(['BASE_URL']) };
    const { target, by, passedOver } = chooseTarget({ baseUrl: undefined, target: undefined }, ENV, config, read);
    return [target?.baseUrl, by, passedOver];
  };
  expect(chosen(false)).toStrictEqual([STAGING, 'config', '.env']);
  expect(chosen(true)).toStrictEqual([ENV.BASE_URL, 'file', undefined]);
  // Where the config leaves it open, it is an answer.
  expect(chosen(false, CONFIG as never)).toStrictEqual([ENV.BASE_URL, 'file', undefined]);
});

test('the shop is a target by its name, whatever the environment says', () => {
  expect(choose({ target: 'shop' }, ENV)).toStrictEqual([undefined, 'shop', 'option']);
  expect(choose({ target: 'shop' }, ENV, { ...CONFIG, targets: {} as never })).toStrictEqual([
    undefined,
    'shop',
    'option',
  ]);
});

test('without a config nobody has to say one', () =>
  expect(choose({}, {}, { ...CONFIG, targets: {} as never })).toStrictEqual([undefined, undefined, 'nobody']));

test('the only one need not be named', () => {
  const { shop, ...targets } = CONFIG.targets;
  expect(choose({}, {}, { ...CONFIG, targets } as never)).toStrictEqual([STAGING, 'staging', 'config']);
});

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
