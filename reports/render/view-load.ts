import { plannedLengthMs } from '../analyse/planned-load.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import { LOAD_OPTIONS, type PlannedScenario } from '../model/plan.ts';
import { span } from '../text/format.ts';
import { block, code } from '../text/markdown-text.ts';
import type { ReportWords } from '../words/report.ts';
import { drawPlans } from './plan-drawing.ts';

export interface ScenarioView {
  name: string;
  executor: string;
  what: string;
  /** When it starts, if not at once. */
  startsAt: string | undefined;
  stages: string[];
}

/** The common options of runs that share them: as code, in words, as a drawing. */
export interface LoadView {
  titles: string;
  code: string;
  scenarios: ScenarioView[];
  drawing: string | undefined;
  /** That the user named the plan, and no record; undefined for recorded runs. */
  given: string | undefined;
}

const DRAWING = { columns: 64, rows: 5 };

/** k6 prints null for all that a script left out; a reader wants what was set. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const set = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(set.map(([name, field]) => [name, withoutNulls(field)]));
}

/** Only what shapes the load: thresholds stand in the goals, the rest is the tool's. */
function loadOptions(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(LOAD_OPTIONS.filter((name) => options[name] != null).map((name) => [name, options[name]]));
}

/** A stage takes one line, as one would write it by hand. */
function optionsText(options: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(withoutNulls(loadOptions(options)), null, 2).replaceAll(
    /\{\s+"duration": ("[^"]*"),\s+"target": (\d+)\s+\}/g,
    '{ "duration": $1, "target": $2 }',
  );
}

function scenarioView(plan: PlannedScenario, words: ReportWords): ScenarioView {
  let from = 0;
  const stages = (plan.model === 'iterations' ? [] : plan.ramps).map((ramp) => {
    const text = words.stage(plan, ramp, from);
    from += ramp.durationMs;
    return text;
  });
  return {
    name: code(plan.name),
    executor: code(plan.executor),
    what: words.executor(plan),
    startsAt: plan.startMs > 0 ? span(plan.startMs) : undefined,
    stages,
  };
}

function drawing(planned: readonly PlannedScenario[]): string | undefined {
  const drawn = drawPlans(planned, plannedLengthMs(planned), DRAWING);
  return drawn && block(drawn, 'text');
}

export function loadViews(runs: readonly AnalysedRun[], titles: readonly string[], words: ReportWords): LoadView[] {
  const byOptions = new Map<string, { titles: string[]; run: AnalysedRun }>();
  runs.forEach((run, at) => {
    if (!run.options) return;
    const key = optionsText(run.options);
    const known = byOptions.get(key) ?? { titles: [], run };
    known.titles.push(titles[at] ?? run.name);
    byOptions.set(key, known);
  });
  return [...byOptions].map(([text, { titles: own, run }]) => ({
    titles: own.join(', '),
    code: block(text, 'json'),
    scenarios: run.planned.map((plan) => scenarioView(plan, words)),
    drawing: drawing(run.planned),
    given: run.record ? undefined : words.givenPlan(run.profile),
  }));
}
