import type { AnalysedRun, DeliveredScenario } from '../model/analysed.ts';
import type { FindingFigures } from '../model/finding.ts';
import { found, foundAll } from './found.ts';
import { LIMITS } from './limits.ts';

/** Why less of a scenario ran than was planned. */
export type UntestedCause =
  | 'ceiling'
  | 'server'
  | 'vu-start'
  | 'generator'
  | 'interrupted'
  | 'below-ceiling'
  | 'unknown';

/** A scenario of which a run delivered too little. Ratios 0–1. */
export interface Untested {
  readonly run: AnalysedRun;
  readonly scenario: string;
  readonly ratio: number;
  readonly cause: UntestedCause;
  /** The script's own limit of virtual users, where it lies below what the plan needs. */
  readonly ceiling:
    | {
        readonly basis: 'idle' | 'measured';
        readonly maxVus: number;
        readonly reachableRatio: number;
        readonly vusNeeded: number;
        /** True where fewer would not do even if every response were as fast as the fastest; else by the mean length of iterations. */
        readonly isLeast: boolean;
      }
    | undefined;
  /** Highest planned rate, per second; undefined for other plans. */
  readonly peakRate: number | undefined;
}

/** True for less than what counts as delivered. */
export const isUnderPlan = (ratio: number): boolean => ratio < LIMITS.deliveredRatio;

/** What nearly all that a ceiling allows is: ramps are discrete, and VUs start one after the other. */
const NEAR_CEILING = 0.9;

/** What the verdict says of what did not run of a scenario. */
function dropOf({ verdict }: AnalysedRun, scenario: string) {
  const [reason] = verdict.rows.flatMap((row) =>
    row.part === 'validity' && row.check === 'delivered' && row.scenario === scenario ? (row.reason ?? []) : [],
  );
  return reason?.kind === 'not-delivered' ? reason : undefined;
}

/** True where the verdict of a run tells why less of a scenario ran. */
export const isDropTold = (run: AnalysedRun, scenario: string): boolean =>
  run.verdict.kind !== 'undecided' && dropOf(run, scenario) !== undefined;

function causeOf(
  run: AnalysedRun,
  { plan: { name: scenario }, wholeAmount }: DeliveredScenario,
  ratio: number,
  ceiling: FindingFigures['arrival-ceiling'] | undefined,
): UntestedCause {
  if (wholeAmount !== undefined) return 'interrupted';
  // By the length that iterations had, the limit is told only where nothing else kept the load back.
  if (ceiling?.basis === 'measured') return 'ceiling';
  if (ceiling && ratio >= NEAR_CEILING * ceiling.reachableRatio) return 'ceiling';
  if (found(run, 'generator-late')) return 'generator';
  if (found(run, 'server-saturated') || dropOf(run, scenario)?.cause === 'server') return 'server';
  if (foundAll(run, 'slow-vu-start').some(({ scope }) => scope === scenario)) return 'vu-start';
  return ceiling === undefined ? 'unknown' : 'below-ceiling';
}

function untestedOf(run: AnalysedRun, delivered: DeliveredScenario): Untested[] {
  const { plan, ratio } = delivered;
  if (ratio === undefined || !isUnderPlan(ratio)) return [];
  const isOwn = ({ figures }: { figures: { scenario: string } }) => figures.scenario === plan.name;
  const ceiling = foundAll(run, 'arrival-ceiling').find(isOwn)?.figures;
  return [
    {
      run,
      scenario: plan.name,
      ratio,
      cause: causeOf(run, delivered, ratio, ceiling),
      ceiling: ceiling && {
        basis: ceiling.basis,
        maxVus: ceiling.maxVus,
        reachableRatio: ceiling.reachableRatio,
        vusNeeded: ceiling.advisedVus,
        isLeast: ceiling.vusNeededAsMeasured !== ceiling.advisedVus,
      },
      peakRate: foundAll(run, 'load-not-delivered').find(isOwn)?.figures.peakRate,
    },
  ];
}

/** Scenarios of which too little ran to be a measurement: the verdict of the run says so, and why. */
export const invalidFor = ({ verdict }: AnalysedRun): ReadonlySet<string> =>
  new Set(
    verdict.kind === 'invalid'
      ? verdict.rows.flatMap((row) =>
          row.part === 'validity' && row.check === 'delivered' && row.outcome === 'invalid' ? (row.scenario ?? []) : [],
        )
      : [],
  );

/** All scenarios of which too little ran, by run and in the order of each plan. */
export const untestedIn = (runs: readonly AnalysedRun[]): Untested[] =>
  runs.flatMap((run) => run.delivered.flatMap((one) => untestedOf(run, one)));
