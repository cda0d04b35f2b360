import fc from 'fast-check';
import { thinkTimeMs } from '../options/apis.ts';
import type { Measurement, Metric, Scope, Trend } from '../reports/model/measurement.ts';
import type { PlannedScenario, Ramp } from '../reports/model/plan.ts';
import type { Run } from '../reports/model/run.ts';
import { API_IDS, ownApi, PROJECT } from './own-project.ts';
import { measuredSeconds } from './reference-seconds.ts';

/** Runs for tests: one with other figures, and any run at all. */

export const withMeasured = (run: Run, changes: Partial<Measurement>): Run => ({
  ...run,
  measured: { ...run.measured, ...changes },
});

/** The figures of scenarios would no longer fit, so the output does not tell them apart. */
export const withTotal = (run: Run, changes: Partial<Scope>): Run =>
  withMeasured(run, { total: { ...run.measured.total, ...changes }, scenarios: {} });

export const gauge = (name: string, max: number): Metric => ({
  name,
  kind: 'gauge',
  values: { value: max, min: 0, max },
});

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 6 });
/** Times in ms from nothing to minutes, many of them small; not doubles, most of which are next to nothing. */
const time = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.nat(50_000).map((us) => us / 1000) },
  { weight: 5, arbitrary: fc.nat(120_000) },
);
const amount = fc.oneof(fc.constant(0), fc.nat(50), fc.nat(1_000_000));

/** A trend whose figures fit together; each may be missing. */
const trend: fc.Arbitrary<Trend> = fc
  .tuple(fc.array(time, { minLength: 6, maxLength: 6 }), amount, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }))
  .map(([times, count, kept]) => {
    const [min = 0, med = 0, avg = 0, p90 = 0, p95 = 0, max = 0] = times.toSorted((a, b) => a - b);
    const all = { min, med, avg, p90, p95, max, count };
    return Object.fromEntries(Object.entries(all).filter((_, at) => kept[at] || at < 3));
  });

const scope: fc.Arbitrary<Scope> = fc
  .record({
    requests: maybe(amount),
    failures: maybe(fc.constantFrom(0, 0, 0, 0.002, 0.3, 1)),
    perIteration: fc.constantFrom(1, 1, 1, 3),
    dropped: maybe(amount),
    runSec: maybe(fc.integer({ min: 1, max: 200 })),
    checksPassed: maybe(amount),
    checksFailed: maybe(amount),
    durationMs: maybe(trend),
    successDurationMs: maybe(trend),
    iterationDurationMs: maybe(trend),
    connectingMs: maybe(trend),
  })
  .map(({ requests, failures, perIteration, dropped, runSec, ...rest }) => {
    const iterations = requests === undefined ? undefined : Math.floor(requests / perIteration);
    const rate = (count: number | undefined) =>
      count === undefined || runSec === undefined ? undefined : count / runSec;
    const failed = requests === undefined || failures === undefined ? undefined : Math.floor(requests * failures);
    return {
      requests,
      requestsPerSec: rate(requests),
      iterations,
      iterationsPerSec: rate(iterations),
      droppedIterations: dropped,
      failedRequests: failed,
      failedRatio: failed === undefined || !requests ? undefined : failed / requests,
      ...rest,
    };
  });

const ramps: fc.Arbitrary<Ramp[]> = fc.array(
  fc.record({ durationMs: fc.nat(60_000), from: fc.nat(5000), to: fc.nat(5000) }),
  { minLength: 1, maxLength: 3 },
);
const lengthOf = (pieces: readonly Ramp[]) => pieces.reduce((sum, { durationMs }) => sum + durationMs, 0);

const plan = (name: string): fc.Arbitrary<PlannedScenario> =>
  fc
    .record({ startMs: fc.nat(50_000), ramps, vus: fc.nat(600), iterations: fc.nat(1000), kind: fc.nat(2) })
    .map(({ startMs, ramps: pieces, vus, iterations, kind }): PlannedScenario => {
      const common = { name, startMs, durationMs: lengthOf(pieces) };
      if (kind === 0) return { ...common, executor: 'ramping-vus', model: 'closed', ramps: pieces };
      if (kind === 1) return { ...common, executor: 'shared-iterations', model: 'iterations', iterations, vus };
      const open = { executor: 'ramping-arrival-rate', model: 'open', preAllocatedVus: vus, maxVus: vus } as const;
      return { ...common, ...open, ramps: pieces };
    });

