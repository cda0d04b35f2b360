import { expect, test } from 'vitest';
import { clockWatch } from './clock-watch.ts';

test('tells by how much the clock was set, whatever time went by', () => {
  let [wall, steady] = [1_700_000_000_000, 5000];
  const watch = clockWatch(
    () => wall,
    () => steady,
  );
  const pass = (sec: number, setSec = 0) => {
    steady += sec * 1000;
    wall += (sec + setSec) * 1000;
  };
  pass(60);
  expect(watch()).toBeUndefined();
  pass(60, 0.9);
  expect(watch()).toBeUndefined();
  pass(10, 1.6);
  expect(watch()).toBeCloseTo(2.5);
  pass(10, -9.5);
  expect(watch()).toBeCloseTo(-7);
});
