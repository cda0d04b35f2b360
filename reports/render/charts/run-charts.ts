import { metricsInstead } from '../../analyse/judged-scope.ts';
import type { AnalysedRun } from '../../model/analysed.ts';
import type { Chart } from './chart.ts';
import { distributionCharts } from './distribution-charts.ts';
import { errorsChart } from './errors-chart.ts';
import { loadCharts } from './load-charts.ts';
import { phasesChart } from './phases-chart.ts';
import { requestsChart } from './requests-chart.ts';
import { scalingCharts } from './scaling-charts.ts';
import type { Scoped } from './seconds.ts';
import { serverCharts } from './server-charts.ts';
import { MOST_POINTS } from './thin.ts';
import { latencyChart, throughputChart, vusChart } from './time-charts.ts';

/** The charts of a run that can be told apart by scenario, and those that cannot. */
export interface RunCharts {
  /** Planned against delivered load, phases, failures: once. */
  readonly load: readonly Chart[];
  readonly phases: readonly Chart[];
  /** Of the requests that take most of the time. */
  readonly requests: readonly Chart[];
  readonly errors: readonly Chart[];
  /** Metrics of the tested system. */
  readonly server: readonly Chart[];
  /** Of all scenarios together (undefined), and of each where there are several. */
  readonly scopes: readonly { readonly scenario: string | undefined; readonly charts: readonly Chart[] }[];
}

/** Scenarios that are drawn one by one; beyond them a switch would be a list. */
const MOST_SCENARIOS = 12;
/** Lanes (a run's total, a scenario) that a document may have before their charts get fewer points. */
const LANES = 8;
const FEWEST_POINTS = 120;

const scenariosOf = ({ measured: { timeline } }: AnalysedRun): string[] => {
  const names = Object.keys(timeline?.scenarios ?? {});
  return names.length > 1 ? names.slice(0, MOST_SCENARIOS) : [];
};

/** Points that a line may have in a document of these runs: a page of many charts must not grow without end. */
export function mostPointsFor(runs: readonly AnalysedRun[]): number {
  const lanes = runs.reduce((sum, run) => sum + (run.measured.timeline ? 1 + scenariosOf(run).length : 0), 0);
  return Math.max(FEWEST_POINTS, Math.floor(MOST_POINTS * Math.min(1, LANES / Math.max(1, lanes))));
}

/** Charts over time that reach to the same second, so that they can be compared, and zoomed together. */
function aligned(charts: RunCharts): RunCharts {
  const all = [
    ...charts.load,
    ...charts.requests,
    ...charts.errors,
    ...charts.server,
    ...charts.scopes.flatMap((scope) => scope.charts),
  ];
  const until = all
    .filter(({ x }) => x.isTime)
    .flatMap(({ series }) => series.map(({ points }) => points.at(-1)?.[0] ?? 0))
    .reduce((last, one) => Math.max(last, one), 1);
  const align = (chart: Chart): Chart => (chart.x.isTime ? { ...chart, x: { ...chart.x, until } } : chart);
  return {
    load: charts.load.map(align),
    phases: charts.phases,
    requests: charts.requests.map(align),
    errors: charts.errors.map(align),
    server: charts.server.map(align),
    scopes: charts.scopes.map(({ scenario, charts: own }) => ({ scenario, charts: own.map(align) })),
  };
}

/** Charts that say which metric of k6 they show, where it is none of HTTP. */
const ofMetric = (charts: readonly Chart[], metric: string): readonly Chart[] =>
  metric === ''
    ? charts
    : charts.map((chart) => ({
        ...chart,
        title: { ko: `${chart.title.ko} (${metric})`, en: `${chart.title.en} (${metric})` },
      }));

/** Everything that can be drawn of a run: without raw samples, what its summary allows. */
export function runCharts(run: AnalysedRun, mostPoints: number = MOST_POINTS): RunCharts {
  const { timeline } = run.measured;
  const whole: Scoped | undefined = timeline && {
    ...{ run, timeline, lane: timeline.total, scenario: undefined, mostPoints },
  };
  const [count = '', times = count] = metricsInstead(run);
  const scoped = (one: Scoped) => [
    ...ofMetric(latencyChart(one), times),
    ...ofMetric(throughputChart(one), count),
    ...vusChart(one),
    // How long a session lasts is up to the script.
    ...(one.timeline.protocol === 'ws' ? [] : ofMetric([...scalingCharts(one), ...distributionCharts(one)], times)),
  ];
  return aligned({
    load: loadCharts(run, mostPoints),
    phases: phasesChart(run),
    requests: requestsChart(run, mostPoints),
    errors: timeline ? errorsChart(timeline) : [],
    server: serverCharts(run, mostPoints),
    scopes: [
      ...(whole ? [{ scenario: undefined, charts: scoped(whole) }] : []),
      ...scenariosOf(run).flatMap((scenario) => {
        const lane = timeline?.scenarios[scenario];
        return whole && lane ? [{ scenario, charts: scoped({ ...whole, lane, scenario }) }] : [];
      }),
    ],
  });
}
