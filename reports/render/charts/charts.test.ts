import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../analyse/analyse.ts';
import { anyRun } from '../../analyse/test-runs.ts';
import { closedPlan, levelsRun, measuredSeconds, runOf } from '../../reference-seconds.ts';
import { LANGUAGES } from '../../words/language.ts';
import { chartSvg } from '../svg.ts';
import type { Chart } from './chart.ts';
import { chartOption } from './option.ts';
import { runCharts } from './run-charts.ts';

const all = (run: Parameters<typeof analyse>[0]): Chart[] => {
  const { load, phases, errors, scopes } = runCharts(analyse(run));
  return [...load, ...phases, ...errors, ...scopes.flatMap(({ charts }) => charts)];
};

const byId = (charts: readonly Chart[], id: string) => {
  const found = charts.find((chart) => chart.id === id);
  if (!found) throw new Error(`no chart ${id} among ${charts.map((chart) => chart.id).join(', ')}`);
  return found;
};

test('whatever a run is like, every value of every chart is a number or a gap, and every text is whole', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      for (const chart of all(run)) {
        expect(chart.id).toMatch(/^[a-z][a-z0-9-]*$/);
        for (const language of LANGUAGES) {
          const texts = [chart.title, chart.text, chart.x.name, chart.y.name, ...chart.series.map(({ name }) => name)];
          for (const text of texts) expect(text[language]).not.toMatch(/undefined|NaN|Infinity|\[object|^$/);
        }
        for (const { points } of chart.series) {
          for (const [x, y] of points)
            expect([Number.isFinite(x), y === null || Number.isFinite(y)]).toEqual([true, true]);
        }
        for (const { value } of [...(chart.levels ?? []), ...(chart.places ?? [])])
          expect(value).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 60 },
  );
});

describe('a run of seven levels', () => {
  const run = levelsRun([10, 20, 40, 80, 160, 320, 640], 10, (level, at) => ({
    perSec: Math.min(level, 100),
    failed: level === 640 && at > 4 ? 5 : 0,
    responseMs: (n) => 20 + n + Math.max(0, level - 100) * 5,
  }));
  const charts = all({
    ...run,
    measured: {
      ...run.measured,
      thresholds: [{ metric: 'http_req_duration{expected_response:true}', expression: 'p(95)<500', passed: false }],
    },
  });

  test('throughput is that of every second', () => {
    const { series } = byId(charts, 'throughput');
    const [sent] = series;
    expect(sent?.points.slice(0, 12).map(([, value]) => value)).toStrictEqual([...Array(10).fill(10), 20, 20]);
  });

  test('latency has the goal as a line and the stages as bands', () => {
    const { levels, bands, x } = byId(charts, 'latency');
    expect(levels?.map(({ value }) => value)).toStrictEqual([500]);
    expect(bands?.length).toBeGreaterThanOrEqual(7);
    expect(x.isTime).toBe(true);
  });

  test('throughput by users: every level, and the place where it stops growing', () => {
    const { series, places } = byId(charts, 'scaling');
    const measured = series.find(({ kind }) => kind === 'points');
    expect(measured?.points.map(([vus]) => vus)).toStrictEqual([10, 20, 40, 80, 160, 320, 640]);
    expect(places?.[0]?.value).toBeGreaterThan(90);
    expect(places?.[0]?.value).toBeLessThan(110);
  });

  test('failures are counted by their answer', () => {
    const { series } = byId(charts, 'errors');
    const count = (at: number) => (series[at]?.points ?? []).reduce((sum, [, value]) => sum + (value ?? 0), 0);
    expect([series.length, count(0)]).toStrictEqual([1, 25]);
  });

  test('the histogram holds every response', () => {
    const { series } = byId(charts, 'histogram');
    const bars = series.find(({ kind }) => kind === 'bar');
    const sum = (bars?.points ?? []).reduce((total, [, value]) => total + (value ?? 0), 0);
    expect(sum).toBe(run.measured.total.requests === undefined ? Number.NaN : run.measured.total.requests - 25);
  });

  test.each(LANGUAGES)('each is drawn in %s, with nothing that is no number', (language) => {
    for (const chart of charts) {
      const svg = chartSvg(chart, language);
      expect(svg).toMatch(/^<svg [^>]*width="960" height="400"/);
      expect(svg).not.toMatch(/NaN|undefined|Infinity|<script|<image|href="http/);
      expect(chartSvg(chart, language)).toBe(svg);
    }
  });
});

test('two scenarios have charts of their own, beside those of both', () => {
  const seconds = Array.from({ length: 12 }, () =>
    ['a', 'b'].map((scenario, at) => ({ scenario, perSec: 5 + at * 5, vus: 5, responseMs: () => 10 })),
  );
  const { scopes } = runCharts(
    analyse(runOf(measuredSeconds(seconds), [closedPlan('a', [[12, 5]]), closedPlan('b', [[12, 5]])])),
  );
  expect(scopes.map(({ scenario }) => scenario)).toStrictEqual([undefined, 'a', 'b']);
  const perSec = scopes.map(({ charts }) => byId(charts, 'throughput').series[0]?.points[6]?.[1]);
  expect(perSec).toStrictEqual([15, 5, 10]);
});

test('a name from outside is text in a picture, never markup', () => {
  const name = '<script>alert(1)</script>"&';
  const seconds = Array.from({ length: 12 }, () => ({ scenario: name, perSec: 5, vus: 5, responseMs: () => 10 }));
  const charts = all(
    runOf(measuredSeconds(seconds), [
      closedPlan(name, [
        [0, 5],
        [12, 5],
      ]),
    ]),
  );
  expect(charts.length).toBeGreaterThan(3);
  for (const chart of charts) expect(chartSvg(chart, 'ko')).not.toContain('<script');
});

test('the page moves and zooms; a picture does neither', () => {
  const [chart] = all(levelsRun([10, 20], 10, (level) => ({ perSec: level, responseMs: () => 10 })));
  if (!chart) throw new Error('no chart');
  expect(chartOption(chart, 'ko', 'light', true)).toMatchObject({ animation: false });
  expect(JSON.stringify(chartOption(chart, 'ko', 'light', true))).not.toContain('dataZoom');
});
