import { describe, expect, test } from 'vitest';
import { inspectedOptions } from '../../testing/reference-runs.ts';
import { BuhaError } from '../model/error.ts';
import { countedVus, parseK6Options } from './k6-options.ts';

const one = (scenario: Record<string, unknown>) => parseK6Options({ scenarios: { s: scenario } });

test("the reference's options: both scenarios with their ramps, per second and in ms", () => {
  expect(parseK6Options(inspectedOptions('get-balance'))).toStrictEqual([
    {
      name: 'load_test',
      startMs: 0,
      executor: 'ramping-vus',
      model: 'closed',
      ramps: [
        { durationMs: 10_000, from: 0, to: 1000 },
        { durationMs: 30_000, from: 1000, to: 1000 },
        { durationMs: 10_000, from: 1000, to: 3000 },
        { durationMs: 30_000, from: 3000, to: 3000 },
        { durationMs: 10_000, from: 3000, to: 0 },
      ],
      durationMs: 90_000,
    },
    {
      name: 'peak_test',
      startMs: 0,
      executor: 'ramping-arrival-rate',
      model: 'open',
      ramps: [
        { durationMs: 10_000, from: 10, to: 1000 },
        { durationMs: 20_000, from: 1000, to: 5000 },
        { durationMs: 30_000, from: 5000, to: 1000 },
        { durationMs: 10_000, from: 1000, to: 5000 },
      ],
      durationMs: 70_000,
      preAllocatedVus: 200,
      maxVus: 500,
    },
  ]);
});

describe('the other executors', () => {
  test('constant-vus is one level, later when it starts later', () => {
    expect(one({ executor: 'constant-vus', vus: 7, duration: '1m30s', startTime: '120s' })).toStrictEqual([
      {
        name: 's',
        startMs: 120_000,
        executor: 'constant-vus',
        model: 'closed',
        ramps: [{ durationMs: 90_000, from: 7, to: 7 }],
        durationMs: 90_000,
      },
    ]);
  });

  test('constant-arrival-rate with its rate per minute is told per second', () => {
    expect(
      one({ executor: 'constant-arrival-rate', rate: 120, timeUnit: '1m', duration: '10s', preAllocatedVUs: 5 }),
    ).toStrictEqual([
      {
        name: 's',
        startMs: 0,
        executor: 'constant-arrival-rate',
        model: 'open',
        ramps: [{ durationMs: 10_000, from: 2, to: 2 }],
        durationMs: 10_000,
        preAllocatedVus: 5,
        maxVus: 5,
      },
    ]);
  });

  test('ramping-arrival-rate divides its start and its targets alike by the time unit', () => {
    const [plan] = one({
      executor: 'ramping-arrival-rate',
      startRate: 60,
      timeUnit: '1m',
      stages: [{ duration: '1m30s', target: 600 }],
      preAllocatedVUs: 1,
      maxVUs: 9,
    });
    expect(plan).toMatchObject({ ramps: [{ durationMs: 90_000, from: 1, to: 10 }], maxVus: 9 });
  });

  test('shared iterations are all of them, per-VU iterations are for each VU', () => {
    const shared = { executor: 'shared-iterations', vus: 4, iterations: 100, maxDuration: '2m' };
    expect([...one(shared), ...one({ ...shared, executor: 'per-vu-iterations' })]).toStrictEqual([
      {
        name: 's',
        startMs: 0,
        executor: 'shared-iterations',
        model: 'iterations',
        durationMs: 120_000,
        vus: 4,
        iterations: 100,
      },
      {
        name: 's',
        startMs: 0,
        executor: 'per-vu-iterations',
        model: 'iterations',
        durationMs: 120_000,
        vus: 4,
        iterations: 400,
      },
    ]);
  });
});

describe("what is null or absent has k6's default", () => {
  test.each([
    ['ramping-vus', { stages: [{ duration: '1s', target: 3 }] }, { ramps: [{ durationMs: 1000, from: 1, to: 3 }] }],
    ['constant-vus', { duration: '1s' }, { ramps: [{ durationMs: 1000, from: 1, to: 1 }] }],
    [
      'ramping-arrival-rate',
      { preAllocatedVUs: 2, stages: [{ duration: '1s', target: 3 }] },
      { ramps: [{ durationMs: 1000, from: 0, to: 3 }], maxVus: 2 },
    ],
    [
      'constant-arrival-rate',
      { preAllocatedVUs: 2, rate: 3, duration: '1s' },
      { ramps: [{ durationMs: 1000, from: 3, to: 3 }] },
    ],
    ['shared-iterations', {}, { iterations: 1, vus: 1, durationMs: 600_000 }],
    ['per-vu-iterations', {}, { iterations: 1, vus: 1, durationMs: 600_000 }],
  ])('%s', (executor, given, expected) => {
    const unset = Object.fromEntries(
      ['startTime', 'startVUs', 'vus', 'startRate', 'timeUnit', 'maxVUs', 'iterations', 'maxDuration']
        .filter((name) => !(name in given))
        .map((name) => [name, null]),
    );
    expect(one({ executor, ...given })[0]).toMatchObject({ startMs: 0, ...expected });
    expect(one({ executor, ...unset, ...given })).toStrictEqual(one({ executor, ...given }));
  });

  test('a duration may be a number of milliseconds', () => {
    expect(one({ executor: 'constant-vus', vus: 1, duration: 1500 })[0]?.durationMs).toBe(1500);
  });
});

