import { SENT_METRICS } from '../../model/protocol.ts';
import type { Lane } from './lane.ts';
import { ExactLatency, HistogramLatency, type LatencyCollector } from './latency.ts';
import { BusyLane, type SecondOf, SumLane } from './sum-lanes.ts';

export const itself = (value: number) => value;
export const one = () => 1;
const isNotZero = (value: number) => (value === 0 ? 0 : 1);

/** A lane for samples that belong to two. */
export const both = (a: Lane, b: Lane): Lane => ({
  add(offsetMs, value) {
    a.add(offsetMs, value);
    b.add(offsetMs, value);
  },
});

/** What was sent by one entry of `SENT_METRICS`. */
export interface SentLanes {
  readonly requests: SumLane;
  readonly failed: SumLane;
  readonly latency: LatencyCollector;
}

/** What is kept of one scenario. */
export class ScenarioLanes {
  readonly iterations: SumLane;
  readonly dropped: SumLane;
  readonly busy: BusyLane;
  /** Length of iterations, and of HTTP requests with their wait for a connection, ms, by their end. */
  readonly iterationMs: SumLane;
  readonly sentMs: SumLane;
  /** By the place in `SENT_METRICS`; a gap where no sample came. */
  readonly sent: (SentLanes | undefined)[] = [];
  /** Earliest beginning, in epoch ms. */
  beginMs = Number.POSITIVE_INFINITY;
  readonly #secondOf: SecondOf;
  readonly #isExact: boolean;

  /** `originOffsetMs`: where the first second begins, in ms since the base. */
  constructor(secondOf: SecondOf, originOffsetMs: number, isExact: boolean) {
    this.#secondOf = secondOf;
    this.#isExact = isExact;
    this.iterations = new SumLane(secondOf, itself);
    this.dropped = new SumLane(secondOf, itself);
    this.iterationMs = new SumLane(secondOf, itself);
    this.sentMs = new SumLane(secondOf, itself);
    this.busy = new BusyLane(originOffsetMs);
  }

  /** Where the samples of an entry of `SENT_METRICS` belong, of which the number is its place there. */
  sentBy(number: number): SentLanes {
    const known = this.sent[number];
    if (known) return known;
    const made: SentLanes = {
      // Where nothing counts them, each time is one.
      requests: new SumLane(this.#secondOf, SENT_METRICS[number]?.count === undefined ? one : itself),
      failed: new SumLane(this.#secondOf, isNotZero),
      latency: this.#isExact ? new ExactLatency(this.#secondOf) : new HistogramLatency(this.#secondOf),
    };
    this.sent[number] = made;
    return made;
  }
}
