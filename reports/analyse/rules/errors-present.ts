import { type Finding, TOTAL } from '../../model/finding.ts';
import type { FailedRequest } from '../../model/finding-figures.ts';
import type { Run } from '../../model/run.ts';
import { answersOf } from '../answers.ts';

/** Requests that one finding names. */
const NAMED = 3;

/** Which requests failed; nothing where the output tells only one apart, or none. */
function failedRequests({ measured: { endpoints = {} } }: Run): { names: FailedRequest[]; more: number } {
  const all = Object.entries(endpoints);
  const failed = all
    .flatMap(([name, { failedRequests: own = 0, requests, failedRatio }]) =>
      own > 0 ? [{ name, failed: own, ratio: failedRatio ?? (requests ? own / requests : undefined) }] : [],
    )
    .toSorted((a, b) => b.failed - a.failed || (a.name < b.name ? -1 : 1));
  if (all.length < 2) return { names: [], more: 0 };
  return { names: failed.slice(0, NAMED), more: Math.max(0, failed.length - NAMED) };
}

/** Requests failed: their answer had an unexpected status, or there was none. */
export function errorsPresent(run: Run): Finding[] {
  const { failedRequests: failed, requests, failedRatio: ratio } = run.measured.total;
  if (failed === undefined || requests === undefined || ratio === undefined || failed === 0) return [];
  return [
    {
      id: 'errors-present',
      severity: 'critical',
      confidence: 'measured',
      scope: TOTAL,
      figures: {
        failed,
        requests,
        ratio,
        answers: answersOf(run, ({ expected }) => !expected),
        ...failedRequests(run),
      },
    },
  ];
}
