import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moved, WHOLE, type Zoom } from './zoom.ts';

test('steps go in and out about the middle, to either side, and back to all', () => {
  const half = moved(WHOLE, 'in');
  expect(half).toStrictEqual({ start: 25, end: 75 });
  expect(moved(half, 'on')).toStrictEqual({ start: 50, end: 100 });
  expect(moved(half, 'back')).toStrictEqual({ start: 0, end: 50 });
  expect(moved(half, 'out')).toStrictEqual(WHOLE);
  expect(moved({ start: 3, end: 9 }, 'all')).toStrictEqual(WHOLE);
});

test('no step leaves the axis, or shows nothing of it', () => {
  const steps = fc.array(fc.constantFrom<Zoom>('in', 'out', 'back', 'on', 'all'));
  fc.assert(
    fc.property(steps, (all) => {
      const { start, end } = all.reduce(moved, WHOLE);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(100);
      expect(end - start).toBeGreaterThanOrEqual(1 - 1e-9);
    }),
  );
});
