import type { Laws } from '../model/laws.ts';
import type { Run } from '../model/run.ts';
import type { TimedLatency } from '../model/timeline.ts';
import type { WindowFigures } from '../model/window.ts';
import { middleOf } from '../numbers/averages.ts';
import { generatorState } from './generator.ts';
import { failedShare, namesOf, per, times } from './iteration-laws.ts';
import { judgedTimes } from './judged-times.ts';
import { operationalLaws } from './laws.ts';
import { LIMITS } from './limits.ts';
import { type Overrun, overrunLevel } from './overrun-level.ts';
import { type RampLimit, rampLimit } from './ramp-limit.ts';
import { remembered } from './remembered.ts';
import { silence } from './rules/silence.ts';
import { isFlat, levelsProof, type SaturatedLevels } from './saturated-levels.ts';
import { type Level, served } from './scaling.ts';
import { laneOf, plateausOf, settledPart } from './stages.ts';
import { aloneIn, scenarioOf, waitingRequest } from './waiting-request.ts';

/** Which side held the throughput back, with the laws from which that follows. */
export interface Limiter {
  readonly by: 'generator' | 'server';
  /** Length of an iteration against that on an idle server, or on the lowest level where levels show the limit. */
  readonly stretch: number;
  readonly laws: Laws;
  /** The levels of load that show the server to be saturated; undefined without a time line. */
  readonly levels: SaturatedLevels | undefined;
  /** The level of open load that shows it, where levels do not. */
  readonly overrun?: Overrun;
  /** The load on the rise that shows it, where no level does. */
  readonly ramp?: RampLimit;
  /** The one kind of requests that waited, of which levels and rates are then; undefined where all did. */
  readonly only?: string;
}

/** Share of iterations that an exception cut short; k6 counts them like any other. */
function brokenShare({ record, measured }: Run): number {
  const exceptions = record?.exceptions.count ?? 0;
  return exceptions === 0 ? 0 : exceptions / (measured.total.iterations || exceptions);
}

/** Mean length of an iteration on a level, s, by Little's law; undefined where users are unknown or none ended. */
const iterationSec = ({ busyVus, iterationsPerSec }: WindowFigures): number | undefined =>
  per(busyVus, iterationsPerSec);

/** How many times as long an iteration took on the higher of two levels. */
const stretchBetween = ({ low, high }: SaturatedLevels): number | undefined =>
  per(iterationSec(high.figures), iterationSec(low.figures));

/**
 * How many times as long an iteration took on the highest level of closed load, without its first seconds, as on an idle server:
 * what a cold start does to the mean of a run is no queue. Undefined without such a level.
 */
function settledStretch(run: Run, { idleIterationMs }: Laws): number | undefined {
  const levels = plateausOf(run).filter(({ stage }) => stage.plan.model === 'closed');
  const [highest] = levels.toSorted((a, b) => b.stage.ramp.to - a.stage.ramp.to);
  return per(times(highest && iterationSec(highest.figures), 1000), idleIterationMs);
}

/** Whether answers took longer and longer while a level of closed load was held: what rises with time is no queue for the load. */
const risesOnALevel = (run: Run): boolean =>
  plateausOf(run).some((plateau) => plateau.stage.plan.model === 'closed' && !isFlat(run, plateau, plateau.figures));

/**
 * Whether answers of the same second were as far apart as those of a server on which nothing waits: in a queue all wait behind
 * each other, and even the quick ones take about as long as the usual. Told where a scenario sends one kind of requests.
 */
function areAnswersScattered(run: Run, scenario = run.planned[0]?.name): boolean {
  const { timeline } = run.measured;
  if (!timeline || scenario === undefined || namesOf(run, scenario) > 1) return false;
  const lane = laneOf(timeline, scenario, run.planned) ?? timeline.total;
  const settled = settledPart({ from: 0, to: timeline.seconds });
  const ratios: number[] = [];
  for (const second of lane.latencyMs.seconds(settled.from, settled.to)) {
    const values = lane.latencyMs.over(second, second + 1);
    if (values && values.count >= LIMITS.fewRequests) ratios.push(values.quantile(0.1) / values.quantile(0.5));
  }
  const middle = middleOf(ratios);
  return middle !== undefined && ratios.length >= LIMITS.metricPoints && middle < LIMITS.queuedSpread;
}

/**
 * The server, where levels of load show it to be saturated, or without levels where iterations take at least half as long again
 * as on an idle one; the load generator, where they do not and nothing was refused. Undefined where the figures do not tell:
 * no think time, one user alone, a few stuck requests that raise the mean, many failures or exceptions. A finding can rest on
 * one side only, so the two never meet.
 */
export const limiterOf = (run: Run): Limiter | undefined => limited(run).limiter;

/** Many rules ask, and looking at every second of a run costs. */
const limited = remembered((run: Run) => ({ limiter: byRequest(run) ?? workedOut(run) }));

