import { expect, test } from 'vitest';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { errorWindow } from './error-window.ts';

const run = (failedOf: (at: number, level: number) => number, levels = [20]) =>
  levelsRun(levels, 24, (level, at) => ({ perSec: 50, failed: failedOf(at, level), responseMs: () => 20 }));

test('fires where all failures lie within one stretch of a load that stayed the same', () => {
  expect(errorWindow(run((at) => (at >= 8 && at < 12 ? 40 : 0)))).toMatchObject([
    { id: 'error-window', scope: 'load_test', figures: { fromSec: 8, toSec: 12, failed: 160, ratio: 0.8 } },
  ]);
});

test('is silent where failures come at random, few of many, or until the end', () => {
  expect(errorWindow(run((at) => (at % 3 === 1 ? 5 : 0)))).toStrictEqual([]);
  expect(errorWindow(run((at) => (at >= 8 && at < 12 ? 5 : 0)))).toStrictEqual([]);
  expect(errorWindow(run((at) => (at >= 16 ? 40 : 0)))).toStrictEqual([]);
  expect(errorWindow(run((at) => (at === 9 ? 9 : 0)))).toStrictEqual([]);
});

test('is silent where the load changed, and where it failed from the first second on', () => {
  expect(errorWindow(run((at, level) => (level === 60 || (level === 20 && at > 20) ? 30 : 0), [20, 60]))).toStrictEqual(
    [],
  );
  expect(errorWindow(run((at) => (at < 4 ? 40 : 0)))).toStrictEqual([]);
});

toldInWords('error-window', [
  { fromSec: 8, toSec: 12, failed: 160, ratio: 0.8 },
  { fromSec: 30, toSec: 41, failed: 1_204, ratio: 0.412 },
]);
