import { expect, test } from 'vitest';
import type { K6Event } from '../../reports/model/k6.ts';
import { leftMs, steadyProgress } from './steady-progress.ts';

test('the last step is told again and again, with the time that has passed', async () => {
  const events: K6Event[] = [];
  const enough = new Promise<void>((resolve) => {
    const progress = steadyProgress((event) => {
      events.push(event);
      if (events.length < 3) return;
      progress.end();
      resolve();
    }, 5);
    progress.step({ kind: 'build-progress', step: 'compile', name: 'a', count: 1 });
  });
  await enough;
  const passed = events.map((event) => ('elapsedMs' in event ? event.elapsedMs : -1));
  expect(passed).toEqual(passed.toSorted((a, b) => a - b));
  expect(events).toHaveLength(3);
  for (const event of events) expect(event).toMatchObject({ kind: 'build-progress', name: 'a', leftMs: undefined });
});

const download = (receivedBytes: number, totalBytes?: number) =>
  ({ kind: 'download-progress', receivedBytes, totalBytes }) as const;

test.each([
  [download(10, 40), 2000, 6000],
  [download(40, 40), 2000, 0],
  [download(0, 40), 2000, undefined],
  [download(10), 2000, undefined],
  [download(10, 40), 999, undefined],
  [{ kind: 'build-progress', step: 'compile', name: 'a', count: 1 } as const, 2000, undefined],
])('%o after %i ms: %s ms left', (step, elapsedMs, left) => {
  expect(leftMs(step, elapsedMs)).toBe(left);
});
