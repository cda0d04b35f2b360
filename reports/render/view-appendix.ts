import { found } from '../analyse/found.ts';
import { metricsInstead } from '../analyse/judged-scope.ts';
import { anyFailed, judgedTimes, successCount } from '../analyse/judged-times.ts';
import { isTestOfLevels } from '../analyse/scaling.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Scope } from '../model/measurement.ts';
import { type OutputFormat, STANDARD_INPUT } from '../model/output.ts';
import type { Source } from '../model/run.ts';
import * as format from '../text/format.ts';
import { code, oneLine } from '../text/markdown-text.ts';
import type { ReportWords } from '../words/report.ts';
import { type SharedText, sharedTexts } from './view-findings.ts';
import { latencyView } from './view-latency.ts';
import { lawsView } from './view-laws.ts';
import { type RunnersView, runnersView } from './view-runners.ts';

/** What the figures were read from, and what not to conclude from them. */
export interface AppendixView {
  sources: { title: string; file: string; format: string; k6: string; badLines: string | undefined }[];
  /** Undefined where no run is of several runners. */
  runners: RunnersView | undefined;
  /** True where the format of some source names the version of its k6. */
  k6Told: boolean;
  /** True where anything of the report rests on a time line. */
  timeline: boolean;
  /** True where anything compares levels of load; where it tells from which on throughput stopped; how times went on. */
  levels: boolean;
  /** Where load on the rise shows a limit. */
  ramp: boolean;
  knee: boolean;
  course: boolean;
  /** True where anything of it rests on the laws of operation; where it tells what a limit of VUs can send; of a plan. */
  laws: boolean;
  ceilings: boolean;
  planned: boolean;
  /** True where any run is judged by HTTP. */
  isHttp: boolean;
  /** Metrics that stand in for it in others; undefined without any. */
  instead: string | undefined;
  /** Why the report says 없음. */
  lacks: SharedText[];
}

const SAMPLES: readonly OutputFormat[] = ['ndjson', 'csv'];
/** Formats that cannot hold a quantile above p95, whatever the script asks for. */
const NO_HIGH_QUANTILES: readonly OutputFormat[] = ['machine-readable'];
const NO_THRESHOLDS: readonly OutputFormat[] = ['machine-readable', ...SAMPLES];

/** Why no response times could be judged; where every request failed, the report says so elsewhere. */
function successTimesLack(total: Scope, formats: string, words: ReportWords): string[] {
  if (!total.durationMs || judgedTimes(total) || successCount(total) === 0) return [];
  return [anyFailed(total) ? words.lacks.successTimes(formats) : words.lacks.failures(formats)];
}

function lacksOf({ measured, sources = [], planned, record }: AnalysedRun, words: ReportWords): string[] {
  const formats = sources.map((source) => source.format);
  const names = [...new Set(formats)].map((name) => words.formats[name]).join(', ');
  const { total } = measured;
  const every = (some: readonly OutputFormat[]) => formats.length > 0 && formats.every((name) => some.includes(name));
  const { known } = latencyView(total.durationMs, words);
  const missing = [...(known.p99 ? [] : ['99']), ...(known.p999 ? [] : ['99.9'])];
  const { highQuantiles, highQuantilesInFormat } = words.lacks;
  return [
    ...(total.requests !== undefined && missing.length > 0
      ? [(every(NO_HIGH_QUANTILES) ? highQuantilesInFormat : highQuantiles)(names, missing)]
      : []),
    ...(total.requests !== undefined && total.blockedMs === undefined ? [words.lacks.blocked(names)] : []),
    ...successTimesLack(total, names, words),
    ...(measured.thresholds.length === 0 && every(NO_THRESHOLDS) ? [words.lacks.thresholdsInFormat(names)] : []),
    ...(measured.timesInSeconds ? [words.lacks.fractions] : []),
    ...(planned.length === 0 ? [words.lacks.plan] : []),
    ...(record ? [] : [words.lacks.record]),
  ];
}

