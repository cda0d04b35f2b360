import type { Api } from '../../options/apis.ts';
import type { Answer } from '../model/finding-figures.ts';
import type { Check, Responses } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import { type Wiring, wiredApis } from './wired.ts';

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

/** Statuses that say that a request is wrong: what was asked for, or by whom. No load makes one of a right request. */
const WRONG_REQUEST: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 406, 410, 411, 413, 414, 415, 422]);

/** The statuses of all failures of a run, where each says that its request is wrong; undefined for any other run. */
export function wrongRequests(run: Run): number[] | undefined {
  const statuses = answersOf(run, ({ expected }) => !expected).map(({ status }) => status);
  return statuses.length > 0 && statuses.every((status) => WRONG_REQUEST.has(status))
    ? [...new Set(statuses)]
    : undefined;
}

/** Statuses with which the tested APIs reject a request for a reason of the business. */
export const rejectionStatuses = (run: Run): readonly number[] => [
  ...new Set((wiredApis(run) ?? []).flatMap(({ rejections }) => rejections)),
];

/** The API of a wired script that an answer is of: the only one, or that of its name tag. */
const apiOfName = (apis: readonly Api[], name: string | undefined): Api | undefined =>
  apis.length === 1 ? apis[0] : apis.find(({ request }) => request === name);

/**
 * Which answers of a run are rejections of the business, such as 409 sold out: those with 4xx or 5xx that the script
 * declares as expected, unless its API says that such a status is its success.
 */
export function isRejection(run: Wiring): (answer: Pick<Responses, 'name' | 'status' | 'expected'>) => boolean {
  const apis = wiredApis(run) ?? [];
  return ({ name, status, expected }) =>
    expected && status >= 400 && apiOfName(apis, name)?.expect?.includes(status) !== true;
}

/** The status of a sub-metric that splits off one status and nothing else; undefined for any other. */
export function statusOf(metric: string): number | undefined {
  const tags =
    metric
      .match(/\{(.*)\}$/)?.[1]
      ?.split(',')
      .map((tag) => tag.trim()) ?? [];
  const [own, ...others] = tags.filter((tag) => tag !== 'expected_response:true');
  const status = others.length > 0 ? undefined : own?.match(/^status:(\d{3})$/)?.[1];
  return status === undefined ? undefined : Number(status);
}

/**
 * Rejections that a summary counts by status. That such a status is expected follows from its own share of failures, from
 * a run in which nothing failed, or from the API.
 */
function carriedRejections(run: Run): Answer[] {
  const { metrics, total } = run.measured;
  const isExpected = (status: number, name: string) =>
    total.failedRequests === 0 ||
    rejectionStatuses(run).includes(status) ||
    name.includes('expected_response:true') ||
    metrics.some((one) => one.name === `http_req_failed{status:${status}}` && one.values.passes === 0);
  const is = isRejection(run);
  const found = new Map<number, Answer>();
  for (const { name, values } of metrics) {
    const status = name.startsWith('http_reqs{') ? statusOf(name) : undefined;
    if (status === undefined || !values.count || !isExpected(status, name)) continue;
    if (is({ name: undefined, status, expected: true }))
      found.set(status, { status, errorCode: undefined, count: values.count });
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count || a.status - b.status);
}

/** Rejections of a run whose requests have too many names to be counted by answer. */
function timedRejections(run: Run): Answer[] {
  const is = isRejection(run);
  const rejected = (run.measured.expectedTimes ?? []).filter((one) => is({ ...one, expected: true }));
  return rejected.map(({ status, durationMs: { count } }) => ({ status, errorCode: undefined, count }));
}

/** The answers that were rejections, the most frequent one first. */
export function rejectionsOf(run: Run): Answer[] {
  if (run.measured.responses) return answersOf(run, isRejection(run));
  return run.measured.expectedTimes ? timedRejections(run) : carriedRejections(run);
}

/** Share of all requests that were rejected so, 0–1; undefined where the output does not tell answers apart. */
export function rejectedShare(run: Run): number | undefined {
  const { requests } = run.measured.total;
  const rejections = rejectionsOf(run);
  if (!requests || (run.measured.responses === undefined && rejections.length === 0)) return undefined;
  return countOf(rejections) / requests;
}

const countOf = (some: readonly { readonly count: number }[]) => some.reduce((sum, { count }) => sum + count, 0);

/** Rejections of one API that failed its check, which was asked so many times. */
function checkedOf(run: Run, answers: readonly Responses[], requests: number, asked: number): number {
  const rejected = countOf(answers.filter(isRejection(run)));
  return asked > requests - rejected ? rejected : 0;
}

/**
 * Rejections that may have failed a check. Since 0.2 a wired script checks none of them: the checks of an API are then no
 * more than its other answers.
 */
export function checkedRejections(run: Run): number {
  const apis = wiredApis(run);
  const { responses = [], checks } = run.measured;
  const { requests, checksPassed = 0, checksFailed = 0 } = run.measured.total;
  if (!apis || requests === undefined) return countOf(rejectionsOf(run));
  if (apis.length === 1) return checkedOf(run, responses, requests, checksPassed + checksFailed);
  return checks.reduce((sum, check) => sum + checkedByName(run, check), 0);
}

/** Rejections that may have failed one check of a script over several APIs. */
function checkedByName(run: Run, { name, passed = 0, failed = 0 }: Check): number {
  const api = wiredApis(run)?.find(({ check }) => check === name);
  const answers = (run.measured.responses ?? []).filter((one) => api !== undefined && one.name === api.request);
  return checkedOf(run, answers, countOf(answers), passed + failed);
}

/** Failures of a check that no rejection explains. */
export function failedBeyondRejections(run: Run, check: Check): number {
  const { failed = 0 } = check;
  const apis = wiredApis(run) ?? [];
  if (run.measured.responses) {
    return Math.max(0, failed - (apis.length > 1 ? checkedByName(run, check) : checkedRejections(run)));
  }
  // Where the output does not tell answers apart, all of them may be rejections.
  const api = apis.length === 1 ? apis[0] : apis.find((one) => one.check === check.name);
  return run.measured.total.failedRequests === 0 && (api?.rejections ?? []).length > 0 ? 0 : failed;
}
