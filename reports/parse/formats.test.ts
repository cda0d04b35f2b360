import { describe, expect, test } from 'vitest';
import { bytesOf, outputOf, recordings, versions } from '../../testing/reference-formats.ts';
import { reportOf } from '../../testing/reference-report.ts';
import { analyse } from '../analyse/analyse.ts';
import { assembleRuns } from '../assemble/assemble.ts';
import type { Measurement } from '../model/measurement.ts';
import type { OutputFormat } from '../model/output.ts';
import { jsonReport } from '../render/json.ts';

const FORMATS: Readonly<Record<string, OutputFormat>> = {
  'handle-summary.json': 'handle-summary',
  'handle-summary.export.json': 'summary-export',
  'summary-export.json': 'summary-export',
  'machine-readable.json': 'machine-readable',
  'machine-readable.ndjson.gz': 'ndjson',
  'ndjson.gz': 'ndjson',
  'csv.gz': 'csv',
  'text.txt': 'text',
  'full.txt': 'text',
  'compact.txt': 'text',
};

const of = (script: string, ...formats: OutputFormat[]) =>
  recordings.filter(
    (one) => one.script === script && (formats.length === 0 || formats.some((format) => format === FORMATS[one.what])),
  );

const metricOf = ({ metrics }: Measurement, name: string) => metrics.find((metric) => metric.name === name);
const checkOf = ({ checks }: Measurement, name: string) => checks.filter((check) => check.name === name);

test('four versions are recorded, each with what it can write', () => {
  expect(versions).toStrictEqual(['0.49.0', '0.56.0', '1.8.1', '2.2.0']);
  for (const version of versions) {
    const whats = recordings.filter((one) => one.version === version && one.script === 'plain').map(({ what }) => what);
    const own = version.startsWith('0.') ? ['text.txt'] : ['full.txt', 'compact.txt', 'machine-readable.json'];
    expect(whats).toStrictEqual(
      expect.arrayContaining(['handle-summary.json', 'summary-export.json', 'ndjson.gz', 'csv.gz', ...own]),
    );
  }
});

test.each(recordings)('$path is told by its content', async (recording) => {
  const { format, line, k6Version, script, badLines } = await outputOf(recording);
  expect(format).toBe(FORMATS[recording.what]);
  expect(badLines).toBeUndefined();
  if (format === 'machine-readable') expect(k6Version).toBe(recording.version);
  if (format === 'text') expect(script).toBe('script');
  expect(line).toBeGreaterThan(0);
});

