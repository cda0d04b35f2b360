import type { PlannedScenario } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { Seconds } from '../model/window.ts';
import { middleOf } from '../numbers/averages.ts';
import { LIMITS } from './limits.ts';
import { answeredPlateaus } from './stages.ts';

/** The slow first seconds of a run. Times in ms, seconds of the time line. */
export interface FirstSeconds {
  readonly plan: PlannedScenario;
  readonly level: number;
  readonly from: number;
  readonly to: number;
  readonly firstMs: number;
  readonly laterMs: number;
  /** p95 of the level with them and without. */
  readonly p95Ms: number;
  readonly laterP95Ms: number;
}

/**
 * The first seconds of the first level, where their medians are at least `LIMITS.warmUpRatio` times the later ones and the rest
 * stays near them, on the same level later in the run, too; undefined where a level has none, or too little came after them to
 * compare with.
 */
export function firstSeconds(run: Run): FirstSeconds | undefined {
  const [plateau, ...others] = answeredPlateaus(run);
  if (!plateau) return undefined;
  const { stage, seconds, lane } = plateau;
  // A ramp before the level warmed the system up.
  if (stage.fromMs > 0) return undefined;
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
    ...{ p95Ms: all.quantile(0.95), laterP95Ms: calm.quantile(0.95) },
  };
}
