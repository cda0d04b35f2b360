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
