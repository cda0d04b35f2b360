import { type Finding, TOTAL } from '../../model/finding.ts';
import type { LevelFigures, MissedBecause } from '../../model/finding-figures.ts';
import type { Run } from '../../model/run.ts';
import { goalThroughput, isDelivered, type Level } from '../scaling.ts';

const level = ({ model, level: held, figures }: Level): LevelFigures => ({
  model,
  level: held,
  perSec: figures.requestsPerSec,
  p95Ms: figures.p95Ms,
  failedRatio: figures.failedRatio,
});

/** Why a level does not meet a goal for p95, in ms. */
function causeOf(level: Level, limitMs: number): MissedBecause {
  if (!isDelivered(level)) return 'not-delivered';
  const { p95Ms = 0, failedRatio } = level.figures;
  return failedRatio !== undefined && p95Ms <= limitMs ? 'failures' : 'p95';
}

/** How much throughput the goal for p95 allows, where the run held several levels of load. */
export function goalThroughputFound(run: Run): Finding[] {
  const goal = goalThroughput(run);
  if (!goal) return [];
  return [
    {
      id: 'goal-throughput',
      severity: 'note',
      confidence: 'measured',
      scope: TOTAL,
      figures: {
        limitMs: goal.limitMs,
        met: goal.met && level(goal.met),
        missed: goal.missed && { ...level(goal.missed), because: causeOf(goal.missed, goal.limitMs) },
      },
    },
  ];
}
