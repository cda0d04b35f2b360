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

/** Answers with 4xx or 5xx that the script declares as expected: rejections of the business, such as 409 sold out. */
export function rejectionsOf(run: Run): Answer[] {
  return answersOf(run, ({ status, expected }) => expected && status >= 400);
}

/** Share of all requests that were rejected so, 0–1; undefined where the output does not tell answers apart. */
export function rejectedShare(run: Run): number | undefined {
  const { requests } = run.measured.total;
  if (run.measured.responses === undefined || !requests) return undefined;
  return rejectionsOf(run).reduce((sum, { count }) => sum + count, 0) / requests;
}
