import { expect, test } from 'vitest';
import { measuredSeconds, openPlan, runOf, type Second } from '../../testing/reference-seconds.ts';
import { overrunLevel } from './overrun-level.ts';
import { serverSaturated } from './rules/server-saturated.ts';
import { limiterOf } from './saturation.ts';

/** Twenty seconds at 300 a second, of which `served` are; `responseMs` by second. */
function open(
  served: (at: number) => number,
  responseMs: (at: number) => number,
  { failed = 0 }: { failed?: number } = {},
) {
  const seconds = Array.from({ length: 20 }, (_, at): Second => {
    const perSec = served(at);
    return { scenario: 'a', vus: 200, perSec, failed, dropped: 300 - perSec, responseMs: () => responseMs(at) };
  });
  return runOf(measuredSeconds(seconds), [openPlan('a', [[20, 300]])]);
}

const queue = (at: number) => (at < 2 ? 20 : 900);

test('a rate above what the server serves shows its limit, from one level alone', () => {
  const run = open(() => 200, queue);
  expect(overrunLevel(run)).toMatchObject({ level: 300, perSec: 200, quickMs: 20, medMs: 900, inFlight: 180 });
  expect(limiterOf(run)).toMatchObject({ by: 'server' });
  expect(serverSaturated(run)).toMatchObject([
    { figures: { requestsPerSec: 200, overrun: { rate: 300, quickMs: 20, medMs: 900 } } },
  ]);
});

test('shows none where the rate was reached, answers were as slow from the start, more failed, or ever less was served', () => {
  expect(overrunLevel(open(() => 300, queue))).toBeUndefined();
  expect(
    overrunLevel(
      open(
        () => 200,
        () => 900,
      ),
    ),
  ).toBeUndefined();
  expect(overrunLevel(open(() => 200, queue, { failed: 20 }))).toBeUndefined();
  expect(
    overrunLevel(
      open(
        (at) => 290 - 10 * at,
        (at) => 20 + 100 * at,
      ),
    ),
  ).toBeUndefined();
});