describe("k6's shorthands stand for a scenario named default", () => {
  const closed = { name: 'default', model: 'closed' };
  const counted = { name: 'default', model: 'iterations' };

  test.each([
    [
      'stages start from one VU',
      { stages: [{ duration: '1s', target: 3 }] },
      { ...closed, executor: 'ramping-vus', ramps: [{ durationMs: 1000, from: 1, to: 3 }] },
    ],
    [
      'stages start from vus',
      { vus: 2, stages: [{ duration: '1s', target: 3 }] },
      { ...closed, executor: 'ramping-vus', ramps: [{ durationMs: 1000, from: 2, to: 3 }] },
    ],
    [
      'a duration',
      { vus: 5, duration: '10s' },
      { ...closed, executor: 'constant-vus', ramps: [{ durationMs: 10_000, from: 5, to: 5 }] },
    ],
    [
      'iterations are shared, and a duration limits them',
      { vus: 5, iterations: 20, duration: '10s' },
      { ...counted, executor: 'shared-iterations', vus: 5, iterations: 20, durationMs: 10_000 },
    ],
    [
      'vus alone are as many iterations',
      { vus: 5 },
      { ...counted, executor: 'shared-iterations', vus: 5, iterations: 5, durationMs: 600_000 },
    ],
    [
      'vus push scenarios aside, as k6 warns',
      { vus: 5, scenarios: { s: { executor: 'constant-vus', vus: 1, duration: '1s' } } },
      { ...counted, executor: 'shared-iterations', vus: 5, iterations: 5 },
    ],
    [
      'nothing at all is one iteration',
      {},
      { ...counted, executor: 'per-vu-iterations', vus: 1, iterations: 1, durationMs: 600_000 },
    ],
    ['no scenario and no stage are nothing at all', { scenarios: {}, stages: [] }, { ...counted, iterations: 1 }],
  ])('%s', (_what, options, expected) => {
    const nulls = { vus: null, duration: null, iterations: null, stages: null, scenarios: null };
    const plans = parseK6Options({ ...nulls, ...options });
    expect(plans).toHaveLength(1);
    expect(plans[0]).toMatchObject(expected);
    expect(parseK6Options(options)).toStrictEqual(plans);
  });
});

describe('options that cannot be understood are refused, and the error names the field', () => {
  test.each([
    ['an executor that k6 no longer has', { executor: 'externally-controlled' }, 'scenarios.s.executor'],
    ['no executor', { vus: 3 }, 'scenarios.s.executor'],
    ['a duration in words', { executor: 'constant-vus', duration: 'soon' }, 'scenarios.s.duration'],
    [
      'a stage without a target',
      { executor: 'ramping-vus', stages: [{ duration: '1s' }] },
      'scenarios.s.stages.0.target',
    ],
    [
      'an arrival rate without VUs',
      { executor: 'constant-arrival-rate', rate: 1, duration: '1s' },
      'scenarios.s.preAllocatedVUs',
    ],
  ])('%s', (_what, scenario, field) => {
    let fault: unknown;
    try {
      one(scenario);
    } catch (thrown) {
      fault = thrown;
    }
    if (!(fault instanceof BuhaError)) throw fault;
    expect(fault.code).toBe('bad-k6-options');
    expect(fault.facts).toStrictEqual({ detail: expect.stringMatching(new RegExp(`^${field}(?:: \\S+)?$`)) });
  });
});

test('virtual users are taken from k6 where it counted them, and from no script', () => {
  // `k6 inspect --execution-requirements` adds both, of its own segment of 31 users here.
  const scenarios = { a: { executor: 'constant-vus', vus: 31, duration: '10s' } };
  const own = { scenarios, executionSegment: '1/2:1' };
  expect(countedVus({ ...own, totalDuration: '40s', maxVUs: 15 })).toBe(15);
  expect([own, { ...own, maxVUs: 15 }, { ...own, totalDuration: '40s', maxVUs: '15' }, null].map(countedVus)).toEqual(
    Array.from({ length: 4 }),
  );
});

test('times to end in are read, and left out where a script says none', () => {
  const stages = [{ duration: '1s', target: 1 }];
  const planned = (own: object) => parseK6Options({ scenarios: { a: { executor: 'ramping-vus', stages, ...own } } })[0];
  expect(planned({ gracefulStop: '0s', gracefulRampDown: '1m30s' })).toMatchObject({
    gracefulStopMs: 0,
    gracefulRampDownMs: 90_000,
  });
  expect(planned({ gracefulStop: null })).not.toHaveProperty('gracefulStopMs');
});

describe('numbers that k6 could not hold are refused by their field, so that no plan is without end', () => {
  const rate = { executor: 'constant-arrival-rate', rate: 5, duration: '1m', preAllocatedVUs: 1 };
  test.each([
    ['rate', { ...rate, rate: 1e308 }],
    ['timeUnit', { ...rate, timeUnit: 0 }],
    ['timeUnit', { ...rate, timeUnit: 5e-324 }],
    ['timeUnit', { ...rate, timeUnit: '-1s' }],
    ['duration', { ...rate, duration: 1e308 }],
    ['maxVUs', { ...rate, maxVUs: 1e308 }],
    ['preAllocatedVUs', { ...rate, preAllocatedVUs: -1e308 }],
    ['vus', { executor: 'per-vu-iterations', vus: 1e200, iterations: 1e200 }],
    ['target', { executor: 'ramping-vus', stages: [{ duration: '1m', target: 1e308 }] }],
  ])('%s', (field, scenario) => {
    expect(() => parseK6Options({ scenarios: { peak: scenario } })).toThrow(
      expect.objectContaining({ code: 'bad-k6-options', facts: { detail: expect.stringContaining(field) } }),
    );
  });
});
