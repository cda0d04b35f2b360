import { apiOf } from '../../options/apis.ts';
import type { Answer } from '../model/finding-figures.ts';
import type { Responses } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';

/** The answers that `wanted` picks, scenarios and names put together, the most frequent one first. */
export function answersOf({ measured }: Run, wanted: (responses: Responses) => boolean): Answer[] {
  const found = new Map<string, Answer>();
  for (const responses of (measured.responses ?? []).filter(wanted)) {
    const { status, errorCode, count } = responses;
    const key = `${status} ${errorCode ?? ''}`;
    found.set(key, { status, errorCode, count: count + (found.get(key)?.count ?? 0) });
  }
  return [...found.values()]
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || a.status - b.status);
}

/** Statuses with which the tested API rejects a request for a reason of the business. */
export const rejectionStatuses = ({ api }: Run): readonly number[] => (api ? apiOf(api).rejections : []);

/**
 * Which answers of a run are rejections of the business, such as 409 sold out: those with 4xx or 5xx that the script
 * declares as expected, unless its API says that such a status is its success.
 */
export function isRejection({ api }: Pick<Run, 'api'>): (responses: Responses) => boolean {
  const successes = (api && apiOf(api).expect) ?? [];
  return ({ status, expected }) => expected && status >= 400 && !successes.includes(status);
}

export const rejectionsOf = (run: Run): Answer[] => answersOf(run, isRejection(run));

/** Share of all requests that were rejected so, 0–1; undefined where the output does not tell answers apart. */
export function rejectedShare(run: Run): number | undefined {
  const { requests } = run.measured.total;
  if (run.measured.responses === undefined || !requests) return undefined;
  return rejectionsOf(run).reduce((sum, { count }) => sum + count, 0) / requests;
}

/**
 * Rejections that may have failed a check. Since 0.2 an API of the catalogue checks none of them: its checks are then no
 * more than the other answers.
 */
export function checkedRejections(run: Run): number {
  const { requests, checksPassed = 0, checksFailed = 0 } = run.measured.total;
  const rejected = rejectionsOf(run).reduce((sum, { count }) => sum + count, 0);
  if (!run.api || requests === undefined) return rejected;
  return checksPassed + checksFailed > requests - rejected ? rejected : 0;
}
