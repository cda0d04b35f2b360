import { describe, expect, test } from 'vitest';
import { busyRatio, openFilesIn, thisMachine } from './machine.ts';

/** As the kernel writes it. */
const limits = (soft: string, hard: string) =>
  [
    'Limit                     Soft Limit           Hard Limit           Units',
    'Max cpu time              unlimited            unlimited            seconds',
    `Max open files            ${soft.padEnd(21)}${hard.padEnd(21)}files`,
    'Max locked memory         8388608              8388608              bytes',
  ].join('\n');

describe('open files', () => {
  test('the hard limit counts, for k6 raises its own to it', () => {
    expect(openFilesIn(limits('1024', '1048576'))).toBe(1_048_576);
  });

  test.each([limits('1024', 'unlimited'), 'Max open files', ''])('what tells no number is unknown', (text) => {
    expect(openFilesIn(text)).toBeUndefined();
  });
});

test('every system tells memory and cores', async () => {
  const { availableBytes, cores } = await thisMachine();
  expect(availableBytes).toBeGreaterThan(1e6);
  expect(cores).toBeGreaterThanOrEqual(1);
});

test.runIf(process.platform === 'linux')('Linux tells files and ports', async () => {
  const { openFiles, ports } = await thisMachine();
  expect(openFiles).toBeGreaterThan(10);
  expect(ports).toBeGreaterThan(10);
  expect(ports).toBeLessThan(65_536);
});

test('what the processors do is a share of what they could', async () => {
  const ratio = await busyRatio();
  expect(ratio).toBeGreaterThanOrEqual(0);
  expect(ratio).toBeLessThanOrEqual(1);
});

test('a system that buha does not know tells neither', async () => {
  expect(await thisMachine('win32')).toMatchObject({ openFiles: undefined, ports: undefined });
});
