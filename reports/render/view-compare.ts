import { judgedScope } from '../analyse/judged-scope.ts';
import { judgedTimes } from '../analyse/judged-times.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import { leastOf, mostOf } from '../numbers/extremes.ts';
import * as format from '../text/format.ts';
import { block } from '../text/markdown-text.ts';
import { padEnd, padStart, width } from '../text/width.ts';
import type { ReportWords } from '../words/report.ts';
import type { RunView } from './view-run.ts';

export interface ComparisonRow {
  title: string;
  tps: string;
  avg: string;
  med: string;
  p95: string;
  p99: string;
  failed: string;
  delivered: string;
  /** Mean response time as a multiple of the fastest API's. */
  slower: string;
}

/** All APIs side by side; for a document of several. */
export interface ComparisonView {
  rows: ComparisonRow[];
  /** Mean and p95 as bars, in a fenced block. */
  chart: string | undefined;
  sentences: string[];
}

const BAR_COLUMNS = 40;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of so many columns, to an eighth of one; what is not nothing has at least the thinnest. */
function bar(columns: number): string {
  const eighths = columns > 0 ? Math.max(1, Math.round(columns * 8)) : 0;
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

interface Bars {
  readonly title: string;
  readonly avgMs: number | undefined;
  readonly p95Ms: number | undefined;
}

function drawBars(all: readonly Bars[], words: ReportWords): string | undefined {
  const most = mostOf([0, ...all.flatMap(({ avgMs = 0, p95Ms = 0 }) => [avgMs, p95Ms])]);
  if (most === 0) return undefined;
  const names = mostOf(all.map(({ title }) => width(title)));
  const labels = [words.statistics.avg, words.statistics.p95];
  const labelWidth = mostOf(labels.map(width));
  const line = (title: string, label: string, ms: number | undefined) =>
    `${padEnd(title, names)}  ${padStart(label, labelWidth)} │${bar(((ms ?? 0) / most) * BAR_COLUMNS)} ${ms === undefined ? words.missing : format.duration(ms)}`;
  const lines = all.flatMap(({ title, avgMs, p95Ms }) => [
    line(title, words.statistics.avg, avgMs),
    line('', words.statistics.p95, p95Ms),
  ]);
  return block(lines.join('\n'), 'text');
}

/** Every API against the fastest one, the slowest first. */
function sentences(all: readonly Bars[], words: ReportWords): string[] {
  const known = all.filter((one): one is Bars & { avgMs: number } => (one.avgMs ?? 0) > 0);
  const sorted = known.toSorted((a, b) => b.avgMs - a.avgMs);
  const fastest = sorted.at(-1);
  if (!fastest) return [];
  return sorted.slice(0, -1).map(({ title, avgMs }) =>
    words.slower({
      slow: title,
      fast: fastest.title,
      ratio: format.times(avgMs / fastest.avgMs),
      slowAvg: format.duration(avgMs),
      fastAvg: format.duration(fastest.avgMs),
    }),
  );
}

/** Undefined for a single run: there is nothing to compare it with. */
export function comparisonView(
  runs: readonly AnalysedRun[],
  views: readonly RunView[],
  words: ReportWords,
): ComparisonView | undefined {
  if (runs.length < 2) return undefined;
  const bars = runs.map((run, at): Bars => {
    const latency = judgedTimes(judgedScope(run));
    return { title: views[at]?.title ?? '', avgMs: latency?.avg, p95Ms: latency?.p95 };
  });
  const fastest = leastOf(bars.flatMap(({ avgMs }) => (avgMs ? [avgMs] : [])));
  return {
    rows: views.map((view, at) => {
      const { judgedLatency: latency } = view;
      const avgMs = bars[at]?.avgMs;
      return {
        title: view.title,
        tps: view.tps,
        avg: latency.avg,
        med: latency.med,
        p95: latency.p95,
        p99: latency.p99,
        failed: view.failed,
        delivered: view.delivered,
        slower: avgMs && Number.isFinite(fastest) ? words.multiple(format.times(avgMs / fastest)) : words.missing,
      };
    }),
    chart: drawBars(bars, words),
    sentences: sentences(bars, words),
  };
}
