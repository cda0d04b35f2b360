import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { API_IDS, ownApi, PROJECT } from '../testing/own-project.ts';
import { thinkTimeMs } from './apis.ts';
import type { LoadScenario } from './loads.ts';
import { isSettingProblem } from './problem.ts';
import { type LoadSettings, loadScenarios, profileNames, readLoadSettings } from './profiles.ts';

const settings = (profile: LoadSettings['profile'], scale = 1, durationScale = 1): LoadSettings => ({
  profile,
  scale,
  durationScale,
});

const THINK_MS = 2000;

/** Milliseconds of a duration as this project writes it: seconds or milliseconds. */
function ms(duration: string): number {
  const [, value = '', unit = ''] = duration.match(/^([\d.]+(?:e-\d+)?)(ms|s)$/) ?? [];
  expect(unit, duration).not.toBe('');
  return Number(value) * (unit === 's' ? 1000 : 1);
}

const lengthMs = ({ stages }: LoadScenario) => stages.reduce((sum, { duration }) => sum + ms(duration), 0);
const startMs = ({ startTime }: LoadScenario) => (startTime === undefined ? 0 : ms(startTime));
/** k6 lets the iterations in flight finish for 30 s unless a scenario says otherwise. */
const gracefulMs = ({ gracefulStop }: LoadScenario) => ms(gracefulStop ?? '30s');

/** The planned amount: iterations of open load, VU-seconds of closed load. */
function planned(scenario: LoadScenario): number {
  let level = scenario.executor === 'ramping-vus' ? scenario.startVUs : scenario.startRate;
  let sum = 0;
  for (const { duration, target } of scenario.stages) {
    sum += ((level + target) / 2) * (ms(duration) / 1000);
    level = target;
  }
  return sum;
}

test("the seed profile is the reference's common options, to the digit", () => {
  expect(loadScenarios(settings('seed'), THINK_MS, PROJECT)).toStrictEqual({
    load_test: {
      executor: 'ramping-vus',
      startVUs: 0,
      stages: [
        { duration: '10s', target: 1000 },
        { duration: '30s', target: 1000 },
        { duration: '10s', target: 3000 },
        { duration: '30s', target: 3000 },
        { duration: '10s', target: 0 },
      ],
    },
    peak_test: {
      executor: 'ramping-arrival-rate',
      startRate: 10,
      timeUnit: '1s',
      preAllocatedVUs: 200,
      maxVUs: 500,
      stages: [
        { duration: '10s', target: 1000 },
        { duration: '20s', target: 5000 },
        { duration: '30s', target: 1000 },
        { duration: '10s', target: 5000 },
      ],
    },
  });
});

test('seed is what runs when nothing is asked for', () => {
  expect(readLoadSettings({}, PROJECT)).toStrictEqual({ profile: 'seed', scale: 1, durationScale: 1 });
});

describe('sequential', () => {
  test('starts the peak when the load and its graceful stop are over', () => {
    const { load_test, peak_test } = loadScenarios(settings('sequential'), THINK_MS, PROJECT);
    expect(load_test).toStrictEqual(loadScenarios(settings('seed'), THINK_MS, PROJECT).load_test);
    expect(peak_test).toStrictEqual({
      ...loadScenarios(settings('seed'), THINK_MS, PROJECT).peak_test,
      startTime: '120s',
    });
  });

  test('never starts the peak during the load, whatever the durations are scaled by', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-7, max: 100, noNaN: true }), (factor) => {
        const { load_test, peak_test } = loadScenarios(settings('sequential', 1, factor), THINK_MS, PROJECT);
        const waited = startMs(peak_test as LoadScenario) - lengthMs(load_test as LoadScenario);
        // Exactly the 30 s of the graceful stop: it does not shrink with the stages.
        expect(waited).toBeCloseTo(30_000, 6);
      }),
    );
  });

  test('waits a whole number of milliseconds, so that the options stay readable', () => {
    const startTimes = [0.7, 0.3333].map((factor) => {
      const { peak_test } = loadScenarios(settings('sequential', 1, factor), THINK_MS, PROJECT);
      return peak_test?.startTime;
    });
    expect(startTimes).toStrictEqual(['93s', '59.997s']);
  });
});

