import { describe, expect, test } from 'vitest';
import { chunksOf } from '../../testing/reference-samples.ts';
import { analyse } from '../analyse/analyse.ts';
import { gate } from '../analyse/gate/judge.ts';
import { readOutputs } from '../parse/read-outputs.ts';
import { assembleRuns, type KnownFacts } from './assemble.ts';

interface Described {
  readonly thresholds?: readonly string[];
  readonly submetrics?: readonly string[];
}

const metric = (name: string, type: string, { thresholds = [], submetrics = [] }: Described = {}) =>
  JSON.stringify({
    type: 'Metric',
    data: { name, type, contains: 'default', thresholds, submetrics: submetrics.map((one) => ({ name: one })) },
    metric: name,
  });

const point = (name: string, value: number, second: number) =>
  JSON.stringify({
    metric: name,
    type: 'Point',
    data: {
      time: `2026-01-01T00:00:${String(second).padStart(2, '0')}Z`,
      value,
      tags: { expected_response: 'true', status: '200', name: '/a', scenario: 'default' },
    },
  });

/** 40 requests, one a second, of 100 ms each. */
function samples(duration: Described, requests: Described = {}): string {
  const points = Array.from({ length: 40 }, (_, at) => [
    point('http_reqs', 1, at),
    point('http_req_duration', 100, at),
    point('http_req_failed', 0, at),
    point('iterations', 1, at),
  ]);
  const heads = [
    metric('http_reqs', 'counter', requests),
    metric('http_req_duration', 'trend', duration),
    metric('http_req_failed', 'rate'),
    metric('iterations', 'counter'),
  ];
  return `${[...heads, ...points.flat()].join('\n')}\n`;
}

async function judged(text: string, facts: KnownFacts = {}) {
  const outputs = await readOutputs({ file: 'r1.ndjson', chunks: chunksOf([text]) });
  const { verdict, runs } = gate(assembleRuns(outputs, facts).map((run) => analyse(run)));
  const rows = (runs[0]?.rows ?? []).filter(({ part }) => part === 'service-level');
  return { verdict, rows: rows.map(({ outcome, reason }) => [outcome, reason?.kind]), all: runs[0]?.rows ?? [] };
}

describe('thresholds that stand beside samples', () => {
  test('are goals, judged on the samples', async () => {
    expect(await judged(samples({ thresholds: ['avg<200', 'max<101'] }))).toMatchObject({
      verdict: 'pass',
      rows: [
        ['pass', undefined],
        ['pass', undefined],
      ],
    });
    expect(await judged(samples({ thresholds: ['avg<200', 'max<100'] }))).toMatchObject({ verdict: 'slo-fail' });
  });

  test('of a sub-metric are not stated, so that nothing passes', async () => {
    const duration = { thresholds: ['max<101'], submetrics: ['http_req_duration{kind:read}'] };
    expect(await judged(samples(duration))).toMatchObject({
      verdict: 'invalid',
      rows: [
        ['pass', undefined],
        ['not-judged', 'threshold-unstated'],
      ],
    });
    expect(await judged(samples({ ...duration, thresholds: ['max<99'] }))).toMatchObject({ verdict: 'slo-fail' });
    // k6 makes this one by itself.
    const own = { thresholds: ['max<101'], submetrics: ['http_req_duration{expected_response:true}'] };
    expect(await judged(samples(own))).toMatchObject({ verdict: 'pass' });
  });

  test('give way to the options of k6, which hold them all', async () => {
    const options = { thresholds: { http_req_duration: ['max<99'] } };
    const duration = { thresholds: ['max<101'], submetrics: ['http_req_duration{kind:read}'] };
    expect((await judged(samples(duration), { options })).rows).toStrictEqual([['slo-fail', undefined]]);
  });

  test('on a rate are left open where the exact length of the run would decide', async () => {
    const rows = async (limit: number) => (await judged(samples({}, { thresholds: [`rate>${limit}`] }))).rows;
    // 40 requests in 39 to 41 s.
    expect(await rows(0.5)).toStrictEqual([['pass', undefined]]);
    expect(await rows(1)).toStrictEqual([['not-judged', 'rounded']]);
    expect(await rows(1.1)).toStrictEqual([['slo-fail', undefined]]);
  });
});

test('a file of a k6 that was killed within a line is not about the whole run', async () => {
  const whole = samples({ thresholds: ['p(95)<200'] });
  for (const end of [-30, -100]) {
    const { verdict, all } = await judged(whole.slice(0, end));
    expect(verdict).toBe('invalid');
    expect(all.find(({ reason }) => reason?.kind === 'cut-off')?.outcome).toBe('invalid');
  }
  // Some copies lose the last line feed only.
  expect(await judged(whole.slice(0, -1))).toMatchObject({ verdict: 'pass' });
});