/** A time line of some seconds, of one scenario or two. */
const timeline = fc
  .array(
    fc.record({
      scenario: fc.constantFrom('a', 'b'),
      perSec: fc.nat(12),
      vus: fc.nat(20),
      failed: fc.constantFrom(0, 0, 0, 3),
      dropped: fc.constantFrom(0, 0, 5),
      started: fc.nat(600),
      responseMs: fc.constantFrom(
        () => 1,
        (n: number) => 5 + n,
        (n: number) => (n % 3 === 0 ? 4000 : 20),
      ),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((seconds) => measuredSeconds(seconds).timeline);

const responses = fc.array(
  fc.record({
    scenario: fc.constant(undefined),
    name: fc.constant(undefined),
    status: fc.constantFrom(0, 200, 409, 500),
    errorCode: fc.constantFrom(undefined, 1212, 1500),
    expected: fc.boolean(),
    count: amount,
  }),
  { maxLength: 4 },
);

/** Any run: figures missing, zero, huge or at odds with its plan; of the catalogue or not. */
export const anyRun: fc.Arbitrary<Run> = fc
  .record({
    api: maybe(fc.constantFrom(...API_IDS)),
    total: scope,
    planned: fc.tuple(plan('a'), plan('b')).chain((plans) => fc.shuffledSubarray(plans)),
    split: fc.option(scope, { nil: undefined }),
    runMs: maybe(fc.integer({ min: 1, max: 300_000 })),
    responses: fc.option(responses, { nil: undefined }),
    setup: fc.option(scope, { nil: undefined }),
    timeline: fc.option(timeline, { nil: undefined, freq: 1 }),
    endpoints: fc.option(fc.dictionary(fc.constantFrom('GET /a', 'POST /a', 'x'), scope), { nil: undefined }),
    vus: maybe(fc.nat(1000)),
    keys: maybe(fc.nat(200)),
    options: fc.option(fc.dictionary(fc.constantFrom('executor', 'vus', 'foo'), fc.constantFrom('x', 1, null)), {
      nil: undefined,
    }),
    contradiction: fc.option(fc.tuple(time, time), { nil: undefined }),
  })
  .map(({ api, total, planned, split, vus, keys, options, contradiction, ...measured }) => ({
    project: PROJECT,
    api,
    name: 'any',
    record: undefined,
    planned,
    thinkMs: api === undefined ? undefined : thinkTimeMs(ownApi(api)),
    ...(keys !== undefined && { keys }),
    ...(options && { options }),
    ...(contradiction && {
      contradictions: [
        {
          metric: 'http_reqs',
          statistic: 'count',
          contains: undefined,
          used: { file: 'a', value: contradiction[0] },
          other: { file: 'b', value: contradiction[1] },
        },
      ],
    }),
    measured: {
      metrics: vus === undefined ? [] : [gauge('vus_max', vus)],
      total,
      scenarios: Object.fromEntries(split ? [['a', split]] : []),
      checks: [],
      thresholds: [],
      runMs: measured.runMs,
      ...(measured.responses && { responses: measured.responses }),
      ...(measured.setup && { setup: measured.setup }),
      ...(measured.endpoints && { endpoints: measured.endpoints }),
      ...(measured.timeline && { timeline: measured.timeline }),
    },
  }));

/** Runs with a plan that can be theirs: closed load for half of the users, an arrival rate for what was dropped. */
export const fitted = (runs: fc.Arbitrary<Run>): fc.Arbitrary<Run> =>
  fc
    .record({ run: runs, ran: fc.double({ min: 0, max: 1, noNaN: true }), drain: fc.nat(30), spareVus: fc.nat(50) })
    .map(({ run, ran, drain, spareVus }) => {
      const { runMs = 60_000, metrics, total } = run.measured;
      const vus = metrics.find(({ name }) => name === 'vus_max')?.values.max ?? 0;
      const durationMs = Math.max(1, runMs - Math.min(30_000, (runMs * drain) / 100));
      const perSec = (((total.iterations ?? 0) * ran + (total.droppedIterations ?? 0)) * 1000) / durationMs;
      const constant = (level: number) => ({ startMs: 0, durationMs, ramps: [{ durationMs, from: level, to: level }] });
      const half = Math.floor(vus / 2);
      const planned: PlannedScenario[] = [
        { name: 'a', executor: 'constant-vus', model: 'closed', ...constant(half) },
        {
          ...{ name: 'b', executor: 'constant-arrival-rate', model: 'open', ...constant(perSec) },
          preAllocatedVus: 0,
          maxVus: vus - half + spareVus,
        },
      ];
      return { ...withMeasured(run, { scenarios: {} }), planned };
    });