describe.each(of('plain'))('$path', (recording) => {
  test('what failed is counted as failed: the server’s 503 are what the check on the status saw', async () => {
    const { measured } = await outputOf(recording);
    const { total } = measured;
    const failed = checkOf(measured, 'status is 200').reduce((sum, check) => sum + (check.failed ?? 0), 0);
    expect(failed).toBeGreaterThan(0);
    expect(total.failedRequests).toBe(failed);
    expect(total.failedRatio).toBeCloseTo(failed / (total.requests ?? Number.NaN), 4);
    expect(total.failedRatio).toBeLessThan(0.5);
  });

  test('scenarios are apart, and what setup() and teardown() sent belongs to none', async () => {
    const { total, scenarios, setup } = (await outputOf(recording)).measured;
    const { load_test: load, peak_test: peak } = scenarios;
    expect((load?.requests ?? Number.NaN) + (peak?.requests ?? Number.NaN)).toBe((total.requests ?? Number.NaN) - 2);
    expect([peak?.failedRequests, load?.failedRequests]).toStrictEqual([0, total.failedRequests]);
    expect([load?.droppedIterations, peak?.droppedIterations]).toStrictEqual([0, total.droppedIterations]);
    expect(total.droppedIterations).toBeGreaterThan(0);
    // The target of setup() answers after 120 ms, everything else sooner: summaryTimeUnit 's' changes no figure.
    expect(total.durationMs?.max).toBeGreaterThanOrEqual(120);
    expect(total.durationMs?.max).toBeLessThan(400);
    expect(load?.durationMs?.max).toBeLessThan(100);
    expect(total.iterationDurationMs?.med).toBeGreaterThanOrEqual(60);
    expect(total.iterationDurationMs?.med).toBeLessThan(120);
    if (setup) expect(setup).toMatchObject({ requests: 2, failedRequests: 0 });
  });

  test('a sub-metric without a sample measured nothing', async () => {
    const { scenarios } = (await outputOf(recording)).measured;
    const { durationMs, failedRatio } = scenarios.absent ?? {};
    expect([durationMs, failedRatio]).toStrictEqual([undefined, undefined]);
  });

  test('names of checks are as the script wrote them, those in groups included', async () => {
    const { checks } = (await outputOf(recording)).measured;
    expect(new Set(checks.map(({ name }) => name))).toStrictEqual(
      new Set(['status is 200', '상태 코드는 "200" | 맞음', 'body is `long`', "it's 'quoted'", 'peak went through']),
    );
  });

  test('custom metrics keep their kind, and negative figures their sign', async () => {
    const { format, measured } = await outputOf(recording);
    // CSV tells no types, and k6 leaves checks_x out of its text since 1.0.
    const kinds = ['waited', 'drift', 'checks_x', 'long_bodies', 'body_length'].map(
      (name) => metricOf(measured, name)?.kind,
    );
    const counter = metricOf(measured, 'checks_x')?.kind;
    const shown = format !== 'machine-readable' && !(format === 'text' && /^[12]/.test(recording.version));
    expect(counter !== undefined).toBe(shown);
    if (format !== 'csv') {
      expect(kinds).toStrictEqual(['trend', 'trend', shown ? 'counter' : undefined, 'rate', 'gauge']);
    }
    expect(metricOf(measured, 'drift')?.values.min).toBeLessThan(-10);
    expect(measured.total.checksPassed).toBe(metricOf(measured, 'checks')?.values.passes);
    const { checksPassed = Number.NaN, checksFailed = Number.NaN } = measured.total;
    expect(checksPassed + checksFailed).toBeGreaterThan(100);
  });

  test('p(99.9) is there where the format has it', async () => {
    const { format, measured } = await outputOf(recording);
    const { p95 = Number.NaN, p99, p999 } = measured.total.durationMs ?? {};
    if (format === 'machine-readable') expect([p99, p999]).toStrictEqual([undefined, undefined]);
    else {
      expect(p99).toBeGreaterThanOrEqual(p95);
      expect(p999).toBeGreaterThanOrEqual(p99 ?? Number.NaN);
    }
  });

  test('the run took a second and a half', async () => {
    const { format, measured } = await outputOf(recording);
    // CSV has whole seconds by default: so short a run has no length to speak of.
    if (format === 'csv') expect([measured.runMs, measured.timesInSeconds]).toStrictEqual([undefined, true]);
    else expect(Math.abs((measured.runMs ?? Number.NaN) - 1500)).toBeLessThan(250);
  });
});

describe.each(of('plain', 'handle-summary', 'summary-export'))('$path: thresholds', (recording) => {
  test('one is crossed, the others are met, two of them on no sample at all', async () => {
    const { thresholds, total, metrics } = (await outputOf(recording)).measured;
    const successes = metrics.find(({ name }) => name === 'http_req_duration{expected_response:true}')?.values.count;
    expect(successes).toBe((total.requests ?? 0) - (total.failedRequests ?? 0));
    expect(thresholds.toSorted((a, b) => (a.metric + a.expression < b.metric + b.expression ? -1 : 1))).toStrictEqual([
      {
        metric: 'http_req_duration{expected_response:true}',
        expression: 'max<60000',
        passed: true,
        samples: successes,
      },
      {
        metric: 'http_req_duration{expected_response:true}',
        expression: 'p(95)<=1',
        passed: false,
        samples: successes,
      },
      { metric: 'http_req_duration{scenario:absent}', expression: 'p(95)<=1', passed: true, samples: 0 },
      { metric: 'http_req_failed', expression: 'rate<=0.9', passed: true, samples: total.requests },
      { metric: 'http_req_failed{scenario:absent}', expression: 'rate<=0.01', passed: true, samples: 0 },
    ]);
  });
});

