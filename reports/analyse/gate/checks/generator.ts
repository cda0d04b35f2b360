import type { ServiceLevelRow } from '../../../model/gate.ts';
import type { Run } from '../../../model/run.ts';
import { mergedDistribution } from '../../../numbers/merged-distribution.ts';
import { COMPARE, criterionOf } from '../../criteria.ts';
import { generatorState, onTimeSeconds } from '../../generator.ts';
import { samplesNeeded } from '../../limits.ts';
import type { Check } from '../judged.ts';
import { row } from '../judged.ts';
import { thresholdMeasure } from '../measures.ts';

/** The quantile that a row is about, with the scenario whose it is; undefined for every other goal. */
function quantileOf(
  run: Run,
  { goal, scenario }: ServiceLevelRow,
): { q: number; scenario: string | undefined } | undefined {
  if (!goal) return undefined;
  const stated = goal.source === 'threshold' ? thresholdMeasure(criterionOf(goal.threshold, run.measured)) : goal;
  // Of a part no single samples are kept.
  if (!stated || stated.part) return undefined;
  const { measure } = stated;
  const q = measure.kind === 'quantile' ? measure.q : measure.kind === 'med' ? 0.5 : undefined;
  return q === undefined ? undefined : { q, scenario: scenario ?? stated.scenario };
}

/** The same quantile without the seconds in which k6 was late; undefined where too little is left to tell. */
function onTimeFigure(run: Run, { q, scenario }: { q: number; scenario: string | undefined }): number | undefined {
  const { timeline } = run.measured;
  const lane = scenario === undefined ? timeline?.total : (timeline?.scenarios[scenario] ?? timeline?.total);
  const parts = onTimeSeconds(run).flatMap(({ from, to }) => lane?.latencyMs.over(from, to) ?? []);
  const whole = mergedDistribution(parts);
  return whole && whole.count >= samplesNeeded(q) ? whole.quantile(q) : undefined;
}

/**
 * True for a goal for response times that comes out the same with the late seconds and without them. Lateness makes times longer,
 * never shorter: where nothing is left without it, what is met all the same is met.
 */
function isDecided(run: Run, row: ServiceLevelRow): boolean {
  const { outcome, comparison = '', limit, unit } = row;
  if (unit !== 'ms' || (outcome !== 'pass' && outcome !== 'slo-fail') || limit === undefined) return true;
  const quantile = quantileOf(run, row);
  const actual = quantile && onTimeFigure(run, quantile);
  if (actual === undefined) return outcome === 'pass' && comparison.startsWith('<');
  return (COMPARE[comparison]?.(actual, limit) === true) === (outcome === 'pass');
}

/** Seconds in which k6 was late, where a goal for response times would come out otherwise without them, or cannot be judged. */
export const generator =
  (goals: readonly ServiceLevelRow[]): Check =>
  ({ run }) => {
    const { state, lateSec, ofSec } = generatorState(run);
    if (state !== 'late' || goals.every((goal) => isDecided(run, goal))) return [];
    return [
      row('generator', {
        outcome: 'invalid',
        unit: 'count',
        actual: lateSec,
        comparison: '<=',
        limit: 0,
        margin: -lateSec,
        reason: { kind: 'generator-late', seconds: lateSec, ofSeconds: ofSec },
      }),
    ];
  };
