import type { Finding } from './finding.ts';
import type { GateRow, Reservation } from './gate.ts';
import type { ArrivalCeiling, Laws } from './laws.ts';
import type { Metric, Threshold } from './measurement.ts';
import type { PlannedScenario } from './plan.ts';
import type { Run } from './run.ts';
import type { StageResult, SteadyState, WindowFigures } from './window.ts';

/** A run with what the analysis says about it. */
export interface AnalysedRun extends Run {
  readonly delivered: readonly DeliveredScenario[];
  readonly laws: Laws;
  /** One for each arrival-rate scenario; empty where the think time or the fastest response is unknown. */
  readonly ceilings: readonly ArrivalCeiling[];
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** Stages of every planned scenario; empty without raw samples. */
  readonly stages: readonly StageResult[];
  /** All that ran between the planned start and end of the load, and what finished after it. */
  readonly loadWindow: WindowFigures | undefined;
  readonly drainWindow: WindowFigures | undefined;
  /** Where nobody knows the plan. */
  readonly steady: SteadyState | undefined;
}

/** Planned against delivered load of one k6 scenario. Amounts are iterations, or VU-milliseconds. */
export interface DeliveredScenario {
  readonly plan: PlannedScenario;
  /** Up to the abort, for a run that was cut short. */
  readonly plannedAmount: number;
  /** The plan to its end, where less than that is `plannedAmount`. */
  readonly wholeAmount?: number;
  /** Undefined where the output is not split by scenario and the plan does not make up for it. */
  readonly deliveredAmount: number | undefined;
  readonly dropped: number | undefined;
  /** Delivered share of the whole plan, 0–1, whatever cut the run short. */
  readonly ratio: number | undefined;
  /** The same of `plannedAmount`: how well the load was kept while there was any. */
  readonly keptRatio: number | undefined;
  /** Users that ran, where that decided what was delivered: the time within their iterations is less. */
  readonly reachedVus?: number;
}

/** `undecided`: the outputs, the plan or the API contradict each other, so nobody knows what was judged. */
export type VerdictKind = 'pass' | 'slo-fail' | 'invalid' | 'undecided' | 'no-goal';

/** The run's judgement by its goals as one word, and the share of the plan on which it rests. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly delivered: number | undefined;
  /** What a pass leaves open; empty for every other verdict. */
  readonly reservations: readonly Reservation[];
  /** Every row behind it: checks of validity, then one for each goal. */
  readonly rows: readonly GateRow[];
}

/** A threshold taken apart, with its actual figure. Undefined where the expression or the figure is unknown. */
export interface Criterion extends Threshold {
  /** k6's name of the statistic: `p(95)`, `rate`, `avg` … */
  readonly statistic: string | undefined;
  readonly comparison: string | undefined;
  readonly limit: number | undefined;
  readonly actual: number | undefined;
  readonly kind: Metric['kind'] | undefined;
  /** What figure and limit are: times in ms, sizes in bytes, or plain numbers. */
  readonly contains: NonNullable<Metric['contains']>;
}

/** Iterations that k6 could not start, of a scenario whose plan nobody knows, or of the whole run where it is not split. */
export interface UnplannedDrops {
  readonly scenario: string | undefined;
  readonly dropped: number;
  /** The greatest share of its plan that can have run, 0–1: what ran over that and what never started. */
  readonly atMost: number;
}
