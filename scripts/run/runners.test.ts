import { describe, expect, test } from 'vitest';
import { partArguments, readSharing, runnersHere } from './runners.ts';

const NOW = Date.parse('2026-12-01T00:00:00Z');
const read = (options: Partial<Parameters<typeof readSharing>[0]>) =>
  readSharing({ runners: undefined, runner: undefined, startAt: undefined, ...options }, NOW);

describe('how a load is shared out', () => {
  test('by nobody where nothing is said, nor among one', () => {
    expect(read({})).toBeUndefined();
    expect(read({ runners: '1' })).toBeUndefined();
  });

  test('among so many here, or one of them', () => {
    expect(runnersHere(read({ runners: '3' }) ?? { of: 0, only: undefined, startAtMs: undefined })).toEqual([1, 2, 3]);
    const part = read({ runner: '2/3', startAt: '2026-12-01T10:00:00+09:00' });
    expect(part).toEqual({ of: 3, only: 2, startAtMs: NOW + 3600_000 });
    expect(runnersHere(part ?? { of: 0, only: undefined, startAtMs: undefined })).toEqual([2]);
  });

  test.each([
    [{ runners: '0' }, 'setting'],
    [{ runners: '2.5' }, 'setting'],
    [{ runners: '65' }, 'setting'],
    [{ runner: '4/3' }, 'setting'],
    [{ runner: '0/3' }, 'setting'],
    [{ runner: '2' }, 'setting'],
    // A time without a zone is another one on each host; one that has passed, or is far away, a slip.
    [{ runner: '1/2', startAt: '2026-12-01T10:00:00' }, 'setting'],
    [{ runner: '1/2', startAt: '2026-11-30T23:59:59Z' }, 'setting'],
    [{ runner: '1/2', startAt: '2026-12-03T00:00:00Z' }, 'setting'],
    [{ runner: '1/2', startAt: 'now' }, 'setting'],
    [{ runner: '1/2', runners: '2' }, 'options-conflict'],
    [{ startAt: '2026-12-01T10:00:00Z' }, 'options-conflict'],
    [{ runners: '2', startAt: '2026-12-01T10:00:00Z' }, 'options-conflict'],
  ])('refuses %o', (options, code) => {
    expect(() => read(options)).toThrow(expect.objectContaining({ code }));
  });
});

test('segments lie end to end, and setup() is run once for those that run here', () => {
  const all = { of: 3, only: undefined, startAtMs: undefined };
  const segments = runnersHere(all).map((number) =>
    partArguments(number, all).find((word) => word.startsWith('--execution-segment=')),
  );
  expect(segments).toEqual(['0:1/3', '1/3:2/3', '2/3:1'].map((segment) => `--execution-segment=${segment}`));
  expect(partArguments(2, all)).toEqual(
    expect.arrayContaining([
      '--execution-segment-sequence=0,1/3,2/3,1',
      '--tag=instance_id=2',
      '--no-setup',
      '--paused',
    ]),
  );
  expect(partArguments(1, all)).toContain('--linger');
  expect(partArguments(2, all)).not.toContain('--linger');
  expect(partArguments(1, { ...all, only: 1 })).not.toContain('--no-setup');
});
