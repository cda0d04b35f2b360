import { byLoad } from '../../analyse/load-forecast.ts';
import { peakLevel } from '../../analyse/planned-load.ts';
import type { ScenarioForecast, ScriptPlan } from '../../model/forecast.ts';
import type { PlannedScenario } from '../../model/plan.ts';
import * as format from '../../text/format.ts';
import { chartWords } from '../../words/charts.ts';
import type { Language } from '../../words/language.ts';
import type { Chart, ChartSeries, Color, Label } from './chart.ts';
import { plannedPoints, sendablePoints } from './load-charts.ts';
import { both, named } from './texts.ts';

/** Of closed and of open load; further scenarios take the next. */
const VU_COLORS: readonly Color[] = ['blue', 'sky', 'purple'];
const RATE_COLORS: readonly Color[] = ['orange', 'green', 'gray'];

const inEach = (text: (language: Language) => string): Label => ({ ko: text('ko'), en: text('en') });

const titlesOf = (plans: readonly ScriptPlan[], language: Language) =>
  plans.map(({ title }) => title[language]).join(', ');

const peakOf = (plan: PlannedScenario, name: string) =>
  `${name} ${format.level(peakLevel(plan) ?? 0)}${plan.model === 'open' ? '/s' : ' VU'}`;

/** Corners of a plan from the start of the run: one that waits has no load until then. */
function fromStart(plan: PlannedScenario): [number, number][] {
  const points = plannedPoints(plan, 0);
  return plan.startMs > 0 ? [[0, 0], [plan.startMs / 1000, 0], ...points] : points;
}

/** What can run of open load, where that is not all of it. */
function deliverableSeries({ plan, ceilingPerSec }: ScenarioForecast, name: Label, isSecond: boolean): ChartSeries[] {
  if (plan.model !== 'open' || ceilingPerSec === undefined || ceilingPerSec >= (peakLevel(plan) ?? 0)) return [];
  const points = sendablePoints(plan, ceilingPerSec);
  return [
    {
      name: inEach((language) => chartWords(language).deliverable(name[language])),
      ...{ kind: 'line', color: 'red', points, isSecond, dash: 'dashed' },
    },
  ];
}

/**
 * The planned load of scripts, drawn once for those that share it, and for one that has it alone how much of it can run.
 * Rates stand to the right of VUs. Undefined where there are no levels.
 */
export function planChart(plans: readonly ScriptPlan[]): Chart | undefined {
  const groups = byLoad(plans);
  const drawn = groups.flatMap((group) =>
    (group[0]?.forecast.scenarios ?? []).flatMap((scenario) => {
      const own = named(scenario.plan.name);
      const name = groups.length === 1 ? own : inEach((language) => `${own[language]} (${titlesOf(group, language)})`);
      return scenario.plan.model === 'iterations' ? [] : [{ scenario, name, isAlone: group.length === 1 }];
    }),
  );
  if (drawn.length === 0) return undefined;
  const hasVus = drawn.some(({ scenario: { plan } }) => plan.model === 'closed');
  const hasRates = drawn.some(({ scenario: { plan } }) => plan.model === 'open');
  const vus = { name: both((words) => words.virtualUsers), unit: 'vus' } as const;
  const rates = { name: both((words) => words.iterationsPerSec), unit: 'perSec' } as const;
  const colors = { closed: [...VU_COLORS], open: [...RATE_COLORS] };
  const series = drawn.flatMap(({ scenario, name, isAlone }): ChartSeries[] => {
    const { plan } = scenario;
    const isSecond = hasVus && plan.model === 'open';
    const color = colors[plan.model === 'open' ? 'open' : 'closed'].shift() ?? 'gray';
    return [
      { name, kind: 'area', color, points: fromStart(plan), isSecond },
      ...(isAlone ? deliverableSeries(scenario, name, isSecond) : []),
    ];
  });
  return {
    id: 'plan',
    title: inEach((language) => chartWords(language).titles.plan(titlesOf(plans, language))),
    text: inEach((language) =>
      chartWords(language).texts.plan(drawn.map(({ scenario: { plan }, name }) => peakOf(plan, name[language]))),
    ),
    x: { name: both(({ seconds }) => seconds), unit: 'seconds', isTime: true },
    y: hasVus ? vus : rates,
    ...(hasVus && hasRates && { y2: rates }),
    series,
  };
}
