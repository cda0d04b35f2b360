import { profileNamed } from '../../options/profiles.ts';
import { apiOf } from '../../options/project.ts';
import { judgedMetric } from '../analyse/judged-metric.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import { UNNAMED } from '../model/output.ts';
import { anchor, plain, wholeCode } from '../text/markdown-text.ts';
import { type DocumentWords, documentWords } from '../words/document.ts';
import type { Language } from '../words/language.ts';
import { type ReportWords, reportWords } from '../words/report.ts';
import { type BodyWords, bodyWords } from './body-text.ts';
import { type Asked, asksForTarget, reportCommand, runCommand } from './commands.ts';
import { bySlot, NO_PICTURES, type Pictures, type Slot } from './pictures.ts';
import { timeText } from './run-shown.ts';
import { type AppendixView, appendixView } from './view-appendix.ts';
import { caveats } from './view-caveats.ts';
import { type EnvironmentView, environmentViews, type RunRow, runRow } from './view-environment.ts';
import { type ImprovementView, improvementViews } from './view-findings.ts';
import { contentsView, type HeadView, headView } from './view-head.ts';
import { type LoadView, loadViews } from './view-load.ts';
import { type PlanView, planView } from './view-plan.ts';
import { type ResultView, resultViews } from './view-result.ts';
import { type RunView, runView } from './view-run.ts';
import { numberedSteps, type StepRow, stepRows } from './view-steps.ts';
import { type SummaryView, summaryView } from './view-summary.ts';
import { type WhyView, whyView } from './view-why.ts';

/** More APIs than these are not named in the title. */
const MOST_TITLES = 4;

export interface PicturedRunView extends RunView {
  /** What the body tells of it. */
  result: ResultView;
  /** Charts by their place; empty for none. */
  pictures: Record<Slot, string>;
}

/** Everything a report template can show, as finished text. Templates lay out; they compute nothing. */
export interface ReportView {
  title: string;
  several: boolean;
  /** True where only the body is wanted. */
  brief: boolean;
  /** Links to the parts, in one line. */
  contents: string;
  head: HeadView;
  /** That all runs were made against the embedded shop; undefined where some were not. */
  shop: string | undefined;
  /** What a reader must know before any figure: interruptions, exceptions, what does not fit together. */
  warnings: string[];
  summary: SummaryView;
  why: WhyView;
  steps: StepRow[];
  plan: PlanView;
  caveats: string[];
  /** Commands that make the report, and the load, again. */
  again: string[];
  targets: { title: string; endpoint: string; reason: string; goal: string }[];
  environments: EnvironmentView[];
  runs: RunRow[];
  loads: LoadView[];
  apis: PicturedRunView[];
  /** Planned against delivered load of the run of which least ran; empty for none. */
  planPicture: string;
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
  /** The body alone, without the appendix. */
  readonly brief?: boolean | undefined;
}

/** What a run is called: as its user did, else as its API or its script. */
export function titleOf(
  run: Pick<AnalysedRun, 'api' | 'name' | 'project'> &
    Partial<Pick<AnalysedRun, 'record' | 'label' | 'merge' | 'sources' | 'measured'>>,
  words: ReportWords,
  language: Language,
): string {
  if (run.record?.title !== undefined) return plain(run.record.title);
  const label = run.label && plain(run.label);
  const entry = apiOf(run);
  const api = entry && words.apiTitle(entry.title[language]);
  if (api || label) return [api, label].filter(Boolean).join(' · ');
  if (run.name === UNNAMED) return words.unnamed;
  const { testRun, runners = [] } = run.merge ?? {};
  // Of files that say no name of their run, the first alone would be the title of all.
  return testRun === undefined && run.record === undefined && runners.length > 1
    ? words.withOthers(plain(run.name), runners.length - 1)
    : (titleOfFile(run, words) ?? plain(run.name));
}

/** Names of files that tell nothing of the run in them. */
const OF_ANY_RUN = /^(?:k6[-_]?)?(?:summary|samples?|results?|output|metrics|export|summary[-_]export)$/i;

