/**
 * What is tested: one entry per API of a project. Each of thousands of virtual users keeps the entry of its own API, so
 * that prose about an API stays outside.
 */

export type TestDataKey = 'users' | 'products';

/** A text in both languages of a report. */
export interface Told {
  readonly ko: string;
  readonly en: string;
}

export interface Api {
  readonly title: Told;
  /** Why it is worth a load test. */
  readonly reason?: Told;
  /** Method and path pattern, as the report and the `name` tag show it: a placeholder stands for every id. */
  readonly request: string;
  /** Shape of the request body, for the report. */
  readonly body?: string;
  /** `read` leaves the system as it was; `write` changes it and usually takes a lock. */
  readonly kind: 'read' | 'write';
  /** Statuses of success, which the check looks for; 200 where it says none. */
  readonly expect?: readonly number[];
  /** Name of the check that every response must pass, rejections apart: its status is one of `expect`. */
  readonly check: string;
  /** Sleep before and after the request, in milliseconds: the user's think time. */
  readonly thinkBeforeMs: number;
  readonly thinkAfterMs: number;
  /** Which test data a request picks from at random. */
  readonly keys: readonly TestDataKey[];
  /** Statuses that are an answer of the business (409 sold out), not a failure: they do not count as failed, and nothing checks them. */
  readonly rejections: readonly number[];
}

/** Name of an API in the config of its project. */
export type ApiId = string;

/** The catalogue of a project. */
export type Apis = Readonly<Record<ApiId, Api>>;

/** Think time of one iteration in milliseconds: Z of the operational laws. */
export function thinkTimeMs(api: Api): number {
  return api.thinkBeforeMs + api.thinkAfterMs;
}
