import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { checkedRejections, rejectionStatuses } from '../answers.ts';

/** Checks failed and no request did, or requests failed and no check did: one of the two looks at the wrong thing. */
export function checksVsHttp(run: Run): Finding[] {
  const { failedRequests, checksFailed, checksPassed = 0 } = run.measured.total;
  if (failedRequests === undefined || checksFailed === undefined) return [];
  const checks = checksPassed + checksFailed;
  if (checks === 0 || (failedRequests === 0) === (checksFailed === 0)) return [];
  // A rejection that fails the check for 200 is no failed request: that is no disagreement.
  if (failedRequests === 0 && checksFailed <= checkedRejections(run)) return [];
  // Where the output does not tell answers apart, the failed checks may be such rejections.
  const unknown = failedRequests === 0 && run.measured.responses === undefined;
  return [
    {
      id: 'checks-vs-http',
      severity: 'warning',
      confidence: 'measured',
      scope: TOTAL,
      figures: { failedRequests, checksFailed, checks, rejections: unknown ? rejectionStatuses(run) : [] },
    },
  ];
}
