import type { AnswersApart } from './answers-apart.ts';
import type { Condition, FigureId } from './comparable.ts';
import type { FindingId } from './finding.ts';
import type { Answer } from './finding-figures.ts';
import type { Range, Threshold } from './measurement.ts';
import type { Part } from './part.ts';
import type { EndedBy } from './record.ts';
import type { VitalId } from './web-vital.ts';

/** What a gate says of a run, the weightiest first in `analyse/gate/precedence.ts`. */
export type GateVerdict = 'invalid' | 'slo-fail' | 'regressed' | 'inconclusive' | 'no-baseline' | 'pass';

/**
 * How one row ended. `not-judged`: the input does not allow it, which is never a pass. `undecidable`: requests failed,
 * and the row of their share says so; what is left of them is too little for this one.
 */
export type Outcome = GateVerdict | 'not-judged' | 'undecidable';

/**
 * Why a pass is conditional: something that was to be tested was not, or not wholly. Ratios 0–1.
 * - `not-delivered`: less than 95 % of a scenario's plan ran, though its profile asks for no more.
 * - `dropped`: so many iterations never started of a load whose plan nobody knows; at most this share of it ran.
 * - `checks-failed`: checks of a script that declares no service level for them; the one that failed most often, and how
 *   many failed at all.
 * - `generator-late`: k6 was late for so many seconds, and no goal comes out otherwise without them.
 * - `rejected`: most answers were expected rejections of the business (409 sold out), and nobody said that so many were meant.
 */
export type Reservation =
  | { readonly kind: 'not-delivered'; readonly scenario: string; readonly ratio: number }
  | { readonly kind: 'dropped'; readonly dropped: number; readonly atMost: number }
  | { readonly kind: 'checks-failed'; readonly check: string; readonly ratio: number; readonly checks: number }
  | { readonly kind: 'rejected'; readonly ratio: number }
  | { readonly kind: 'generator-late'; readonly seconds: number };

/** `<=` and `<` for what should be small, `>=` and `>` for what should be large; k6's thresholds know more. */
export type Comparison = '<' | '<=' | '>' | '>=';

/** What a service level is about. Latency is that of successful requests; `q` is 0–1. */
export type Measure =
  | { readonly kind: 'quantile'; readonly q: number }
  | { readonly kind: 'avg' | 'med' | 'min' | 'max' }
  | { readonly kind: 'failed' | 'tps' | 'delivered' }
  /** Share of all answers that were expected rejections of the business. */
  | { readonly kind: 'rejections' }
  /** The p75 of a web vital, in ms or, of `cls`, a score. */
  | { readonly kind: 'vital'; readonly vital: VitalId }
  /** Share of a check's answers that failed it; by its path where the run has it. */
  | { readonly kind: 'check'; readonly check: string };

/** A limit of a measure, in ms, as a ratio, or per second; of the whole run, of one k6 scenario, or of a part. */
export interface Goal {
  readonly measure: Measure;
  readonly comparison: Comparison;
  readonly limit: number;
  readonly scenario: string | undefined;
  readonly part?: Part | undefined;
}

/** Where a goal was stated: `options/service-levels.ts`, the file of `--slo`, or the thresholds in k6's output. */
export type SourcedGoal =
  | (Goal & { readonly source: 'declared' | 'file' })
  | { readonly source: 'threshold'; readonly threshold: Threshold };

/** Goals of the file of `--slo` for one name; a line counts from 1. */
export interface SloSection {
  readonly line: number;
  readonly goals: readonly (Goal & { readonly line: number })[];
}

/** The file of `--slo`: goals for every run, and for those of an API or a script. */
export interface SloFile {
  readonly file: string;
  /** As it was read: a run keeps the goals by which it was judged. */
  readonly text: string;
  readonly everywhere: SloSection;
  readonly byName: ReadonlyMap<string, SloSection>;
}

/** Why less than was planned ran. */
export type DropCause =
  | 'interrupted'
  | 'arrival-ceiling'
  | 'slow-vu-start'
  | 'generator-late'
  | 'generator-cpu'
  | 'server'
  | 'unknown';

