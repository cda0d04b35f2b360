import { expect, test } from 'vitest';
import { generatorOfAll } from './all-runners.ts';

const second = (at: number, cpuCores: number, runDelayMs?: number) => ({
  ...{ epochMs: at * 1000, cpuCores, allowedCores: 2, runDelayMs, throttledMs: undefined },
});

test('the record of all runners goes on where one of them ended early, whichever', () => {
  const early = [second(1, 0.5, 10)];
  const late = [second(1, 0.25, 5), second(2, 0.25), second(3, 0.125, 7)];
  const all = [second(1, 0.75, 15), second(2, 0.25), second(3, 0.125, 7)];
  expect(generatorOfAll([early, late])).toStrictEqual(all);
  expect(generatorOfAll([late, early])).toStrictEqual(all);
  expect(generatorOfAll([])).toStrictEqual([]);
});
