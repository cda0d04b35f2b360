import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

/** Load that four users' locks cannot carry, for five seconds. */
const SATURATING = ['--profile', 'load-only', '--scale', '0.3', '--duration-scale', '0.08'];

test('an experiment on the shop with its lock: more users bring more throughput, and that supports the lock', async () => {
  const args = ['recharge-balance', '--vary', 'users=4,400', '--repeat', '3', ...SATURATING];
  const { code, stderr } = await place.run(['experiment', ...args]);
  expect(stderr).toMatch(/^지지됨 {2}사용자 4명에서 사용자 400명으로/m);
  expect(code).toBe(0);
  const folder = place.runFolder();
  expect(readdirSync(folder).toSorted()).toEqual(['report-charts', 'report.html', 'report.md', 'users-4', 'users-400']);
  expect(readdirSync(join(folder, 'users-4'))).toHaveLength(3);
  // In turns, every second time backwards.
  const rows = [...readFileSync(join(folder, 'report.md'), 'utf8').matchAll(/^\| \d \| (\d+) \| `users-/gm)];
  expect(rows.map(([, value]) => value)).toEqual(['4', '400', '400', '4', '4', '400']);
  expect(readdirSync(place.temporary)).toEqual([]);
});
