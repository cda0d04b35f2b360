/** What each error knows. A code names the fault; the words stand in `reports/words/{ko,en}/errors.ts`. */
export interface ErrorFacts {
  /** A setting of the load or the environment that cannot be used. */
  setting: { field: string; value: string; allowed: string };
  /** No usable k6, and no way to get one worked; `tried` names each way with what went wrong. */
  'k6-not-obtained': { version: string; tried: readonly string[] };
}

export type ErrorCode = keyof ErrorFacts;

/** A fault that the user can mend. Thrown anywhere, caught once at the top of the command. */
export class BuhaError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly facts: ErrorFacts[Code];

  constructor(code: Code, facts: ErrorFacts[Code]) {
    super(`${code} ${JSON.stringify(facts)}`);
    this.name = 'BuhaError';
    this.code = code;
    this.facts = facts;
  }
}
