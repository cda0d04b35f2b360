import { apartMs, lostRunners } from '../analyse/runners.ts';
import { STANDARD_INPUT } from '../model/output.ts';
import type { Run } from '../model/run.ts';
import type { Merge } from '../model/runners.ts';
import { leastOf } from '../numbers/extremes.ts';
import * as format from '../text/format.ts';
import { code, plain } from '../text/markdown-text.ts';
import type { ReportWords } from '../words/report.ts';

/** The k6 processes that ran a test together, and how their figures were put together. */
export interface RunnersView {
  runners: { runner: string; file: string; rows: string; started: string }[];
  remarks: string[];
}

/** That first samples lie far apart, as a sentence; undefined where they do not. */
export function apartText(merge: Merge | undefined, { merge: words }: ReportWords): string | undefined {
  const spreadMs = merge && apartMs(merge);
  return spreadMs === undefined ? undefined : words.apart(format.span(spreadMs));
}

function remarksOf({ merge, record }: Run, words: ReportWords): string[] {
  if (!merge) return [];
  const { runners, from, thresholds } = merge;
  const own = words.merge;
  const isOfSamples = from === 'samples';
  const apart = apartText(merge, words);
  const { share } = record ?? {};
  // All of them ran on one machine, by one clock.
  const isHere = share !== undefined && !share.isApart;
  const lost = lostRunners({ record });
  return [
    isOfSamples ? own.fromSamples : own.fromSummaries,
    ...(lost.length > 0 ? [own.lost(lost, share?.of ?? lost.length)] : []),
    ...(isOfSamples && !isHere ? [own.clocks] : []),
    ...(apart === undefined ? [] : [apart]),
    ...(isOfSamples && runners.some(({ ranSetup }) => ranSetup) ? [isHere ? own.setupOnce : own.setupAside] : []),
    ...(isOfSamples ? [] : [own.setupUnknown]),
    ...(thresholds === 'judged' ? [own.thresholdsJudged] : []),
    ...(thresholds === 'unknown' ? [own.thresholdsUnknown] : []),
  ];
}

/** Undefined for runs of one k6 process. */
export function runnersView(
  runs: readonly Run[],
  shortName: (file: string) => string,
  words: ReportWords,
): RunnersView | undefined {
  const merged = runs.filter(({ merge }) => merge !== undefined);
  if (merged.length === 0) return undefined;
  const shown = (value: number | undefined, text: (value: number) => string) =>
    value === undefined ? words.unknown : text(value);
  // Of summaries nothing is known but the files, which are named among the sources.
  const rows = merged.flatMap(({ merge }) => {
    const { runners } = merge?.from === 'samples' ? merge : { runners: [] };
    const firstMs = leastOf(runners.map((runner) => runner.firstMs ?? Number.POSITIVE_INFINITY));
    return runners.map((runner, at) => ({
      runner: runner.instanceId === undefined ? String(at + 1) : plain(runner.instanceId),
      file: runner.file === STANDARD_INPUT ? words.standardInput : code(shortName(runner.file)),
      rows: shown(runner.rows, format.count),
      started: shown(runner.firstMs, (ms) => `+${format.span(Math.round(ms - firstMs))}`),
    }));
  });
  return { runners: rows, remarks: merged.flatMap((run) => remarksOf(run, words)) };
}
