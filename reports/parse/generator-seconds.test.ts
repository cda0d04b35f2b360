import { expect, test } from 'vitest';
import { generatorCsv, parseGeneratorCsv } from './generator-seconds.ts';

const SECONDS = [
  { epochMs: 1_700_000_000_000, cpuCores: 0.512, allowedCores: 2, runDelayMs: 3.5, throttledMs: 0 },
  { epochMs: 1_700_000_001_000, cpuCores: 1.25, allowedCores: 0.5, runDelayMs: undefined, throttledMs: undefined },
];

test('what is written reads back', () => {
  expect(parseGeneratorCsv(generatorCsv(SECONDS))).toStrictEqual(SECONDS);
});

test('lines that are none are left out, and a file that is none is empty', () => {
  const text = generatorCsv(SECONDS).split('\n');
  expect(parseGeneratorCsv([text[0], 'x,y,z,,', '1,2,0,,', text[1], ''].join('\n'))).toStrictEqual([SECONDS[0]]);
  for (const none of ['', 'hello', '{"a":1}', 'time,cpu_cores\n1,NaN'])
    expect(parseGeneratorCsv(none)).toStrictEqual([]);
});
