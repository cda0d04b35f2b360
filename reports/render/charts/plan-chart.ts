import { byLoad } from '../../analyse/load-forecast.ts';
import { peakLevel } from '../../analyse/planned-load.ts';
import type { ScenarioForecast, ScriptPlan } from '../../model/forecast.ts';
import type { PlannedScenario } from '../../model/plan.ts';
import * as format from '../../text/format.ts';
import { chartWords } from '../../words/charts.ts';
import type { Language } from '../../words/language.ts';
import type { Axis, Chart, ChartSeries, Color, Label } from './chart.ts';
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
function deliverableSeries({ plan, ceilingPerSec }: ScenarioForecast, name: Label): ChartSeries[] {
  if (plan.model !== 'open' || ceilingPerSec === undefined || ceilingPerSec >= (peakLevel(plan) ?? 0)) return [];
  const points = sendablePoints(plan, ceilingPerSec);
  return [
    {
      name: inEach((language) => chartWords(language).deliverable(name[language], format.level(ceilingPerSec))),
      ...{ kind: 'line', color: 'red', points, dash: 'dashed' },
    },
  ];
}

/** Levels as shares of the most that their scenario plans. */
const ofPeak = (series: ChartSeries, { plan }: ScenarioForecast): ChartSeries => {
  const peak = peakLevel(plan) || 1;
  return { ...series, points: series.points.map(([x, y]) => [x, y === null ? null : y / peak]) };
};

/**
 * The planned load of scripts, drawn once for those that share it, and for one that has it alone how much of it can run.
 * Users and rates have no axis in common: together each is drawn as a share of its own peak, which its name tells. Undefined
 * where there are no levels.
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
  const isMixed = hasVus && hasRates;
  const y: Axis = isMixed
    ? { name: both((words) => words.ofPeak), unit: 'share' }
    : hasVus
      ? { name: both((words) => words.virtualUsers), unit: 'vus' }
      : { name: both((words) => words.iterationsPerSec), unit: 'perSec' };
  const colors = { closed: [...VU_COLORS], open: [...RATE_COLORS] };
  const series = drawn.flatMap(({ scenario, name, isAlone }): ChartSeries[] => {
    const { plan } = scenario;
    const color = colors[plan.model === 'open' ? 'open' : 'closed'].shift() ?? 'gray';
    const shown = isMixed ? inEach((language) => peakOf(plan, name[language])) : name;
    const all: ChartSeries[] = [
      { name: shown, kind: 'area', color, points: fromStart(plan) },
      ...(isAlone ? deliverableSeries(scenario, name) : []),
    ];
    return isMixed ? all.map((one) => ofPeak(one, scenario)) : all;
  });
  return {
    id: 'plan',
    title: inEach((language) => chartWords(language).titles.plan(titlesOf(plans, language))),
    text: inEach((language) =>
      chartWords(language).texts.plan(drawn.map(({ scenario: { plan }, name }) => peakOf(plan, name[language]))),
    ),
    x: { name: both(({ seconds }) => seconds), unit: 'seconds', isTime: true },
    y,
    series,
  };
}
