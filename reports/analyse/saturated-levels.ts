import type { Run } from '../model/run.ts';
import type { Seconds, WindowFigures } from '../model/window.ts';
import { namesOf } from './iteration-laws.ts';
import { LIMITS } from './limits.ts';
import { remembered } from './remembered.ts';
import {
  efficiency,
  flatStep,
  isBusy,
  isDelivered,
  type KneeRange,
  kneeOf,
  type Level,
  levelsOf,
  loadOf,
  served,
} from './scaling.ts';
import { type Plateau, plateausOf } from './stages.ts';
import { figuresOver } from './timeline-window.ts';

/** Two levels of load between which the server came to its limit, and what it carried at most. Rates per second. */
export interface SaturatedLevels {
  readonly low: Level;
  /** The highest level that shows the limit: every lane was busy. */
  readonly high: Level;
  /** Two levels, the later with more users, between which throughput stood still; undefined where none show it. */
  readonly flat: readonly [low: Level, high: Level] | undefined;
  /** True where several kinds of requests were sent: their answers are told by a mean. */
  readonly isMean: boolean;
  readonly capacityPerSec: number;
  /** Tested levels between which throughput stopped growing with the load; undefined where the lowest one was beyond it. */
  readonly knee: KneeRange | undefined;
}

/** `saturated` undefined: levels that were compared show a server that kept up. */
export interface LevelsProof {
  readonly saturated: SaturatedLevels | undefined;
}

const hasSamples = ({ samples, medMs }: WindowFigures): boolean => samples >= LIMITS.fewRequests && medMs !== undefined;

/** What answers usually took, ms: of one kind of requests the median, which a few slow ones do not move. */
type TimeOf = (figures: WindowFigures) => number;

const timeOf = (run: Run, plateaus: readonly Plateau[]): TimeOf =>
  sendsSeveral(run, plateaus) ? ({ midMeanMs = 0 }) => midMeanMs : ({ medMs = 0 }) => medMs;

const sendsSeveral = (run: Run, plateaus: readonly Plateau[]): boolean =>
  plateaus.some(({ stage }) => namesOf(run, stage.plan.name) > 1);

const inFlight = ({ requestsPerSec, avgMs = 0 }: WindowFigures): number => (requestsPerSec * avgMs) / 1000;

/** Whether answers took as long at the end of a level as at its beginning: what rises while the load stays is another matter. */
export function isFlat(run: Run, plateau: Plateau, { from, to }: Seconds): boolean {
  const { lane } = plateau;
  const ms = timeOf(run, [plateau]);
  const middle = Math.floor((from + to) / 2);
  if (middle <= from) return true;
  const [first, last] = [figuresOver(lane, { from, to: middle }), figuresOver(lane, { from: middle, to })];
  if (!hasSamples(first) || !hasSamples(last)) return true;
  return ms(last) <= ms(first) * LIMITS.flatLevel;
}

/** Mean of what is not the server's work on a request, ms: its body on the way, and the wait for a connection. */
function onTheWayMs({ measured: { total } }: Run): number {
  return (total.receivingMs?.avg ?? 0) + (total.blockedMs?.avg ?? 0);
}

/** The same level later in the run, of closed load, which leaves no backlog. */
function cameBack(ms: TimeOf, plateaus: readonly Plateau[], low: Level): boolean {
  const own = plateaus.filter(({ stage, figures }) => stage.ramp.to === low.level && figures.from > low.figures.from);
  const last = own.at(-1)?.figures;
  return !last || !hasSamples(last) || ms(last) <= ms(low.figures) * LIMITS.sameAgain;
}

