import { expect, test } from 'vitest';
import { PROJECT } from '../testing/own-project.ts';
import { readEnvironment } from './environment.ts';
import { readLoad } from './k6-options.ts';
import { NO_LOADS } from './loads.ts';

test("with nothing set, the project's load goes to the shop started alone", () => {
  expect(readEnvironment({})).toStrictEqual({
    baseUrl: 'http://127.0.0.1:8080',
    headers: undefined,
    usersFile: undefined,
    productsFile: undefined,
  });
  expect(readLoad({}, PROJECT)).toStrictEqual({ profile: 'seed', scale: 1, durationScale: 1 });
  expect(readLoad({}, NO_LOADS)).toStrictEqual({ profile: 'smoke', scale: 1, durationScale: 1 });
});

test('an empty BASE_URL is none, and slashes at its end do not double in front of a path', () => {
  expect(readEnvironment({ BASE_URL: '' }).baseUrl).toBe('http://127.0.0.1:8080');
  expect(readEnvironment({ BASE_URL: 'https://shop.example.com/api//' }).baseUrl).toBe('https://shop.example.com/api');
});

test('everything is read from the record that is passed in', () => {
  const environment = {
    BUHA_HEADERS: '{"X-Key":"k"}',
    BUHA_USERS: '/tmp/users.json',
    BUHA_PRODUCTS: '/tmp/products.json',
    BUHA_PROFILE: 'smoke',
    BUHA_SCALE: '0.5',
    BUHA_DURATION_SCALE: '2',
  };
  expect(readEnvironment(environment)).toMatchObject({
    headers: { 'X-Key': 'k' },
    usersFile: '/tmp/users.json',
    productsFile: '/tmp/products.json',
  });
  expect(readLoad(environment, PROJECT)).toStrictEqual({ profile: 'smoke', scale: 0.5, durationScale: 2 });
});

test('an impossible load is refused, an empty one too', () => {
  expect(() => readLoad({ BUHA_PROFILE: '' }, PROJECT)).toThrow(expect.objectContaining({ name: 'SettingProblem' }));
  expect(() => readLoad({ BUHA_SCALE: '0' }, PROJECT)).toThrow('scale="0" cannot be used; allowed: 0 < scale <= 100');
});
