import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { analysedReference, foreignRun, referenceSummary } from '../../testing/reference-runs.ts';
import { jsonReport } from './json.ts';
import { JsonReportSchema } from './json-schema.ts';

const published = new URL('../../schema/report-2.json', import.meta.url);

test('the published JSON Schema is the one that the report follows', () => {
  const schema = z.toJSONSchema(JsonReportSchema, { target: 'draft-2020-12' });
  expect(JSON.parse(readFileSync(published, 'utf8'))).toStrictEqual({
    $id: 'buha/report-2',
    title: 'buha report --format json',
    ...schema,
  });
});

describe.each(['ko', 'en'] as const)('the report as JSON (%s)', (language) => {
  const written = (runs: Parameters<typeof jsonReport>[0]) => JSON.parse(JSON.stringify(jsonReport(runs, language)));

  test('follows the schema to the last field', () => {
    const report = written([analysedReference('place-order'), foreignRun(referenceSummary('get-product'))]);
    expect(JsonReportSchema.parse(report)).toStrictEqual(report);
  });

  test('holds what was measured, in ms, bytes, ratios and per second', () => {
    const [api] = written([analysedReference('recharge-balance')]).apis;
    expect(api).toMatchObject({
      id: 'recharge-balance',
      verdict: { kind: 'slo-fail' },
      total: { requests: 29_908, failedRatio: 0, droppedIterations: 178_422, durationMs: { avg: 5950, p95: 10_090 } },
      plannedLoad: [
        { scenario: 'load_test', unit: 'vu-ms' },
        { scenario: 'peak_test', planned: 185_050, delivered: 6628 },
      ],
      laws: { thinkMs: 1000, keys: 4 },
    });
    expect(api.laws.effectiveLanes).toBeCloseTo(2.57, 2);
    expect(Object.keys(api.scenarios)).toEqual(['load_test', 'peak_test']);
    expect(api.findings.map(({ id }: { id: string }) => id)).toContain('server-saturated');
  });

  test('of a run that was cut short: its share of the plan up to there, beside all of the plan', () => {
    const run = analysedReference('get-balance');
    const delivered = run.delivered.map(({ plannedAmount, ...one }) => ({
      ...{ ...one, plannedAmount: plannedAmount / 2, wholeAmount: plannedAmount },
      keptRatio: one.ratio && one.ratio * 2,
    }));
    const report = written([{ ...run, delivered }]);
    const [, peak] = report.apis[0].plannedLoad;
    expect(peak).toMatchObject({ planned: 92_525, plannedInAll: 185_050 });
    expect(peak.ratio).toBeCloseTo(peak.delivered / peak.planned, 9);
    expect(JsonReportSchema.parse(report)).toStrictEqual(report);
    expect(written([run]).apis[0].plannedLoad[1]).not.toHaveProperty('plannedInAll');
  });

  test('holds the quantiles that a script asked for', () => {
    const own = { avg: 12, 'p(75)': 20, 'p(95)': 40, 'p(99.99)': 90 };
    const summary = {
      root_group: { name: '', checks: {}, groups: {} },
      metrics: { http_reqs: { count: 300, rate: 10 }, http_req_duration: own },
    };
    const report = written([foreignRun(summary)]);
    expect(report.apis[0].total.durationMs).toEqual({ avg: 12, p95: 40, quantiles: { 'p(75)': 20, 'p(99.99)': 90 } });
    expect(JsonReportSchema.parse(report)).toStrictEqual(report);
  });

  test('leaves out what nobody knows: no null, no invented zero', () => {
    const empty = { root_group: { name: '', checks: {}, groups: {} }, metrics: {} };
    const report = written([foreignRun(empty)]);
    expect(report.apis[0].total).toEqual({});
    expect(JSON.stringify(report)).not.toMatch(/null|NaN/);
  });
});
