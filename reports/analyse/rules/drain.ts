import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { LIMITS } from '../limits.ts';
import { plannedLengthMs } from '../planned-load.ts';
import { loadWindow } from '../stages.ts';

/** The run lasted longer than its plan while the last iterations finished, and every rate divides by the whole run. */
export function drain(run: Run): Finding[] {
  const { runMs, total } = run.measured;
  // Iteration counts have a time limit and no planned length.
  if (runMs === undefined || run.planned.length === 0 || run.planned.some(({ model }) => model === 'iterations'))
    return [];
  const plannedMs = plannedLengthMs(run.planned);
  const { requests, requestsPerSec } = total;
  if (plannedMs === 0 || requests === undefined || requestsPerSec === undefined) return [];
  const ratio = runMs / plannedMs - 1;
  if (ratio <= LIMITS.drainRatio) return [];
  const load = loadWindow(run);
  const loadPerSec = load?.requestsPerSec ?? (requests / plannedMs) * 1000;
  return [
    {
      id: 'drain',
      severity: 'note',
      confidence: 'measured',
      scope: TOTAL,
      figures: {
        runMs,
        plannedMs,
        ratio,
        requestsPerSec,
        loadPerSec,
        isDiluted: requestsPerSec < loadPerSec,
        isBound: load === undefined,
      },
    },
  ];
}
