import type { Laws } from '../model/laws.ts';
import type { Scope } from '../model/measurement.ts';
import { ownValue } from '../model/own-value.ts';
import type { Run } from '../model/run.ts';
import { leastOf, mostOf } from '../numbers/extremes.ts';
import { sequentialScope } from './judged-scope.ts';
import { judgedTimes } from './judged-times.ts';
import { LIMITS } from './limits.ts';
import { remembered } from './remembered.ts';
import { plateausOf } from './stages.ts';

/** Figures of a file may be as large as a number can be: beyond it nothing is known. */
const known = (value: number) => (Number.isFinite(value) ? value : undefined);

/** A quotient that exists: nothing is said about a division by nothing. */
export const per = (value: number | undefined, by: number | undefined): number | undefined =>
  value === undefined || by === undefined || by <= 0 ? undefined : known(value / by);

/** A product of what is known. */
export const times = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : known(a * b);

const positive = (value: number | undefined) => (value !== undefined && value > 0 ? value : undefined);

/** Share of failed requests, else of failed checks; undefined where nobody counted either. */
export function failedShare({ failedRatio, checksFailed, checksPassed = 0 }: Scope): number | undefined {
  return failedRatio ?? (checksFailed === undefined ? undefined : per(checksFailed, checksPassed + checksFailed));
}

/** Names of the scenarios that were planned or left figures. */
const scenariosOf = ({ planned, measured: { scenarios } }: Run): string[] => [
  ...new Set([...planned.map(({ name }) => name), ...Object.keys(scenarios)]),
];

/** Requests that one iteration sends: one for an API of the catalogue, the mean for a flow or a foreign script. */
function requestsPerIteration(run: Run, scenario?: string): number | undefined {
  const { requests, iterations } = sequentialScope(run, scenario);
  return run.api ? 1 : per(requests, iterations);
}

export interface ThinkTime {
  readonly thinkMs: number;
  readonly estimated: boolean;
}

/**
 * True where iterations sent clearly more requests on one level of load than on another. A window cuts through one iteration
 * of each user at either end, so that much of a difference proves nothing.
 */
function areIterationsUneven(run: Run, scenario: string | undefined): boolean {
  const levels = plateausOf(run).flatMap(({ stage, figures }) => {
    if (scenario !== undefined && stage.plan.name !== scenario) return [];
    const { requestsPerSec, iterationsPerSec, from, to, busyVus = 0 } = figures;
    const iterations = iterationsPerSec * (to - from);
    if (iterations < LIMITS.fewRequests) return [];
    return [{ requests: requestsPerSec / iterationsPerSec, cut: busyVus / iterations }];
  });
  if (levels.length < 2) return false;
  const requests = levels.map((level) => level.requests);
  const cut = mostOf(levels.map((level) => level.cut));
  return mostOf(requests) > leastOf(requests) * (1 + LIMITS.unevenIterations + 2 * cut);
}

/**
 * Think time of one iteration of a scenario, of the run where it has one alone: what the run knows (the catalogue), else
 * Z = I − R·requests/iterations, estimated. It is worked out also where iterations are shorter than what the catalogue says,
 * for then another script ran. Undefined where nothing would be left (requests that run side by side), where requests were
 * refused (what a refusal takes is in no response time), where levels of load differ in their requests, where an iteration
 * takes so much of the run that few are whole, and of several scenarios together, whose average is none of theirs.
 */
export function thinkTime(run: Run, scenario?: string): ThinkTime | undefined {
  const scope = sequentialScope(run, scenario);
  const iterationMs = scope.iterationDurationMs?.avg;
  const told = run.thinkMs;
  if (told !== undefined && (iterationMs === undefined || iterationMs >= told * (1 - LIMITS.thinkTolerance))) {
    return { thinkMs: told, estimated: run.thinkEstimated ?? false };
  }
  if (scenario === undefined && scenariosOf(run).length > 1) return undefined;
  if ((failedShare(scope) ?? 0) > LIMITS.refusedRatio) return undefined;
  const responseMs = judgedTimes(scope)?.avg;
  const requests = per(scope.requests, scope.iterations);
  if (iterationMs === undefined || responseMs === undefined || requests === undefined) return undefined;
  const { runMs } = run.measured;
  if (runMs !== undefined && iterationMs > runMs * LIMITS.longIteration) return undefined;
  if (areIterationsUneven(run, scenario)) return undefined;
  const thinkMs = iterationMs - responseMs * requests;
  return thinkMs > 0 ? { thinkMs, estimated: true } : undefined;
}

/** So many standard deviations of a normal distribution lie between its median and its 90 % quantile. */
const SIGMAS_TO_P90 = 1.2816;

/**
 * How far the mean think time of so many iterations may lie from what it is on average, as a share of it: twice its standard
 * error, 2·CV(Z)/√iterations. The spread is that of the iterations, which is no less; 0 for a think time that is fixed.
 */
export function thinkSpread(run: Run, scenario?: string): number {
  const think = thinkTime(run, scenario);
  const { iterations, iterationDurationMs } = sequentialScope(run, scenario);
  const { med, p90 } = iterationDurationMs ?? {};
  if (!think?.estimated || !iterations || med === undefined || p90 === undefined) return 0;
  return (2 * ((p90 - med) / SIGMAS_TO_P90 / think.thinkMs)) / Math.sqrt(iterations);
}

