/** A system under test whose bottleneck is known. Times in ms, shares from 0 to 1, `…Sec` since its first request. */
export interface ServerSpec {
  /** Work of one request that any number of requests do at once. */
  readonly serviceMs: number;
  /** Coefficient of variation of every service time: 0, 0.5 or 1. */
  readonly cv: 0 | 0.5 | 1;
  /** What requests wait for: `lanes` at once, of all requests or of those with the same key, each for `holdMs`; of one path, where it is given. */
  readonly queue?: {
    readonly lanes: number;
    readonly per: 'all' | 'key';
    readonly holdMs: number;
    readonly path?: string;
  };
  /** Real work of the processor, which this server has only one of. */
  readonly cpuMs?: number;
  /** Answers above this rate are 429 with Retry-After. */
  readonly limitPerSec?: number;
  /** Failures with 500 after `afterMs` of work. */
  readonly errors?: {
    readonly share: number;
    /** Only within this time. */
    readonly window?: readonly [fromSec: number, toSec: number];
    /** Only where so many requests are in flight. */
    readonly aboveInFlight?: number;
  };
  /** Everything stands still for `forMs` every `everySec`. */
  readonly pauses?: { readonly everySec: number; readonly forMs: number };
  /** Work grows in proportion to time, by this factor after a minute. */
  readonly growthPerMin?: number;
  /** Work takes `times` as long in the first seconds. */
  readonly cold?: { readonly forSec: number; readonly times: number };
  /** This share of the requests takes so long instead. */
  readonly second?: { readonly share: number; readonly serviceMs: number };
  /** This share of the connections is cut before the answer. */
  readonly resets?: number;
  /** This share of the requests gets no answer at all. */
  readonly hangs?: number;
  /** Refuses everything with 503 for `openSec` once so many requests are in flight. */
  readonly breaker?: { readonly inFlight: number; readonly openSec: number };
  /** Closes each connection after its answer. */
  readonly closes?: boolean;
  /** This share of the answers is 200 with an error in its body. */
  readonly errorBodies?: number;
  /** Work of these paths instead of `serviceMs`. */
  readonly paths?: Readonly<Record<string, number>>;
  /** The body comes in pieces over so long a time. */
  readonly payloadMs?: number;
  /** One of so many replicas answers 503 at once. */
  readonly deadReplicaOf?: number;
}

/** What the server did, from its own record. Times in ms. */
export interface Truth {
  readonly requests: number;
  readonly failed: number;
  /** Means over the requests that were served. */
  readonly serviceMs: number;
  readonly waitedMs: number;
  /** How much later than due answers were sent: median and 99 %. The record of a server that was itself late is no truth. */
  readonly lateMs: { readonly p50: number; readonly p99: number };
  /** Most served answers in any window of 3 s, per second. */
  readonly peakPerSec: number;
  readonly mostInFlight: number;
}
