import type { Run } from '../model/run.ts';
import { latencyGoal } from './latency-goal.ts';
import { LIMITS } from './limits.ts';

/** True for a response time, in ms, so far below the goal of its run that nothing is to be done about it. */
export const isTrivial = (run: Run, ms: number): boolean =>
  ms < LIMITS.trivialRatio * (latencyGoal(run, 'p(95)')?.limitMs ?? LIMITS.instantMs);
