import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReferenceSample, RUN_START_MS, referenceSamples, request } from '../../../testing/reference-samples.ts';
import type { Timeline } from '../../model/timeline.ts';
import { SampleStore } from './sample-store.ts';

/** `condensedAt`: after so many samples only counts are kept. */
function timelineOf(samples: readonly ReferenceSample[], condensedAt = Number.POSITIVE_INFINITY): Timeline {
  const store = new SampleStore();
  for (const [at, { metric, atMs, value, tags }] of samples.entries()) {
    if (at === condensedAt) store.condense();
    store.add(metric, RUN_START_MS + atMs, value, tags);
  }
  const timeline = store.timeline();
  if (!timeline) throw new Error('no time line');
  return timeline;
}

const iteration = (endMs: number, lengthMs: number, scenario = 'a'): ReferenceSample[] => [
  { metric: 'iteration_duration', atMs: endMs, value: lengthMs, tags: { scenario } },
  { metric: 'iterations', atMs: endMs, value: 1, tags: { scenario } },
];

describe('seconds', () => {
  test('the first one begins with the first request, and a sample counts where it ended', () => {
    const timeline = timelineOf([
      ...request(2_500, 300, { scenario: 'a', status: '200', expected_response: 'true' }),
      ...request(3_199, 20, { scenario: 'a', status: '200', expected_response: 'true' }),
      ...request(3_200, 20, { scenario: 'b', status: '200', expected_response: 'true' }),
    ]);
    expect([timeline.startMs, timeline.seconds]).toStrictEqual([RUN_START_MS + 2_200, 2]);
    expect([...timeline.total.requests]).toStrictEqual([2, 1]);
    expect([...(timeline.scenarios.a?.requests ?? [])]).toStrictEqual([2, 0]);
    expect(timeline.total.latencyMs.over(0, 1)?.max).toBe(300);
    expect(timeline.scenarios.b?.latencyMs.over(0, 1)).toBeUndefined();
    expect(timeline.total.latencyMs.over(0, 2)).toMatchObject({ count: 3, sum: 340 });
  });

  test('after a setup() the load begins with a second of its own', () => {
    const timeline = timelineOf([
      ...request(400, 300, { group: '::setup' }),
      ...request(740, 200, { scenario: 'a' }),
      ...request(1_520, 900, { scenario: 'a' }),
      ...request(1_600, 50, { scenario: 'a' }),
      ...request(1_900, 150, { group: '::teardown' }),
    ]);
    // setup() began at 100, the load at 540.
    expect(timeline.aside).toStrictEqual({ setupMs: 440, teardownMs: 150 });
    expect(timeline.startMs).toBe(RUN_START_MS - 460);
    expect([...(timeline.scenarios.a?.requests ?? [])]).toStrictEqual([0, 2, 1]);
    expect(timeline.scenarios.a?.firstMs).toBe(1000);
  });

  test('midnight and the end of daylight saving are seconds like any other', () => {
    for (const atMs of [12 * 3_600_000, Date.UTC(2026, 9, 25, 1) - RUN_START_MS]) {
      const { total, seconds } = timelineOf([...request(atMs - 1500, 100, {}), ...request(atMs + 1500, 100, {})]);
      expect([seconds, total.requests.sum()]).toStrictEqual([4, 2]);
    }
  });

  test('users at work are counted over the whole length of their iterations', () => {
    // From 0 to 2.5 s, from 1.25 to 1.75 s, and from 2 to 4 s.
    const { total } = timelineOf([...iteration(2_500, 2_500), ...iteration(1_750, 500), ...iteration(4_000, 2_000)]);
    expect([...(total.busyVus ?? [])]).toStrictEqual([1, 1.5, 1.5, 1, 0]);
    expect([...total.iterations]).toStrictEqual([0, 1, 1, 0, 1]);
  });

  test('what no sample tells is unknown, not nothing', () => {
    const only = (metric: string) =>
      timelineOf(
        [...request(900, 100, { scenario: 'a' }), ...iteration(950, 900)].filter((one) => one.metric !== metric),
      );
    for (const lane of [only('http_req_failed').total, only('http_req_failed').scenarios.a]) {
      expect([lane?.failed, [...(lane?.busyVus ?? [])]]).toStrictEqual([undefined, [0.9]]);
    }
    for (const lane of [only('iteration_duration').total, only('iteration_duration').scenarios.a]) {
      expect([lane?.busyVus, [...(lane?.failed ?? [])]]).toStrictEqual([undefined, [0]]);
    }
  });

  test("k6's count of users holds until it says otherwise", () => {
    const vus = (atMs: number, value: number): ReferenceSample => ({ metric: 'vus', atMs, value, tags: {} });
    const { vus: seen } = timelineOf([...iteration(100, 100), vus(1_100, 5), vus(1_900, 7), vus(4_000, 1)]);
    expect([...seen]).toStrictEqual([Number.NaN, 7, 7, 7, 1]);
  });

  test('failed requests by their answer; their times are none of an answer', () => {
    const refused = { status: '0', error_code: '1212', expected_response: 'false' };
    const broken = { status: '503', error_code: '1503', expected_response: 'false' };
    const { errors, total } = timelineOf([
      ...request(10, 0, refused),
      ...request(1_020, 5, broken),
      ...request(1_030, 0, refused),
      ...request(2_040, 9, { status: '409', expected_response: 'true' }),
    ]);
    expect(errors.map(({ status, errorCode, failed }) => [status, errorCode, ...failed])).toStrictEqual([
      [0, 1212, 1, 1, 0],
      [503, 1503, 0, 1, 0],
    ]);
    expect([...(total.failed ?? [])]).toStrictEqual([1, 2, 0]);
    expect(total.latencyMs.over(0, 3)).toMatchObject({ count: 1, max: 9 });
  });

  test('a step of latency lies in the second in which it came', () => {
    const stepMs = 37_400;
    const samples = Array.from({ length: 6000 }, (_, at) =>
      request(at * 10 + 20, at * 10 + 20 < stepMs ? 10 : 150, {
        scenario: 'a',
        status: '200',
        expected_response: 'true',
      }),
    ).flat();
    const { total, seconds } = timelineOf(samples);
    const p95 = Array.from({ length: seconds }, (_, at) => total.latencyMs.over(at, at + 1)?.quantile(0.95) ?? 0);
    expect(p95.findIndex((ms) => ms > 80)).toBe(37);
    expect(p95.slice(0, 37).every((ms) => ms === 10)).toBe(true);
    expect(p95.slice(38).every((ms) => ms === 150)).toBe(true);
  });

  describe('what speaks no HTTP', () => {
    const of = (metric: string, atMs: number, value: number, tags = {}): ReferenceSample => ({
      ...{ metric, atMs, value, tags: { scenario: 'a', ...tags } },
    });
    const shape = ({ protocol, total }: Timeline) => [
      protocol,
      [...total.requests],
      total.failed && [...total.failed],
      total.latencyMs.over(0, 3)?.count,
      total.latencyMs.over(0, 3)?.max,
    ];
    const login: ReferenceSample[] = request(400, 90, { group: '::setup', status: '200', expected_response: 'true' });

    test.each([
      [
        'gRPC: each time is a call',
        [of('grpc_req_duration', 500, 30), of('grpc_req_duration', 1_500, 50)],
        ['grpc', [1, 1], undefined, 2, 50],
      ],
      ['gRPC streams', [of('grpc_streams', 500, 1), of('grpc_streams', 1_600, 1)], ['grpc', [1, 1], undefined]],
      [
        'WebSocket: sessions when they were opened, and how long they were',
        [of('ws_sessions', 0, 1), of('ws_sessions', 100, 1), of('ws_session_duration', 1_500, 1_400)],
        ['ws', [2, 0], undefined, 1, 1400],
      ],
      [
        'a browser, and what of it failed',
        [
          ...[of('browser_http_req_duration', 500, 30), of('browser_http_req_failed', 500, 0)],
          ...[of('browser_http_req_duration', 1_500, 60), of('browser_http_req_failed', 1_500, 1)],
        ],
        ['browser', [1, 1], [0, 1], 2, 60],
      ],
      [
        'HTTP beside it: HTTP is judged',
        [...request(500, 10, { scenario: 'a' }), of('grpc_req_duration', 600, 30)],
        ['http', [1], [0], 1, 10],
      ],
    ])('%s', (_, samples, expected) => {
      const timeline = timelineOf(samples);
      expect(shape(timeline).slice(0, expected.length)).toStrictEqual(expected);
      expect([...(timeline.scenarios.a?.requests ?? [])]).toStrictEqual(expected[1]);
      // Where only counts are kept, the same.
      expect(shape(timelineOf(samples, samples.length - 1)).slice(0, 4)).toStrictEqual(shape(timeline).slice(0, 4));
    });

    test('a login by HTTP in setup() is none of the load', () => {
      const samples = [...login, of('grpc_req_duration', 1_500, 50), of('grpc_req_duration', 1_600, 50)];
      expect(timelineOf(samples)).toMatchObject({ protocol: 'grpc' });
      expect(timelineOf(login)).toMatchObject({ protocol: 'http' });
    });
  });

  test.each([Number.POSITIVE_INFINITY, 3])('samples weeks apart are no more than others (condensed at %d)', (at) => {
    const own = { scenario: 'a', status: '503', expected_response: 'false' };
    const vus = (atMs: number): ReferenceSample => ({ metric: 'vus', atMs, value: 2, tags: {} });
    const twenty = 20 * 24 * 3_600_000;
    const near = [...request(200, 100, own), ...iteration(300, 300), vus(900)];
    const far = [...request(twenty, 100, own), ...iteration(twenty, twenty - 500), vus(twenty)];
    const { seconds, total, scenarios, vus: users, errors, silence } = timelineOf([...near, ...far], at);
    expect([seconds, total.requests.sum(), errors[0]?.failed.sum()]).toStrictEqual([20 * 86_400 + 1, 2, 2]);
    expect([total.busyVus?.at(1_000_000), users.at(1_000_000)]).toStrictEqual([1, 2]);
    expect(silence.to - silence.from).toBeGreaterThan(20 * 86_400 - 3);
    // What is held follows the samples.
    for (const { requests, failed, iterations, dropped, busyVus } of [total, scenarios.a ?? total]) {
      for (const steps of [requests, failed, iterations, dropped, busyVus]) expect(steps?.size).toBeLessThan(6);
    }
    expect(total.latencyMs.seconds(0, seconds).length).toBeLessThan(3);
  });
});

