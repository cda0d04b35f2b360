import { byLoad } from '../analyse/load-forecast.ts';
import { mostNeeds } from '../analyse/plan-warnings.ts';
import { peakLevel } from '../analyse/planned-load.ts';
import type { LoadForecast, Machine, ScenarioForecast, ScriptPlan, StageForecast } from '../model/forecast.ts';
import { byModel } from '../model/plan.ts';
import * as format from '../text/format.ts';
import { printable } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import { type PlanWords, planWarningText, planWords } from '../words/plan.ts';
import { inColumns } from './columns.ts';
import { drawPlans } from './plan-drawing.ts';

const DRAWING = { columns: 64, rows: 5 };

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);

/** `10 → 1,000`, or a level that is held. */
const levels = ({ ramp: { from, to } }: StageForecast) =>
  from === to ? format.level(to) : `${format.level(from)} → ${format.level(to)}`;

const deliverableOf = (deliverable: number | undefined, of: number) =>
  deliverable === undefined || of === 0
    ? []
    : [`${format.count(deliverable)} (${format.aboutShare(deliverable / of)})`];

/** Stages of closed load: VU-seconds, and iterations where their length is known. */
function closedRows({ stages, planned, iterations }: ScenarioForecast, words: PlanWords): string[] {
  const { columns, estimated } = words;
  const amounts = (vuMs: number, own: number | undefined) => [
    format.count(vuMs / 1000),
    ...(own === undefined ? [] : [estimated(own)]),
  ];
  return inColumns(
    [
      [
        columns.stage,
        columns.vus,
        columns.vuSeconds,
        ...(iterations === undefined ? [] : [columns.estimatedIterations]),
      ],
      ...stages.map((stage) => [when(stage, words), levels(stage), ...amounts(stage.planned, stage.iterations)]),
      [columns.total, '', ...amounts(planned, iterations)],
    ],
    [2, 3],
  );
}

const when = ({ fromMs, toMs }: StageForecast, { between }: PlanWords) =>
  between(format.span(fromMs), format.span(toMs));

/** Stages of open load: iterations, and where their length is known, what they need and what can run. */
function openRows({ stages, planned, vusNeeded, deliverable }: ScenarioForecast, words: PlanWords): string[] {
  const { columns } = words;
  const needs = (vus: number | undefined) => (vus === undefined ? [] : [format.count(vus)]);
  return inColumns(
    [
      [
        ...[columns.stage, columns.rate, columns.planned],
        ...(vusNeeded === undefined ? [] : [columns.vusNeeded]),
        ...(deliverable === undefined ? [] : [columns.deliverable]),
      ],
      ...stages.map((stage) => [
        ...[when(stage, words), levels(stage), format.count(stage.planned)],
        ...[...needs(stage.vusNeeded), ...deliverableOf(stage.deliverable, stage.planned)],
      ]),
      [columns.total, '', format.count(planned), ...needs(vusNeeded), ...deliverableOf(deliverable, planned)],
    ],
    [2, 3, 4],
  );
}

function scenarioLines(forecast: ScenarioForecast, words: PlanWords): string[] {
  const { plan } = forecast;
  const rows = byModel(plan, {
    closed: () => closedRows(forecast, words),
    open: () => openRows(forecast, words),
    iterations: ({ iterations, vus, durationMs }) => [words.counted({ iterations, vus, limitMs: durationMs })],
  });
  return [`${plan.name} · ${words.executor(plan)}`, ...indented(rows)];
}

/** The same without what depends on the length of an iteration: for scripts that share their load and not their users. */
const withoutIteration = (forecast: ScenarioForecast): ScenarioForecast => ({
  ...forecast,
  iterations: undefined,
  vusNeeded: undefined,
  deliverable: undefined,
  stages: forecast.stages.map((stage) => ({
    ...stage,
    iterations: undefined,
    vusNeeded: undefined,
    deliverable: undefined,
  })),
});

