/** Exit codes of the command. k6's own (97–110, 255) are never passed on. */
export const EXIT = {
  done: 0,
  /** `verify` found figures that k6 does not have. */
  wrongFigures: 1,
  badInput: 2,
  /** `gate`: a service level was missed. */
  missedGoals: 10,
  /** `gate`: worse than the baseline. */
  regressed: 11,
  /** With `--strict`: undecided, nothing to compare with, or a pass that leaves something open. */
  undecided: 20,
  /** The run is no measurement, or k6 could not complete it. */
  invalid: 30,
  bug: 70,
  interrupted: 130,
} as const;
