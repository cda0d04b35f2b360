import type { Distribution } from '../numbers/distribution.ts';
import type { Steps } from '../numbers/steps.ts';
import type { Protocol } from './protocol.ts';
import type { Seconds } from './window.ts';

/** Response times by the second in which the request ended. */
export interface TimedLatency {
  /** Response times in ms of the seconds `from` to `to` (without `to`); undefined where there are none. */
  over(from: number, to: number): Distribution | undefined;
  /** Those of the seconds `from` to `to` (without `to`) that have any, in ascending order. */
  seconds(from: number, to: number): Int32Array;
}

/** What happened second by second: one value for each. A sample counts in the second in which it was taken: at its end. */
export interface TimelineLane {
  /** When the first request or iteration began, in ms since the time line does; infinite where none did. */
  readonly firstMs: number;
  readonly requests: Steps;
  /** Undefined where no sample says whether requests failed. */
  readonly failed: Steps | undefined;
  /** Finished iterations. */
  readonly iterations: Steps;
  /** Iterations that k6 planned and could not start. */
  readonly dropped: Steps;
  /** Virtual users within an iteration, as a mean of the second; an iteration that was interrupted is in no sample. Undefined where none says how long. */
  readonly busyVus: Steps | undefined;
  /** Length of the iterations that ended in the second together, ms; undefined where none says how long. */
  readonly iterationMs?: Steps;
  /** The same of its requests, with their wait for a connection; undefined where something else was sent, too. */
  readonly sentMs?: Steps;
  /** Of requests with an expected status; of all where nobody tells. */
  readonly latencyMs: TimedLatency;
}

/** Failed requests with the same answer, second by second. */
export interface TimelineErrors {
  readonly status: number;
  readonly errorCode: number | undefined;
  readonly failed: Steps;
}

/** At which ms of a period the requests ended that did so in the seconds `from` to `to` (without `to`). */
export interface EndPhases extends Seconds {
  /** Counts of each ms of 100, the period of CPU quotas, and of each ms of 96, at which nothing repeats. */
  readonly quota: Uint32Array;
  readonly other: Uint32Array;
  /** Share of the periods of 100 ms in which any ended, 0–1. */
  readonly filled: number;
}

/** Answers with an expected status that took long, in the order in which they ended. Times in ms. */
export interface LongEnds {
  /** All that took longer are here, and no others. */
  readonly aboveMs: number;
  /** Since the time line begins. */
  readonly endsMs: Int32Array;
  readonly durationsMs: Float32Array;
}

/** Time in ms that `setup()` took before the load and `teardown()` after it, as far as they sent requests. */
export interface TimeAside {
  readonly setupMs: number;
  readonly teardownMs: number;
}

/** A run second by second. Only where something changes is held, so that a sample days away costs no more than another. */
export interface Timeline {
  /**
   * Epoch ms at which the first second begins: with the first request or iteration. After a `setup()` that is told
   * apart so much earlier, by less than a second, that the load begins with a second of its own.
   */
  readonly startMs: number;
  readonly seconds: number;
  /** What the requests and response times are of: the first of http, gRPC, WebSocket and browser that was used. */
  readonly protocol: Protocol;
  readonly total: TimelineLane;
  readonly scenarios: Readonly<Record<string, TimelineLane>>;
  /** Response times of the requests that took most of the time, by name tag; undefined where fewer than two are told apart, or only counts are kept. */
  readonly requests?: Readonly<Record<string, TimedLatency>>;
  /** Virtual users that were active when k6 last said so; not a number before it did. */
  readonly vus: Steps;
  /** Virtual users that were started, likewise. */
  readonly vusMax: Steps;
  /** When k6 counted its users, which it does once a second, in ms since the time line begins, in order; undefined of several runners. */
  readonly ticksMs?: readonly number[];
  /** Of answers with an expected status, by some seconds each; undefined where none came. */
  readonly ends?: readonly EndPhases[];
  /** Undefined where none came. */
  readonly longEnds?: LongEnds;
  readonly errors: readonly TimelineErrors[];
  /** The longest time of which no sample says anything: nothing ended, and k6 did not count its users, as it does every second. */
  readonly silence: Seconds;
  /**
   * Seconds of which there is more than one: k6 counted its users `sec` times more often in them than it does, once a
   * second. Undefined where it never did.
   */
  readonly repeated?: Seconds & { readonly sec: number };
  /** Undefined where no sample tells them apart. */
  readonly aside?: TimeAside;
}
