import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PROJECT } from '../../testing/own-project.ts';
import { type ReferenceApi, recordOf, referenceRun } from '../../testing/reference-runs.ts';
import { withMeasured, withTotal } from '../../testing/test-runs.ts';
import { assembleRuns } from '../assemble/assemble.ts';
import type { Run } from '../model/run.ts';
import { parseText } from '../parse/text.ts';
import { count, decimals, duration, rate, share } from '../text/format.ts';
import { analyse } from './analyse.ts';
import { keysOf, operationalLaws } from './laws.ts';

const APIS: readonly ReferenceApi[] = ['get-balance', 'recharge-balance', 'place-order', 'get-product'];

/** A reference run as its text has it: without a split by scenario. */
const textRun = (api: ReferenceApi): Run => ({ ...withMeasured(referenceRun(api), { scenarios: {} }), keys: 4 });

/** The same run, read from what k6 printed. */
function printedRun(api: ReferenceApi): Run {
  const file = `${api}.txt`;
  const text = readFileSync(new URL(`../../fixtures/runs/reference/${file}`, import.meta.url), 'utf8');
  const [run] = assembleRuns(parseText(text, file), {
    project: PROJECT,
    load: { profile: 'seed', scale: 1, durationScale: 1 },
  });
  if (!run) throw new Error(`no summary in ${file}`);
  return run;
}

/** Rows of the worked table, formatted as a report formats them. */
function workedTable(runOf: (api: ReferenceApi) => Run): string {
  const runs = APIS.map((api) => analyse(runOf(api)));
  const known = <Value>(value: Value | undefined, text: (value: Value) => string) =>
    value === undefined ? '–' : text(value);
  const row = (name: string, figure: (run: (typeof runs)[number]) => string) =>
    `| ${[name, ...runs.map(figure)].join(' | ')} |`;
  const peak = (run: (typeof runs)[number]) => run.delivered.find(({ plan }) => plan.name === 'peak_test');
  const ceiling = (run: (typeof runs)[number]) => run.ceilings[0];
  return [
    row('', ({ api }) => api ?? ''),
    row('---', () => '---:'),
    row('run length n/X', ({ measured }) => known(measured.runMs, (ms) => `${decimals(ms / 1000)} s`)),
    row('dropped of planned (peak_test)', (run) =>
      known(peak(run)?.dropped, (dropped) => share(dropped / (peak(run)?.plannedAmount ?? 0))),
    ),
    row('delivered (peak_test)', (run) =>
      known(peak(run)?.deliveredAmount, (amount) => `${count(amount)} (${known(peak(run)?.ratio, share)})`),
    ),
    row('in flight X·R', ({ laws }) => known(laws.inFlight, rate)),
    row('active VUs X·I', ({ laws }) => known(laws.activeVus, rate)),
    row('effective lanes X·R_min', ({ laws }) => known(laws.effectiveLanes, decimals)),
    row('stretch I/(Z+R_min)', ({ laws }) => known(laws.stretch, decimals)),
    row('waiting share 1−R_min/R', ({ laws }) => known(laws.waitingRatio, share)),
    row('arrival ceiling 500/(Z+R_min)', (run) => known(ceiling(run)?.ceilingPerSec, (perSec) => `${rate(perSec)}/s`)),
    row('most of the plan that any server could get', (run) =>
      known(ceiling(run)?.reachableRatio, (ratio) => `${rate(ratio * 100)} %`),
    ),
    row('VUs needed for 5 000/s if the server kept up', (run) => known(ceiling(run)?.vusNeeded, count)),
    row('serial estimate 4/R_min', ({ laws }) => known(laws.serialPerSec, (perSec) => `${count(perSec)}/s`)),
    row('time per lane 4/X', ({ laws }) => known(laws.msPerLane, duration)),
  ].join('\n');
}

test.each([
  ['their figures', textRun],
  ['the text that k6 printed', printedRun],
])('the worked table of the four reference runs, from %s, to the last digit', (_, runOf) => {
  const golden = readFileSync(new URL('../../fixtures/golden/reference-laws.md', import.meta.url), 'utf8');
  expect(workedTable(runOf)).toBe(golden.slice(golden.indexOf('|')).trimEnd());
});

describe('the laws', () => {
  const order = textRun('place-order');

  test('use the successful requests where some failed', () => {
    const total = {
      failedRequests: 8820,
      failedRatio: 0.5,
      durationMs: { min: 0, avg: 500, med: 0 },
      successDurationMs: { min: 20, avg: 1000, med: 900 },
    };
    const { inFlight, effectiveLanes, waitingRatio, minMs } = operationalLaws(withTotal(order, total));
    // What fails is in flight as well, and takes no lane of a success.
    expect(inFlight).toBeCloseTo(173.515256 * 0.5, 9);
    expect(effectiveLanes).toBeCloseTo((173.515256 / 2) * 0.02, 9);
    expect([minMs, waitingRatio]).toStrictEqual([20, 1 - 20 / 1000]);
  });

  test('take the 0 ms of refused connections for no response', () => {
    const total = { failedRequests: 3, successDurationMs: undefined, durationMs: { min: 0, avg: 500 } };
    expect(operationalLaws(withTotal(order, total))).toMatchObject({ minMs: undefined, stretch: undefined });
    const uncounted = { ...total, failedRequests: undefined, failedRatio: undefined };
    expect(operationalLaws(withTotal(order, uncounted)).minMs).toBeUndefined();
  });

  test('of a flow multiply the response by the requests of an iteration', () => {
    const { requests = 0, requestsPerSec = 0 } = order.measured.total;
    const flow = { ...order, api: undefined, thinkMs: 2000 };
    const laws = operationalLaws(withTotal(flow, { requests: requests * 3, requestsPerSec: requestsPerSec * 3 }));
    expect(laws.requestsPerIteration).toBeCloseTo(3, 9);
    expect(laws.idleIterationMs).toBeCloseTo(2000 + 3 * 11.44, 6);
    expect(laws.stretch).toBeCloseTo(12_590 / (2000 + 3 * 11.44), 6);
  });

  test('say nothing of keys for reads, which take no lock', () => {
    const { keys, serialPerSec, msPerLane } = operationalLaws(textRun('get-product'));
    expect([keys, serialPerSec, msPerLane]).toStrictEqual([4, undefined, undefined]);
  });

  test('leave out what an input is missing for', () => {
    const { thinkEstimated, keys, ...laws } = operationalLaws(
      withMeasured({ ...order, thinkMs: undefined, api: undefined }, { total: {} }),
    );
    expect(new Set(Object.values(laws))).toStrictEqual(new Set([undefined]));
    expect([thinkEstimated, keys]).toStrictEqual([false, 4]);
  });
});

describe('the keys', () => {
  test('are those that the record counts of the kind that the API uses', () => {
    const record = recordOf('get-product', { testData: { users: 4, products: 7 } });
    const run = { ...referenceRun('get-product'), record };
    expect([keysOf(run), keysOf({ ...run, keys: 9 })]).toStrictEqual([7, 9]);
    expect(keysOf({ ...referenceRun('get-balance'), record })).toBe(4);
  });

  test('are unknown for a foreign script', () => {
    expect(keysOf({ ...referenceRun('get-product'), api: undefined })).toBeUndefined();
    expect(keysOf({ ...referenceRun('get-product'), record: undefined })).toBeUndefined();
  });
});
