import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiOf } from '../../options/apis.ts';
import { callCommand } from '../../testing/call-command.ts';
import { readTestData } from '../run/test-data.ts';
import { parseVariation, rowsToVary, turns, writeRows } from './variants.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-variants-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('--vary', () => {
  test('names what varies, and its values in their order', () => {
    expect(parseVariation('users=400,4,40,4')).toEqual({ varied: 'users', values: [4, 40, 400] });
    expect(parseVariation('products=1, 4')).toEqual({ varied: 'products', values: [1, 4] });
  });

  test.each([
    '',
    'users',
    'users=',
    'users=4',
    'users=4,4',
    'users=0,4',
    'users=4,x',
    'users=1.5,4',
    'vus=1,2',
    'users=4,',
  ])('refuses %j', (text) => {
    expect(() => parseVariation(text)).toThrow(expect.objectContaining({ code: 'setting' }));
  });
});

test('values take turns, every second time backwards', () => {
  expect(turns([4, 40, 400], 3)).toEqual([4, 40, 400, 400, 40, 4, 4, 40, 400]);
});

describe('rows', () => {
  const users = parseVariation('users=4,40');
  const recharge = apiOf('recharge-balance');

  test('of the shop are its own, of another system those of the file', async () => {
    expect(await rowsToVary(users, recharge, { file: undefined, isShop: true })).toHaveLength(400);
    const file = join(folder, 'users.csv');
    writeFileSync(file, `id,token\n${Array.from({ length: 40 }, (_, at) => `u${at},t${at}`).join('\n')}\n`);
    const rows = await rowsToVary(users, recharge, { file, isShop: false });
    expect(rows.at(-1)).toEqual({ id: 'u39', token: 't39' });
  });

  test.each([
    ['there are too few', users, { file: undefined, isShop: true }, 'users=4,401', 'setting'],
    ['the API picks from no such rows', users, { file: undefined, isShop: true }, 'products=1,2', 'setting'],
    ['nobody named any', users, { file: undefined, isShop: false }, 'users=4,40', 'needs-test-data'],
  ])('are refused where %s', async (_, __, source, text, code) => {
    await expect(rowsToVary(parseVariation(text), recharge, source)).rejects.toMatchObject({ code });
  });

  test('are written as test data that reads back the same, for this user only', async () => {
    const rows = [{ id: 9338 }, { id: 'a,"b"\nc', token: 'x' }];
    const path = await writeRows(folder, 'users', rows);
    expect(await readTestData(path)).toEqual(rows);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(await writeRows(folder, 'products', [{ id: 1 }]), 'utf8')).toMatch(/^id\r?\n1/);
  });
});

test('--shop-lock with a target of the user’s own is an error that names it', async () => {
  const results = join(folder, 'results');
  const args = ['get-balance', '--vary', 'users=1,2', '--base-url', 'http://127.0.0.1:9', '--shop-lock', 'none'];
  const { code, stderr } = await callCommand(['experiment', ...args, '--results', results, '--lang', 'en']);
  expect([code, existsSync(results)]).toEqual([2, false]);
  expect(stderr).toContain('--shop-lock cannot act on get-balance');
});
