import type { Starvation } from './generator.ts';
import type { Load } from './load.ts';
import { type Due, SERVER_FINDINGS, type System } from './system.ts';

// Healthy systems under a load generator that was late: whatever was slow, the server was not.

const LEVELS: Load = { levels: [10, 30, 60], levelSec: 8, thinkMs: 50, goalMs: 60 };

/** The goal is decided only where it comes out the same without the late time; a pass is then conditional. */
const LATE: Due = {
  verdicts: ['conditional', 'invalid'],
  must: ['generator-late'],
  mustNot: [...SERVER_FINDINGS, 'generator-limited'],
};

const starved = (
  id: string,
  isScoredOnly: boolean,
  starvation: Starvation | undefined,
  { load = {}, serviceMs = 10, due = {} }: { load?: Partial<Load>; serviceMs?: number; due?: Partial<Due> } = {},
): System => ({
  id,
  seed: isScoredOnly ? 61 : 60,
  server: { serviceMs, cv: 0.5 },
  load: { ...LEVELS, ...load },
  ...(starvation && { starvation }),
  due: { ...LATE, ...due },
  isScoredOnly,
});

export const generatorSystems: readonly System[] = [
  starved('quota-10', false, { quota: 0.1 }),
  starved('quota-30', true, { quota: 0.3 }),
  starved('quota-50', false, { quota: 0.5 }),
  starved('quota-30-slow-server', true, { quota: 0.3 }, { serviceMs: 20, load: { goalMs: 100 } }),
  starved('bursts', false, { bursts: { everyMs: 5_000, stopMs: 1_000 } }),
  starved('bursts-rare', true, { bursts: { everyMs: 10_000, stopMs: 1_500 } }),
  // Whoever sleeps most of the time gets the core at once when it wakes: a busy machine alone makes nothing late.
  starved(
    'hogs',
    false,
    { hogs: 6 },
    { due: { verdicts: ['pass'], must: ['generator-limited'], may: ['goal-throughput'], mustNot: SERVER_FINDINGS } },
  ),
  starved('hogs-first', true, { hogs: 6, nice: 12 }),
  starved('full-core', true, undefined, { load: { levels: [20, 60], scriptRounds: 4_000 } }),
  starved('late-in-one-stage', false, { quota: 0.2, window: [9, 15] }, { due: { must: ['generator-late'] } }),
  starved('late-at-the-end', true, { bursts: { everyMs: 2_000, stopMs: 600 }, window: [17, 24] }),
];
