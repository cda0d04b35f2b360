import type { K6Attempt } from '../../reports/model/k6.ts';
import { systemCode } from '../system-code.ts';

/** One way to k6 failed; the others are still to be tried, so this never reaches the user by itself. */
export class WayFailed extends Error {
  readonly attempt: K6Attempt;

  constructor(attempt: K6Attempt) {
    super(attempt.fault);
    this.name = 'WayFailed';
    this.attempt = attempt;
  }
}

/** The code of a system error (`ENOSPC`), or what any other error says, down its chain of causes. */
export function causeOf(error: unknown): string {
  const code = systemCode(error);
  if (code !== '') return code;
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : causeOf(error.cause);
}
