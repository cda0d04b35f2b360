import { type ReferenceSample, request } from './reference-samples.ts';

/** A number from 0 to 1 by chance, the same ones for the same seed (Mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface SplitRun {
  /** As one k6 process would have written it. */
  readonly whole: readonly ReferenceSample[];
  /** As several did: each sample is in one of them, and counts of users add up. */
  readonly parts: readonly (readonly ReferenceSample[])[];
}

const SECONDS = 5;

/** As CSV writes values. */
const sixDecimals = (value: number) => Number(value.toFixed(6));

/** One iteration that ends at a time: a request, its check, and what it counts. */
function iteration(atMs: number, random: () => number): ReferenceSample[] {
  const own = { group: '', scenario: random() < 0.3 ? 'peak_test' : 'load_test' };
  const isGood = random() > 0.1;
  const answer = isGood ? { status: '200' } : { status: '503', error_code: '1503' };
  const lastedMs = sixDecimals(1 + random() * 80);
  const tags = { ...own, ...answer, name: random() < 0.5 ? 'GET /a' : 'POST /b', expected_response: String(isGood) };
  return [
    ...request(atMs, lastedMs, tags),
    { metric: 'checks', atMs, value: isGood ? 1 : 0, tags: { ...own, check: random() < 0.5 ? 'ok' : '본문' } },
    { metric: 'iterations', atMs, value: 1, tags: own },
    { metric: 'iteration_duration', atMs, value: lastedMs, tags: own },
    { metric: 'data_received', atMs, value: Math.round(random() * 900), tags: own },
    ...(random() < 0.05 ? [{ metric: 'dropped_iterations', atMs, value: 1, tags: own }] : []),
    { metric: 'my_trend', atMs, value: sixDecimals(random() * 10), tags: own },
  ];
}

/** A run of some seconds, split by chance among runners that all write something until its end. */
export function splitRun(runners: number, seed: number): SplitRun {
  const random = chance(seed);
  const parts: ReferenceSample[][] = Array.from({ length: runners }, () => []);
  const whole: ReferenceSample[] = [];
  const give = (runner: number, samples: readonly ReferenceSample[]) => {
    whole.push(...samples);
    parts[runner]?.push(...samples);
  };
  const perSecond = 20 + Math.floor(random() * 40);
  for (let second = 0; second < SECONDS; second += 1) {
    for (let n = 0; n < perSecond; n += 1) {
      give(Math.floor(random() * runners), iteration(Math.round(100 + second * 1000 + n * (900 / perSecond)), random));
    }
    for (const metric of ['vus', 'vus_max']) {
      const values = parts.map(() => Math.floor(random() * 20));
      const atMs = second * 1000 + 1000;
      values.forEach((value, runner) => {
        parts[runner]?.push({ metric, atMs, value, tags: {} });
      });
      whole.push({ metric, atMs, value: values.reduce((sum, value) => sum + value, 0), tags: {} });
    }
  }
  parts.forEach((_, runner) => {
    give(runner, iteration(SECONDS * 1000 + 50 + runner, random));
  });
  return { whole, parts };
}

/** The samples as the runner of that number tags them. */
export const tagged = (
  samples: readonly ReferenceSample[],
  instanceId: string,
  testRun = 'peak',
): readonly ReferenceSample[] =>
  samples.map((sample) => ({
    ...sample,
    tags: { ...sample.tags, instance_id: instanceId, testrun_name: testRun },
  }));