test('each of several scenarios in a row starts when the one before it is over, and each waits as it says', () => {
  const stages = [{ duration: '10s', target: 5 }];
  const ramp = { executor: 'ramping-vus', startVUs: 0, stages } as const;
  const scenarios = {
    c: { ...ramp, after: 'b' },
    a: { ...ramp, startTime: '20s', gracefulStop: '0s' },
    b: { ...ramp, after: 'a', startTime: '5s', gracefulStop: '3s' },
    d: { ...ramp, after: 'c' },
    e: ramp,
  };
  const started = (durationScale: number) => {
    const loads = { profiles: { mine: { scenarios } } };
    const all = loadScenarios({ profile: 'mine', scale: 1, durationScale }, THINK_MS, loads);
    return Object.fromEntries(Object.entries(all).map(([name, { startTime }]) => [name, startTime]));
  };
  expect(started(1)).toStrictEqual({ a: '20s', b: '35s', c: '48s', d: '88s', e: undefined });
  // What is left over takes as long as ever.
  expect(started(0.1)).toStrictEqual({ a: '2s', b: '3.5s', c: '7.5s', d: '38.5s', e: undefined });
});

const everywhere = profileNames(PROJECT).flatMap((profile) => API_IDS.map((api) => ({ profile, api })));

test.each(everywhere)('$profile is a load that k6 accepts for $api', ({ profile, api }) => {
  const scenarios = Object.entries(loadScenarios(settings(profile), thinkTimeMs(ownApi(api)), PROJECT));
  expect(scenarios.length).toBeGreaterThan(0);
  for (const [name, scenario] of scenarios) {
    expect(name).toMatch(/^[\w-]+$/);
    expect(scenario.stages.some(({ target }) => target > 0)).toBe(true);
    for (const { duration, target } of scenario.stages) {
      expect(ms(duration)).toBeGreaterThan(0);
      expect(Number.isInteger(target) && target >= 0, `${name}: ${target}`).toBe(true);
    }
    if (scenario.executor === 'ramping-arrival-rate') {
      expect(Number.isInteger(scenario.preAllocatedVUs) && Number.isInteger(scenario.maxVUs)).toBe(true);
      expect(scenario.preAllocatedVUs).toBeGreaterThan(0);
      expect(scenario.maxVUs).toBeGreaterThanOrEqual(scenario.preAllocatedVUs);
    }
  }
});

describe('scale', () => {
  const anyProfile = fc.constantFrom(...profileNames(PROJECT));
  const anyScale = fc.double({ min: 1e-4, max: 100, noNaN: true });
  const pairs = (profile: LoadSettings['profile'], scale: number, durationScale: number) => {
    const before = loadScenarios(settings(profile), THINK_MS, PROJECT);
    const after = loadScenarios(settings(profile, scale, durationScale), THINK_MS, PROJECT);
    expect(Object.keys(after)).toStrictEqual(Object.keys(before));
    return Object.keys(before).map((name) => [before[name] as LoadScenario, after[name] as LoadScenario] as const);
  };

  /** Every figure that the load of a scenario hangs on. */
  const amounts = (scenario: LoadScenario) => [
    ...scenario.stages.map(({ target }) => target),
    ...(scenario.executor === 'ramping-vus'
      ? [scenario.startVUs]
      : [scenario.startRate, scenario.preAllocatedVUs, scenario.maxVUs]),
  ];

  test('multiplies VUs and rates, and leaves no stage without the load it had', () => {
    fc.assert(
      fc.property(anyProfile, anyScale, (profile, scale) => {
        for (const [before, after] of pairs(profile, scale, 1)) {
          const scaled = amounts(after);
          amounts(before).forEach((amount, at) => {
            const now = scaled[at] as number;
            expect(Number.isInteger(now)).toBe(true);
            if (amount === 0) expect(now).toBe(0);
            else expect(Math.abs(now - Math.max(1, amount * scale))).toBeLessThanOrEqual(0.5);
          });
        }
      }),
    );
  });

  test('of the durations multiplies the stages and nothing else', () => {
    fc.assert(
      fc.property(anyProfile, anyScale, (profile, factor) => {
        for (const [before, after] of pairs(profile, 1, factor)) {
          expect(amounts(after)).toStrictEqual(amounts(before));
          expect(after.gracefulStop).toBe(before.gracefulStop);
          before.stages.forEach(({ duration }, at) => {
            const now = ms(after.stages[at]?.duration ?? '');
            expect(Math.abs(now - Math.max(1, ms(duration) * factor))).toBeLessThanOrEqual(0.5);
          });
        }
      }),
    );
  });
});