/** Why a row ended as it did, where its figures alone do not tell. Times in ms, ratios 0–1. */
export type Reason =
  /** The run has no record, so nobody knows how k6 ended and what the script threw. */
  | { readonly kind: 'no-record' }
  /** Neither a record nor k6's log says how k6 ended. `isText`: k6's terminal text is there, and no error of k6 in it. */
  | { readonly kind: 'end-not-told'; readonly isText: boolean }
  /** k6's log says how it ended; `code` is undefined where it does not tell with which. */
  | { readonly kind: 'told-end'; readonly file: string; readonly code: number | undefined; readonly message: string }
  | { readonly kind: 'interrupted' }
  /** Processes that shared the load did not come to their end. */
  | { readonly kind: 'runner-lost'; readonly numbers: readonly number[]; readonly of: number }
  | { readonly kind: 'k6-exit'; readonly code: number | null; readonly signal: string | undefined }
  /**
   * The first message with its place, the user's own script as the record names it. `isCounted`: it was thrown in an
   * iteration, which k6 counts like any other.
   */
  | {
      readonly kind: 'exception';
      readonly first: string | undefined;
      readonly place: { readonly file: string; readonly line: number } | undefined;
      readonly isCounted: boolean;
      /** How many of them an answer of the target explains that the script could not read. */
      readonly answered: number;
    }
  /** Only teardown() threw: everything was measured before it. */
  | { readonly kind: 'teardown-failed'; readonly message: string }
  | { readonly kind: 'unsettled'; readonly findings: readonly FindingId[] }
  | { readonly kind: 'cut-off'; readonly file: string }
  /** Lines of text that are a metric's or a threshold's and could not be read. */
  | {
      readonly kind: 'unread';
      /** Whether a goal was met stands in one of them. */
      readonly hidesGoal: boolean;
      readonly lines: readonly { readonly file: string; readonly line: number; readonly text: string }[];
    }
  | { readonly kind: 'nothing-measured' }
  /** Iterations came to their end, and none of them sent anything. */
  | { readonly kind: 'nothing-sent'; readonly iterations: number }
  /** The target stopped answering in that second of the run, 0 for never having answered, and did not come back. */
  /** `answers`: good ones before. */
  | { readonly kind: 'target-lost'; readonly sinceSec: number; readonly answers: number }
  /** Requests, and not one whole iteration: those of `setup()`, or the first that never ended. */
  | { readonly kind: 'no-iterations' }
  /** Of the run there is no more than what k6 logged as crossed. */
  | { readonly kind: 'no-figures' }
  /** Neither a record nor a summary: buha was killed, or the run is not over. */
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'no-plan' }
  | { readonly kind: 'not-split' }
  | { readonly kind: 'scenarios-absent'; readonly names: readonly string[] }
  | { readonly kind: 'no-length' }
  /** The plan is a number of iterations, which take as long as they take. */
  | { readonly kind: 'counted-plan' }
  /** A crossed threshold ended the run in that second, as its options ask: the miss is what to look at. */
  | { readonly kind: 'aborted-by-threshold'; readonly second: number | undefined }
  /** buha ended the run: why, and since which second. */
  | ({ readonly kind: 'ended-by' } & EndedBy)
  | {
      readonly kind: 'not-delivered';
      readonly cause: DropCause;
      readonly dropped: number | undefined;
      /** Virtual users that the plan allows and that it needs, for an arrival ceiling. */
      readonly maxVus?: number;
      readonly vusNeeded?: number;
      readonly startedVus?: number;
      readonly machineCpuShare?: number;
      /** Iterations that were started and not finished when the run ended, and how long one took on average, in ms. */
      readonly interrupted?: number;
      readonly iterationMs?: number;
    }
  /** All users of a closed load ran: what is missing of their time lies between iterations, which no sample counts. */
  | { readonly kind: 'vus-reached'; readonly vus: number }
  /** k6 was late for so many seconds, without which a goal comes out otherwise, or cannot be judged. */
  | { readonly kind: 'generator-late'; readonly seconds: number; readonly ofSeconds: number }
  /** The profile asks for no share: its own `maxVus` virtual users cannot send the plan; undefined where it has no such limit. */
  | { readonly kind: 'nothing-demanded'; readonly maxVus?: number }
  | { readonly kind: 'no-samples' }
  /** A counter that had to grow stayed at 0. */
  | { readonly kind: 'nothing-counted'; readonly metric: string }
  /**
   * `effective`: as many independent samples stand behind the judgement, as raw samples tell; undefined where all count as
   * such. `byMark`: k6's own mark decided, as for every threshold of a foreign script.
   */
  | {
      readonly kind: 'few-samples';
      readonly samples: number;
      readonly needed: number;
      readonly effective?: number;
      readonly byMark?: true;
    }
  /** The run has no check of that name. */
  | { readonly kind: 'no-such-check'; readonly known: readonly string[] }
  /** The run tells parts of this kind apart and has none of this name; `known` are those nearest to it. */
  | { readonly kind: 'no-such-part'; readonly part: Part; readonly known: readonly string[] }
  /** The input does not tell this part apart; `metric` is the sub-metric of k6 on which a threshold would. */
  | { readonly kind: 'part-not-told'; readonly metric: string }
  | { readonly kind: 'figure-missing'; readonly statistic: string | undefined }
  /** The input has the figure of all requests; of those that succeeded it tells none, or not whether any failed. */
  | { readonly kind: 'successes-unknown'; readonly failed: boolean }
  /** Each runner of the run knows the figure of its own part only; `isDecided`: all of them are on one side of the limit. */
  | { readonly kind: 'per-runner'; readonly range: Range; readonly unit: RowUnit; readonly isDecided: boolean }
  /** The figure was cut off where the limit lies. */
  | { readonly kind: 'rounded' }
  /** The output names the metric of a threshold only. */
  | { readonly kind: 'threshold-unstated' }
  | { readonly kind: 'no-goals' }
  /** Not one request succeeded from that second on, 0 for all of the run, and no goal speaks of failures. */
  | { readonly kind: 'all-failed'; readonly sinceSec: number }
  /** Some answers were expected rejections. */
  | ({ readonly kind: 'rejections' } & AnswersApart)
  /** Every answer was an expected rejection: what was to be tested never ran. */
  | { readonly kind: 'all-rejected'; readonly answers: readonly Answer[] }
  /** The check that failed most often, with its share of failures, and how many checks failed at all. */
  | { readonly kind: 'checks-failed'; readonly check: string; readonly ratio: number; readonly checks: number }
  /** Nothing was accepted for this API, or script. */
  | { readonly kind: 'no-baseline' }
  /** The baseline was measured under other conditions. */
  | { readonly kind: 'other-conditions'; readonly conditions: readonly Condition[] }
  /** One run against `runs` of a baseline, of fewer than `needed`: what runs differ by is unknown. */
  | { readonly kind: 'few-runs'; readonly runs: number; readonly needed: number }
  /** One run against runs of so many days or machines, of fewer than `needed`: what these differ by is unknown. */
  | { readonly kind: 'few-sessions'; readonly sessions: number; readonly needed: number }
  /** No time of the runs can be held against the baseline: one side tells none, or of a run too few were measured. */
  | { readonly kind: 'times-uncompared'; readonly samples: number | undefined; readonly needed: number }
  /**
   * The interval reaches beyond the limit, or holds no more than chance. `range`: between which the change lies at 95 %, as a
   * share of the baseline, of shares by difference (`points`); `needed`: runs a side that would decide.
   */
  | {
      readonly kind: 'undecided-change';
      readonly range: readonly [low: number, high: number];
      readonly unit: 'ratio' | 'points';
      readonly needed: readonly [low: number, high: number] | undefined;
    }
  /** Certainly worse, and by less than is a regression. */
  | {
      readonly kind: 'smaller-loss';
      readonly range: readonly [low: number, high: number];
      readonly unit: 'ratio' | 'points';
    }
  /** Certainly worse, and something else than the system changed since the baseline. */
  | { readonly kind: 'changed-conditions'; readonly conditions: readonly Condition[] }
  /** Which answers failed, the most frequent first; empty where the output does not tell them apart. */
  | { readonly kind: 'failures'; readonly answers: readonly Answer[] };

