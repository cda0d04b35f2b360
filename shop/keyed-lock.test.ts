import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LateClock } from '../testing/late-clock.ts';
import { DeadlineScheduler } from './deadline-scheduler.ts';
import { type HoldOutcome, KeyedLock, type LockTimes } from './keyed-lock.ts';

let clock: LateClock;
beforeEach(() => {
  clock = new LateClock();
});
afterEach(() => clock.restore());

const lockWith = (times: LockTimes) => new KeyedLock(new DeadlineScheduler(), times);

describe('a key that always has waiters serves 1/hold per second', () => {
  test.each([1, 7, 40])('with timers up to %i ms late', (lateMs) => {
    const lock = lockWith({ waitMs: 60_000, leaseMs: 10_000 });
    let served = 0;
    for (let i = 0; i < 1000; i += 1) lock.hold('user:1', 12.58, () => (served += 1));
    clock.pass(6290 + lateMs, lateMs);
    expect(served).toBeGreaterThanOrEqual(500);
    expect(served).toBeLessThanOrEqual(500 + Math.ceil(lateMs / 12.58));
    clock.pass(6290, lateMs);
    expect(served).toBe(1000);
  });
});

test('keys do not wait for each other', () => {
  const lock = lockWith({ waitMs: 5000, leaseMs: 10_000 });
  const ended: string[] = [];
  for (const key of ['a', 'b', 'c']) lock.hold(key, 10, () => ended.push(key));
  clock.pass(10);
  expect(ended).toEqual(['a', 'b', 'c']);
});

test('an idle time is not made up for: the next hold starts when it is asked for', () => {
  const lock = lockWith({ waitMs: 5000, leaseMs: 10_000 });
  const outcomes: HoldOutcome[] = [];
  lock.hold('a', 10, (outcome) => outcomes.push(outcome));
  clock.pass(500);
  lock.hold('a', 10, (outcome) => outcomes.push(outcome));
  clock.pass(9);
  expect(outcomes).toEqual(['held']);
  clock.pass(1);
  expect(outcomes).toEqual(['held', 'held']);
});

test('a wait longer than the wait time ends as wait-timeout, and the lane goes on without it', () => {
  const lock = lockWith({ waitMs: 50, leaseMs: 10_000 });
  const ended: string[] = [];
  const hold = (name: string, holdMs: number) => lock.hold('a', holdMs, (outcome) => ended.push(`${name} ${outcome}`));
  hold('first', 80);
  hold('second', 10);
  clock.pass(40);
  hold('third', 10);
  clock.pass(11);
  expect(ended).toEqual(['second wait-timeout']);
  clock.pass(40);
  expect(ended).toEqual(['second wait-timeout', 'first held', 'third held']);
});

test('a holder that exceeds its lease loses the lock to the next waiter and may not commit', () => {
  const lock = lockWith({ waitMs: 5000, leaseMs: 30 });
  const ended: string[] = [];
  lock.hold('a', 100, (outcome) => ended.push(`slow ${outcome}`));
  lock.hold('a', 10, (outcome) => ended.push(`quick ${outcome}`));
  clock.pass(40);
  expect(ended).toEqual(['quick held']);
  clock.pass(60);
  expect(ended).toEqual(['quick held', 'slow lease-lost']);
});

test('a process that was stopped for longer than the lease has lost it', () => {
  const lock = lockWith({ waitMs: 5000, leaseMs: 30 });
  const outcomes: HoldOutcome[] = [];
  lock.hold('a', 10, (outcome) => outcomes.push(outcome));
  clock.pass(60, 60);
  expect(outcomes).toEqual(['lease-lost']);
});

test('close() ends the waits; the holder keeps its lock to the end', () => {
  const lock = lockWith({ waitMs: 5000, leaseMs: 10_000 });
  const ended: string[] = [];
  lock.hold('a', 10, (outcome) => ended.push(`holder ${outcome}`));
  lock.hold('a', 10, (outcome) => ended.push(`waiter ${outcome}`));
  lock.close();
  expect(ended).toEqual(['waiter closed']);
  clock.pass(10_000);
  expect(ended).toEqual(['waiter closed', 'holder held']);
});