/** Requests of a scenario by name, of the whole run without one; undefined where the output does not tell. */
function requestsByName({ measured }: Run, scenario: string | undefined) {
  const { endpoints = {}, answered, hasSomeParts } = measured;
  // Those of some are not those of all.
  if (scenario === undefined && hasSomeParts) return new Map<string, number>();
  if (scenario === undefined) {
    return new Map(Object.entries(endpoints).map(([name, { requests = 0 }]) => [name, requests]));
  }
  const found = new Map<string, number>();
  for (const { name, scope, ...one } of answered ?? []) {
    if (one.scenario === scenario && name !== undefined)
      found.set(name, (found.get(name) ?? 0) + (scope.requests ?? 0));
  }
  return found;
}

/** How many requests of different names a scenario sent; those of the run where nobody tells them apart. */
export function namesOf(run: Run, scenario: string): number {
  const own = requestsByName(run, scenario).size;
  return own > 0 ? own : requestsByName(run, undefined).size;
}

/**
 * What a request takes on an idle server, ms: the fastest, and of requests of several names the mean of the fastest and of the
 * median of each, for one name alone takes less than an iteration over all of them. Names must cover all requests. A scenario of
 * which no times are told has those of the run.
 */
function ofNames(run: Run, scenario: string | undefined, pick: 'min' | 'med'): number | undefined {
  const key = JSON.stringify([scenario, pick]);
  const known = idleTimes(run);
  if (!known.has(key)) known.set(key, workedOutOfNames(run, scenario, pick));
  return known.get(key);
}

/** There may be thousands of names, and several rules ask. */
const idleTimes = remembered((_: Run) => new Map<string, number | undefined>());

function workedOutOfNames(run: Run, scenario: string | undefined, pick: 'min' | 'med'): number | undefined {
  const scope = sequentialScope(run, scenario);
  const { endpoints = {} } = run.measured;
  const all = [...requestsByName(run, scenario)].map(([name, requests]) => ({
    requests,
    ms: judgedTimes(ownValue(endpoints, name) ?? {})?.[pick],
  }));
  const told = all.filter(({ ms }) => ms !== undefined);
  const requests = told.reduce((sum, one) => sum + one.requests, 0);
  const times = judgedTimes(scope) ?? judgedTimes(sequentialScope(run)) ?? {};
  const own = positive(times[pick]) ?? judgedTimes(sequentialScope(run))?.[pick];
  if (told.length < 2 || !scope.requests || requests < scope.requests * LIMITS.deliveredRatio) return own;
  const ms = told.reduce((sum, one) => sum + one.requests * (one.ms ?? 0), 0) / requests;
  // Of figures that do not fit together nothing is made.
  return times.avg !== undefined && ms <= times.avg ? ms : own;
}

/** Length of an iteration in ms whose requests each take `responseMs`. */
function iterationMs(thinkMs: number | undefined, responseMs: number | undefined, requests: number | undefined) {
  const inRequests = times(responseMs, requests);
  return thinkMs === undefined || inRequests === undefined ? undefined : thinkMs + inRequests;
}

/** What an iteration of a scenario takes, and would take on an idle server. */
export interface IterationLaws
  extends Pick<
    Laws,
    | 'thinkMs'
    | 'thinkEstimated'
    | 'requestsPerIteration'
    | 'minMs'
    | 'idleMs'
    | 'idleIterationMs'
    | 'stretch'
    | 'typicalStretch'
  > {
  /** I. */
  readonly avgMs: number | undefined;
}

/**
 * The laws of one iteration, of a scenario or of a run that has one alone. With several requests per iteration (a flow) the
 * response time of an iteration is taken as R·requests/iterations, and an idle server's likewise.
 */
export function iterationLaws(run: Run, scenario?: string): IterationLaws {
  const scope = sequentialScope(run, scenario);
  const whole = judgedTimes(sequentialScope(run));
  const idleMs = positive(ofNames(run, scenario, 'min'));
  const requests = requestsPerIteration(run, scenario);
  const think = thinkTime(run, scenario);
  const idleIterationMs = iterationMs(think?.thinkMs, idleMs, requests);
  const avgMs = scope.iterationDurationMs?.avg;
  return {
    thinkMs: think?.thinkMs,
    thinkEstimated: think?.estimated ?? false,
    requestsPerIteration: requests,
    minMs: positive(judgedTimes(scope)?.min) ?? positive(whole?.min),
    idleMs,
    idleIterationMs,
    avgMs,
    stretch: per(avgMs, idleIterationMs),
    typicalStretch: per(iterationMs(think?.thinkMs, ofNames(run, scenario, 'med'), requests), idleIterationMs),
  };
}

/**
 * The laws of the scenario that decides what held a run back: the one whose iterations were stretched most where a server
 * stretched any, or where all are known. Else those of the whole, which know no think time of several foreign scenarios.
 */
export function decisiveIteration(run: Run): IterationLaws & { readonly scenario: string | undefined } {
  const names = scenariosOf(run);
  const whole = { ...iterationLaws(run), scenario: undefined };
  if (names.length < 2) return whole;
  const all = names.map((scenario) => ({ ...iterationLaws(run, scenario), scenario }));
  const told = all.filter(({ stretch }) => stretch !== undefined);
  const [most] = told.toSorted((a, b) => (b.stretch ?? 0) - (a.stretch ?? 0));
  const isDecided = told.length === all.length || (most?.stretch ?? 0) >= LIMITS.saturatedStretch;
  return most && isDecided ? most : whole;
}
