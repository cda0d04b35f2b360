import { afterEach, beforeEach, expect, test } from 'vitest';
import { LateClock } from '../testing/late-clock.ts';
import { DeadlineScheduler } from './deadline-scheduler.ts';

let clock: LateClock;
beforeEach(() => {
  clock = new LateClock();
});
afterEach(() => clock.restore());

test('runs in order of time, equal times in order of arrival, never early', () => {
  const scheduler = new DeadlineScheduler();
  const ran: string[] = [];
  for (const [name, atMs] of Object.entries({ c: 30, a: 10, d1: 40, b: 20.5, d2: 40 })) {
    scheduler.at(atMs, () => ran.push(name));
  }
  clock.pass(20);
  expect(ran).toEqual(['a']);
  clock.pass(1);
  expect(ran).toEqual(['a', 'b']);
  clock.pass(20);
  expect(ran).toEqual(['a', 'b', 'c', 'd1', 'd2']);
});

test('keeps the order of a thousand deadlines that came in any order', () => {
  const scheduler = new DeadlineScheduler();
  const ran: number[] = [];
  for (let i = 0; i < 1000; i += 1) {
    const atMs = (i * 389) % 997;
    scheduler.at(atMs, () => ran.push(atMs));
  }
  clock.pass(1000, 50);
  expect(ran).toHaveLength(1000);
  expect(ran).toEqual([...ran].sort((a, b) => a - b));
});

test('what a callback schedules runs in the same turn when it is due already', () => {
  const scheduler = new DeadlineScheduler();
  const ran: number[] = [];
  const chain = (atMs: number) =>
    scheduler.at(atMs, () => {
      ran.push(atMs);
      chain(atMs + 2.5);
    });
  chain(2.5);
  clock.pass(100, 100);
  expect(ran).toHaveLength(40);
});

test('neither a cancelled deadline nor one after stop() runs', () => {
  const scheduler = new DeadlineScheduler();
  const ran: string[] = [];
  scheduler.cancel(scheduler.at(5, () => ran.push('cancelled')));
  scheduler.at(6, () => ran.push('kept'));
  scheduler.at(50, () => ran.push('stopped'));
  clock.pass(10);
  scheduler.stop();
  clock.pass(100);
  expect(ran).toEqual(['kept']);
});