describe('a setting that cannot be used names the field, the value and what is allowed', () => {
  const faultOf = (read: () => unknown) => {
    try {
      read();
    } catch (fault) {
      if (isSettingProblem(fault)) return { field: fault.field, value: fault.value, allowed: fault.allowed };
      throw fault;
    }
    return undefined;
  };

  // `constructor` and `toString` are found in every object unless one asks for its own keys only.
  test.each(['sede', 'SEED', '', ' seed', 'constructor', 'toString', '__proto__'])('profile %j', (profile) => {
    expect(faultOf(() => readLoadSettings({ profile }, PROJECT))).toStrictEqual({
      field: 'profile',
      value: profile,
      allowed: 'seed, sequential, load-only, peak-only, peak-full, stress, spike, soak, smoke',
    });
  });

  test.each(['0', '-1', 'NaN', '', ' ', '1e9', '100.1', 'Infinity', '0,5', 'half', '1x'])('number %j', (number) => {
    expect(faultOf(() => readLoadSettings({ scale: number }, PROJECT))).toStrictEqual({
      field: 'scale',
      value: number,
      allowed: '0 < scale <= 100',
    });
    expect(faultOf(() => readLoadSettings({ durationScale: number }, PROJECT))).toStrictEqual({
      field: 'duration-scale',
      value: number,
      allowed: '0 < duration-scale <= 100',
    });
  });

  test('and usable numbers are taken as they are', () => {
    expect(readLoadSettings({ profile: 'smoke', scale: '0.1', durationScale: '100' })).toStrictEqual({
      profile: 'smoke',
      scale: 0.1,
      durationScale: 100,
    });
  });
});

describe('smoke', () => {
  const scenarios = Object.values(loadScenarios(settings('smoke'), THINK_MS, PROJECT));

  test('is over within 15 s, its graceful stops included', () => {
    expect(Math.max(...scenarios.map((one) => startMs(one) + lengthMs(one) + gracefulMs(one)))).toBeLessThanOrEqual(
      15_000,
    );
  });

  test.each(API_IDS)('plans at least 200 requests of %s: a p95 needs them', (api) => {
    // A quarter of a second is slow for a smoke test, and still enough requests come together.
    const iterationSec = thinkTimeMs(ownApi(api)) / 1000 + 0.25;
    const requests = scenarios.map((one) => planned(one) / (one.executor === 'ramping-vus' ? iterationSec : 1));
    expect(requests.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(200);
  });

  test.each(API_IDS)('has the VUs that its own peak needs with %s', (api) => {
    for (const one of scenarios) {
      if (one.executor !== 'ramping-arrival-rate') continue;
      const peak = Math.max(...one.stages.map(({ target }) => target));
      expect(one.maxVUs).toBeGreaterThanOrEqual(peak * (thinkTimeMs(ownApi(api)) / 1000 + 0.5));
    }
  });
});

test.each(API_IDS)('peak-full has a VU for every planned iteration of %s up to half a second of response', (api) => {
  const { peak_test } = loadScenarios(settings('peak-full'), thinkTimeMs(ownApi(api)), PROJECT);
  if (peak_test?.executor !== 'ramping-arrival-rate') throw new Error('peak_test is no arrival-rate scenario');
  const needed = 5000 * (thinkTimeMs(ownApi(api)) / 1000 + 0.5);
  expect(peak_test.maxVUs).toBeGreaterThanOrEqual(needed);
  // k6 starts at most one extra VU at a time, so none may be missing at the start.
  expect(peak_test.preAllocatedVUs).toBe(peak_test.maxVUs);
  expect(planned(peak_test)).toBe(185_050);
});

test('stress has the levels that a scalability curve needs: five or more, over a range of four times or more', () => {
  const { load_test } = loadScenarios(settings('stress'), THINK_MS, PROJECT);
  const targets = load_test?.stages.map(({ target }) => target) ?? [];
  const plateaus = targets.filter((target, at) => at > 0 && target === targets[at - 1]);
  expect(new Set(plateaus).size).toBeGreaterThanOrEqual(5);
  expect(Math.max(...plateaus) / Math.min(...plateaus)).toBeGreaterThanOrEqual(4);
});
