import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { leastOf } from '../../numbers/extremes.ts';
import { LIMITS } from '../limits.ts';

/** k6's error codes (its documentation, "Error codes"): the connection was reset or broke while it was written to. */
const RESET: readonly number[] = [1220, 1201];
/** The request timed out; and so did the attempt to connect. */
const TIMED_OUT: readonly number[] = [1050, 1211];

/** Requests without an answer for one of these reasons, with the first second and how many were in flight then. */
function without(run: Run, id: 'resets' | 'timeouts', codes: readonly number[]): Finding[] {
  const { responses = [], timeline, answered = [] } = run.measured;
  const isOne = (errorCode: number | undefined) => errorCode !== undefined && codes.includes(errorCode);
  const count = responses.reduce((sum, one) => (isOne(one.errorCode) ? sum + one.count : sum), 0);
  const requests = run.measured.total.requests ?? 0;
  if (count < LIMITS.fewFailures || requests === 0) return [];
  const firsts = (timeline?.errors ?? [])
    .filter(({ errorCode }) => isOne(errorCode))
    .flatMap(({ failed }) => failed.nonZero().next().value?.[0] ?? []);
  const sinceSec = firsts.length > 0 ? leastOf(firsts) : undefined;
  const after = answered.filter(({ status }) => status === 0).map(({ scope }) => scope.durationMs?.med ?? Number.NaN);
  const afterMs = after.length === 1 && Number.isFinite(after[0]) ? after[0] : undefined;
  return [
    {
      id,
      severity: 'warning',
      confidence: 'measured',
      scope: TOTAL,
      figures: {
        ...{ count, requests, ratio: count / requests, sinceSec },
        vus: sinceSec === undefined ? undefined : timeline?.total.busyVus?.at(sinceSec),
        afterMs,
      },
    },
  ];
}

/** Connections were reset before the answer came. */
export const resets = (run: Run): Finding[] => without(run, 'resets', RESET);

/** Requests were given up because no answer came in time. */
export const timeouts = (run: Run): Finding[] => without(run, 'timeouts', TIMED_OUT);
