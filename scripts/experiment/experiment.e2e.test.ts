import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TINY, until, Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

describe('buha experiment', () => {
  test('that is stopped sums up what there is, and ends with 130', async () => {
    const args = ['get-balance', '--vary', 'users=2,4', '--repeat', '50', ...TINY];
    const buha = place.start(['experiment', ...args]);
    await until(() => /\[3\/100\]/.test(buha.stderr()), 'the third run begins', 60_000);
    buha.child.kill('SIGINT');
    const { code, stderr } = await buha.ended;
    expect(code).toBe(130);
    expect(stderr).toContain('실험이 중단되었습니다');
    expect(readdirSync(place.runFolder())).toContain('report.md');
    expect(readdirSync(place.temporary)).toEqual([]);
  });

  test('of what cannot be varied leaves nothing behind', async () => {
    const { code, stderr } = await place.run(['experiment', 'recharge-balance', '--vary', 'users=4,401', ...TINY]);
    expect(code).toBe(2);
    expect(stderr).toContain('400');
    expect(readdirSync(place.folder)).toEqual(['tmp']);
  });
});
