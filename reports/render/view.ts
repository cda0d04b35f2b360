import { type Api, apiOf } from '../../options/apis.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import { plain } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import { type ReportWords, reportWords } from '../words/report.ts';
import { bySlot, NO_PICTURES, type Pictures, type Slot } from './pictures.ts';
import { timeText } from './run-shown.ts';
import { type AppendixView, appendixView } from './view-appendix.ts';
import { type ComparisonView, comparisonView } from './view-compare.ts';
import { type EnvironmentView, environmentViews, type RunRow, runRow } from './view-environment.ts';
import { type ImprovementView, improvementViews } from './view-findings.ts';
import { type LoadView, loadViews } from './view-load.ts';
import { overallView } from './view-overall.ts';
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

export interface PicturedRunView extends RunView {
  /** Charts by their place; empty for none. */
  pictures: Record<Slot, string>;
}

/** Everything a report template can show, as finished text. Templates lay out; they compute nothing. */
export interface ReportView {
  title: string;
  several: boolean;
  /** What a reader must know before any figure: interruptions, exceptions, that the target was no real system. */
  warnings: string[];
  verdicts: VerdictRow[];
  /** The document in a few lines. */
  overall: string[];
  targets: { title: string; endpoint: string; reason: string; goal: string }[];
  purposes: string[];
  environments: EnvironmentView[];
  runs: RunRow[];
  loads: LoadView[];
  apis: PicturedRunView[];
  comparison: ComparisonView | undefined;
  /** Chart of the comparison; empty for none. */
  comparisonPicture: string;
  /** Numbers of the parts that follow; a document of one API has no comparison. */
  improveNumber: number;
  appendixNumber: number;
  improvements: ImprovementView[];
  appendix: AppendixView;
  notes: string | undefined;
}

export interface RenderOptions {
  readonly language: Language;
  /** Title of the document; made from the APIs' titles where there is none. */
  readonly title?: string | undefined;
  /** Pictures of the charts; without, the document has none. */
  readonly pictures?: Pictures | undefined;
  /** The writer's own opinion, as markdown; it is marked as theirs. */
  readonly notes?: string | undefined;
}

/** What a run is called: as its user did, else as its API or its script. */
export function titleOf(
  run: Pick<AnalysedRun, 'api' | 'name'> & Partial<Pick<AnalysedRun, 'record' | 'label'>>,
  words: ReportWords,
  language: Language,
): string {
  if (run.record?.title !== undefined) return plain(run.record.title);
  const label = run.label && plain(run.label);
  const api = run.api && words.apiTitle(apiOf(run.api).title[language]);
  return [api, label].filter(Boolean).join(' · ') || plain(run.name);
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
    delivered: view.deliveredOf,
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

/** Runs of one API get what tells them apart: when they began, or where they were read from. */
export function distinctTitles(runs: readonly AnalysedRun[], title: (run: AnalysedRun) => string): string[] {
  const titles = runs.map(title);
  return runs.map((run, at) => {
    const own = titles[at] ?? run.name;
    if (titles.filter((other) => other === own).length < 2) return own;
    const [source] = run.sources ?? [];
    const place = source && `${source.file.split(/[\\/]/).at(-1)}${source.line > 1 ? `:${source.line}` : ''}`;
    return `${own} (${run.record ? timeText(run.record.startedAt) : plain(place ?? String(at + 1))})`;
  });
}

/** Titles of the runs, each different from the others, escaped for markdown. */
export function titlesOf(runs: readonly AnalysedRun[], language: Language): string[] {
  const words = reportWords(language);
  return distinctTitles(runs, (run) => titleOf(run, words, language));
}

/** What the document of runs is called that all were made for one. */
function documentTitleOf(runs: readonly AnalysedRun[]): string | undefined {
  const [title, ...others] = new Set(runs.map(({ record }) => record?.documentTitle));
  return title === undefined || others.length > 0 ? undefined : plain(title);
}

/** Why the runs were made: by their user, with the run's title where they differ, then by their profiles. */
function purposesOf(runs: readonly AnalysedRun[], titles: readonly string[], words: ReportWords): string[] {
  const own = runs.map(({ record }) => record?.purpose && plain(record.purpose));
  const isShared = new Set(own).size === 1;
  const stated = own.map((purpose, at) => purpose && (isShared ? purpose : `${titles[at]}: ${purpose}`));
  return distinct([...stated, ...runs.map(({ profile }) => profile && words.profilePurpose(profile))]);
}

/** What a report tells of its runs, without what its writer and its form add. */
type Told = Omit<ReportView, 'apis' | 'comparisonPicture' | 'notes'> & { apis: RunView[] };

const known = new WeakMap<readonly AnalysedRun[], Partial<Record<Language, Told>>>();

/** Document, page and terminal tell the same of the same runs: it is worked out once in each language. */
function told(runs: readonly AnalysedRun[], language: Language): Told {
  const own = known.get(runs) ?? {};
  known.set(runs, own);
  own[language] ??= toldView(runs, language);
  return own[language];
}

export function reportView(
  runs: readonly AnalysedRun[],
  { language, title, notes, pictures = NO_PICTURES }: RenderOptions,
): ReportView {
  const view = told(runs, language);
  return {
    ...view,
    ...(title !== undefined && { title: plain(title) }),
    apis: view.apis.map((api, at) => ({ ...api, pictures: bySlot((slot) => pictures.ofRun(at, slot)) })),
    comparisonPicture: pictures.comparison,
    notes: notes?.trim() || undefined,
  };
}

function toldView(runs: readonly AnalysedRun[], language: Language): Told {
  const words = reportWords(language);
  const titles = titlesOf(runs, language);
  const apis = runs.map((run, at) => runView(run, titles[at] ?? run.name, at + 1, words, language));
  const isMixed = apis.some(({ shop }) => shop === undefined);
  const improveNumber = runs.length > 1 ? 5 : 4;
  const improvements = improvementViews(runs, titles, improveNumber, words);
  return {
    title: documentTitleOf(runs) ?? words.documentTitle(titles),
    several: runs.length > 1,
    // A banner over all the runs would be wrong for those that tested a real system.
    warnings: distinct([...(isMixed ? [] : apis.map(({ shop }) => shop)), ...apis.flatMap(({ warnings }) => warnings)]),
    verdicts: apis.map(verdictRow),
    overall: overallView(runs, titles, improvements, words),
    targets: runs.map((run, at) => target(run, apis[at] as RunView, words)),
    purposes: purposesOf(runs, titles, words),
    environments: environmentViews(runs, titles, language),
    runs: runs.flatMap((run, at) => runRow(run, titles[at] ?? run.name, words)),
    loads: loadViews(runs, titles, words),
    apis: isMixed ? apis : apis.map((api) => ({ ...api, shop: undefined })),
    comparison: comparisonView(runs, apis, words),
    improveNumber,
    appendixNumber: improveNumber + 1,
    improvements,
    appendix: appendixView(runs, titles, words),
  };
}
