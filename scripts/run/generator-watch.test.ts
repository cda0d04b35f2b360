import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { until } from '../../testing/run-buha.ts';
import { watchGenerator } from './generator-watch.ts';

test.skipIf(process.platform !== 'linux')('a process that computes is seen to keep a core busy', async () => {
  const child = spawn(process.execPath, ['-e', 'const end = Date.now() + 60000; while (Date.now() < end);'], {
    stdio: 'ignore',
  });
  try {
    const { seen, stop } = watchGenerator(child.pid);
    await until(() => seen.length >= 2, 'two seconds were seen');
    stop();
    const [, second] = seen;
    expect(second?.cpuCores).toBeGreaterThan(0.05);
    expect(second?.allowedCores).toBeGreaterThan(0);
    expect(second?.allowedCores).toBeLessThanOrEqual(availableParallelism());
    expect(second?.runDelayMs).toBeGreaterThanOrEqual(0);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

test('nothing is seen of a process that is not there', () => {
  expect(watchGenerator(undefined).seen).toStrictEqual([]);
  expect(watchGenerator(2 ** 22 + 1).seen).toStrictEqual([]);
});
