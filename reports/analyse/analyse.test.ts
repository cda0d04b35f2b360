import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { foreignRun, type ReferenceApi, referenceRun, referenceSummary } from '../../testing/reference-runs.ts';
import { analyse, RULES } from './analyse.ts';
import { planMismatch } from './rules/plan-mismatch.ts';

/** The reference's four runs as its text has them: without a split by scenario, with four users and products. */
const APIS: readonly ReferenceApi[] = ['get-balance', 'recharge-balance', 'place-order', 'get-product'];
const RUNS = APIS.map((api) => {
  const run = referenceRun(api);
  return { ...run, keys: 4, measured: { ...run.measured, scenarios: {} } };
});
const analysed = RUNS.map((run) => analyse(run, RUNS));

const always = ['load-not-delivered', 'arrival-ceiling'];
const reading = ['skewed-test-data', 'mixed-scenarios', 'closed-model', 'no-raw-samples'];
const inquiry = [...always, 'generator-limited', ...reading];
const write = [...always, 'server-saturated', 'waiting-dominates', 'few-lanes'];

test("the reference's findings, in the order of a report", () => {
  expect(analysed.map(({ findings }) => findings.map(({ id }) => id))).toStrictEqual([
    inquiry,
    [...write, 'write-read-gap', ...reading],
    [...write, 'drain', ...reading],
    inquiry,
  ]);
});

test('what follows from the figures is measured, the limits of server and generator are estimated', () => {
  const estimated = analysed.map(({ findings }) =>
    findings.filter(({ confidence }) => confidence === 'estimated').map(({ id }) => id),
  );
  expect(estimated).toStrictEqual([
    ['generator-limited'],
    ['server-saturated', 'waiting-dominates', 'few-lanes'],
    ['server-saturated', 'waiting-dominates', 'few-lanes'],
    ['generator-limited'],
  ]);
});

test('what holds for a scenario only is filed under its name', () => {
  const scopes = new Set(analysed.flatMap(({ findings }) => findings.map(({ id, scope }) => `${id}: ${scope}`)));
  expect([...scopes].filter((text) => !text.endsWith(': total'))).toStrictEqual([
    'load-not-delivered: peak_test',
    'arrival-ceiling: peak_test',
  ]);
});

test('output from elsewhere says nothing about a plan that nobody knows', () => {
  const { findings, delivered, ceilings, verdict } = foreignRun(referenceSummary('recharge-balance'));
  expect([delivered, ceilings, verdict.delivered]).toStrictEqual([[], [], undefined]);
  expect(findings.map(({ id }) => id)).toStrictEqual([
    ...['server-saturated', 'waiting-dominates', 'few-lanes', 'no-raw-samples'],
  ]);
  // Its thresholds are judged all the same.
  expect(verdict.kind).toBe('slo-fail');
});

test('every rule that is written is asked', async () => {
  const files = readdirSync(new URL('rules/', import.meta.url)).flatMap(
    (name) => name.match(/^([^.]+)\.ts$/)?.[1] ?? [],
  );
  expect(files.length).toBeGreaterThan(25);
  // Whether the plan is that of the run is asked before all others.
  const asked = new Set<unknown>([...RULES, planMismatch]);
  const forgotten = await Promise.all(
    files.map(async (name) => {
      const written: Readonly<Record<string, unknown>> = await import(`./rules/${name}.ts`);
      return Object.values(written).some((one) => asked.has(one)) ? [] : [name];
    }),
  );
  expect(forgotten.flat()).toStrictEqual([]);
  expect(asked.size).toBe(RULES.length + 1);
});
