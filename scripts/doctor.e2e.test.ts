import { afterAll, describe, expect, test } from 'vitest';
import { Workplace } from '../testing/run-buha.ts';

const place = new Workplace();
afterAll(() => place.remove());

describe('buha doctor', () => {
  test('says in a line each what there is, and how to mend what is not', async () => {
    const { code, stdout, stderr } = await place.run(['doctor']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [table = '', mends = ''] = stdout.split('\n\n');
    const rows = table.trim().split('\n');
    expect(rows).toHaveLength(11);
    expect(rows[0]).toMatch(new RegExp(`^정상 +Node\\.js +${process.versions.node.replaceAll('.', '\\.')}$`));
    expect(rows[1]).toMatch(/^정상 +k6 +2\.2\.0 \(K6_BIN: /);
    const limited = rows.filter((row) => row.startsWith('제한')).length;
    expect(
      mends
        .trim()
        .split('\n')
        .filter((line) => line !== ''),
    ).toHaveLength(limited + 1);
  });

  test('ends with 2 where nothing could be run, in English as well', async () => {
    const { code, stdout } = await place.run(['doctor', '--lang', 'en'], { env: { K6_BIN: process.execPath } });
    expect(code).toBe(2);
    expect(stdout).toMatch(/^bad +k6 +\S+ · needed: 2\.2\.0$/m);
    expect(stdout).toContain('unset K6_BIN');
    expect(stdout).not.toMatch(/[가-힣]/);
  });

  test('tells a k6 that is yet to be obtained, and what that takes', async () => {
    const { code, stdout } = await place.run(['doctor'], { env: { K6_BIN: '', PATH: place.folder } });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^제한 +k6 +없음 · 필요: 2\.2\.0$/m);
    expect(stdout).toMatch(/^제한 +Go +없음/m);
    expect(stdout).toContain('첫 실행 때');
  });
});
