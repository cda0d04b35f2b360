import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analysedReference, foreignRun, referenceSummary } from '../../testing/reference-runs.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { RunRecord } from '../model/record.ts';
import { byApi } from './fingerprint.ts';
import { areInTurns, compareApis, compareRounds, spreadOf } from './rounds.ts';

const balance = (changes: Partial<RunRecord> = {}) => analysedReference('get-balance', changes);

/** A run with another throughput. */
const serving = (perSec: number, run: AnalysedRun = balance()): AnalysedRun => ({
  ...run,
  measured: { ...run.measured, total: { ...run.measured.total, requestsPerSec: perSec } },
});

/** What can be measured: no sum of two is beyond all numbers, and zero has no sign. */
const measured = fc.double({ min: 0, max: 1e12, noNaN: true }).map((value) => value + 0);

describe('the spread of a round', () => {
  test('is the geometric mean of times and rates, the plain one of shares, with the range', () => {
    expect(spreadOf('p95', [4, 1, 2])).toEqual({ mean: expect.closeTo(2), min: 1, max: 4, runs: 3 });
    expect(spreadOf('failed', [0.3, 0, 0])).toEqual({ mean: expect.closeTo(0.1), min: 0, max: 0.3, runs: 3 });
    expect(spreadOf('tps', [])).toBeUndefined();
  });

  test('does not depend on the order, and holds its mean', () => {
    fc.assert(
      fc.property(fc.array(measured, { minLength: 1 }), (values) => {
        const [found, back] = [spreadOf('tps', values), spreadOf('tps', values.toReversed())];
        expect(back?.mean).toBeCloseTo(found?.mean ?? -1, 6);
        expect(found?.min).toBeLessThanOrEqual(found?.mean ?? -1);
        expect(found?.mean).toBeLessThanOrEqual(found?.max ?? -1);
      }),
    );
  });
});

/** A run with other figures, of a load whose throughput tells what the system can do. */
const measuring = (medMs: number, failedRatio = 0, run = balance()): AnalysedRun => {
  const { total } = run.measured;
  const durationMs = { ...total.durationMs, med: medMs, p95: medMs * 2 };
  const own = { ...total, failedRatio, failedRequests: failedRatio * 1000, durationMs, successDurationMs: durationMs };
  return { ...run, measured: { ...run.measured, total: own } };
};

const changes = (before: readonly AnalysedRun[], after: readonly AnalysedRun[]) =>
  compareRounds([before, after]).rounds[1]?.changes ?? {};

const slower = (factor: number) => [100, 102, 98].map((medMs) => measuring(medMs * factor));

describe('a change', () => {
  test('of throughput is better upwards, of response times downwards', () => {
    expect(changes(slower(1), slower(1.3))).toMatchObject({
      med: { outcome: 'worse', gain: expect.closeTo(-0.3), unit: 'ratio' },
      p95: { outcome: 'worse', gain: expect.closeTo(-0.3) },
    });
    expect(changes(slower(1.3), slower(1)).med?.outcome).toBe('better');
    const [few, more] = [
      [100, 101, 99],
      [150, 151, 149],
    ].map((rates) => rates.map((perSec) => serving(perSec)));
    expect(changes(few ?? [], more ?? []).tps).toMatchObject({ outcome: 'better', gain: expect.closeTo(0.5, 2) });
    // The seed's "7.48 → 1.67 s" is 78 %.
    const [, after] = compareRounds([[measuring(7480)], [measuring(1670)]]).rounds;
    expect(after?.changes.med?.gain).toBeCloseTo(0.7767, 4);
  });

  test('has its interval around it, and the interval of a gain has its direction', () => {
    const { med } = changes(slower(1), slower(1.3));
    const [low = 0, high = 0] = med?.range ?? [];
    expect(low).toBeLessThan(-0.3);
    expect(high).toBeGreaterThan(-0.3);
    expect(high).toBeLessThan(0);
  });

  test('of a share is a difference, never a ratio', () => {
    const of = (ratio: number) => [0, 1, 2].map((more) => measuring(100, ratio + more / 10_000));
    expect(changes(of(0.01), of(0.03)).failed).toMatchObject({
      outcome: 'worse',
      gain: expect.closeTo(-0.02),
      unit: 'points',
    });
    // 0.32 points of rejections are nothing to speak of.
    expect(changes(of(0), of(0.0032)).failed?.outcome).toBe('same');
  });

  test('is judged of median, p95, failures, and throughput that is not only what was sent', () => {
    expect(Object.keys(changes([balance()], [balance()]))).toEqual(['med', 'p95', 'tps', 'failed']);
    const closed = { ...balance(), planned: [], findings: [] };
    expect(Object.keys(changes([closed], [closed]))).not.toContain('tps');
  });

  test('of one run each is open, unless the median doubled', () => {
    expect(changes([measuring(100)], [measuring(150)]).med?.outcome).toBe('single');
    expect(changes([measuring(100)], [measuring(200)]).med?.outcome).toBe('worse');
  });

  test('from nothing has no size', () => {
    expect(changes([serving(0)], [serving(10)]).tps).toMatchObject({ outcome: 'single', gain: undefined });
  });
});

