import { peakLevel } from '../../analyse/planned-load.ts';
import type { ScenarioForecast, ScriptPlan } from '../../model/forecast.ts';
import type { PlannedScenario, Ramp } from '../../model/plan.ts';
import * as format from '../format.ts';
import type { Chart, ChartSeries, Color } from './chart.ts';
import { both, named } from './texts.ts';
import { plannedPoints } from './time-charts.ts';

/** Of closed and of open load; further scenarios take the next. */
const VU_COLORS: readonly Color[] = ['blue', 'sky', 'purple'];
const RATE_COLORS: readonly Color[] = ['orange', 'green', 'gray'];

/** A ramp below a ceiling: cut in two where it crosses it. */
function below({ durationMs, from, to }: Ramp, ceiling: number): Ramp[] {
  const isCrossing = Math.min(from, to) < ceiling && Math.max(from, to) > ceiling;
  if (!isCrossing) return [{ durationMs, from: Math.min(from, ceiling), to: Math.min(to, ceiling) }];
  const crossesMs = (durationMs * (ceiling - from)) / (to - from);
  return [
    { durationMs: crossesMs, from: Math.min(from, ceiling), to: ceiling },
    { durationMs: durationMs - crossesMs, from: ceiling, to: Math.min(to, ceiling) },
  ];
}

const hasLevel = ({ model }: PlannedScenario) => model !== 'iterations';

/** What can run of open load, where that is not all of it. */
function deliverableSeries({ plan, ceilingPerSec }: ScenarioForecast, isSecond: boolean): ChartSeries[] {
  if (plan.model !== 'open' || ceilingPerSec === undefined || ceilingPerSec >= (peakLevel(plan) ?? 0)) return [];
  const points = plannedPoints({ ...plan, ramps: plan.ramps.flatMap((ramp) => below(ramp, ceilingPerSec)) }, 0);
  return [
    {
      name: both((words) => words.deliverable(named(plan.name).en)),
      ...{ kind: 'line', color: 'red', points, isSecond, isDashed: true },
    },
  ];
}

/** The planned load of one script, and how much of it can run; undefined where it has no levels. Rates stand to the right. */
export function planChart({ title, forecast }: ScriptPlan): Chart | undefined {
  const scenarios = forecast.scenarios.filter(({ plan }) => hasLevel(plan));
  if (scenarios.length === 0) return undefined;
  const hasVus = scenarios.some(({ plan }) => plan.model === 'closed');
  const hasRates = scenarios.some(({ plan }) => plan.model === 'open');
  const vus = { name: both((words) => words.virtualUsers), unit: 'vus' } as const;
  const rates = { name: both((words) => words.iterationsPerSec), unit: 'perSec' } as const;
  const peaks = scenarios.map(
    ({ plan }) => `${plan.name} ${format.level(peakLevel(plan) ?? 0)}${plan.model === 'open' ? '/s' : ' VU'}`,
  );
  const colors = { closed: [...VU_COLORS], open: [...RATE_COLORS] };
  const series = scenarios.flatMap((scenario): ChartSeries[] => {
    const { plan } = scenario;
    if (plan.model === 'iterations') return [];
    const isSecond = hasVus && plan.model === 'open';
    const color = colors[plan.model].shift() ?? 'gray';
    const drawn = { name: named(plan.name), kind: 'area', color, points: plannedPoints(plan, 0), isSecond } as const;
    return [drawn, ...deliverableSeries(scenario, isSecond)];
  });
  return {
    id: 'plan',
    title: { ko: both((words) => words.titles.plan(title.ko)).ko, en: both((words) => words.titles.plan(title.en)).en },
    text: both(({ texts }) => texts.plan(peaks)),
    x: { name: both(({ seconds }) => seconds), unit: 'seconds', isTime: true },
    y: hasVus ? vus : rates,
    ...(hasVus && hasRates && { y2: rates }),
    series,
  };
}
