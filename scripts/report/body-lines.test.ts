import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse } from '../../reports/analyse/analyse.ts';
import type { Check, Scope, Threshold } from '../../reports/model/measurement.ts';
import type { Run } from '../../reports/model/run.ts';
import { pictureFiles } from '../../reports/render/pictures.ts';
import { LANGUAGES } from '../../reports/words/language.ts';
import { bodyOf } from '../../testing/golden-sentences.ts';
import { recordOf } from '../../testing/reference-runs.ts';
import { closedPlan, measuredSeconds, openPlan } from '../../testing/reference-seconds.ts';
import { withMeasured } from '../../testing/test-runs.ts';
import { drawnOf, renderReport } from './render-report.ts';

/** Lines that a reader of one page has room for. */
const MOST = 45;

const NAMES = [
  'http://127.0.0.1:8080/orders',
  'http://127.0.0.1:8080/orders/{id}',
  'http://127.0.0.1:8080/products?category={id}',
  'http://127.0.0.1:8080/login',
  'http://127.0.0.1:8080/cart',
];
const GOALS: readonly Omit<Threshold, 'passed'>[] = [
  { metric: 'http_req_duration', expression: 'p(95)<300' },
  { metric: 'http_req_duration', expression: 'p(99)<900' },
  { metric: 'http_req_failed', expression: 'rate<0.01' },
  { metric: 'checks', expression: 'rate>0.99' },
  { metric: 'http_req_duration{scenario:buy}', expression: 'p(95)<500' },
  { metric: 'http_reqs', expression: 'rate>200' },
];

/** What a script of a user's own with two scenarios and up to five names, may come to: in as bad a state as such runs are. */
const state = fc.record({
  names: fc.subarray(NAMES, { minLength: 1 }),
  goals: fc.subarray([...GOALS]),
  failed: fc.constantFrom(0, 1, 8),
  dropped: fc.constantFrom(0, 40),
  slowMs: fc.constantFrom(20, 400, 4_000),
  maxVus: fc.constantFrom(10, 200),
  checks: fc.constantFrom([0, 0], [3, 0], [40, 96]),
  isRecorded: fc.boolean(),
  interrupted: fc.constantFrom(false, false, true),
  addresses: fc.constantFrom(0, 50),
  drainSec: fc.constantFrom(0, 6),
});
type State = typeof state extends fc.Arbitrary<infer Value> ? Value : never;

function ownScript({
  names,
  goals,
  failed,
  dropped,
  slowMs,
  maxVus,
  checks,
  isRecorded,
  interrupted,
  addresses,
  drainSec,
}: State): Run {
  const responseMs = (n: number) => (n % 4 === 0 ? slowMs : 20);
  const measured = measuredSeconds(
    Array.from({ length: 24 + drainSec }, (_, at) => [
      { scenario: 'browse', perSec: at < 24 ? 40 : 2, vus: 20, failed: at < 24 ? failed : 0, responseMs },
      { scenario: 'buy', perSec: at < 24 ? 60 - dropped : 1, vus: 10, dropped: at < 24 ? dropped : 0, responseMs },
    ]),
  );
  const { total } = measured;
  const share = 1 / names.length;
  const scopeOf = (at: number): Scope => ({
    requests: Math.round((total.requests ?? 0) * share),
    requestsPerSec: (total.requestsPerSec ?? 0) * share,
    failedRatio: total.failedRatio ?? 0,
    durationMs: { med: at === 0 ? slowMs : 20, avg: at === 0 ? slowMs : 22, p95: at === 0 ? slowMs * 2 : 40 },
  });
  const isMet = { http_req_failed: failed === 0, checks: checks[0] === 0 };
  const thresholds = goals.map(
    (goal): Threshold => ({
      ...goal,
      passed: isMet[goal.metric as keyof typeof isMet] ?? slowMs < 100,
    }),
  );
  const ofChecks = checks.flatMap((own, at): Check[] =>
    own === 0 ? [] : [{ name: `check ${at}`, group: '::pay', passed: 96 - own, failed: own }],
  );
  const record = recordOf('get-balance', {
    ...{ name: 'shop', apis: [], profile: undefined, interrupted, script: { path: 'load/shop.js', sha256: 'ab12' } },
    ...{ target: {}, testData: undefined, exit: { code: thresholds.length > 0 ? 99 : 0, meaning: 'completed' } },
  });
  const run: Run = {
    ...{ api: undefined, name: 'shop', record: isRecorded ? record : undefined, measured, thinkMs: undefined },
    planned: [
      closedPlan('browse', [
        [0, 20],
        [24, 20],
      ]),
      openPlan(
        'buy',
        [
          [0, 60],
          [24, 60],
        ],
        maxVus,
      ),
    ],
  };
  return withMeasured(run, {
    thresholds,
    checks: ofChecks,
    endpoints: Object.fromEntries(names.map((name, at) => [name, scopeOf(at)])),
    ...(addresses > 0 && { foldedAddresses: addresses }),
  });
}

test('the body about any script of two scenarios and five requests is a page', async () => {
  await fc.assert(
    fc.asyncProperty(state, fc.constantFrom(...LANGUAGES), async (own, language) => {
      const runs = [analyse(ownScript(own))];
      const { charts } = await drawnOf(runs);
      const { pictures } = pictureFiles(charts, 'report-charts', 'svg', language);
      const body = bodyOf(await renderReport(runs, { language, pictures }));
      expect(body.split('\n').length).toBeLessThanOrEqual(MOST);
    }),
    { numRuns: 60 },
  );
});
