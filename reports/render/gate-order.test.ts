import { expect, test } from 'vitest';
import { analysedReference } from '../../testing/reference-runs.ts';
import { gate } from '../analyse/gate/judge.ts';
import { parseSlo } from '../parse/slo.ts';
import { byWeight, worstFirst } from './gate-order.ts';
import { gateView } from './gate-view.ts';
import { githubSummary } from './github.ts';

const APIS = ['get-balance', 'recharge-balance', 'place-order', 'get-product'] as const;
const viewOf = (slo?: string) =>
  gateView(
    gate(
      APIS.map((api) => analysedReference(api)),
      slo === undefined ? undefined : parseSlo(slo, 'slo.yaml'),
    ),
    'en',
  );

test('of runs that missed their goals the worst multiple comes first, in each form for people', () => {
  const view = viewOf();
  const sorted = worstFirst(view.runs);
  expect(sorted.map(({ id }) => id)).toStrictEqual(['place-order', 'recharge-balance', 'get-balance', 'get-product']);
  const heads = [...githubSummary(view, 'en').matchAll(/^### (.*?):/gm)].map(([, title]) => title);
  expect(heads).toStrictEqual(sorted.map(({ title }) => title));
});

test('of goals of one run that were missed the worst multiple comes first', () => {
  const [run] = viewOf('get-balance: { p95: 500ms, med: 1ms, avg: 100ms }').runs;
  if (!run) throw new Error('no run');
  const missed = byWeight(run).filter(({ outcome }) => outcome === 'slo-fail');
  expect(missed.map(({ limit }) => limit)).toStrictEqual(['≤ 1ms', '≤ 100ms', '≤ 500ms']);
});
