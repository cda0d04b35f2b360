import { describe, expect, test } from 'vitest';
import { recordOf, referenceRun } from '../../testing/reference-runs.ts';
import { measuredSeconds, runOf } from '../../testing/reference-seconds.ts';
import type { Run } from '../model/run.ts';
import { failedWhen } from './failed-when.ts';

const ran = (startedAt: string, endedAt: string): Run => {
  const { measured, ...run } = referenceRun('place-order');
  const { timeline: _, ...told } = measured;
  return { ...run, measured: told, record: { ...recordOf('place-order'), startedAt, endedAt } };
};

describe('when requests failed', () => {
  test('is the time of the run without samples, in the zone of its machine', () =>
    expect(failedWhen([ran('2026-11-23T23:59:50.000+09:00', '2026-11-24T00:01:10.500+09:00')])).toEqual({
      from: '2026-11-23 23:59:50',
      to: '2026-11-24 00:01:10 (UTC+09:00)',
    }));

  test('of several reaches from the first to the last, and names the day once', () =>
    expect(
      failedWhen([
        ran('2026-11-23T14:05:00-03:30', '2026-11-23T14:06:00-03:30'),
        ran('2026-11-23T14:03:11-03:30', '2026-11-23T14:04:00-03:30'),
      ]),
    ).toEqual({ from: '2026-11-23 14:03:11', to: '14:06:00 (UTC-03:30)' }));

  test('is that of the failures where samples tell it, without a record in UTC', () => {
    const seconds = [0, 20, 20, 0].map((failed) => ({ perSec: 20, vus: 1, responseMs: () => 10, failed }));
    const { measured } = runOf(measuredSeconds(seconds));
    const startMs = Date.UTC(2026, 10, 23, 5, 0, 11);
    const timeline = measured.timeline && { ...measured.timeline, startMs };
    expect(failedWhen([{ ...ran('', ''), measured: { ...measured, timeline }, record: undefined }])).toEqual({
      from: '2026-11-23 05:00:12',
      to: '05:00:14 (UTC+00:00)',
    });
  });

  test.each(['', 'yesterday', '+275760-09-13T00:00:00.000Z'])('%j is no time of a log', (text) =>
    expect(failedWhen([ran(text, text)])).toBeUndefined(),
  );

  test('is unknown where one of them does not tell', () => {
    const unrecorded = { ...ran('2026-11-23T14:05:00Z', '2026-11-23T14:06:00Z'), record: undefined };
    expect(failedWhen([ran('2026-11-23T14:05:00Z', '2026-11-23T14:06:00Z'), unrecorded])).toBeUndefined();
  });
});
