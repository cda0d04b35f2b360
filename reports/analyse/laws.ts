import { type Api, apiOf, type TestDataKey } from '../../options/apis.ts';
import type { Laws } from '../model/laws.ts';
import type { Scope } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import { leastOf } from '../numbers/extremes.ts';
import { sequentialScope } from './judged-scope.ts';
import { judgedTimes } from './judged-times.ts';
import { LIMITS } from './limits.ts';

/** Figures of a file may be as large as a number can be: beyond it nothing is known. */
const known = (value: number) => (Number.isFinite(value) ? value : undefined);

/** A quotient that exists: nothing is said about a division by nothing. */
const per = (value: number | undefined, by: number | undefined) =>
  value === undefined || by === undefined || by <= 0 ? undefined : known(value / by);

const times = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? undefined : known(a * b);

const positive = (value: number | undefined) => (value !== undefined && value > 0 ? value : undefined);

/** Share of failed requests, else of failed checks; undefined where nobody counted either. */
export function failedShare({ failedRatio, checksFailed, checksPassed = 0 }: Scope): number | undefined {
  return failedRatio ?? (checksFailed === undefined ? undefined : per(checksFailed, checksPassed + checksFailed));
}

/** Successful requests per second; all of them where nobody counted failures. */
function successRate({ requestsPerSec, failedRatio = 0 }: Scope): number | undefined {
  return times(requestsPerSec, 1 - failedRatio);
}

/** Requests that one iteration sends: one for an API of the catalogue, the mean for a flow or a foreign script. */
function requestsPerIteration(run: Run): number | undefined {
  const { api } = run;
  const total = sequentialScope(run);
  return api ? 1 : per(total.requests, total.iterations);
}

export interface ThinkTime {
  readonly thinkMs: number;
  readonly estimated: boolean;
}

/**
 * Think time of one iteration: what the run knows (the catalogue), else Z = I − R·requests/iterations, estimated. It is
 * worked out also where iterations are shorter than what the catalogue says, for then another script ran. Undefined
 * where nothing would be left, and where requests were refused: what a refusal takes is in no response time.
 */
export function thinkTime(run: Run): ThinkTime | undefined {
  const total = sequentialScope(run);
  const iterationMs = total.iterationDurationMs?.avg;
  const known = run.thinkMs;
  if (known !== undefined && (iterationMs === undefined || iterationMs >= known * (1 - LIMITS.thinkTolerance))) {
    return { thinkMs: known, estimated: run.thinkEstimated ?? false };
  }
  if ((failedShare(total) ?? 0) > LIMITS.refusedRatio) return undefined;
  const responseMs = judgedTimes(total)?.avg;
  const requests = per(total.requests, total.iterations);
  if (iterationMs === undefined || responseMs === undefined || requests === undefined) return undefined;
  const thinkMs = iterationMs - responseMs * requests;
  return thinkMs > 0 ? { thinkMs, estimated: true } : undefined;
}

/** Different keys from which requests picked: what the run knows, else what its record says of the test data. */
export function keysOf({ api, keys, record }: Run): number | undefined {
  const rows = record?.testData;
  if (keys !== undefined || !api || !rows) return keys;
  const used = apiOf(api).keys.map((name) => rows[name]);
  // The scarcest kind is where requests meet.
  return used.length === 0 ? undefined : leastOf(used);
}

/** Which keys those are: the scarcest kind of the API's; undefined outside the catalogue. */
export function keyKindOf({ api, record }: Run): TestDataKey | undefined {
  const [first, ...others] = api ? apiOf(api).keys : [];
  const rows = record?.testData;
  if (first === undefined || !rows) return first;
  return others.reduce((scarcest, kind) => (rows[kind] < rows[scarcest] ? kind : scarcest), first);
}

/** True where no record tells the test data, and its keys are those that buha's scripts use by default. */
export const areKeysAssumed = ({ record }: Run): boolean => record?.testData === undefined;

/** Whether the tested API reads or writes; undefined outside the catalogue. */
export function kindOf({ api }: Run): Api['kind'] | undefined {
  return api && apiOf(api).kind;
}

/**
 * What a request takes on an idle server, ms: the fastest, and of requests of several names the mean of the fastest and of the
 * median of each, for one name alone takes less than an iteration over all of them. Names must cover all requests.
 */
function ofNames({ measured: { endpoints = {} } }: Run, total: Scope, pick: 'min' | 'med'): number | undefined {
  const all = Object.values(endpoints).map((scope) => ({
    requests: scope.requests ?? 0,
    ms: judgedTimes(scope)?.[pick],
  }));
  const told = all.filter(({ ms }) => ms !== undefined);
  const requests = told.reduce((sum, one) => sum + one.requests, 0);
  const { avg, [pick]: own } = judgedTimes(total) ?? {};
  if (told.length < 2 || !total.requests || requests < total.requests * LIMITS.deliveredRatio) return own;
  const ms = told.reduce((sum, one) => sum + one.requests * (one.ms ?? 0), 0) / requests;
  // Of figures that do not fit together nothing is made.
  return avg !== undefined && ms <= avg ? ms : own;
}

/** Length of an iteration in ms whose requests each take `responseMs`. */
function iterationMs(thinkMs: number | undefined, responseMs: number | undefined, requests: number | undefined) {
  const inRequests = times(responseMs, requests);
  return thinkMs === undefined || inRequests === undefined ? undefined : thinkMs + inRequests;
}

/**
 * Every law for a run. With several requests per iteration (a flow) the response time of an iteration is taken as
 * R·requests/iterations, and an idle server's likewise.
 */
export function operationalLaws(run: Run): Laws {
  const total = sequentialScope(run);
  const responses = judgedTimes(total);
  const minMs = positive(responses?.min);
  const idleMs = positive(ofNames(run, total, 'min'));
  const requests = requestsPerIteration(run);
  const think = thinkTime(run);
  const idleIterationMs = iterationMs(think?.thinkMs, idleMs, requests);
  const keys = keysOf(run);
  const lanes = kindOf(run) === 'read' ? undefined : keys;
  const waiting = per(idleMs, responses?.avg);
  return {
    thinkMs: think?.thinkMs,
    thinkEstimated: think?.estimated ?? false,
    requestsPerIteration: requests,
    minMs,
    idleMs,
    idleIterationMs,
    inFlight: times(total.requestsPerSec, per(total.durationMs?.avg, 1000)),
    activeVus: times(total.iterationsPerSec, per(total.iterationDurationMs?.avg, 1000)),
    effectiveLanes: times(successRate(total), per(idleMs, 1000)),
    waitingRatio: waiting === undefined ? undefined : 1 - waiting,
    stretch: per(total.iterationDurationMs?.avg, idleIterationMs),
    typicalStretch: per(iterationMs(think?.thinkMs, ofNames(run, total, 'med'), requests), idleIterationMs),
    keys,
    serialPerSec: times(per(lanes, minMs), 1000),
    msPerLane: times(per(lanes, successRate(total)), 1000),
  };
}
