import { describe, expect, test } from 'vitest';
import { BuhaError } from '../../reports/model/error.ts';
import { givenFigures, type PlanOptions, supposedTimes } from './settings.ts';

const NOTHING: PlanOptions = {
  profile: undefined,
  scale: '1',
  durationScale: '1',
  options: undefined,
  expectLatency: undefined,
  iterationTime: undefined,
  dau: undefined,
  requestsPerUser: undefined,
  peakShare: undefined,
  output: undefined,
  format: 'text',
  envFile: undefined,
};

const FIGURES = { dau: '100000', requestsPerUser: '12', peakShare: '0.2' };

function faultOf(call: () => unknown): BuhaError {
  try {
    call();
  } catch (fault) {
    if (fault instanceof BuhaError) return fault;
    throw fault;
  }
  throw new Error('nothing was wrong');
}

describe('how long an iteration is supposed to take', () => {
  test.each([
    [undefined, 0],
    ['0', 0],
    ['0s', 0],
    ['200ms', 200],
    ['1.2s', 1200],
    ['1m30s', 90_000],
    ['250', 250],
  ])('--expect-latency %s is %d ms', (expectLatency, latencyMs) => {
    expect(supposedTimes({ ...NOTHING, expectLatency })).toStrictEqual({ latencyMs, iterationMs: undefined });
  });

  test.each(['', '-5ms', 'fast', '200 ms', '1s2', 'NaN', 'Infinity', '25h'])(
    '--expect-latency %j is refused',
    (expectLatency) => {
      const fault = faultOf(() => supposedTimes({ ...NOTHING, expectLatency }));
      expect(fault).toMatchObject({ code: 'setting', facts: { field: '--expect-latency', value: expectLatency } });
    },
  );

  test.each(['0', '0s', '-1s', 'x'])('--iteration-time %j is refused', (iterationTime) => {
    const fault = faultOf(() => supposedTimes({ ...NOTHING, iterationTime }));
    expect(fault).toMatchObject({ code: 'setting', facts: { field: '--iteration-time', value: iterationTime } });
  });

  test('either the whole or the responses', () => {
    const fault = faultOf(() => supposedTimes({ ...NOTHING, iterationTime: '2s', expectLatency: '1s' }));
    expect(fault.code).toBe('options-conflict');
  });
});

describe('business figures', () => {
  test.each([
    [{}, { dau: 100_000, requestsPerUser: 12, peakShare: 0.2 }],
    [{ dau: '100,000' }, { dau: 100_000, requestsPerUser: 12, peakShare: 0.2 }],
    [{ peakShare: '20%' }, { dau: 100_000, requestsPerUser: 12, peakShare: 0.2 }],
    [
      { peakShare: '1', requestsPerUser: '0.5' },
      { dau: 100_000, requestsPerUser: 0.5, peakShare: 1 },
    ],
  ])('%j', (own, read) => {
    expect(givenFigures({ ...NOTHING, ...FIGURES, ...own })).toStrictEqual(read);
  });

  test('none given is none', () => {
    expect(givenFigures(NOTHING)).toBeUndefined();
  });

  test.each([
    ['--dau', { dau: '0' }],
    ['--dau', { dau: '-5' }],
    ['--dau', { dau: 'many' }],
    ['--dau', { dau: '1,00' }],
    ['--dau', { dau: '1e5' }],
    ['--dau', { dau: '99999999999' }],
    ['--dau', { dau: '' }],
    ['--requests-per-user', { requestsPerUser: '0' }],
    ['--requests-per-user', { requestsPerUser: 'Infinity' }],
    ['--peak-share', { peakShare: '0' }],
    ['--peak-share', { peakShare: '20' }],
    ['--peak-share', { peakShare: '1.01' }],
    ['--peak-share', { peakShare: '101%' }],
    ['--peak-share', { peakShare: '-20%' }],
  ])('%s cannot be %j', (field, own) => {
    const fault = faultOf(() => givenFigures({ ...NOTHING, ...FIGURES, ...own }));
    expect(fault).toMatchObject({ code: 'setting', facts: { field, value: Object.values(own)[0] } });
  });

  test('what is missing is named', () => {
    const fault = faultOf(() => givenFigures({ ...NOTHING, dau: '100' }));
    expect(fault).toMatchObject({
      code: 'business-figures',
      facts: { given: '--dau', missing: ['--requests-per-user', '--peak-share'] },
    });
  });

  test.each([
    ['--profile', { profile: 'seed' }],
    ['--options', { options: 'options.json' }],
    ['--scale', { scale: '2' }],
    ['--duration-scale', { durationScale: '2' }],
  ])('do not go with %s, which is another load', (other, own) => {
    const fault = faultOf(() => givenFigures({ ...NOTHING, ...FIGURES, ...own }));
    expect(fault).toMatchObject({ code: 'options-conflict', facts: { option: '--dau', other } });
  });
});
