import type { PlannedScenario } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { Seconds } from '../model/window.ts';
import { middleOf } from '../numbers/averages.ts';
import type { Distribution } from '../numbers/distribution.ts';
import { LIMITS, samplesNeeded } from './limits.ts';
import { answeredPlateaus } from './stages.ts';

/** The slow first seconds of a run. Times in ms, seconds of the time line. */
export interface FirstSeconds {
  readonly plan: PlannedScenario;
  readonly level: number;
  readonly from: number;
  readonly to: number;
  readonly firstMs: number;
  readonly laterMs: number;
  /** The quantile that they weigh on, 0.95 or 0.99, of the level with them and without. */
  readonly quantile: number;
  readonly withMs: number;
  readonly withoutMs: number;
}

/** Few of all requests come in slow seconds, for users wait: where they do not move p95 they may move p99. */
function weighed(all: Distribution, calm: Distribution) {
  const of = (quantile: number) => ({ quantile, withMs: all.quantile(quantile), withoutMs: calm.quantile(quantile) });
  const [p95, p99] = [of(0.95), of(0.99)];
  const isMore = p99.withMs * p95.withoutMs > p95.withMs * p99.withoutMs;
  return isMore && calm.count >= samplesNeeded(0.99) ? p99 : p95;
}

/**
 * The first seconds up to the first level and on it, where their medians are at least `LIMITS.warmUpRatio` times the later ones and the rest
 * stays near them, on the same level later in the run, too; undefined where a level has none, or too little came after them to
 * compare with.
 */
export function firstSeconds(run: Run): FirstSeconds | undefined {
  const [plateau, ...others] = answeredPlateaus(run);
  if (!plateau) return undefined;
  const { stage, lane } = plateau;
  // A ramp before the level warms a system up, unless its answers were slow already.
  const seconds = { ...plateau.seconds, from: Math.max(0, plateau.seconds.from - Math.round(stage.fromMs / 1000)) };
  const mediansOf = ({ from, to }: Seconds) =>
    Array.from({ length: to - from }, (_, at) => lane.latencyMs.over(from + at, from + at + 1)?.quantile(0.5));
  const medians = mediansOf(seconds);
  const later = middleOf(medians.slice(Math.ceil(medians.length / 2)).flatMap((one) => one ?? []));
  if (later === undefined || later <= 0) return undefined;
  const firstCalm = medians.findIndex((one) => one !== undefined && one < later * LIMITS.warmUpRatio);
  if (firstCalm < LIMITS.warmUpSec || firstCalm > medians.length / 2) return undefined;
  // The second in which it ended holds some of both.
  const again = others.filter((other) => other.stage.plan === stage.plan && other.stage.ramp.to === stage.ramp.to);
  const rest = [...medians.slice(firstCalm + 1), ...again.flatMap(({ figures }) => mediansOf(figures))].flatMap(
    (one) => one ?? [],
  );
  const slowRest = rest.filter((one) => one >= later * LIMITS.warmUpRestRatio);
  if (rest.length < LIMITS.warmUpRestSec || slowRest.length > rest.length * LIMITS.warmUpStray) return undefined;
  const to = seconds.from + firstCalm;
  const [slow, calm, all] = [
    lane.latencyMs.over(seconds.from, to),
    lane.latencyMs.over(to + 1, seconds.to),
    lane.latencyMs.over(seconds.from, seconds.to),
  ];
  if (!slow || !calm || !all) return undefined;
  return {
    plan: stage.plan,
    level: stage.ramp.to,
    ...{ from: seconds.from, to, firstMs: slow.quantile(0.5), laterMs: calm.quantile(0.5) },
    ...weighed(all, calm),
  };
}
