import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generatedRun, IDLE } from '../../testing/late-generator.ts';
import { recordOf, referenceRun } from '../../testing/reference-runs.ts';
import { withMeasured } from '../../testing/test-runs.ts';
import type { GeneratorSecond } from '../model/generator.ts';
import { generatorState, mayHaveBeenLate, onTimeSeconds } from './generator.ts';

const signsOf = (run: Parameters<typeof generatorState>[0]) => generatorState(run).late.flatMap(({ signs }) => signs);

test('a generator that kept time is on time where its CPU was recorded, and unproven where not', () => {
  expect(generatorState(generatedRun({ recorded: () => IDLE }))).toMatchObject({ state: 'on-time', lateSec: 0 });
  expect(generatorState(generatedRun({})).state).toBe('unproven');
});

test('nothing is known of a summary, of times in whole seconds, and of a few seconds', () => {
  expect(generatorState(referenceRun('get-balance')).state).toBe('unknown');
  expect(generatorState(withMeasured(generatedRun({}), { timesInSeconds: true })).state).toBe('unknown');
  expect(generatorState(generatedRun({ seconds: 5 })).state).toBe('unknown');
});

test('a generator that stands still for a second now and then is late by its ticks alone', () => {
  const stops = (from: number) =>
    generatedRun({ tickLateMs: (second) => (second >= from && second % 5 === 3 ? 900 : 0) });
  expect(signsOf(stops(0))).toStrictEqual(['ticks']);
  expect(generatorState(stops(20))).toMatchObject({ late: [{ from: 20, to: 30 }], lateSec: 10, ofSec: 30 });
  expect(onTimeSeconds(stops(20))).toStrictEqual([{ from: 0, to: 20 }]);
});

test('what was recorded of its process accuses it without any time line, and clears it of nothing', () => {
  const summary = (cpuCores: number) =>
    withMeasured(generatedRun({ recorded: (at) => ({ ...IDLE, cpuCores: at < 20 ? 0.1 : cpuCores }) }), {
      timeline: undefined,
    });
  expect(generatorState(summary(1.9))).toMatchObject({ state: 'late', late: [{ from: 20, to: 30, signs: ['cpu'] }] });
  expect(generatorState(summary(0.2))).toMatchObject({ state: 'unknown', lateSec: 0 });
});

test('ticks that are a little late accuse nobody without a second sign', () => {
  const tickLateMs = (second: number) => (second % 2) * 30;
  expect(generatorState(generatedRun({ tickLateMs, recorded: () => IDLE })).state).toBe('on-time');
  const waiting = generatedRun({ tickLateMs, recorded: () => ({ ...IDLE, runDelayMs: 2_000 }) });
  expect(signsOf(waiting)).toStrictEqual(['run-delay', 'ticks']);
});

test('k6 that fills the CPU it may use is late by that alone, a busy one below it is not', () => {
  expect(signsOf(generatedRun({ recorded: () => ({ ...IDLE, cpuCores: 1.7 }) }))).toStrictEqual(['cpu']);
  expect(signsOf(generatedRun({ recorded: () => ({ ...IDLE, cpuCores: 0.45, allowedCores: 0.5 }) }))).toStrictEqual([
    'cpu',
  ]);
  expect(signsOf(generatedRun({ recorded: () => ({ ...IDLE, cpuCores: 1.2 }) }))).toStrictEqual([]);
});

test('a quota that stops it is seen where it is recorded', () => {
  expect(signsOf(generatedRun({ recorded: () => ({ ...IDLE, throttledMs: 400 }) }))).toStrictEqual(['throttled']);
  expect(signsOf(generatedRun({ recorded: () => ({ ...IDLE, throttledMs: 20 }) }))).toStrictEqual([]);
});

test('waiting for the CPU counts where response times show it', () => {
  const recorded = () => ({ ...IDLE, runDelayMs: 1_500 });
  expect(signsOf(generatedRun({ recorded }))).toStrictEqual(['run-delay']);
  expect(signsOf(generatedRun({ recorded, responseMs: () => 800 }))).toStrictEqual([]);
});

/** A k6 whose threads wait so many ms of each second for the CPU, beside so many of its own. */
const waiting = (runDelayMs: number, cpuCores: number) => ({ ...IDLE, allowedCores: 1, runDelayMs, cpuCores });

