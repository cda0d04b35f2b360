import type { K6Attempt } from './k6.ts';

/** What each error knows. A code names the fault; the words stand in `reports/words/{ko,en}/errors.ts`. */
export interface ErrorFacts {
  /** A setting of the load or the environment that cannot be used. */
  setting: { field: string; value: string; allowed: string };
  'cannot-read': { file: string; reason: string };
  'cannot-write': { file: string; reason: string };
  /** Test data in CSV that cannot be used; `line` counts from 1. */
  'bad-test-data': { file: string; line: number; fault: 'no-id-column' | 'no-rows' | 'no-id' | 'bad-row' };
  'bad-target-info': { file: string; line: number; text: string };
  'unknown-scenario': { name: string; known: readonly string[] };
  /** A load that somebody else's machine would feel, and nobody there to confirm it. */
  'not-confirmed': { host: string; vus: number; ratePerSec: number | undefined };
  'shop-not-started': { reason: string; port: number };
  'script-refused': { script: string; detail: string };
  'missing-package': { name: string; purpose: 'shop' | 'bundle' };
  'nothing-to-report': Record<string, never>;
  'no-runs': { folder: string };
  /** A file that should be JSON is not; `line` counts from 1. */
  'not-json': { file: string; line: number };
  /** JSON, but not what k6 or buha writes; `detail` names the field. */
  'not-k6-summary': { file: string; detail: string };
  'bad-run-record': { file: string; detail: string };
  'bad-k6-options': { detail: string };
  /** No usable k6, and no way to get one worked. `version` and `goVersion` are what the pin asks for. */
  'k6-not-obtained': { version: string; goVersion: string; tried: readonly K6Attempt[] };
  /** K6_BIN does not name a k6; `answer` is what the program printed, or the system's error code. */
  'k6-bin-unusable': { path: string; fault: 'absent' | 'not-executable' | 'not-k6'; answer: string };
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