/** What the figures of a row are. */
export type RowUnit = 'ms' | 'bytes' | 'ratio' | 'per-sec' | 'count' | 'code' | 'plain';

interface RowFigures {
  readonly outcome: Outcome;
  readonly unit: RowUnit;
  readonly actual: number | undefined;
  /** k6's comparison or ours. */
  readonly comparison: string | undefined;
  readonly limit: number | undefined;
  /** How far within the limit, in the unit of the row; negative where it was missed. */
  readonly margin: number | undefined;
  readonly reason: Reason | undefined;
}

export type ValidityCheck =
  | 'exit'
  | 'exceptions'
  | 'data'
  | 'samples'
  | 'checks'
  | 'scenarios'
  | 'length'
  | 'generator'
  | 'delivered';

/** Is the run valid at all? */
export interface ValidityRow extends RowFigures {
  readonly part: 'validity';
  readonly check: ValidityCheck;
  /** k6 scenario, for a check of each. */
  readonly scenario: string | undefined;
}

/** Does it meet its service levels? `goal` is undefined for the row that says that there is none. */
export interface ServiceLevelRow extends RowFigures {
  readonly part: 'service-level';
  readonly goal: SourcedGoal | undefined;
  /** The k6 scenario whose figure it is: the goal's own, or the worst of those for each of which the goal holds. */
  readonly scenario: string | undefined;
}

/** Is it worse than before? `figure` is undefined for the row that says that there is nothing to compare with. */
export interface RegressionRow extends RowFigures {
  readonly part: 'regression';
  readonly figure: FigureId | undefined;
}

export type GateRow = ValidityRow | ServiceLevelRow | RegressionRow;

/** What the gate says of one run, with every row behind it. */
export interface Judgement {
  readonly verdict: GateVerdict;
  /** What a pass leaves open, the weightiest first; empty for every other verdict. */
  readonly reservations: readonly Reservation[];
  readonly rows: readonly GateRow[];
}
