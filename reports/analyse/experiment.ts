import type { AnalysedRun } from '../model/analysed.ts';
import type { Experiment, ExperimentReason, Variant, Varied } from '../model/experiment.ts';
import { leastOf } from '../numbers/extremes.ts';
import { type Change, changesOf } from './changes.ts';
import { judgedScope } from './judged-scope.ts';
import { judgedTimes } from './judged-times.ts';
import { LIMITS } from './limits.ts';
import { spreadOf } from './rounds.ts';
import { limiterOf } from './saturation.ts';
import { mostPerSec } from './scaling.ts';

/** What a run carried, per second: on the highest level that it kept up, over the whole run where it held none. */
export const carriedPerSec = (run: AnalysedRun): number | undefined =>
  mostPerSec(run) ?? judgedScope(run).requestsPerSec;

const carriedBy = (runs: readonly AnalysedRun[]): number[] => runs.flatMap((run) => carriedPerSec(run) ?? []);

function variantOf(value: number, runs: readonly AnalysedRun[]): Variant {
  return {
    value,
    runs,
    perSec: spreadOf('tps', carriedBy(runs)),
    p95Ms: spreadOf(
      'p95',
      runs.flatMap((run) => judgedTimes(judgedScope(run))?.p95 ?? []),
    ),
    saturatedRuns: runs.filter((run) => limiterOf(run)?.by === 'server').length,
  };
}

const isInvalid = ({ verdict, measured: { total } }: AnalysedRun) =>
  verdict.kind === 'invalid' || (total.failedRatio ?? 0) > LIMITS.refusedRatio;

interface Arms {
  readonly varied: Varied;
  readonly variants: readonly Variant[];
  /** Throughput of the largest value against that of the smallest; undefined where either has none. */
  readonly gained: Change | undefined;
  readonly allowedPerSec: number | undefined;
}

function reasonOf({ varied, variants, gained, allowedPerSec }: Arms): ExperimentReason {
  const [small, large] = [variants[0], variants.at(-1)];
  if (variants.some(({ runs }) => runs.some(isInvalid))) return 'invalid-run';
  const fewest = leastOf([small, large].map((arm) => arm?.perSec?.runs ?? 0));
  // Where the runs of all other values left nothing, one value stands on both sides.
  if (variants.length < 2 || !small || fewest < LIMITS.experimentRuns || !gained?.interval) return 'few-runs';
  const isSaturated = small.saturatedRuns === small.runs.length;
  // Not even the slowest run kept to what such locks allow.
  const most = allowedPerSec === undefined ? undefined : allowedPerSec * (1 + LIMITS.allowedTolerance);
  if (!isSaturated && most !== undefined && (small.perSec?.min ?? 0) > most) return 'carried-more';
  const [, high] = gained.interval;
  if (gained.decided === 'claim' && (gained.estimate ?? 0) >= LIMITS.experimentGain) return 'grew';
  // Locks show where something waits for them; more users that bring no more are at the limit by that.
  if (!isSaturated && varied !== 'vus') return 'not-saturated';
  return high < LIMITS.experimentGain ? 'flat' : 'spread';
}

const VERDICTS: Readonly<Record<ExperimentReason, Experiment['verdict']>> = {
  grew: 'supported',
  flat: 'refuted',
  'carried-more': 'refuted',
  'not-saturated': 'undecided',
  spread: 'undecided',
  'few-runs': 'undecided',
  'invalid-run': 'undecided',
};

/**
 * Judges from runs with different numbers of rows whether locks by row of test data hold the throughput back, and from runs with
 * different numbers of virtual users whether the system is below its limit. `lockMs` is how long such a lock would be held,
 * in ms, where that is known: k rows then allow k/lockMs. The claim is that of `changes.ts`, over runs in turns.
 */
export function judgeExperiment(
  varied: Varied,
  runs: readonly { readonly value: number; readonly run: AnalysedRun }[],
  lockMs: number | undefined,
): Experiment {
  const values = [...new Set(runs.map(({ value }) => value))].toSorted((a, b) => a - b);
  const variants = values.map((value) =>
    variantOf(
      value,
      runs.filter((one) => one.value === value).map(({ run }) => run),
    ),
  );
  const [small, large] = [variants[0], variants.at(-1)];
  const allowedPerSec = lockMs === undefined || !small || varied === 'vus' ? undefined : (small.value / lockMs) * 1000;
  const [before, after] = [small, large].map((arm) => ({ values: arm ? carriedBy(arm.runs) : [] }));
  const isMeasured = before && after && before.values.length > 0 && after.values.length > 0;
  const [gained] = isMeasured ? changesOf([{ before, after, by: 'ratio' }]) : [];
  const reason = reasonOf({ varied, variants, gained, allowedPerSec });
  return {
    ...{ varied, variants, verdict: VERDICTS[reason], reason, allowedPerSec },
    gain: gained?.interval && gained.estimate,
    gainRange: gained?.interval,
  };
}