test('of several APIs all figures are one table', () => {
  const order = analysedReference('place-order');
  const weak = [100, 103, 97].map((medMs) => measuring(medMs));
  const after = [110, 113.3, 106.7].map((medMs) => measuring(medMs));
  const scattering = [100, 140, 80].map((medMs) => measuring(medMs, 0, order));
  const alone = compareApis([[weak, after]])[0]?.rounds[1]?.changes.med?.outcome;
  const beside = compareApis([
    [weak, after],
    [scattering, scattering.toReversed().map((run) => ({ ...run }))],
  ]);
  expect(alone).toBe('worse');
  expect(beside[0]?.rounds[1]?.changes.med?.outcome).not.toBe('worse');
});

test('rounds that lie one after the other are known', () => {
  const at = (minute: number) => balance({ startedAt: `2026-11-23T14:${String(minute).padStart(2, '0')}:00.000Z` });
  expect(areInTurns([at(1), at(4)], [at(2), at(3)])).toBe(true);
  expect(areInTurns([at(1), at(2)], [at(3), at(4)])).toBe(false);
  expect(areInTurns([at(3), at(4)], [at(1), at(2)])).toBe(false);
});

describe('rounds', () => {
  test('are compared with the first', () => {
    const { rounds, differences } = compareRounds([[serving(100)], [serving(150)], [serving(80)]]);
    expect(rounds.map((round) => round.changes.tps?.gain)).toEqual([
      undefined,
      expect.closeTo(0.5),
      expect.closeTo(-0.2),
    ]);
    expect(differences).toEqual([]);
  });

  test.each<[string, Partial<RunRecord>]>([
    ['script', { script: { path: 'x', sha256: 'f'.repeat(64) } }],
    ['profile', { profile: { name: 'smoke', scale: 1, durationScale: 1, minDelivered: 0 } }],
    ['profile', { profile: { name: 'seed', scale: 0.5, durationScale: 1, minDelivered: 0 } }],
    ['k6', { k6: { version: '1.0.0', from: 'PATH' } }],
    ['cpu', { generator: { os: 'Linux', cpu: 'Other', cores: 2, memoryBytes: 1, node: '20' } }],
    ['target', { target: { baseUrl: 'https://other.example.com' } }],
    ['testData', { testData: { users: 400, products: 4 } }],
  ])('measured under another %s differ', (what, changes) => {
    const { differences } = compareRounds([[balance()], [balance(changes)]]);
    expect(differences.map((one) => one.what)).toEqual([what]);
    // Also within a round.
    expect(compareRounds([[balance(), balance(changes)], [balance()]]).differences).toHaveLength(1);
  });

  test('of a script that takes its load from elsewhere differ by that load', () => {
    const own = (options: RunRecord['options']) => balance({ profile: undefined, options });
    const two = own({ vus: 2, duration: '3s', scenarios: null, thresholds: { x: ['p(95)<1'] } });
    expect(compareRounds([[two], [own({ vus: 2, duration: '3s', thresholds: {} })]]).differences).toEqual([]);
    expect(compareRounds([[two], [own({ vus: 20, duration: '3s' })]]).differences).toEqual([
      { what: 'profile', values: [['vus 2 duration 3s'], ['vus 20 duration 3s']] },
    ]);
    const scenario = (vus: number) =>
      own({ scenarios: { a: { executor: 'constant-vus', vus, duration: '3s', tags: null } } });
    expect(compareRounds([[scenario(5)], [scenario(6)]]).differences).toEqual([
      {
        what: 'profile',
        values: [5, 6].map((vus) => [`scenarios {"a":{"executor":"constant-vus","vus":${vus},"duration":"3s"}}`]),
      },
    ]);
  });

  test('may differ in what is stated of the system, and in the lock of the shop: that is what was changed', () => {
    const shop = (lock: string) => ({ baseUrl: 'http://127.0.0.1:1', shop: { lock } });
    const { differences, changed } = compareRounds([
      [balance({ target: shop('distributed'), targetInfo: { commit: 'a', CPU: '8' } })],
      [balance({ target: shop('none'), targetInfo: { commit: 'b', CPU: '8', pool: '20' } })],
    ]);
    expect(differences).toEqual([]);
    expect(changed).toEqual([
      { what: 'lock', values: [['distributed'], ['none']] },
      { what: { fact: 'commit' }, values: [['a'], ['b']] },
      { what: { fact: 'pool' }, values: [[], ['20']] },
    ]);
  });

  test('with an invalid run are not comparable', () => {
    const broken = balance({ interrupted: true });
    expect(compareRounds([[balance()], [broken]]).differences.map(({ what }) => what)).toEqual(['invalid']);
  });

  test('are those of one API each; files that nobody knows are meant for each other', () => {
    const order = analysedReference('place-order');
    expect(byApi([[balance(), order], [order]]).map((rounds) => rounds.map((runs) => runs.length))).toEqual([
      [1, 0],
      [1, 1],
    ]);
    const file = (name: string) => foreignRun(referenceSummary('get-balance'), name);
    expect(byApi([[file('a'), file('b')], [file('c')]])).toHaveLength(1);
  });
});