/** Figures of a level for requests of one name alone. */
function ofRequest(level: Level, latency: TimedLatency): Level {
  const { from, to } = level.figures;
  const values = latency.over(from, to);
  if (!values) return level;
  const medMs = values.quantile(0.5);
  return {
    ...level,
    figures: {
      ...{
        ...level.figures,
        requests: values.count,
        requestsPerSec: values.count / (to - from),
        failedRatio: undefined,
      },
      ...{
        samples: values.count,
        avgMs: values.sum / values.count,
        medMs,
        midMeanMs: medMs,
        p95Ms: values.quantile(0.95),
      },
    },
  };
}

/**
 * The server as the limit of one kind of requests, where levels show it and all others stayed quick: rates of several scenarios, or
 * of all requests of a flow, are nobody's limit then.
 */
function byRequest(run: Run): Limiter | undefined {
  const { waiting } = waitingRequest(run);
  if (!waiting || generatorState(run).state === 'late') return undefined;
  const plan = scenarioOf(run, waiting.name);
  if (!plan && run.planned.length > 1) return undefined;
  const own = plan ? aloneIn(run, plan) : run;
  const limiter = own && workedOut(own);
  if (limiter?.by !== 'server' || !limiter.levels) return undefined;
  const { low, high, flat, knee } = limiter.levels;
  const of = (level: Level) => ofRequest(level, waiting.latency);
  const told = { low: of(low), high: of(high), flat: flat && ([of(flat[0]), of(flat[1])] as const) };
  const levels = [told.low, told.high, ...(told.flat ?? [])];
  const capacityPerSec = levels.reduce((most, { figures }) => Math.max(most, served(figures)), 0);
  return { ...limiter, levels: { ...told, isMean: false, capacityPerSec, knee }, only: waiting.name };
}

function workedOut(run: Run): Limiter | undefined {
  // A late load generator stretches iterations as a slow server does.
  if (generatorState(run).state === 'late') return undefined;
  // Rates over a time in which nothing ran are nobody's limit.
  if (silence(run).length > 0) return undefined;
  const laws = operationalLaws(run);
  const { typicalStretch, inFlight } = laws;
  const { proof } = levelsProof(run);
  const levels = proof?.saturated;
  const between = levels && (stretchBetween(levels) ?? laws.stretch);
  if (levels && between !== undefined) return { by: 'server', stretch: between, laws, levels };
  const overrun = proof ? undefined : overrunLevel(run);
  if (overrun)
    return { by: 'server', stretch: laws.stretch ?? overrun.medMs / overrun.quickMs, laws, levels: undefined, overrun };
  const ramp = proof || risesOnALevel(run) ? undefined : rampLimit(run).limit;
  if (ramp) return { by: 'server', stretch: laws.stretch ?? ramp.slowMs / ramp.quickMs, laws, levels: undefined, ramp };
  if (laws.stretch === undefined) return undefined;
  const stretch = Math.min(
    laws.stretch,
    proof ? Number.POSITIVE_INFINITY : (settledStretch(run, laws) ?? laws.stretch),
  );
  if (stretch < LIMITS.saturatedStretch) {
    const failed = failedShare(run.measured.total);
    const unbroken = failed !== undefined && failed <= LIMITS.refusedRatio && brokenShare(run) <= LIMITS.refusedRatio;
    return unbroken ? { by: 'generator', stretch, laws, levels: undefined } : undefined;
  }
  // Levels on which throughput grew as users did are no queue, however far service times scatter.
  if (proof) return undefined;
  if (risesOnALevel(run)) return undefined;
  const queueing = inFlight !== undefined && inFlight >= LIMITS.queueInFlight;
  // A queue holds up all requests, the usual one about as much as the mean: a few slow ones raise the mean alone.
  const typical =
    typicalStretch === undefined ||
    typicalStretch - 1 >= Math.max(LIMITS.typicalStretch - 1, (stretch - 1) * LIMITS.typicalShare);
  return queueing && typical && !areAnswersScattered(run, laws.scenario)
    ? { by: 'server', stretch, laws, levels: undefined }
    : undefined;
}

/**
 * True where users who hardly rest kept the machine that made the load busy: they take whatever CPU there is, so that without levels
 * nothing tells whether it was the server that ran short of it.
 */
function isMachineFull(
  { record, measured: { total } }: Run,
  { levels, overrun, ramp, laws: { thinkMs } }: Limiter,
): boolean {
  const responseMs = judgedTimes(total)?.avg;
  if (levels || overrun || ramp || thinkMs === undefined || responseMs === undefined) return false;
  return thinkMs < responseMs * LIMITS.restlessRatio && (record?.machineCpuShare ?? 0) > LIMITS.generatorCpuShare;
}

/** The server as the limit, to be told of; undefined where it is not, or the figures do not tell. */
export function saturatedServer(run: Run): Limiter | undefined {
  const limiter = limiterOf(run);
  return limiter?.by === 'server' && !isMachineFull(run, limiter) ? limiter : undefined;
}