function lacksViews(runs: readonly AnalysedRun[], titles: readonly string[], words: ReportWords): SharedText[] {
  const all = runs.flatMap((run, at) => lacksOf(run, words).map((text) => ({ title: titles[at] ?? run.name, text })));
  return sharedTexts(all, runs.length);
}

/** Names of files without their folders, which say nothing to a reader elsewhere; one folder where names repeat. */
function shortNames(files: readonly string[]): Map<string, string> {
  const last = (file: string, parts: number) => file.split(/[\\/]/).slice(-parts).join('/');
  const distinct = [...new Set(files)];
  const repeats = (file: string) => distinct.filter((other) => last(other, 1) === last(file, 1)).length > 1;
  return new Map(distinct.map((file) => [file, last(file, repeats(file) ? 2 : 1)]));
}

/** What of a source could not be read. */
function damageText(
  { badLines, cutOff, mended = [], unread = [] }: Pick<Source, 'badLines' | 'cutOff' | 'mended' | 'unread'>,
  words: ReportWords,
): string | undefined {
  const lines =
    badLines &&
    words.badLines({
      count: format.count(badLines.count),
      of: format.count(badLines.of),
      first: format.count(badLines.firstLine),
    });
  const [first] = unread;
  const unreadText =
    first &&
    words.unread({ count: format.count(unread.length), line: format.count(first.line), text: oneLine(first.text) });
  return (
    [cutOff ? words.cutOff : undefined, ...mended.map((one) => words.mended[one]), lines, unreadText]
      .filter((text) => text !== undefined)
      .join(' ') || undefined
  );
}

export function appendixView(
  runs: readonly AnalysedRun[],
  titles: readonly string[],
  words: ReportWords,
): AppendixView {
  const instead = runs.map(metricsInstead);
  const metrics = [...new Set(instead.flat())];
  const names = shortNames(runs.flatMap(({ sources = [] }) => sources.map(({ file }) => file)));
  return {
    sources: runs.flatMap(({ sources = [], name, record }, at) =>
      sources.map(({ file, line, format: kind, k6Version, ...source }) => ({
        title: titles[at] ?? name,
        file:
          file === STANDARD_INPUT
            ? words.standardInput
            : code(`${names.get(file) ?? file}${line > 1 ? `:${line}` : ''}`),
        format: words.formats[kind],
        k6: k6Version ?? record?.k6.version ?? words.unknown,
        badLines: damageText(source, words),
      })),
    ),
    runners: runnersView(runs, (file) => names.get(file) ?? file, words),
    k6Told: runs.some(
      ({ sources = [], record }) => record !== undefined || sources.some(({ k6Version }) => k6Version !== undefined),
    ),
    timeline: runs.some(({ measured }) => measured.timeline !== undefined),
    levels: runs.some((run) => isTestOfLevels(run) || found(run, 'server-saturated')?.figures.levels !== undefined),
    ramp: runs.some((run) => found(run, 'server-saturated')?.figures.ramp !== undefined),
    knee: runs.some((run) => found(run, 'saturation-point') !== undefined),
    course: runs.some(
      (run) => run.steady !== undefined || (found(run, 'drift') ?? found(run, 'slow-recovery')) !== undefined,
    ),
    laws: runs.some(
      (run) =>
        !isTestOfLevels(run) && (found(run, 'server-saturated') ?? found(run, 'generator-limited')) !== undefined,
    ),
    ceilings: runs.some(
      (run) => found(run, 'arrival-ceiling') !== undefined || (lawsView(run, words)?.ceilings ?? []).length > 0,
    ),
    planned: runs.some(({ delivered }) => delivered.length > 0),
    isHttp: instead.some((own) => own.length === 0),
    instead: metrics.length > 0 ? metrics.map(code).join(', ') : undefined,
    lacks: lacksViews(runs, titles, words),
  };
}
