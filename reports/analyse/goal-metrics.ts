import type { Run } from '../model/run.ts';
import { isOfTheRun, judgedMetric } from './judged-metric.ts';
import { timesInstead } from './judged-scope.ts';
import { vitalMetric, webVitals } from './web-vitals.ts';

/** A threshold as it stands in the options of a script. */
export interface GoalExample {
  readonly metric: string;
  readonly expression: string;
}

/** Metrics that a step names: the others stand in the appendix. */
const MOST_NAMED = 2;
/** Every script has iterations. */
const ITERATIONS = 'iteration_duration';
/** How long a session lasts is up to the script; how long it takes to begin is not. */
const WS_CONNECTING = 'ws_connecting';

/** A limit that stands for the team's own, as in the example of service levels. */
const ofTimes = (metric: string): GoalExample => ({ metric, expression: 'p(95)<500' });

/**
 * On which of its metrics a run can have goals that is judged by no HTTP: the web vitals of a browser by their own limits, the
 * times of its protocol, else those that the script made, else of its iterations. Empty for HTTP, which service levels know by
 * themselves.
 */
export function goalExamples(run: Run): readonly GoalExample[] {
  const kind = judgedMetric(run)?.kind;
  if (kind === 'http') return [];
  const vitals = webVitals(run).slice(0, MOST_NAMED);
  if (vitals.length > 0)
    return vitals.map(({ id, good }) => ({ metric: vitalMetric(id), expression: `p(75)<${good}` }));
  const { metrics } = run.measured;
  const times = kind === 'ws' ? metrics.find(({ name }) => name === WS_CONNECTING)?.name : timesInstead(run);
  if (times !== undefined) return [ofTimes(times)];
  const own = metrics.filter((one) => one.kind === 'trend' && !one.name.includes('{') && !isOfTheRun(one.name));
  return own.length > 0 ? own.slice(0, MOST_NAMED).map(({ name }) => ofTimes(name)) : [ofTimes(ITERATIONS)];
}