test('k6 that starves is late however many requests share the waiting', () => {
  // 400 requests a second wait 3.5 ms each, and answers of 20 ms show 45.
  const starved = generatedRun({ perSec: 400, responseMs: () => 45, recorded: () => waiting(1_400, 0.08) });
  expect(generatorState(starved)).toMatchObject({ state: 'late', late: [{ from: 0, to: 30, signs: ['run-delay'] }] });
  // Busy and on time: it waits five times as long as it works, or ten times but seldom.
  for (const busy of [waiting(660, 0.13), waiting(780, 0.15), waiting(600, 0.05), waiting(1_400, 0.2)]) {
    expect(signsOf(generatedRun({ perSec: 400, responseMs: () => 23, recorded: () => busy }))).toStrictEqual([]);
  }
  // What nobody sees beside answers that take long anyway.
  const slow = generatedRun({ perSec: 400, responseMs: () => 800, recorded: () => waiting(1_400, 0.08) });
  expect(signsOf(slow)).toStrictEqual([]);
});

test('k6 that starves for some seconds is late for these, and for one second for none', () => {
  const starvedFor = (from: number, to: number) =>
    generatedRun({
      perSec: 400,
      responseMs: () => 33,
      recorded: (second) => (second >= from && second < to ? waiting(1_200, 0.1) : waiting(200, 0.13)),
    });
  expect(generatorState(starvedFor(15, 18))).toMatchObject({ late: [{ from: 15, to: 18 }], lateSec: 3 });
  expect(generatorState(starvedFor(15, 16))).toMatchObject({ state: 'on-time', lateSec: 0 });
});

test('what was recorded shows starving without any time line, too', () => {
  const summary = (runDelayMs: number) =>
    withMeasured(generatedRun({ recorded: (at) => waiting(at < 20 ? 1 : runDelayMs, 0.08) }), { timeline: undefined });
  expect(generatorState(summary(900))).toMatchObject({ state: 'late', late: [{ from: 20, to: 30 }] });
  expect(generatorState(summary(500))).toMatchObject({ state: 'unknown', lateSec: 0 });
});

test('what was recorded shows it of several runners and of times in whole seconds, too, which clear it of nothing', () => {
  const blunt = (recorded: Omit<GeneratorSecond, 'epochMs'>) => {
    const run = generatedRun({ perSec: 400, recorded: (at) => (at < 20 ? IDLE : recorded), tickLateMs: () => 400 });
    const { timeline } = run.measured;
    const ofSeveral = timeline && { ...timeline, ticksMs: undefined };
    return [withMeasured(run, { timeline: ofSeveral }), withMeasured(run, { timesInSeconds: true })].map(
      generatorState,
    );
  };
  const late = (sign: string) => ({
    state: 'late',
    late: [{ from: 20, to: 30, signs: [sign] }],
    lateSec: 10,
    ofSec: 30,
  });
  expect(blunt({ ...IDLE, cpuCores: 1.9 })).toMatchObject([late('cpu'), late('cpu')]);
  expect(blunt({ ...IDLE, throttledMs: 400 })).toMatchObject([late('throttled'), late('throttled')]);
  expect(blunt(waiting(1_000, 0.08))).toMatchObject([late('run-delay'), late('run-delay')]);
  expect(blunt(IDLE)).toMatchObject([{ state: 'unknown', late: [], ofSec: 30 }, { state: 'unknown' }]);
});

test('several processes starve where each of them does, not where their waiting adds up', () => {
  const shared = (runDelayMs: number) => {
    const run = generatedRun({ perSec: 400, responseMs: () => 45, recorded: () => waiting(runDelayMs, 0.08) });
    const exit = { code: 0, meaning: 'ok' };
    const runners = [1, 2, 3].map((number) => ({ number, exit }));
    return { ...run, record: { ...recordOf('get-balance'), runners } };
  };
  // 466 ms a second each, which k6 alone has while its figures agree with the server's.
  expect(signsOf(shared(1_400))).toStrictEqual([]);
  expect(mayHaveBeenLate(shared(900))).toBe(false);
  expect(signsOf(shared(2_700))).toStrictEqual(['run-delay']);
  expect(signsOf(withMeasured(shared(1_400), { timeline: undefined }))).toStrictEqual([]);
});

test('what was recorded counts by its times, whatever a clock that was set back did to their order', () => {
  const run = generatedRun({ recorded: (at) => ({ ...IDLE, cpuCores: at < 20 ? 0.1 : 1.9 }) });
  const turned = { ...run, generator: run.generator?.toReversed() ?? [] };
  expect(generatorState(turned)).toStrictEqual(generatorState(run));
});