test.each(of('plain', 'text'))('$path: its marks say the same of thresholds', async (recording) => {
  const { thresholds } = (await outputOf(recording)).measured;
  const crossed = thresholds.filter(({ passed }) => !passed).map(({ metric }) => metric);
  expect(crossed).toStrictEqual(['http_req_duration{expected_response:true}']);
  expect(thresholds.length).toBeGreaterThanOrEqual(4);
  const unsampled = thresholds.filter(({ metric }) => metric.includes('absent'));
  expect(unsampled.map(({ passed }) => passed)).toStrictEqual([true, true]);
  // The compact form prints no sub-metrics, so nobody knows on how many samples it judged.
  if (!recording.what.startsWith('compact')) expect(unsampled.map(({ samples }) => samples)).toStrictEqual([0, 0]);
});

test.each(of('refused'))('$path: zeros of refused connections are no latency', async (recording) => {
  const { format, measured } = await outputOf(recording);
  const { total, thresholds } = measured;
  expect(total).toMatchObject({ requests: 12, failedRequests: 12, failedRatio: 1, droppedIterations: 0 });
  expect(total).toMatchObject({ checksPassed: 0, checksFailed: 12, durationMs: { max: 0 } });
  expect(total.successDurationMs).toBeUndefined();
  if (format === 'handle-summary' || format === 'summary-export') {
    expect(thresholds.find(({ metric }) => metric === 'http_req_failed')).toMatchObject({ passed: false, samples: 12 });
  }
});

test.each(of('no-http'))('$path: without HTTP there is no request, not zero of them', async (recording) => {
  const { measured } = await outputOf(recording);
  const { total } = measured;
  expect(total).toMatchObject({ iterations: 12, droppedIterations: 0 });
  const { requests, failedRequests, failedRatio, durationMs, blockedMs, checksPassed } = total;
  expect([requests, failedRequests, failedRatio, durationMs, blockedMs, checksPassed]).toStrictEqual(
    Array.from({ length: 6 }),
  );
  expect(metricOf(measured, 'page_closed')?.values).toMatchObject({ min: 80, max: 85 });
  expect(measured.checks).toStrictEqual([]);
});

test.each(of('quiet'))('$path: nothing dropped is 0, and no threshold is none', async (recording) => {
  const { measured } = await outputOf(recording);
  const { total, thresholds, checks } = measured;
  expect(total).toMatchObject({ requests: 20, iterations: 20, droppedIterations: 0, failedRequests: 0 });
  expect(total).toMatchObject({ failedRatio: 0, checksPassed: 20, checksFailed: 0 });
  expect(total.successDurationMs).toBeDefined();
  expect(thresholds).toStrictEqual([]);
  expect(checks).toStrictEqual([{ name: 'getBalance status is 200', passed: 20, failed: 0 }]);
});

describe('what may hold a secret', () => {
  const SECRETS = /SETUP-SECRET|SCRIPT-SECRET/;

  test('is in the recordings', () => {
    const holding = of('plain').filter((one) => SECRETS.test(new TextDecoder().decode(bytesOf(one))));
    // setup_data in two formats of every version, config.script in one.
    const formats = new Set(holding.map(({ what }) => FORMATS[what]));
    expect(formats).toStrictEqual(new Set(['handle-summary', 'summary-export', 'machine-readable']));
    expect(holding.length).toBeGreaterThanOrEqual(2 * versions.length + 2);
  });

  test.each(of('plain'))('$path: and reaches no report', async (recording) => {
    const output = await outputOf(recording);
    expect(JSON.stringify(output)).not.toMatch(SECRETS);
    const runs = assembleRuns([output], {}).map((run) => analyse(run));
    for (const language of ['ko', 'en'] as const) {
      for (const report of [reportOf(runs, language), JSON.stringify(jsonReport(runs, language))]) {
        expect(report.length).toBeGreaterThan(1000);
        expect(report).not.toMatch(SECRETS);
      }
    }
  });
});
