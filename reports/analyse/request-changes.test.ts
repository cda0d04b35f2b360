import { expect, test } from 'vitest';
import { analysedReference } from '../../testing/reference-runs.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Scope } from '../model/measurement.ts';
import { roundsView } from '../render/view-rounds.ts';
import { requestChanges } from './request-changes.ts';
import { compareRounds } from './rounds.ts';

/** A run whose requests have these medians; its own is that of all. */
function answering(medsMs: Readonly<Record<string, number>>): AnalysedRun {
  const run = analysedReference('get-balance');
  const { total } = run.measured;
  const times = (medMs: number): Scope => {
    const durationMs = { ...total.durationMs, med: medMs, p95: 2 * medMs };
    return { ...total, failedRatio: 0, failedRequests: 0, durationMs, successDurationMs: durationMs };
  };
  const all = Object.values(medsMs);
  const endpoints = Object.fromEntries(Object.entries(medsMs).map(([name, medMs]) => [name, times(medMs)]));
  const mean = all.reduce((sum, medMs) => sum + medMs, 0) / all.length;
  return { ...run, measured: { ...run.measured, total: times(mean), endpoints } };
}

const compared = (after: Readonly<Record<string, number>>) => {
  const side = (meds: Readonly<Record<string, number>>) =>
    [0.98, 1, 1.03].map((luck) =>
      answering(Object.fromEntries(Object.entries(meds).map(([name, medMs]) => [name, medMs * luck]))),
    );
  return compareRounds([side({ 'GET /a': 100, 'POST /b': 50 }), side(after)]);
};

const changed = (after: Readonly<Record<string, number>>) => {
  const [first, second] = compared(after).rounds;
  return first && second ? requestChanges(first, second).map(({ name }) => name) : [];
};

test('the request that changed most is named first, and one that did not is not', () => {
  expect(changed({ 'GET /a': 100, 'POST /b': 100 })).toStrictEqual(['POST /b']);
  expect(changed({ 'GET /a': 130, 'POST /b': 25 })).toStrictEqual([]);
  expect(changed({ 'GET /a': 150, 'POST /b': 200 })).toStrictEqual(['POST /b', 'GET /a']);
  // What got slower comes before what got faster by more.
  expect(changed({ 'GET /a': 300, 'POST /b': 5 })).toStrictEqual(['GET /a', 'POST /b']);
});

test('nothing is named where the run did not change, or one request is all of it', () => {
  expect(changed({ 'GET /a': 100, 'POST /b': 50 })).toStrictEqual([]);
  const one = [0.98, 1, 1.03].map((luck) => answering({ 'GET /a': 100 * luck }));
  const other = [0.98, 1, 1.03].map((luck) => answering({ 'GET /a': 200 * luck }));
  const [first, second] = compareRounds([one, other]).rounds;
  expect(first && second && requestChanges(first, second)).toStrictEqual([]);
});

test('the summary says which', () => {
  const all = [compared({ 'GET /a': 100, 'POST /b': 100 })];
  expect(roundsView(all, { language: 'ko', labels: [] }).summary.join()).toMatch(
    /가장 많이 달라진 요청: `POST \/b` (?:중앙값\(p50\)|p95) [\d.]+ms → [\d.]+ms \(100\.0% 증가\)\./,
  );
  expect(roundsView(all, { language: 'en', labels: [] }).summary.join()).toContain(
    'Requests that changed most: `POST /b`',
  );
});