test('response times are asked for only where something else tells of lateness', () => {
  const asked = (recorded: Omit<GeneratorSecond, 'epochMs'>) => {
    let times = 0;
    const run = generatedRun({ recorded: () => recorded });
    const { timeline } = run.measured;
    const counted = timeline && {
      ...timeline,
      total: {
        ...timeline.total,
        latencyMs: {
          seconds: (from: number, to: number) => timeline.total.latencyMs.seconds(from, to),
          over: (from: number, to: number) => {
            times += 1;
            return timeline.total.latencyMs.over(from, to);
          },
        },
      },
    };
    generatorState(withMeasured(run, { timeline: counted }));
    return times;
  };
  expect(asked(IDLE)).toBe(0);
  expect(asked(waiting(1_400, 0.08))).toBeGreaterThan(20);
});

/** Runs for 30 ms of each 100, as under a quota of that share. */
const quota = (atMs: number) => Math.floor(atMs / 100) * 100 + ((atMs % 100) * 30) / 100;

test('a quota of exactly 100 ms is seen in when answers end, though no tick is late', () => {
  const run = generatedRun({ endsAt: quota, responseMs: (at) => (Math.floor(at) % 3 === 0 ? 80 : 15) });
  expect(signsOf(run)).toStrictEqual(['phase']);
});

test('a narrow quota is seen, too, and holds where too few answers end to show it', () => {
  const narrow = (atMs: number) => Math.floor(atMs / 100) * 100 + ((atMs % 100) * 10) / 100;
  const responseMs = (at: number) => (Math.floor(at) % 3 === 0 ? 80 : 15);
  expect(generatorState(generatedRun({ perSec: 60, endsAt: narrow, responseMs }))).toMatchObject({ lateSec: 30 });
  // Of five seconds fewer than 200 answers are known.
  const few = (at: number) => narrow(at >= 10_000 && at < 15_000 && at % 50 < 40 ? at + 5_000 : at);
  expect(generatorState(generatedRun({ endsAt: few, responseMs }))).toMatchObject({ lateSec: 30 });
});

test('only the seconds of the quota are late', () => {
  const run = generatedRun({
    endsAt: (at) => (at >= 10_000 && at < 15_000 ? quota(at) : at),
    responseMs: (at) => (Math.floor(at) % 3 === 0 ? 80 : 15),
  });
  expect(generatorState(run).late).toMatchObject([{ from: 10, to: 15, signs: ['phase'] }]);
});

test('users that sleep in step end in step, and that is no quota', () => {
  // All of them once a second, and all of them in each period but with quick answers.
  const inStep = (at: number) => Math.floor(at / 1000) * 1000 + ((at % 1000) * 20) / 1000;
  expect(signsOf(generatedRun({ endsAt: inStep, responseMs: () => 12 }))).toStrictEqual([]);
  expect(signsOf(generatedRun({ endsAt: quota, responseMs: () => 1 }))).toStrictEqual([]);
});

test('a generator on time is never late, whatever the server does', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 400 }),
      fc.integer({ min: 1, max: 900 }),
      fc.integer(),
      (perSec, meanMs, seed) => {
        let state = Math.abs(seed % 2_147_483_646) + 1;
        const next = () => {
          state = (state * 48_271) % 2_147_483_647;
          return state / 2_147_483_647;
        };
        const responseMs = () => -meanMs * Math.log(1 - next());
        const endsAt = (at: number) => at + responseMs();
        const run = generatedRun({ perSec, responseMs, endsAt, recorded: () => IDLE });
        expect(generatorState(run).late).toStrictEqual([]);
      },
    ),
    { numRuns: 40 },
  );
});

test('what was recorded alone tells whether the samples have to be asked', () => {
  expect(mayHaveBeenLate(generatedRun({}))).toBe(false);
  expect(mayHaveBeenLate(generatedRun({ recorded: () => IDLE }))).toBe(false);
  for (const sign of [{ cpuCores: 1.7 }, { throttledMs: 300 }, { runDelayMs: 400 }]) {
    const run = generatedRun({ recorded: (second) => (second === 12 ? { ...IDLE, ...sign } : IDLE) });
    expect(mayHaveBeenLate(run), JSON.stringify(sign)).toBe(true);
  }
  // However many requests share what a starving k6 waits.
  const starving = (second: number) => (second === 12 ? { ...IDLE, runDelayMs: 850 } : IDLE);
  expect(mayHaveBeenLate(generatedRun({ perSec: 400, recorded: starving }))).toBe(true);
});
