import { type Finding, type FindingFigures, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import type { TimeAside } from '../../model/timeline.ts';
import { LIMITS } from '../limits.ts';
import { plannedLengthMs } from '../planned-load.ts';
import { drainWindow, loadWindow } from '../stages.ts';

/**
 * The run lasted longer than its plan, for `setup()` and `teardown()` or while the last iterations finished, and every
 * rate divides by the whole run.
 */
export function drain(run: Run): Finding[] {
  const { runMs, total, timeline } = run.measured;
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
        parts: partsOf(run, runMs - plannedMs, timeline?.aside),
        requestsPerSec,
        loadPerSec,
        isDiluted: requestsPerSec < loadPerSec,
        isBound: load === undefined,
      },
    },
  ];
}

/**
 * What the time beyond the plan went to. Scripts of the catalogue have no `setup()`; of others, output that does not show
 * what finished after the load leaves open whether one ran that sent no request.
 */
function partsOf(run: Run, beyondMs: number, aside: TimeAside | undefined): FindingFigures['drain']['parts'] {
  if (aside) return { ...aside, drainMs: Math.max(0, beyondMs - aside.setupMs - aside.teardownMs) };
  const drained = drainWindow(run);
  const isDrain = drained !== undefined && (drained.to - drained.from) * 1000 >= beyondMs / 2;
  return run.api === undefined && !isDrain ? undefined : { setupMs: 0, teardownMs: 0, drainMs: beyondMs };
}
