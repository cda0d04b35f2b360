import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
  writeFileSync(place.file('buha.config.ts'), "throw new Error('no variable');");
});
afterEach(() => place.remove());

test.each([['--help'], ['run', '--help'], ['help', 'gate'], ['--version'], ['verify', '--help']])(
  'a config that throws does not stand in the way of: buha %s %s',
  async (...args) => {
    const { code, stdout, stderr } = await place.run(args);
    expect(code).toBe(0);
    expect(stdout).not.toBe('');
    expect(stderr).toMatch(/^경고: 설정 없이 계속합니다\. buha\.config\.ts .*no variable/);
  },
);

test('what is judged needs it', async () => {
  for (const args of [['report', 'x.json'], ['gate', 'x.json'], ['plan']]) {
    const { code, stderr } = await place.run(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^오류: buha\.config\.ts .*no variable/);
  }
});
