import type { AnalysedRun } from '../../model/run.ts';
import type { Chart } from './chart.ts';
import { serverCharts } from './server-charts.ts';
import { distributionCharts, phasesChart, scalingCharts } from './shape-charts.ts';
import { errorsChart, latencyChart, loadCharts, type Scoped, throughputChart } from './time-charts.ts';

/** The charts of a run that can be told apart by scenario, and those that cannot. */
export interface RunCharts {
  /** Planned against delivered load, phases, failures: once. */
  readonly load: readonly Chart[];
  readonly phases: readonly Chart[];
  readonly errors: readonly Chart[];
  /** Metrics of the tested system. */
  readonly server: readonly Chart[];
  /** Of all scenarios together (undefined), and of each where there are several. */
  readonly scopes: readonly { readonly scenario: string | undefined; readonly charts: readonly Chart[] }[];
}

/** Everything that can be drawn of a run: without raw samples, what its summary allows. */
export function runCharts(run: AnalysedRun): RunCharts {
  const { timeline } = run.measured;
  const whole: Scoped | undefined = timeline && { run, timeline, lane: timeline.total, scenario: undefined };
  const scoped = (one: Scoped) => [
    ...latencyChart(one),
    ...throughputChart(one),
    ...scalingCharts(one),
    ...distributionCharts(one),
  ];
  const names = Object.keys(timeline?.scenarios ?? {});
  return {
    load: loadCharts(run),
    phases: phasesChart(run),
    errors: whole ? errorsChart(whole) : [],
    server: serverCharts(run),
    scopes: [
      ...(whole ? [{ scenario: undefined, charts: scoped(whole) }] : []),
      ...(timeline && names.length > 1
        ? names.flatMap((scenario) => {
            const lane = timeline.scenarios[scenario];
            return lane ? [{ scenario, charts: scoped({ run, timeline, lane, scenario }) }] : [];
          })
        : []),
    ],
  };
}
