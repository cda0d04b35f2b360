import type { ErrorCode, ErrorFacts } from '../model/error.ts';
import type { Varied } from '../model/experiment.ts';
import type { PlanWarning } from '../model/forecast.ts';
import type { Reason } from '../model/gate.ts';

// What both catalogues are made of where it follows from the model, or is used beside them.

/** One sentence or more per code: what is wrong, where, how to mend it. */
export type ErrorWords = { readonly [Code in ErrorCode]: (facts: ErrorFacts[Code]) => string };

/** What is said of a reason, and how it can be mended or where to look. */
export type ReasonWords = {
  readonly [Kind in Reason['kind']]: (reason: Extract<Reason, { kind: Kind }>) => string | undefined;
};

export type PlanWarningWords = {
  readonly [Id in PlanWarning['id']]: (warning: Extract<PlanWarning, { id: Id }>) => string;
};

/** A line of the table about the machine: what is meant, how much the load takes, how much there is. */
export interface MachineRow {
  readonly name: string;
  readonly needed: string;
  readonly available: string;
}

/** Figures that the sentences of an experiment may name, formatted. */
export interface ExperimentFacts {
  readonly varied: Varied;
  readonly small: string;
  readonly large: string;
  readonly smallPerSec: string;
  readonly largePerSec: string;
  /** How much more the largest value brought, such as `92.1%`; with a minus for less. */
  readonly gain: string;
  /** Between which gains it lies, such as `88.0~96.3%`. */
  readonly range: string;
  /** Undefined where the time for which a lock is held is unknown. */
  readonly allowed: string | undefined;
}

/** What `buha verify` says about one finding: what the report says, what k6 or arithmetic says. */
export interface FindingText {
  readonly says: string;
  readonly truth: string;
}

/** How many of what `buha verify` looked at, and found. */
export interface VerifyCounts {
  /** Figures whose meaning was found. */
  readonly understood: number;
  /** Figures that were compared with k6. */
  readonly compared: number;
  /** Figures of which the report does not tell whose they are, so that they were not compared. */
  readonly unattributed: number;
  readonly runs: number;
  readonly wrong: number;
  readonly doubtful: number;
}
