import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { goalThroughput, isDelivered, type Level } from '../scaling.ts';

/** How much throughput the goal for p95 allows, where the run held several levels of load. */
export function goalThroughputFound(run: Run): Finding[] {
  const goal = goalThroughput(run);
  if (!goal) return [];
  const level = (one: Level | undefined) =>
    one && {
      model: one.model,
      level: one.level,
      perSec: one.figures.requestsPerSec,
      p95Ms: one.figures.p95Ms,
      failedRatio: one.figures.failedRatio,
      isDelivered: isDelivered(one),
    };
  return [
    {
      id: 'goal-throughput',
      severity: 'note',
      confidence: 'measured',
      scope: TOTAL,
      figures: { limitMs: goal.limitMs, met: level(goal.met), missed: level(goal.missed) },
    },
  ];
}
