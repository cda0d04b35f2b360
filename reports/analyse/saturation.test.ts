import { describe, expect, test } from 'vitest';
import { levelsRun } from '../../testing/reference-seconds.ts';
import type { Run } from '../model/run.ts';
import { limiterOf } from './saturation.ts';

/** Thirty users for a minute, without a lower level; `ms` is what the n-th answer of a second takes. */
const constant = (perSec: number, ms: (n: number) => number): Run => ({
  ...levelsRun([30], 60, () => ({ perSec, responseMs: ms })),
  thinkMs: 20,
});

/** Evenly spread over an exponential distribution of so many answers. */
const exponential = (meanMs: number, of: number) => (n: number) => -meanMs * Math.log(1 - (n + 0.5) / of);

describe('one level of load', () => {
  test('on which all answers waited behind each other shows a server at its limit', () => {
    const own = constant(60, (n) => 480 + (n % 5) * 20);
    // The first answer found an idle server.
    const total = own.measured.total;
    const durationMs = { ...total.durationMs, min: 12 };
    const scope = { ...total, durationMs, successDurationMs: durationMs };
    const endpoints = { 'POST /orders': scope };
    expect(limiterOf({ ...own, measured: { ...own.measured, total: scope, endpoints } })?.by).toBe('server');
  });

  test('on which answers took long at random shows none', () => {
    const random = exponential(200, 60);
    expect(limiterOf(constant(60, (n) => 5 + random(n)))?.by).not.toBe('server');
  });

  test('on which one in thirty took long shows none', () => {
    expect(limiterOf(constant(60, (n) => (n % 30 === 0 ? 2000 : 8)))?.by).not.toBe('server');
  });

  test('on which answers took longer and longer shows none', () => {
    const rising = levelsRun([30], 60, (_level, at) => ({ perSec: 60, responseMs: () => 20 + 8 * at }));
    expect(limiterOf({ ...rising, thinkMs: 20 })?.by).not.toBe('server');
  });
});
