import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analysedReference, recordOf } from '../../testing/reference-runs.ts';
import type { PastRun } from '../model/history.ts';
import type { RunRecord } from '../model/record.ts';
import { change, isComparable, mayDependOnSamples, runSeries } from './history.ts';

const past = (folder: string, record: RunRecord): PastRun => ({
  folder,
  record,
  origin: record,
  run: undefined,
  report: undefined,
});

const at = (minute: number) => `2026-11-23T14:${String(minute).padStart(2, '0')}:00.000+09:00`;
const profile = (name: string, scale = 1) => ({ name, scale, durationScale: 1, minDelivered: 0 });

test('runs of the same API, load and target are one series, whatever the order of their folders', () => {
  const runs = [
    past('c', recordOf('get-balance', { startedAt: at(3) })),
    past('other load', recordOf('get-balance', { startedAt: at(1), profile: profile('smoke') })),
    past('other scale', recordOf('get-balance', { startedAt: at(1), profile: profile('seed', 0.5) })),
    past('other target', recordOf('get-balance', { startedAt: at(1), target: { baseUrl: 'https://b.example.com' } })),
    past('a', recordOf('get-balance', { startedAt: at(1) })),
    past('other API', recordOf('place-order', { startedAt: at(1) })),
    // Half past two in Seoul is half past five in London.
    past('b', recordOf('get-balance', { startedAt: '2026-11-23T05:02:00.000Z' })),
  ];
  const names = runSeries(runs).map((series) => series.runs.map(({ folder }) => folder).join(' '));
  expect(names).toContain('a b c');
  expect(names).toHaveLength(5);
  // The catalogue's order: orders come after balances.
  expect(names.at(-1)).toBe('other API');
});

test('scripts that bring their own options are apart by the load in them', () => {
  const own = (folder: string, vus: number) =>
    past(folder, recordOf('get-balance', { profile: undefined, options: { vus, duration: '3s', scenarios: null } }));
  const series = runSeries([own('a', 2), own('b', 20), own('c', 2)]);
  expect(series.map(({ runs }) => runs.map(({ folder }) => folder).join(' ')).toSorted()).toEqual(['a c', 'b']);
});

test('a host is one target, however its address is written, as for a comparison', () => {
  const of = (baseUrl: string) => past(baseUrl, recordOf('get-balance', { target: { baseUrl } }));
  const series = runSeries(['https://a.example.com', 'https://a.example.com/', 'https://a.example.com:8443'].map(of));
  expect(series.map(({ runs }) => runs.length).toSorted()).toEqual([1, 2]);
});

test('the embedded shop is one target, wherever it listens; another lock is another', () => {
  const shop = (port: number, lock: string) =>
    past(`${port}`, recordOf('get-balance', { target: { baseUrl: `http://127.0.0.1:${port}`, shop: { lock } } }));
  const series = runSeries([shop(1, 'none'), shop(2, 'none'), shop(3, 'distributed')]);
  expect(series.map(({ runs }) => runs.length).toSorted()).toEqual([1, 2]);
});

test('every run is in exactly one series', () => {
  const api = fc.constantFrom('get-balance' as const, 'place-order' as const);
  const facts = fc.record({
    api,
    minute: fc.nat(59),
    scale: fc.constantFrom(1, 2),
    name: fc.constantFrom('seed', 'x'),
  });
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 20 }), (all) => {
      const runs = all.map((one, index) =>
        past(String(index), recordOf(one.api, { startedAt: at(one.minute), profile: profile(one.name, one.scale) })),
      );
      const series = runSeries(runs);
      expect(series.flatMap((one) => one.runs.map(({ folder }) => folder)).toSorted()).toEqual(
        runs.map(({ folder }) => folder).toSorted(),
      );
      for (const one of series) {
        const times = one.runs.map(({ origin }) => origin.startedAt);
        expect(times).toEqual(times.toSorted());
      }
    }),
  );
});

test('what measured nothing is not compared', () => {
  const run = analysedReference('get-balance');
  const one: PastRun = { ...past('a', recordOf('get-balance')), run };
  expect(isComparable(one)).toBe(true);
  for (const kind of ['invalid', 'undecided'] as const) {
    expect(isComparable({ ...one, run: { ...run, verdict: { ...run.verdict, kind } } })).toBe(false);
  }
  expect(isComparable(past('b', recordOf('get-balance')))).toBe(false);
});

test('a change is relative, and unknown against nothing', () => {
  expect(change(110, 100)).toBeCloseTo(0.1);
  expect(change(90, 100)).toBeCloseTo(-0.1);
  expect(change(5, 0)).toBeUndefined();
  expect(change(undefined, 1)).toBeUndefined();
  expect(change(1, undefined)).toBeUndefined();
});

test('raw samples are asked where few of them decide, in the run or in one of its scenarios', () => {
  const run = analysedReference('get-balance');
  expect(mayDependOnSamples(run)).toBe(false);
  const { total, scenarios } = run.measured;
  const counted = (times: typeof total.durationMs) => ({ ...times, count: 84 });
  const few = (scope: typeof total) => ({
    ...{ ...scope, requests: 84, durationMs: counted(scope.durationMs) },
    successDurationMs: counted(scope.successDurationMs),
  });
  expect(mayDependOnSamples({ ...run, measured: { ...run.measured, total: few(total) } })).toBe(true);
  const [first = ''] = Object.keys(scenarios);
  const split = { ...scenarios, [first]: few(scenarios[first] ?? total) };
  expect(mayDependOnSamples({ ...run, measured: { ...run.measured, scenarios: split } })).toBe(true);
});
