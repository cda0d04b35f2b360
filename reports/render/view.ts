import { type Api, apiOf } from '../../options/apis.ts';
import type { AnalysedRun } from '../model/run.ts';
import type { Language } from '../words/language.ts';
import { type ReportWords, reportWords } from '../words/report.ts';
import { plain } from './markdown-text.ts';
import { type EnvironmentView, environmentViews, type RunRow, runRow } from './view-environment.ts';
import { type LoadView, loadViews } from './view-load.ts';
import { type RunView, runView } from './view-run.ts';

export interface VerdictRow {
  title: string;
  link: string;
  verdict: string;
  success: string;
  tps: string;
  p95: string;
  goal: string;
  delivered: string;
}

/** Everything a report template can show, as finished text. Templates lay out; they compute nothing. */
export interface ReportView {
  title: string;
  several: boolean;
  /** What a reader must know before any figure: interruptions, exceptions, that the target was no real system. */
  warnings: string[];
  verdicts: VerdictRow[];
  targets: { title: string; endpoint: string; reason: string; goal: string }[];
  purposes: string[];
  environments: EnvironmentView[];
  runs: RunRow[];
  loads: LoadView[];
  apis: RunView[];
  notes: string | undefined;
}

export interface RenderOptions {
  readonly language: Language;
  /** The writer's own opinion, as markdown; it is marked as theirs. */
  readonly notes?: string;
}

export function titleOf(run: AnalysedRun, words: ReportWords, language: Language): string {
  return run.api ? words.apiTitle(apiOf(run.api).title[language]) : plain(run.name);
}

function verdictRow(view: RunView): VerdictRow {
  return {
    title: view.title,
    link: `#${view.anchor}`,
    verdict: view.verdict,
    success: view.success,
    tps: view.tps,
    p95: view.goalP95,
    goal: view.goalLimit,
    delivered: view.delivered,
  };
}

function target(run: AnalysedRun, view: RunView, words: ReportWords) {
  const api: Api | undefined = run.api && apiOf(run.api);
  return {
    title: view.title,
    endpoint: view.endpoint,
    reason: run.api && api ? words.reason(run.api, api.kind) : words.missing,
    goal: view.goals,
  };
}

/** Lines without repetition, in the order in which they first come. */
const distinct = (lines: readonly (string | undefined)[]) => [
  ...new Set(lines.filter((line): line is string => line !== undefined)),
];

export function reportView(runs: readonly AnalysedRun[], { language, notes }: RenderOptions): ReportView {
  const words = reportWords(language);
  const titles = runs.map((run) => titleOf(run, words, language));
  const apis = runs.map((run, at) => runView(run, titles[at] ?? run.name, at + 1, words));
  return {
    title: words.documentTitle(titles),
    several: runs.length > 1,
    warnings: distinct(apis.flatMap(({ warnings }) => warnings)),
    verdicts: apis.map(verdictRow),
    targets: runs.map((run, at) => target(run, apis[at] as RunView, words)),
    purposes: distinct(runs.map(({ record }) => record?.profile && words.profilePurpose(record.profile.name))),
    environments: environmentViews(runs, titles, words),
    runs: runs.flatMap((run, at) => runRow(run, titles[at] ?? run.name, words)),
    loads: loadViews(runs, titles, words),
    apis,
    notes: notes?.trim() || undefined,
  };
}
