import type { AnalysedRun } from '../model/analysed.ts';
import type { Experiment, ExperimentReason, Variant, Varied } from '../model/experiment.ts';
import { judgedScope } from './judged-scope.ts';
import { judgedTimes } from './judged-times.ts';
import { LIMITS } from './limits.ts';
import { changeOf, spreadOf } from './rounds.ts';
import { limiterOf } from './saturation.ts';

function variantOf(value: number, runs: readonly AnalysedRun[]): Variant {
  return {
    value,
    runs,
    perSec: spreadOf(runs.flatMap((run) => judgedScope(run).requestsPerSec ?? [])),
    p95Ms: spreadOf(runs.flatMap((run) => judgedTimes(judgedScope(run))?.p95 ?? [])),
    saturatedRuns: runs.filter((run) => limiterOf(run)?.by === 'server').length,
  };
}

const isInvalid = ({ verdict, measured: { total } }: AnalysedRun) =>
  verdict.kind === 'invalid' || (total.failedRatio ?? 0) > LIMITS.refusedRatio;

/** `lockMs`: how long the hypothesis has a lock held, where that is known. */
function reasonOf(variants: readonly Variant[], allowedPerSec: number | undefined): ExperimentReason {
  const [small, large] = [variants[0], variants.at(-1)];
  if (variants.some(({ runs }) => runs.some(isInvalid))) return 'invalid-run';
  // Where the runs of all other values left nothing, one value stands on both sides.
  if (variants.length < 2 || !small?.perSec || !large?.perSec || small.perSec.runs < 2 || large.perSec.runs < 2)
    return 'single-run';
  if (small.saturatedRuns < small.runs.length) {
    // Not even the slowest run kept to what such locks allow.
    const most = allowedPerSec === undefined ? undefined : allowedPerSec * (1 + LIMITS.allowedTolerance);
    return most !== undefined && small.perSec.min > most ? 'carried-more' : 'not-saturated';
  }
  const { outcome, gain = 0 } = changeOf('tps', small.perSec, large.perSec);
  if (gain < LIMITS.experimentGain) return 'flat';
  return outcome === 'better' ? 'grew' : 'spread';
}

const VERDICTS: Readonly<Record<ExperimentReason, Experiment['verdict']>> = {
  grew: 'supported',
  flat: 'refuted',
  'carried-more': 'refuted',
  'not-saturated': 'undecided',
  spread: 'undecided',
  'single-run': 'undecided',
  'invalid-run': 'undecided',
};

/**
 * Judges whether locks by row of test data hold the throughput back, from runs with different numbers of rows. `lockMs`
 * is how long such a lock would be held, in ms, where that is known: k rows then allow k/lockMs.
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
  const allowedPerSec = lockMs === undefined || !small ? undefined : (small.value / lockMs) * 1000;
  const reason = reasonOf(variants, allowedPerSec);
  const gain = small?.perSec && large?.perSec ? changeOf('tps', small.perSec, large.perSec).gain : undefined;
  return { varied, variants, verdict: VERDICTS[reason], reason, gain, allowedPerSec };
}
