import { unplannedDrops } from '../analyse/unplanned-drops.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import { isConstant, type PlannedRate, type PlannedScenario, type PlannedVus } from '../model/plan.ts';
import * as format from '../text/format.ts';
import { code, plain } from '../text/markdown-text.ts';
import { type BodyWords, scenarioTitle } from './body-text.ts';
import { announcedOf, shownRun } from './run-shown.ts';
import { goalsText } from './view-steps.ts';
import type { Told } from './view-summary.ts';

/** Load and environment: the plan in words, where it ran, and what the reader must know about both. */
export interface PlanView {
  /** One line for each scenario that some run has. */
  lines: string[];
  /** Why this load, which goals, what was not collected. */
  remarks: string[];
  environment: { name: string; value: string }[];
}

/** More stages than this are a table, and stand in the appendix. */
const MOST_STAGES = 10;

/** `10 → 1,000(10초) → 5,000(20초) → 유지(30초)` */
function stagesText(plan: PlannedVus | PlannedRate, brief: boolean, { document }: BodyWords): string {
  const [begin] = plan.ramps;
  if (begin && isConstant(plan)) {
    const held = plan.model === 'closed' ? document.levelRow(plan.model, begin.to) : format.level(begin.to);
    const lengthMs = plan.ramps.reduce((sum, { durationMs }) => sum + durationMs, 0);
    return document.constant(held, document.limit(lengthMs));
  }
  // A step to a level takes no time: what it comes to is told by the stage behind it.
  const ramps = plan.ramps.filter(({ durationMs }) => durationMs > 0);
  const [first] = ramps;
  const shown = ramps.slice(0, MOST_STAGES).map(({ from, to, durationMs }, at) => {
    const duration = document.limit(durationMs);
    if (from === to && ramps[at - 1]?.to === to) return document.held(duration);
    return document.reached(format.level(to), duration);
  });
  const start = first && first.from !== first.to ? [format.level(first.from)] : [];
  const left = ramps.length - shown.length;
  return `${[...start, ...shown].join(' → ')}${left > 0 ? document.moreStages(left, brief) : ''}`;
}

function planLine(plan: PlannedScenario, run: AnalysedRun, brief: boolean, both: BodyWords): string {
  const { document } = both;
  const stages = plan.model === 'iterations' ? '' : stagesText(plan, brief, both);
  const title = scenarioTitle(plan.name, run, both);
  const text = document.plan({ title, name: code(plan.name), plan, stages });
  return plan.startMs > 0 ? `${text}${document.startsAt(document.limit(plan.startMs))}` : text;
}

/** A text of each run, with the titles of those that have it where not all do. */
function shared(told: readonly Told[], textOf: (run: AnalysedRun) => string | undefined) {
  const byText = new Map<string, string[]>();
  for (const { run, title } of told) {
    const text = textOf(run);
    if (text === undefined) continue;
    const titles = byText.get(text);
    if (titles) titles.push(title);
    else byText.set(text, [title]);
  }
  return [...byText].map(([text, titles]) => ({
    text,
    titles: titles.length === told.length ? undefined : titles.join(', '),
  }));
}

function planLines(told: readonly Told[], brief: boolean, both: BodyWords): string[] {
  const most = told.reduce((longest, { run }) => Math.max(longest, run.planned.length), 0);
  const lines = Array.from({ length: most }, (_, at) =>
    shared(told, (run) => {
      const plan = run.planned[at];
      return plan && planLine(plan, run, brief, both);
    }),
  ).flat();
  const unknown = told.filter(({ run }) => run.planned.length === 0);
  const isAnnounced = unknown.length > 0 && unknown.every(({ run }) => announcedOf(run).length > 0);
  const mostAnnounced = unknown.reduce((most, { run }) => Math.max(most, announcedOf(run).length), 0);
  const announced = Array.from({ length: mostAnnounced }, (_, at) =>
    shared(told, (run) => {
      const own = run.planned.length === 0 ? announcedOf(run)[at] : undefined;
      return own && both.document.announced(own);
    }),
  ).flat();
  const drops = shared(told, (run) => {
    const own = unplannedDrops(run);
    return own && both.document.dropsUntold(own);
  });
  return [
    ...lines.map(({ text, titles }) => both.document.forTitles(text, titles)),
    ...announced.map(({ text, titles }) => both.document.forTitles(text, titles)),
    ...(unknown.length > 0 ? [isAnnounced ? both.document.onlyAnnounced : both.document.noPlan] : []),
    ...drops.map(({ text, titles }) => both.document.forTitles(text, titles)),
  ];
}

/** Rows about where it ran; one that says nothing of any run is left out. */
function environment(told: readonly Told[], both: BodyWords): PlanView['environment'] {
  const { words, document } = both;
  if (told.every(({ run }) => run.record === undefined)) return [];
  const names = document.environment;
  const known = (text: string) => (text === words.missing ? undefined : text);
  const rows = (name: string, textOf: (run: AnalysedRun) => string | undefined) =>
    shared(told, textOf).map(({ text, titles }) => ({ name: document.forTitles(name, titles), value: text }));
  const facts = [...new Set(told.flatMap(({ run }) => Object.keys(run.record?.targetInfo ?? {})))];
  const targets = rows(names.target, (run) => (run.record ? known(shownRun(run, both).target) : undefined));
  // The head has told of a target that is the only one, but for what the built-in shop was set to.
  const isTold = targets.length < 2 && told.every(({ run }) => run.record?.target.shop === undefined);
  return [
    ...(isTold ? [] : targets),
    ...facts.flatMap((fact) =>
      rows(plain(fact), ({ record }) => {
        const value = record?.targetInfo?.[fact];
        return value === undefined ? undefined : plain(value);
      }),
    ),
    ...rows(names.generator, (run) => (run.record ? known(shownRun(run, both).generator) : undefined)),
    ...rows(names.testData, (run) => (run.record ? known(shownRun(run, both).testData) : undefined)),
  ];
}

/** `brief`: there is no appendix to refer to. */
export function planView(
  told: readonly Told[],
  purposes: readonly string[],
  brief: boolean,
  both: BodyWords,
): PlanView {
  const { document } = both;
  const goals = shared(told, (run) => goalsText([run], both) || undefined);
  const why = [
    ...(purposes.length > 0 ? [document.purpose(purposes)] : []),
    ...(goals.length > 0 ? [document.goals(goals.map(({ text, titles }) => ({ goals: text, titles })))] : []),
  ];
  const isMeasured = told.some(({ run }) => (run.serverMetrics ?? []).length > 0);
  const isUnknown = told.every(({ run }) => run.record === undefined);
  const facts = environment(told, both);
  // Beside what is known of the environment; where nothing is, in a sentence with that.
  const lacking = isMeasured || facts.length === 0 ? [] : [document.environment.notCollected];
  const unknown = [
    ...(isMeasured || facts.length > 0 ? [] : [document.notCollected]),
    ...(isUnknown ? [document.noRecord] : []),
  ];
  return {
    lines: planLines(told, brief, both),
    remarks: [...(why.length > 0 ? [why.join(' ')] : []), ...(unknown.length > 0 ? [unknown.join(' ')] : [])],
    environment: [...facts, ...lacking],
  };
}