/** What a run is called of which only a file of such a name is known: by the protocol that it sent. */
function titleOfFile(
  { name, measured, merge, sources = [] }: Parameters<typeof titleOf>[0],
  words: ReportWords,
): string | undefined {
  const file = sources[0]?.file.split(/[\\/]/).at(-1);
  const kind = measured && judgedMetric({ measured, ...(merge && { merge }) })?.kind;
  if (!OF_ANY_RUN.test(name) || file === undefined || kind === undefined || kind === 'own') return undefined;
  return words.testOf(kind, plain(file));
}

function target(run: AnalysedRun, view: RunView, words: ReportWords, language: Language) {
  const api = apiOf(run);
  return {
    title: view.title,
    endpoint: view.endpoint,
    reason: api ? (api.reason?.[language] ?? words.reason(api.kind)) : words.missing,
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
  const times = new Map<string, number>();
  for (const one of titles) times.set(one, (times.get(one) ?? 0) + 1);
  return runs.map((run, at) => {
    const own = titles[at] ?? run.name;
    if ((times.get(own) ?? 0) < 2) return own;
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
function purposesOf(
  runs: readonly AnalysedRun[],
  titles: readonly string[],
  words: ReportWords,
  language: Language,
): string[] {
  const own = runs.map(({ record }) => record?.purpose && plain(record.purpose));
  const isShared = new Set(own).size === 1;
  const stated = own.map((purpose, at) => purpose && (isShared ? purpose : `${titles[at]}: ${purpose}`));
  const ofProfiles = runs.map(({ profile, project }) => {
    const ownProfile = profile === undefined ? undefined : profileNamed(profile, project);
    return ownProfile ? ownProfile.purpose?.[language] : profile && words.profilePurpose(profile);
  });
  return distinct([...stated, ...ofProfiles]);
}

/** What a report tells of its runs, without what its writer and its form add. */
type Told = Omit<ReportView, 'apis' | 'planPicture' | 'notes' | 'brief' | 'contents' | 'again'> & {
  apis: Omit<PicturedRunView, 'pictures'>[];
};

const known = new WeakMap<readonly AnalysedRun[], Map<string, Told>>();

/**
 * Document, page and terminal tell the same of the same runs: it is worked out once in each language. A `brief` one has no
 * appendix to refer to.
 */
function told(runs: readonly AnalysedRun[], language: Language, brief: boolean): Told {
  const own = known.get(runs) ?? new Map<string, Told>();
  known.set(runs, own);
  const form = `${language} ${brief}`;
  const view = own.get(form) ?? toldView(runs, language, brief);
  own.set(form, view);
  return view;
}

export function reportView(
  runs: readonly AnalysedRun[],
  { language, title, notes, brief = false, pictures = NO_PICTURES }: RenderOptions,
): ReportView {
  const view = told(runs, language, brief);
  const opinion = notes?.trim() || undefined;
  const apis = view.apis.map((api, at) => ({ ...api, pictures: bySlot((slot) => pictures.ofRun(at, slot)) }));
  // One picture of planned and delivered load stands in the body: that of the run of which least ran.
  const ratio = (at: number) => runs[at]?.verdict.delivered ?? 1;
  const planned = apis.reduce(
    (least, api, at) => (api.pictures.plan !== '' && (least < 0 || ratio(at) < ratio(least)) ? at : least),
    -1,
  );
  return {
    ...view,
    ...(title !== undefined && { title: plain(title) }),
    brief,
    again: againView(runs, { title, brief }, documentWords(language)),
    contents: contentsView(documentWords(language).parts({ isSeveral: view.several, isBrief: brief })),
    apis: apis.map((api, at) => (at === planned ? { ...api, pictures: { ...api.pictures, plan: '' } } : api)),
    planPicture: apis[planned]?.pictures.plan ?? '',
    notes: opinion,
  };
}

/** Commands that make the report, and the load, again, as far as anybody knows them. */
function againView(runs: readonly AnalysedRun[], asked: Asked, document: DocumentWords): string[] {
  const report = reportCommand(runs, asked, document.inLanguage);
  const load = runCommand(runs, document.inLanguage);
  const lines = [
    document.again.report(report && wholeCode(report)),
    ...(load === undefined ? [] : [document.again.load(wholeCode(load), asksForTarget(load))]),
  ];
  return runs.length > 1 ? lines : [lines.join(report === undefined ? ' ' : ' · ')];
}

/** The reasons of a document about one run with what its result adds to them: there is no other part to tell it in. */
function withResult({ slow, untested, named }: WhyView, result: ResultView | undefined): WhyView {
  const [first, ...others] = slow;
  const answer = [first?.answer, result?.bottleneck].filter(Boolean).join(' ');
  return { slow: first ? [{ ...first, answer }, ...others] : [], untested, named };
}

const shortened = (result: ResultView): ResultView => ({ ...result, bottleneck: undefined });

function documentTitle(runs: readonly AnalysedRun[], titles: readonly string[], { document }: BodyWords): string {
  const own = documentTitleOf(runs);
  if (own !== undefined) return own;
  return document.title(titles.length > MOST_TITLES ? document.severalTitles(titles.length) : titles.join(', '));
}

/** Warnings of all runs, each once; what is not that of all begins with the run that it is about. */
function warningsOfAll(apis: readonly RunView[]): string[] {
  const isOfAll = (text: string) => apis.every(({ warnings }) => warnings.includes(text));
  return distinct(
    apis.flatMap(({ title, warnings }) => warnings.map((text) => (isOfAll(text) ? text : `${title}: ${text}`))),
  );
}

function toldView(runs: readonly AnalysedRun[], language: Language, brief: boolean): Told {
  const words = reportWords(language);
  const both = bodyWords(language);
  const titles = titlesOf(runs, language);
  const isSingle = runs.length === 1;
  const summaryHeading = both.document.parts({ isSeveral: false, isBrief: true })[0] ?? '';
  const apis = runs.map((run, at) => {
    const view = runView(run, titles[at] ?? run.name, at + 1, words, language);
    // The summary of one run is its part of the body.
    return isSingle ? { ...view, anchor: anchor(summaryHeading) } : view;
  });
  const all = runs.map((run, at) => ({ run, title: titles[at] ?? run.name, view: apis[at] as RunView }));
  const steps = numberedSteps(runs);
  const results = resultViews(all, steps, both, language);
  const summary = summaryView(all, brief, both, language);
  const purposes = purposesOf(runs, titles, words, language);
  const isMixed = apis.some(({ shop }) => shop === undefined);
  return {
    title: documentTitle(runs, titles, both),
    several: !isSingle,
    head: headView(runs, both),
    shop: isMixed ? undefined : apis[0]?.shop,
    warnings: warningsOfAll(apis),
    summary,
    why: isSingle ? withResult(whyView(all, both), results[0]) : whyView(all, both),
    steps: stepRows(all, steps, both),
    plan: planView(all, purposes, brief, both),
    caveats: caveats(
      all,
      {
        rows: results.reduce((sum, { table }) => sum + table.rows.length, 0),
        marked: [...results.flatMap(({ table }) => table.weak), ...summary.weak],
      },
      brief,
      both,
    ),
    // Of scripts that nobody describes there is nothing to tell.
    targets: runs.some(({ api }) => api !== undefined)
      ? runs.map((run, at) => target(run, apis[at] as RunView, words, language))
      : [],
    environments: environmentViews(runs, titles, language),
    runs: runs.flatMap((run, at) => runRow(run, titles[at] ?? run.name, words)),
    loads: loadViews(runs, titles, words),
    apis: all.map((one, at) => ({
      ...one.view,
      // The head tells it where it is that of all.
      shop: isMixed ? one.view.shop : undefined,
      result: isSingle ? shortened(results[at] as ResultView) : (results[at] as ResultView),
    })),
    improvements: improvementViews(runs, titles, 'A.3', words),
    appendix: appendixView(runs, titles, words),
  };
}
