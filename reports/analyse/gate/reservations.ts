import type { GateRow, Reservation } from '../../model/gate.ts';
import type { Run } from '../../model/run.ts';
import { rejectedShare } from '../answers.ts';
import { generatorState } from '../generator.ts';
import { LIMITS } from '../limits.ts';
import { unplannedDrops } from '../unplanned-drops.ts';
import { isWired } from '../wired.ts';
import { worstCheck } from './checks/checks.ts';
import type { Judged } from './judged.ts';
import { isOfChecks, isOfRejections } from './service-levels.ts';

/** Scenarios of which less ran than counts as all of the plan, in the order of the plan. */
const notDelivered = (rows: readonly GateRow[]): Reservation[] =>
  rows.flatMap((row): Reservation[] => {
    if (row.part !== 'validity' || row.check !== 'delivered' || row.outcome !== 'pass') return [];
    const { scenario, actual, reason } = row;
    // What lies between the iterations of users that all ran was not left out.
    if (scenario === undefined || actual === undefined || reason?.kind === 'vus-reached') return [];
    return actual < LIMITS.deliveredRatio ? [{ kind: 'not-delivered', scenario, ratio: actual }] : [];
  });

/** Iterations that never started, of a run of which no row tells how much of its plan ran. */
function dropped(run: Run): Reservation[] {
  const drops = unplannedDrops(run);
  return drops && drops.atMost < LIMITS.deliveredRatio
    ? [{ kind: 'dropped', dropped: drops.dropped, atMost: drops.atMost }]
    : [];
}

/** Failed checks of a script that declares no service level for them; a wired one has its own. */
function checksFailed(run: Run, rows: readonly GateRow[]): Reservation[] {
  const worst = isWired(run) || rows.some(isOfChecks) ? undefined : worstCheck(run);
  return worst ? [{ kind: 'checks-failed', ...worst }] : [];
}

/** Answers that were mostly rejections, where no service level says that so many were meant. */
function rejected(run: Run, rows: readonly GateRow[]): Reservation[] {
  const ratio = rejectedShare(run) ?? 0;
  return ratio > LIMITS.rejectedRatio && !rows.some(isOfRejections) ? [{ kind: 'rejected', ratio }] : [];
}

/** Seconds in which k6 was late: what it measured then is not the server's alone. */
function generatorLate(run: Run): Reservation[] {
  const { state, lateSec } = generatorState(run);
  return state === 'late' ? [{ kind: 'generator-late', seconds: lateSec }] : [];
}

/** What the pass of such rows leaves open. */
export const reservationsOf = ({ run }: Judged, rows: readonly GateRow[]): Reservation[] => [
  ...notDelivered(rows),
  ...dropped(run),
  ...generatorLate(run),
  ...checksFailed(run, rows),
  ...rejected(run, rows),
];
