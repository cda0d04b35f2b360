import { expect, test } from 'vitest';
import { isProgressLine, parseProgress } from './k6-progress.ts';

test.each([
  ['running (01m03.2s), 3500/3500 VUs, 91531 complete and 0 interrupted iterations', 63.2, 3500, 91_531],
  ['running (1h00m01.0s), 7/500 VUs, 12 complete and 3 interrupted iterations', 3601, 7, 12],
  ['running (02.1s), 00/12 VUs, 18 complete and 0 interrupted iterations', 2.1, 0, 18],
])('%s', (line, elapsedSec, activeVus, iterations) => {
  expect(parseProgress(line)).toEqual({ elapsedSec, activeVus, iterations });
});

test.each([
  ['load_test   [   9% ] 01/12 VUs  0.3s/2.7s', true],
  ['load_test ✓ [ 100% ] 00/12 VUs  2.7s', true],
  ['peak_test ↓ [ 100% ] 2/2 VUs  2.1s  19.97 iters/s', true],
  ['     ✓ getBalance status is 200', false],
  ['     execution: local', false],
])('%s: progress %s', (line, is) => {
  expect(isProgressLine(line)).toBe(is);
});
