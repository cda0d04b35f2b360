import { expect, test } from 'vitest';
import { closedPlan, measuredSeconds, openPlan, runOf, type Second } from '../../testing/reference-seconds.ts';
import { rampLimit } from './ramp-limit.ts';
import { serverSaturated } from './rules/server-saturated.ts';

/** A test for a breakpoint of 40 s, from 5 to 205 per second; `served` is the most that the server does. */
const breakpoint = (served: number, slowMs: number, failed = 0) => {
  const seconds = Array.from({ length: 40 }, (_, at): Second => {
    const offered = Math.round(5 + 5 * (at + 0.5));
    const isBehind = offered > served;
    const responseMs = () => (isBehind ? Math.min(slowMs, 12 + 40 * (offered - served)) : 12);
    const perSec = Math.min(offered, served);
    return { perSec, vus: isBehind ? 60 : 3, responseMs, failed: isBehind ? failed : 0 };
  });
  const plan = openPlan('load_test', [
    [0, 5],
    [40, 205],
  ]);
  return { ...runOf(measuredSeconds(seconds), [plan]), thinkMs: 0 };
};

test('tells what was served while the planned rate went on rising, and where throughput left it', () => {
  const { limit } = rampLimit(breakpoint(94, 3000));
  expect(limit).toMatchObject({ model: 'open', perSec: 94, quickMs: 12, slowMs: 3000, isUnloaded: true });
  expect(limit?.knee.from).toBeLessThanOrEqual(94);
  expect(limit?.knee.from).toBeGreaterThan(80);
  expect(limit?.knee.to).toBeGreaterThanOrEqual(94);
  expect(limit?.knee.to).toBeLessThan(120);
});

test('is silent where the server kept up, where answers stayed quick for want of users, and where they failed', () => {
  expect(rampLimit(breakpoint(300, 3000)).limit).toBeUndefined();
  expect(rampLimit(breakpoint(94, 13)).limit).toBeUndefined();
  expect(rampLimit(breakpoint(94, 3000, 20)).limit).toBeUndefined();
});

/**
 * One lane of 50 ms under so many users at most, who rest for 1 s, as the planned rate rises to 60 per second in two minutes (mean value
 * analysis).
 */
const fewUsers = (maxVus: number) => {
  // Throughput, response time and requests in flight of n users.
  const states = [{ perSec: 0, ms: 50, inFlight: 0 }];
  for (let n = 1; n <= maxVus; n += 1) {
    const ms = 50 * (1 + (states[n - 1]?.inFlight ?? 0));
    const perSec = (n * 1000) / (1000 + ms);
    states.push({ perSec, ms, inFlight: (perSec * ms) / 1000 });
  }
  let ended = 0;
  const seconds = Array.from({ length: 120 }, (_, at): Second => {
    const vus = states.findIndex(({ perSec }) => perSec >= (at + 0.5) / 2);
    const busy = vus < 0 ? maxVus : vus;
    const { perSec, ms } = states[busy] ?? { perSec: 0, ms: 0 };
    const before = Math.floor(ended);
    ended += perSec;
    return {
      ...{ perSec: Math.floor(ended) - before, vus: busy, responseMs: () => ms },
      dropped: vus < 0 ? Math.round((at + 0.5) / 2 - perSec) : 0,
    };
  });
  const plan = openPlan(
    'load_test',
    [
      [0, 0],
      [120, 60],
    ],
    maxVus,
  );
  return { ...runOf(measuredSeconds(seconds), [plan]), thinkMs: 1000 };
};

test('is silent where all users of open load were at work and hardly took longer: their number was the limit', () => {
  expect(rampLimit(fewUsers(17)).limit).toBeUndefined();
  // With more of them the lane is.
  expect(rampLimit(fewUsers(40)).limit).toMatchObject({ perSec: expect.closeTo(20, 0) });
});

/** Two workers of so many ms, as the planned rate rises from 0 to so much in so long. */
const fewPerSec = (served: number, most: number, sec: number) => {
  let ended = 0;
  const seconds = Array.from({ length: sec }, (_, at): Second => {
    const offered = (most * (at + 0.5)) / sec;
    const before = Math.floor(ended);
    ended += Math.min(offered, served);
    const isBehind = offered > served;
    const responseMs = () => 2000 / served + (isBehind ? at * 100 : 0);
    return { perSec: Math.floor(ended) - before, vus: isBehind ? 30 : Math.min(2, Math.floor(ended)), responseMs };
  });
  const plan = openPlan('load_test', [
    [0, 0],
    [sec, most],
  ]);
  return { ...runOf(measuredSeconds(seconds), [plan]), thinkMs: 0 };
};

test('tells a limit below two per second by its mean: counts of single seconds are whole', () => {
  expect(rampLimit(fewPerSec(1.43, 4, 180)).limit).toMatchObject({ perSec: expect.closeTo(1.43, 1) });
  expect(rampLimit(fewPerSec(0.4, 1, 400)).limit?.perSec).toBeCloseTo(0.4, 1);
});

test('tells what was in flight at the end of the rise, not what a mean over the whole run makes', () => {
  const run = breakpoint(94, 3000);
  const { limit } = rampLimit(run);
  expect(serverSaturated(run)).toMatchObject([{ figures: { inFlight: limit?.inFlight, ramp: { isMean: false } } }]);
});

/** Users on the rise from 0 to 60 and down again; each rests for 100 ms, and a pool of so many takes 50 ms. */
const usersRise = (perSecOf: (vus: number) => number) => {
  const seconds = Array.from({ length: 40 }, (_, at): Second => {
    const vus = at < 30 ? 2 * at + 1 : 60 - 6 * (at - 30);
    const perSec = Math.round(perSecOf(vus));
    return { perSec, vus: Math.round(vus), responseMs: () => Math.max(50, (vus / perSecOf(vus)) * 1000 - 100) };
  });
  const plan = closedPlan('load_test', [
    [0, 0],
    [30, 60],
    [10, 0],
  ]);
  return { ...runOf(measuredSeconds(seconds), [plan]), thinkMs: 100 };
};

test('tells the limit of a pool from users on the rise, never the mean over the ramps', () => {
  const run = usersRise((vus) => Math.min(160, vus / 0.15));
  const { limit } = rampLimit(run);
  expect(limit).toMatchObject({ model: 'closed', perSec: 160, quickMs: 50 });
  expect(limit?.knee.from).toBeLessThanOrEqual(24);
  expect(limit?.knee.to).toBeGreaterThanOrEqual(24);
  expect(serverSaturated(run)).toMatchObject([{ figures: { requestsPerSec: 160, ramp: { model: 'closed' } } }]);
});

test('is silent where throughput still grows with users, and the mean over the ramps is then called no limit', () => {
  const run = usersRise((vus) => vus / (0.15 + 0.002 * vus));
  expect(rampLimit(run).limit).toBeUndefined();
  for (const { figures } of serverSaturated(run)) expect(figures).toMatchObject({ isMean: true });
});
