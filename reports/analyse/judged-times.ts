import type { Scope, Trend } from '../model/measurement.ts';
import { samplesNeeded } from './limits.ts';

/** Whether any request failed; undefined where nobody counted. */
export function anyFailed({ failedRequests, failedRatio }: Scope): boolean | undefined {
  if (failedRequests === undefined && failedRatio === undefined) return undefined;
  return (failedRequests ?? 0) > 0 || (failedRatio ?? 0) > 0;
}

/** Successful requests of a scope; undefined where nobody counted the others. */
export function successCount({ requests, failedRequests, failedRatio }: Scope): number | undefined {
  if (requests === undefined) return undefined;
  if (failedRequests !== undefined) return requests - failedRequests;
  return failedRatio === undefined ? undefined : Math.round(requests * (1 - failedRatio));
}

/**
 * The response times that are judged, in ms: those of successful requests. Where none failed, all are successful.
 * Undefined where some failed, or nobody knows, and the output does not tell the successful ones apart: a refused
 * connection counts with 0 ms among all.
 */
export function judgedTimes(scope: Scope): Trend | undefined {
  return scope.successDurationMs ?? (anyFailed(scope) === false ? scope.durationMs : undefined);
}

/**
 * The response times that are shown, in ms: the judged ones, and where nobody counted failures those of all requests,
 * which are all that the output knows.
 */
export const shownTimes = (scope: Scope): Trend | undefined =>
  judgedTimes(scope) ?? (anyFailed(scope) === undefined ? scope.durationMs : undefined);

/** The requests behind the times that are shown; undefined where nobody counted them. */
export const shownCount = (scope: Scope): number | undefined =>
  anyFailed(scope) === undefined ? scope.requests : successCount(scope);

/** Whether a quantile (0–1) of the judged times rests on enough samples; an output that does not count them is believed. */
export function hasSamplesFor(q: number, scope: Scope): boolean {
  const count = judgedTimes(scope)?.count ?? successCount(scope);
  return count === undefined || count >= samplesNeeded(q);
}
