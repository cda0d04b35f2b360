import type { Run } from '../model/run.ts';
import { isOfTheRun, judgedMetric } from './judged-metric.ts';
import { timesInstead } from './judged-scope.ts';

/** Metrics that a step names: the others stand in the appendix. */
const MOST_NAMED = 2;
/** Every script has iterations. */
const ITERATIONS = 'iteration_duration';

/**
 * k6's names of metrics of times on which a run that is judged by no HTTP can have goals: those of its protocol, else the script's
 * own, else of its iterations. Empty for HTTP, which service levels know by themselves.
 */
export function goalMetrics(run: Run): readonly string[] {
  if (judgedMetric(run)?.kind === 'http') return [];
  const times = timesInstead(run);
  if (times !== undefined) return [times];
  const own = run.measured.metrics.filter(
    ({ kind, name }) => kind === 'trend' && !name.includes('{') && !isOfTheRun(name),
  );
  return own.length > 0 ? own.slice(0, MOST_NAMED).map(({ name }) => name) : [ITERATIONS];
}
