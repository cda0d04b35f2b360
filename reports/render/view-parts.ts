import { metricsInstead } from '../analyse/judged-scope.ts';
import { shownCount, shownTimes } from '../analyse/judged-times.ts';
import { partsToShow, type WeighedPart } from '../analyse/parts.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Scope } from '../model/measurement.ts';
import { type Part, partName } from '../model/part.ts';
import * as format from '../text/format.ts';
import { code } from '../text/markdown-text.ts';
import type { ReportWords } from '../words/report.ts';
import { latencyView, type Quantile, weakText } from './view-latency.ts';
import { BODY_PARTS, firstParts, sumOf } from './view-result-table.ts';

/** Requests, groups or tags of a run in one table: those that matter first. */
export interface PartsView {
  heading: string;
  column: string;
  rows: {
    name: string;
    requests: string;
    time: string;
    failed: string;
    latency: ReturnType<typeof latencyView>;
  }[];
  weak: string | undefined;
}

/** Rows of one table; the others are summed up in one more. */
const MOST_ROWS = 20;

const KINDS: readonly Part['kind'][] = ['group', 'request', 'tag'];

function rowOf(name: string, scope: Scope, timeRatio: number | undefined, words: ReportWords) {
  const shown = (value: number | undefined, text: (value: number) => string) =>
    value === undefined ? words.missing : text(value);
  return {
    name,
    requests: shown(scope.requests, format.count),
    time: shown(timeRatio, format.aboutShare),
    failed: shown(scope.failedRatio, format.cutShare),
    latency: latencyView(shownTimes(scope), words, shownCount(scope)),
  };
}

function tableOf(kind: Part['kind'], parts: readonly WeighedPart[], words: ReportWords): PartsView {
  const { items, left } = firstParts(parts, MOST_ROWS);
  const ratios = left.flatMap(({ timeRatio }) => timeRatio ?? []);
  const others = ratios.length < left.length ? undefined : ratios.reduce((sum, one) => sum + one, 0);
  const rows = [
    ...items.map(({ part, scope, timeRatio }) => rowOf(code(partName(part)), scope, timeRatio, words)),
    ...(left.length > 0
      ? [rowOf(words.moreRows(left.length), sumOf(left.map(({ scope }) => scope)), others, words)]
      : []),
  ];
  const marked = rows.flatMap(({ latency: { weak } }) => weak.filter((name): name is Quantile => SHOWN.has(name)));
  return { heading: words.parts[kind].heading, column: words.parts[kind].column, rows, weak: weakText(marked, words) };
}

/** Quantiles that have a column. */
const SHOWN: ReadonlySet<Quantile> = new Set(['p95', 'p99']);

/** Tables of the parts that the body does not tell all of; empty where there is nothing more to say. */
export function partsViews(run: AnalysedRun, words: ReportWords): PartsView[] {
  if (metricsInstead(run).length > 0) return [];
  return KINDS.flatMap((kind) => {
    const parts = partsToShow(run, kind);
    // One that is left over has a row there.
    const inBody = kind === 'tag' ? 0 : BODY_PARTS[kind] + 1;
    return parts.length > Math.max(1, inBody) || (kind === 'tag' && parts.length > 0)
      ? [tableOf(kind, parts, words)]
      : [];
  });
}
