import { describe, expect, test } from 'vitest';
import { expectWholeAfter, type KillPoint, killPoints } from '../../testing/kill-points.ts';

const POINTS = 50;
/** So many at once: nothing is measured here. */
const AT_ONCE = 4;

// /proc tells which processes there are.
describe.skipIf(process.platform !== 'linux')('killed at any moment', () => {
  test(`${POINTS} points: every file whole or absent, nothing left, no verdict lost`, async () => {
    const points = killPoints(POINTS, 20261129);
    const failed: { point: KillPoint; fault: unknown }[] = [];
    const left = [...points];
    const worker = async () => {
      for (let point = left.shift(); point !== undefined; point = left.shift()) {
        const own = point;
        await expectWholeAfter(own).catch((fault: unknown) => failed.push({ point: own, fault }));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(failed.map(({ point, fault }) => `${JSON.stringify(point)}: ${String(fault)}`)).toEqual([]);
  }, 600_000);
});
