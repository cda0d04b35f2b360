import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileRun, TRAPS } from '../../../testing/reference-hostile.ts';
import { closedPlan, levelsRun, measuredSeconds, openPlan, runOf } from '../../../testing/reference-seconds.ts';
import { anyRun } from '../../../testing/test-runs.ts';
import { tries } from '../../../testing/tries.ts';
import { analyse } from '../../analyse/analyse.ts';
import * as format from '../../text/format.ts';
import { LANGUAGES } from '../../words/language.ts';
import { packed, unpacked } from '../page-data.ts';
import { chartSvg } from '../svg.ts';
import type { Chart } from './chart.ts';
import { chartOption } from './option.ts';
import { runCharts } from './run-charts.ts';

const all = (run: Parameters<typeof analyse>[0]): Chart[] => {
  const { load, phases, errors, scopes } = runCharts(analyse(run));
  return [...load, ...phases, ...errors, ...scopes.flatMap(({ charts }) => charts)];
};

const DRAWN_WITH = new Set([
  'svg',
  'rect',
  'path',
  'text',
  'g',
  'defs',
  'clipPath',
  'style',
  'circle',
  'line',
  'polygon',
]);

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
    { numRuns: tries(60) },
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

describe('what a chart says of the whole run', () => {
  const run = analyse(
    levelsRun([10, 20], 10, (level, at) => ({ perSec: level, failed: at % 2, responseMs: (n) => 10 + n })),
  );
  const charts = runCharts(run).scopes[0]?.charts ?? [];
  const { requestsPerSec, successDurationMs } = run.measured.total;

  test('is what its tables say: the mean throughput, and the quantiles of successful requests', () => {
    const perSec = format.rate(requestsPerSec ?? Number.NaN);
    expect(byId(charts, 'throughput').text.en).toContain(`${perSec} per second on average over the whole run`);
    const { med, p95 } = successDurationMs ?? {};
    expect(byId(charts, 'latency').text.en).toMatch(/^Successful requests overall: median /);
    expect(byId(charts, 'latency').text.en).toContain(
      `median ${format.duration(med ?? Number.NaN)}, p95 ${format.duration(p95 ?? Number.NaN)},`,
    );
  });

  test('users have a chart of their own, where a plan says how many there may be', () => {
    expect(charts.some(({ id }) => id === 'vus')).toBe(false);
    const seconds = Array.from({ length: 12 }, () => ({ scenario: 'a', perSec: 5, vus: 15, responseMs: () => 10 }));
    const plan = openPlan('a', [
      [0, 5],
      [12, 5],
    ]);
    const open = analyse(runOf(measuredSeconds(seconds), [plan]));
    const vus = byId(runCharts(open).scopes[0]?.charts ?? [], 'vus');
    expect(vus.levels?.map(({ value, name }) => [value, name.en])).toStrictEqual([[500, 'VU limit 500']]);
    expect(Math.max(...(vus.series[0]?.points ?? []).map(([, value]) => value ?? 0))).toBeCloseTo(15, 0);
  });
});

test('an axis whose steps are of equal ratio says so', () => {
  const [chart] = all(
    levelsRun([10, 20], 10, (level) => ({ perSec: level, responseMs: (n) => (n % 3 === 0 ? 1000 : 1) })),
  ).filter(({ id }) => id === 'latency');
  if (!chart) throw new Error('no chart');
  const names = LANGUAGES.map((language) => {
    const { yAxis } = chartOption(chart, language, 'light', { isStill: true, width: 960 }) as {
      yAxis: { name: string }[];
    };
    return yAxis[0]?.name;
  });
  expect(names).toStrictEqual(['응답 시간(로그 눈금)', 'response time (log scale)']);
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

describe.each(TRAPS)('everything called %s', (_, name) => {
  test('is short and plain text in a picture', () => {
    const charts = all(hostileRun(name));
    expect(charts.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['load-1', 'phases', 'errors', 'latency', 'throughput', 'histogram']),
    );
    for (const chart of charts) {
      const svg = chartSvg(chart, 'ko');
      // Elements that ECharts draws with, and no other; `page.e2e.test.ts` has a browser parse them.
      const names = [...svg.matchAll(/<\/?([a-z][\w:-]*)/gi)].map(([, tag]) => tag);
      expect([...new Set(names)].filter((tag) => !DRAWN_WITH.has(tag ?? ''))).toStrictEqual([]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them
      expect(svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/);
      expect(svg).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
      for (const [, text = ''] of svg.matchAll(/<text[^>]*>([^<]*)</g)) expect(text.length).toBeLessThan(400);
    }
  });
});

test('a peak is marked on the series that has it, also where its values are rounded', () => {
  const [chart] = all(
    levelsRun([10, 20], 10, (level, at) => ({ perSec: level, responseMs: () => 10 / 3 + at })),
  ).filter(({ id }) => id === 'latency');
  if (!chart) throw new Error('no chart');
  const { series } = chartOption(unpacked(packed(chart)), 'ko', 'light', { isStill: false, width: 900 }) as {
    series: { name: string; markPoint?: { data: unknown[] } }[];
  };
  expect(series.filter(({ markPoint }) => markPoint).map(({ name }) => name)).toStrictEqual(['p95']);
});

test('all charts over time of a run reach from its start to the same second', () => {
  // Fewer than the planned users ran, so that the load has a chart, too.
  const seconds = Array.from({ length: 12 }, (_, at) => ({
    ...{ scenario: 'a', perSec: 3, vus: 3, failed: at % 2, responseMs: () => 10 },
  }));
  const charts = all(runOf(measuredSeconds(seconds), [closedPlan('a', [[12, 5]])]));
  const times = charts.filter(({ x }) => x.isTime);
  expect(times.map(({ id }) => id)).toEqual(expect.arrayContaining(['load-1', 'latency', 'throughput', 'errors']));
  expect(new Set(times.map(({ x }) => x.until)).size).toBe(1);
});

test('lines of one chart differ by more than their colour', () => {
  const charts = all(levelsRun([10, 20, 40], 10, (level) => ({ perSec: level, dropped: 1, responseMs: () => 10 })));
  for (const { id, series } of charts) {
    const lines = series.filter(({ kind }) => kind === 'line' || kind === 'area');
    expect([id, new Set(lines.map(({ kind, dash }) => `${kind} ${dash}`)).size]).toStrictEqual([id, lines.length]);
  }
});

test('the page moves and zooms; a picture does neither', () => {
  const [chart] = all(levelsRun([10, 20], 10, (level) => ({ perSec: level, responseMs: () => 10 })));
  if (!chart) throw new Error('no chart');
  expect(chartOption(chart, 'ko', 'light', { isStill: true, width: 960 })).toMatchObject({ animation: false });
  expect(JSON.stringify(chartOption(chart, 'ko', 'light', { isStill: true, width: 960 }))).not.toContain('dataZoom');
});