/** Nothing but the limit of the server explains that answers took so much longer on a level. */
function isUnexplained(run: Run, plateaus: readonly Plateau[], low: Level, high: Level): boolean {
  const plateau = plateaus.find(({ figures }) => figures === high.figures);
  const ms = timeOf(run, plateaus);
  const grownMs = ms(high.figures) - ms(low.figures);
  const moreFailed = (high.figures.failedRatio ?? 0) - (low.figures.failedRatio ?? 0);
  if (moreFailed > LIMITS.refusedRatio || onTheWayMs(run) >= grownMs / 2) return false;
  // Open load beyond the limit fills a queue that grows: its answers take longer all the time.
  if (high.model === 'open') return true;
  return (!plateau || isFlat(run, plateau, high.figures)) && cameBack(ms, plateaus, low);
}

/** Whether throughput fell behind the load from one level to another while answers took clearly longer. */
function isBeyond(ms: TimeOf, low: Level, high: Level): boolean {
  const [before, after] = [low.figures, high.figures];
  if (ms(after) < ms(before) * LIMITS.saturatedMedian) return false;
  if (high.model === 'open') return !isDelivered(high) && inFlight(after) >= inFlight(before) * (1 + LIMITS.flatGrowth);
  return isBusy(before) && isBusy(after) && efficiency(before, after) < LIMITS.growingEfficiency;
}

/** Two levels on which users grew and throughput stood still, and the answers of the later took clearly longer. */
function standstill(run: Run, ms: TimeOf, levels: readonly Level[]): SaturatedLevels['flat'] {
  const step = flatStep(run);
  const [low, high] = [step?.low, step?.high].map((figures) => levels.find((one) => one.figures === figures));
  if (!low || !high) return undefined;
  const isLonger = ms(high.figures) >= ms(low.figures) * LIMITS.saturatedStretch;
  const hasFailed = (high.figures.failedRatio ?? 0) - (low.figures.failedRatio ?? 0) > LIMITS.refusedRatio;
  return isLonger && !hasFailed ? [low, high] : undefined;
}

function proofOf(run: Run, model: 'closed' | 'open'): LevelsProof | undefined {
  const levels = levelsOf(run, model);
  const plateaus = plateausOf(run).filter(({ stage }) => stage.plan.model === model);
  const [low] = levels;
  if (!low) return undefined;
  const ms = timeOf(run, plateaus);
  const flat = model === 'closed' ? standstill(run, ms, levels) : undefined;
  const compared = levels.filter(
    (one) => hasSamples(low.figures) && hasSamples(one.figures) && loadOf(one) >= loadOf(low) * (1 + LIMITS.flatGrowth),
  );
  const beyond = compared.filter((one) => isBeyond(ms, low, one));
  const proven = [
    ...beyond.filter((one) => isUnexplained(run, plateaus, low, one)),
    ...levels.filter((one) => one === flat?.[1]),
  ];
  const [first, ...others] = proven;
  if (!first) return beyond.length > 0 || compared.length === 0 ? undefined : { saturated: undefined };
  const high = others.reduce((most, one) => (loadOf(one) > loadOf(most) ? one : most), first);
  const capacityPerSec = levels.reduce((most, { figures }) => Math.max(most, served(figures)), 0);
  const isMean = sendsSeveral(run, plateaus);
  return { saturated: { low, high, flat, isMean, capacityPerSec, knee: kneeOf(levels, capacityPerSec) } };
}

/**
 * Whether levels of load of one scenario show a saturated server: with at least half as many users again as on the lowest level
 * throughput fell clearly behind them, and the median of the answers (of several kinds of requests the mean of their middle) was at least `LIMITS.saturatedMedian` times as long;
 * of open load also the planned rate was not reached and requests in flight grew. Random service times alone stretch an iteration,
 * but never do both. So does throughput that stood still while users grew by half and answers took longer. Undefined without such
 * levels, and where something else explains the answers: failures, bodies on their way, a rise within one level, or a lowest
 * level that did not come back to what it was.
 */
export const levelsProof = remembered((run: Run): { readonly proof: LevelsProof | undefined } => {
  const proofs = [proofOf(run, 'closed'), proofOf(run, 'open')];
  return { proof: proofs.find((proof) => proof?.saturated) ?? proofs.find((proof) => proof !== undefined) };
});
