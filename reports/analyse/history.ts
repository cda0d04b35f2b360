import { apiIds } from '../../options/project.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Reason } from '../model/gate.ts';
import type { PastRun, RunSeries } from '../model/history.ts';
import { comparedLoad, comparedTarget } from './fingerprint.ts';
import { hasSamplesFor } from './judged-times.ts';

/** What a figure is told of: another load or another target gives other figures, not a trend. */
function seriesKey({ record, origin }: PastRun): string {
  if (!record) return JSON.stringify([origin.apis[0] ?? origin.name]);
  // What was changed between two rounds, as the shop's lock may be, is no trend of one.
  const { name, apis, target } = record;
  return JSON.stringify([apis[0] ?? name, comparedLoad(record), comparedTarget(record), target.shop?.lock ?? null]);
}

const startMs = ({ origin }: PastRun) => Date.parse(origin.startedAt);

/** Series in the order of the project's APIs, then by name; runs in the order in which they began. */
export function runSeries(runs: readonly PastRun[]): RunSeries[] {
  const found = new Map<string, [PastRun, ...PastRun[]]>();
  for (const run of runs.toSorted((a, b) => startMs(a) - startMs(b))) {
    const key = seriesKey(run);
    const own = found.get(key);
    if (own) own.push(run);
    else found.set(key, [run]);
  }
  const order = apiIds(runs.find(({ run }) => run?.project)?.run?.project);
  const place = ({ runs: [{ origin }] }: RunSeries) => {
    const at = order.indexOf(origin.apis[0] ?? '');
    return at < 0 ? order.length : at;
  };
  return [...found]
    .map(([key, own]) => ({ key, series: { runs: own } }))
    .toSorted((a, b) => place(a.series) - place(b.series) || (a.key < b.key ? -1 : 1))
    .map(({ series }) => series);
}

/** True for a run whose figures can stand in a trend: one that k6 completed and that measured what it set out to. */
export const isComparable = ({ run }: PastRun): boolean =>
  run !== undefined && run.verdict.kind !== 'invalid' && run.verdict.kind !== 'undecided';

/** Why a summary does not tell a figure that raw samples do. */
const TOLD_BY_SAMPLES: ReadonlySet<Reason['kind'] | undefined> = new Set([
  'part-not-told',
  'no-such-part',
  'not-split',
  'figure-missing',
]);

/**
 * True where raw samples may change what was judged without them: they tell requests apart, and how many of few are
 * independent, of the run or of any of its scenarios.
 */
export const mayDependOnSamples = ({ verdict, measured: { total, scenarios } }: AnalysedRun): boolean =>
  verdict.rows.some(({ reason }) =>
    reason?.kind === 'few-samples' ? reason.effective === undefined : TOLD_BY_SAMPLES.has(reason?.kind),
  ) || [total, ...Object.values(scenarios)].some((scope) => scope.requests && !hasSamplesFor(0.95, scope));

/** Relative change from one figure to the next, 0.1 for a tenth more; undefined where it cannot be told. */
export function change(now: number | undefined, before: number | undefined): number | undefined {
  return now === undefined || before === undefined || before === 0 ? undefined : now / before - 1;
}
