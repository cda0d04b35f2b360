import { expect, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';
import { growthOf, LINEAR } from '../../testing/growth.ts';
import { summaryText } from '../../testing/k6-documents.ts';

/** Documents of hundreds of runs are written over and over. */
const SLOW = { timeout: 120_000 };

const counter = { type: 'counter', contains: 'default', values: { count: 300, rate: 10 } };
const state = { testRunDurationMs: 30_000 };
const root = { name: '', path: '', id: '', groups: [], checks: [] };
const trend = (thresholds: object) => ({
  ...{ type: 'trend', contains: 'time', values: { avg: 5, 'p(95)': 9 } },
  thresholds,
});
const entries = <Value>(count: number, make: (at: number) => readonly [string, Value]) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => make(at)));

/** Thresholds of one metric, every hundredth crossed. */
const ofOneMetric = (count: number) => ({
  http_req_duration: trend(entries(count, (at) => [`avg<${at + 6}`, { ok: at % 100 > 0 }])),
});
const ofScenarios = (count: number) =>
  entries(count, (at) => [`m${at}{scenario:s${at}}`, trend({ 'avg<6': { ok: true } })]);

// Reading alone: `reports/parse/growth.isolated.test.ts`.
test.each<[string, string, number, (count: number) => object]>([
  ['report --format json', 'thresholds of one metric', 2500, ofOneMetric],
  ['gate --format json', 'thresholds of one metric', 1000, ofOneMetric],
  ['gate --format table', 'thresholds of one metric', 500, ofOneMetric],
  ['report --format json', 'metrics with thresholds, a scenario each', 300, ofScenarios],
  ['gate --format json', 'metrics with thresholds, a scenario each', 300, ofScenarios],
])('%s: four times the %s make about four times the work', async (command, _what, size, make) => {
  const input = (count: number) =>
    JSON.stringify({ metrics: { ...make(count), http_reqs: counter, iterations: counter }, root_group: root, state });
  const call = (text: string) => callCommand([...command.split(' '), '-'], { input: text });
  expect((await call(input(10))).stdout).toMatch(command.endsWith('json') ? /^\{/ : /^판정: /);
  expect(await growthOf(input, size, call)).toBeLessThanOrEqual(LINEAR);
});

test.each(['report --format md -o', 'gate --format table -o'])('%s: four times the runs', SLOW, async (command) => {
  const input = (count: number) =>
    Array.from({ length: count }, (_, at) => summaryText({ requests: 300 + at, p95: 20 + at / 10 })).join('\n\n');
  const call = (text: string) => callCommand([...command.split(' '), '-', '-'], { input: text });
  expect((await call(input(3))).stdout).toMatch(/x:|stdin/);
  expect(await growthOf(input, 150, call)).toBeLessThanOrEqual(LINEAR);
});