/** A row for each scenario of each script. */
function comparison(plans: readonly ScriptPlan[], words: PlanWords, language: Language): string[] {
  const { columns } = words;
  const rows = plans.flatMap(({ title, forecast: { scenarios, iteration } }) =>
    scenarios.map(({ plan, iterations, vusNeeded, ceilingPerSec, deliverable, planned }, at) => [
      at === 0 ? title[language] : '',
      plan.name,
      at === 0 && iteration ? format.span(iteration.iterationMs) : '',
      iterations === undefined ? '' : plan.model === 'closed' ? words.estimated(iterations) : format.count(iterations),
      vusNeeded === undefined ? '' : format.count(vusNeeded),
      ceilingPerSec === undefined ? '' : `${format.level(ceilingPerSec)}/s`,
      deliverable === undefined || planned === 0 ? '' : format.aboutShare(deliverable / planned),
    ]),
  );
  const head = [
    ...[columns.api, columns.scenario, columns.iteration, columns.iterations],
    ...[columns.vusNeeded, columns.ceiling, columns.share],
  ];
  return inColumns([head, ...rows], [2, 3, 4, 5, 6]);
}

function groupLines(group: readonly ScriptPlan[], load: string | undefined, words: PlanWords, language: Language) {
  const [first] = group;
  if (!first) return [];
  const { forecast } = first;
  const isOne = group.length === 1;
  const titles = group.map(({ title }) => title[language]).join(', ');
  const drawing = drawPlans(
    forecast.scenarios.map(({ plan }) => plan),
    forecast.lengthMs,
    DRAWING,
  );
  return [
    words.heading({ titles, load, length: format.span(forecast.lengthMs), vus: forecast.vus }),
    ...(isOne ? iterationLines(forecast, words) : []),
    '',
    ...(drawing === undefined ? [] : [drawing, '']),
    ...forecast.scenarios.flatMap((one) => [...scenarioLines(isOne ? one : withoutIteration(one), words), '']),
  ];
}

function iterationLines({ iteration, scenarios }: LoadForecast, words: PlanWords): string[] {
  if (iteration) return [words.iteration(iteration)];
  const limits = scenarios.flatMap(({ plan }) => {
    const peakRate = peakLevel(plan);
    if (plan.model !== 'open' || !peakRate) return [];
    return [{ scenario: plan.name, maxVus: plan.maxVus, peakRate, longestMs: (plan.maxVus * 1000) / peakRate }];
  });
  const [tightest] = limits.toSorted((a, b) => a.longestMs - b.longestMs);
  return [words.unknownIteration(tightest)];
}

function requestLines(plans: readonly ScriptPlan[], words: PlanWords): string[] {
  const [only] = plans.length === 1 ? plans : [];
  const requests = only?.forecast.requests;
  if (!only || !requests) return [];
  const isEstimated = only.forecast.scenarios.some(({ plan }) => plan.model === 'closed');
  return [words.requests(requests, isEstimated), ''];
}

function machineLines(plans: readonly ScriptPlan[], machine: Machine, words: PlanWords): string[] {
  const needs = mostNeeds(plans.map(({ forecast }) => forecast));
  if (!needs) return [];
  const { needed, available } = words.machineColumns;
  const rows = words.machine(needs, machine).map((row) => [row.name, row.needed, row.available]);
  return [...inColumns([[words.machineHeading, needed, available], ...rows], []), ''];
}

/** Warnings in words; one that several scripts share is said once, and names them where others do not have it. */
export function warningTexts(plans: readonly ScriptPlan[], language: Language): string[] {
  const words = planWords(language);
  const titlesOf = new Map<string, string[]>();
  for (const { title, warnings } of plans) {
    for (const text of warnings.map((warning) => planWarningText(words, warning))) {
      titlesOf.set(text, [...(titlesOf.get(text) ?? []), title[language]]);
    }
  }
  return [...titlesOf].map(([text, titles]) => (plans.length === titles.length ? text : words.warningOf(titles, text)));
}

/**
 * What `buha plan` prints about scripts that run one after the other. `load` names the profile. Text for a terminal, with
 * a line break at the end.
 */
export function planText(
  plans: readonly ScriptPlan[],
  load: string | undefined,
  machine: Machine,
  language: Language,
): string {
  const words = planWords(language);
  const warnings = warningTexts(plans, language);
  const lines = [
    ...byLoad(plans).flatMap((group) => groupLines(group, load, words, language)),
    ...(plans.length > 1 ? [...comparison(plans, words, language), ''] : []),
    ...requestLines(plans, words),
    ...machineLines(plans, machine, words),
    warnings.length === 0 ? words.noWarnings : words.warningsHeading(warnings.length),
    ...warnings.map((warning, at) => `  ${at + 1}. ${warning}`),
  ];
  return `${printable(lines.join('\n'))}\n`;
}
