import { byLoad } from '../analyse/load-forecast.ts';
import { mostNeeds } from '../analyse/plan-warnings.ts';
import { peakLevel } from '../analyse/planned-load.ts';
import type {
  LoadForecast,
  Machine,
  PlanWarning,
  ScenarioForecast,
  ScriptPlan,
  StageForecast,
} from '../model/forecast.ts';
import { byModel } from '../model/plan.ts';
import { folded, TERMINAL_COLUMNS } from '../text/fold.ts';
import * as format from '../text/format.ts';
import { inert, shownOnly } from '../text/inert.ts';
import type { Language } from '../words/language.ts';
import { type PlanWords, planWarningText, planWords } from '../words/plan.ts';
import { inColumns } from './columns.ts';
import { drawPlans } from './plan-drawing.ts';

/** Columns and rows of a drawing, where the terminal has that many. */
const DRAWING = { columns: 64, rows: 5 };
/** Columns beside a drawing: the levels of its axis. */
const AXIS_COLUMNS = 16;

/** The words, and how wide the terminal is. */
interface Look {
  readonly words: PlanWords;
  readonly language: Language;
  readonly columns: number;
}

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);

/** `10 → 1,000`, or a level that is held. */
const levels = ({ ramp: { from, to } }: StageForecast) =>
  from === to ? format.level(to) : `${format.level(from)} → ${format.level(to)}`;

const deliverableOf = (deliverable: number | undefined, of: number) =>
  deliverable === undefined || of === 0
    ? []
    : [`${format.count(deliverable)} (${format.aboutShare(deliverable / of)})`];

/** Stages of closed load: VU-seconds, and iterations where their length is known. */
function closedRows({ stages, planned, iterations }: ScenarioForecast, { words, columns: room }: Look): string[] {
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
    { columns: room - 2, flexible: [1] },
  );
}

const when = ({ fromMs, toMs }: StageForecast, { between }: PlanWords) =>
  between(format.span(fromMs), format.span(toMs));

/** Stages of open load: iterations, and where their length is known, what they need and what can run. */
function openRows(
  { stages, planned, vusNeeded, deliverable }: ScenarioForecast,
  { words, columns: room }: Look,
): string[] {
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
    { columns: room - 2, flexible: [1, 4] },
  );
}

function scenarioLines(forecast: ScenarioForecast, look: Look): string[] {
  const { plan } = forecast;
  const { words } = look;
  const rows = byModel(plan, {
    closed: () => closedRows(forecast, look),
    open: () => openRows(forecast, look),
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
function comparison(plans: readonly ScriptPlan[], { words, language, columns: room }: Look): string[] {
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
  return inColumns([head, ...rows], [2, 3, 4, 5, 6], { columns: room, flexible: [0, 1] });
}

/** How long a load takes; of a number of iterations only how long it may take. */
const lengthText = ({ lengthMs, scenarios }: LoadForecast, words: PlanWords): string => {
  const length = format.span(lengthMs);
  return scenarios.every(({ plan }) => plan.model === 'iterations') ? words.atMost(length) : length;
};

function groupLines(group: readonly ScriptPlan[], load: string | undefined, look: Look) {
  const { words, language } = look;
  const [first] = group;
  if (!first) return [];
  const { forecast } = first;
  const isOne = group.length === 1;
  const titles = group.map(({ title }) => title[language]).join(', ');
  const drawing = drawPlans(
    forecast.scenarios.map(({ plan }) => plan),
    forecast.lengthMs,
    { ...DRAWING, columns: Math.min(DRAWING.columns, look.columns - AXIS_COLUMNS) },
  );
  return [
    words.heading({ titles, load, length: lengthText(forecast, words), vus: forecast.vus }),
    ...(isOne ? iterationLines(forecast, words) : []),
    '',
    ...(drawing === undefined ? [] : [drawing, '']),
    ...forecast.scenarios.flatMap((one) => [...scenarioLines(isOne ? one : withoutIteration(one), look), '']),
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

function machineLines(plans: readonly ScriptPlan[], machine: Machine, { words, columns: room }: Look): string[] {
  const needs = mostNeeds(
    plans.map(({ forecast }) => forecast),
    machine,
  );
  if (!needs) return [];
  const { needed, available } = words.machineColumns;
  const rows = words.machine(needs, machine).map((row) => [row.name, row.needed, row.available]);
  const table = inColumns([[words.machineHeading, needed, available], ...rows], [], { columns: room, flexible: [1] });
  return [...table, ...(machine.cost ? [words.calibrated(machine.cost)] : []), ''];
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

/** Warnings that a part of the load cannot be run, whatever the server does. */
const CEILINGS: ReadonlySet<PlanWarning['id']> = new Set(['arrival-ceiling', 'time-limit']);

/** What is to be expected of the load, in a sentence. */
function verdictText(plans: readonly ScriptPlan[], warnings: number, { words, language }: Look): string {
  const titlesOf = new Map<string, string[]>();
  for (const { title, forecast, warnings: own } of plans) {
    const limited = own.flatMap((one) => ('scenario' in one && CEILINGS.has(one.id) ? one.scenario : []));
    for (const { plan, deliverableRatio } of forecast.scenarios) {
      if (!limited.includes(plan.name) || deliverableRatio === undefined) continue;
      const text = `${plan.name} ${format.aboutShare(deliverableRatio)}`;
      titlesOf.set(text, [...(titlesOf.get(text) ?? []), title[language]]);
    }
  }
  if (titlesOf.size > 0) {
    const parts = [...titlesOf].map(([text, titles]) => (plans.length > 1 ? `${text} (${titles.join(', ')})` : text));
    return words.verdict.partly(parts);
  }
  if (plans.some(({ forecast }) => forecast.iteration === undefined)) return words.verdict.unknown(warnings);
  if (warnings > 0) return words.verdict.doubtful(warnings);
  const isAtOnce = plans.some(({ forecast }) => forecast.iteration?.latencyMs === 0);
  return isAtOnce ? words.verdict.whollyAtOnce : words.verdict.wholly;
}

/**
 * What `buha plan` prints about scripts that run one after the other, its verdict first, then `origin`, where the load
 * comes from. `load` names the profile. Text for a terminal of so many columns, with a line break at the end.
 */
export function planText(
  plans: readonly ScriptPlan[],
  load: string | undefined,
  machine: Machine,
  language: Language,
  columns = TERMINAL_COLUMNS,
  origin?: string,
): string {
  const words = planWords(language);
  const look = { words, language, columns };
  const warnings = warningTexts(plans, language);
  const lines = [
    verdictText(plans, warnings.length, look),
    '',
    ...(origin === undefined ? [] : [origin]),
    ...byLoad(plans).flatMap((group) => groupLines(group, load, look)),
    ...(plans.length > 1 ? [...comparison(plans, look), ''] : []),
    ...requestLines(plans, words),
    ...machineLines(plans, machine, look),
    warnings.length === 0 ? words.noWarnings : words.warningsHeading(warnings.length),
    ...warnings.map((warning, at) => `  ${at + 1}. ${warning}`),
  ];
  return `${inert(folded(shownOnly(lines.join('\n')), columns))}\n`;
}
