import { uniform } from '../../reports/numbers/random.ts';
import { serviceTime } from './random.ts';
import type { ServerSpec } from './server-spec.ts';

export interface Asked {
  readonly path: string;
  readonly key: string;
}

/** What becomes of a request. `doneMs` is when it is due, on the clock of `atMs`. */
export interface Outcome {
  readonly how: 'answered' | 'reset' | 'hangs';
  readonly status: 200 | 429 | 500 | 503;
  /** 200 with an error in its body. */
  readonly hasErrorBody: boolean;
  readonly doneMs: number;
  readonly waitedMs: number;
  readonly servedMs: number;
}

/**
 * The times of a system, worked out when a request arrives: first come, first served in virtual time, so that a late timer
 * delays one answer and never the queue. The same seed and arrivals give the same times.
 */
export class QueueModel {
  readonly #spec: ServerSpec;
  readonly #next: () => number;
  /** When each lane is free, by key; one entry for all where the queue is one. */
  readonly #lanes = new Map<string, number[]>();
  #firstMs: number | undefined;
  #tokens: number;
  #tokensAtMs = 0;
  #brokenUntilMs = Number.NEGATIVE_INFINITY;

  constructor(spec: ServerSpec, seed: number) {
    this.#spec = spec;
    this.#next = uniform(seed);
    this.#tokens = (spec.limitPerSec ?? 0) / 10;
  }

  /** `inFlight`: requests that have arrived and are not answered, without this one. */
  arrive(atMs: number, { path, key }: Asked, inFlight: number): Outcome {
    this.#firstMs ??= atMs;
    const spec = this.#spec;
    const now = (atMs - this.#firstMs) / 1000;
    const outcome = (status: Outcome['status'], doneMs: number, waitedMs = 0, servedMs = 0): Outcome => ({
      how: 'answered',
      status,
      hasErrorBody: false,
      doneMs,
      waitedMs,
      servedMs,
    });
    if (spec.limitPerSec !== undefined && !this.#isAllowed(atMs, spec.limitPerSec)) return outcome(429, atMs);
    if (spec.deadReplicaOf && this.#next() < 1 / spec.deadReplicaOf) return outcome(503, atMs);
    if (spec.breaker) {
      if (inFlight >= spec.breaker.inFlight) this.#brokenUntilMs = atMs + spec.breaker.openSec * 1000;
      if (atMs < this.#brokenUntilMs) return outcome(503, atMs);
    }
    if (spec.resets && this.#next() < spec.resets) return { ...outcome(200, atMs), how: 'reset' };
    if (spec.hangs && this.#next() < spec.hangs) return { ...outcome(200, atMs), how: 'hangs' };

    const factor = this.#slowness(now);
    const queue = spec.queue?.path === undefined || spec.queue.path === path ? spec.queue : undefined;
    const held = queue ? serviceTime(queue.holdMs * factor, spec.cv, this.#next) : 0;
    const free = queue ? this.#take(queue, key, atMs, held) : atMs;
    const isSecond = spec.second !== undefined && this.#next() < spec.second.share;
    const mean = isSecond ? (spec.second?.serviceMs ?? 0) : (spec.paths?.[path] ?? spec.serviceMs);
    const work = mean === 0 ? 0 : serviceTime(mean * factor, spec.cv, this.#next);
    const done = this.#afterPauses(free + held + work);
    const isFailing = this.#fails(now, inFlight);
    return {
      ...outcome(isFailing ? 500 : 200, done, free - atMs, done - free),
      hasErrorBody: !isFailing && spec.errorBodies !== undefined && this.#next() < spec.errorBodies,
    };
  }

  /** A bucket of a tenth of a second. */
  #isAllowed(atMs: number, perSec: number): boolean {
    this.#tokens = Math.min(perSec / 10, this.#tokens + ((atMs - this.#tokensAtMs) / 1000) * perSec);
    this.#tokensAtMs = atMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  #slowness(nowSec: number): number {
    const { cold, growthPerMin } = this.#spec;
    const grown = growthPerMin === undefined ? 1 : 1 + ((growthPerMin - 1) * nowSec) / 60;
    return cold && nowSec < cold.forSec ? grown * cold.times : grown;
  }

  #take({ lanes, per }: NonNullable<ServerSpec['queue']>, key: string, atMs: number, heldMs: number): number {
    const name = per === 'key' ? key : '';
    let free = this.#lanes.get(name);
    if (!free) {
      free = new Array<number>(lanes).fill(Number.NEGATIVE_INFINITY);
      this.#lanes.set(name, free);
    }
    let first = 0;
    for (let lane = 1; lane < lanes; lane += 1) {
      if ((free[lane] as number) < (free[first] as number)) first = lane;
    }
    const begins = Math.max(atMs, free[first] as number);
    // A pause holds whoever has the lane.
    free[first] = this.#afterPauses(begins + heldMs);
    return begins;
  }

  /** A time at which nothing stands still: the end of the pause in which it falls. */
  #afterPauses(ms: number): number {
    const { pauses } = this.#spec;
    if (!pauses || this.#firstMs === undefined) return ms;
    const into = (ms - this.#firstMs) % (pauses.everySec * 1000);
    const begins = pauses.everySec * 1000 - pauses.forMs;
    return into >= begins ? ms - into + pauses.everySec * 1000 : ms;
  }

  #fails(nowSec: number, inFlight: number): boolean {
    const { errors } = this.#spec;
    if (!errors) return false;
    if (errors.window && (nowSec < errors.window[0] || nowSec >= errors.window[1])) return false;
    if (errors.aboveInFlight !== undefined && inFlight < errors.aboveInFlight) return false;
    return this.#next() < errors.share;
  }
}