describe('when only counts are kept', () => {
  const samples = referenceSamples();
  const lanes = ({ requests, failed, iterations, dropped, busyVus }: Timeline['total']) =>
    [requests, failed, iterations, dropped, busyVus].map((lane) => lane && [...lane]);

  test('from whatever sample on, in whatever order, every count is the same and quantiles are near', () => {
    const exact = timelineOf(samples);
    const order = fc.shuffledSubarray([...samples.keys()], { minLength: samples.length });
    fc.assert(
      fc.property(order, fc.integer({ min: 1, max: samples.length - 1 }), (places, at) => {
        const near = timelineOf(
          places.flatMap((place) => samples[place] ?? []),
          at,
        );
        // The first second begins where it was known to begin by then.
        if (near.startMs !== exact.startMs) return;
        expect(near.seconds).toBe(exact.seconds);
        for (const [name, lane] of Object.entries(exact.scenarios)) {
          const own = near.scenarios[name];
          expect(own && lanes(own)).toStrictEqual(lanes(lane));
        }
        expect(near.errors).toStrictEqual(exact.errors);
        const [about, real] = [near, exact].map(
          ({ total }) => total.latencyMs.over(0, 2)?.quantile(0.95) ?? Number.NaN,
        );
        expect(Math.abs((about as number) / (real as number) - 1)).toBeLessThanOrEqual(0.005);
      }),
      { numRuns: 60 },
    );
  });

  test('what comes later may begin earlier', () => {
    const late = [...request(5_000, 10, {}), ...request(2_600, 10, {})];
    const { startMs, seconds, total } = timelineOf(late, 5);
    expect([startMs, seconds]).toStrictEqual([RUN_START_MS + 1_990, 4]);
    expect([...total.requests]).toStrictEqual([1, 0, 0, 1]);
  });
});
