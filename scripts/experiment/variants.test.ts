import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadScenarios, readLoadSettings } from '../../options/profiles.ts';
import { callCommand } from '../../testing/call-command.ts';
import { ownApi, PROJECT } from '../../testing/own-project.ts';
import { readTestData } from '../run/test-data.ts';
import { parseVariation, rowsToVary, scaleForVus, writeRows } from './variants.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-variants-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('--vary', () => {
  test('names what varies, and its values in their order', () => {
    expect(parseVariation('users=400,4,40,4')).toEqual({ varied: 'users', values: [4, 40, 400] });
    expect(parseVariation('products=1, 4')).toEqual({ varied: 'products', values: [1, 4] });
    expect(parseVariation('vus=200,100')).toEqual({ varied: 'vus', values: [100, 200] });
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
    'rate=1,2',
    'users=4,',
  ])('refuses %j', (text) => {
    expect(() => parseVariation(text)).toThrow(expect.objectContaining({ code: 'setting' }));
  });
});

describe('virtual users', () => {
  const recharge = ownApi('recharge-balance');

  test('scale a profile so that its highest level is as many', () => {
    const scale = scaleForVus(recharge, readLoadSettings({ profile: 'load-only', durationScale: '0.1' }), 150);
    expect(Number(scale)).toBeCloseTo(150 / 3000, 12);
    const [load] = Object.values(
      loadScenarios(readLoadSettings({ profile: 'load-only', scale, durationScale: '0.1' }), 1000),
    );
    expect(load).toMatchObject({ stages: expect.arrayContaining([expect.objectContaining({ target: 150 })]) });
  });

  test('are refused with load that is no number of users', () => {
    expect(() => scaleForVus(recharge, readLoadSettings({}, PROJECT), 150, PROJECT)).toThrow(
      expect.objectContaining({ code: 'setting' }),
    );
  });
});

describe('rows', () => {
  const users = { varied: 'users', values: [4, 40] } as const;
  const recharge = ownApi('recharge-balance');

  test('of the shop are its own, of another system those of the file', async () => {
    expect(await rowsToVary(users, recharge, { file: undefined, isShop: true })).toHaveLength(400);
    const file = join(folder, 'users.csv');
    writeFileSync(file, `id,token\n${Array.from({ length: 40 }, (_, at) => `u${at},t${at}`).join('\n')}\n`);
    const rows = await rowsToVary(users, recharge, { file, isShop: false });
    expect(rows.at(-1)).toEqual({ id: 'u39', token: 't39' });
  });

  test.each([
    ['there are too few', { varied: 'users', values: [4, 401] }, true, 'setting'],
    ['the API picks from no such rows', { varied: 'products', values: [1, 2] }, true, 'setting'],
    ['nobody named any', users, false, 'needs-test-data'],
  ] as const)('are refused where %s', async (_, variation, isShop, code) => {
    await expect(rowsToVary(variation, recharge, { file: undefined, isShop })).rejects.toMatchObject({ code });
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
