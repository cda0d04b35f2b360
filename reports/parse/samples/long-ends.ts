import type { LongEnds } from '../../model/timeline.ts';
import type { Lane } from './lane.ts';

/** What is longer may be told apart from its neighbours in time, ms. */
const LONG_MS = 50;
/** So many are held; of more, the longer half. */
const MOST = 100_000;
const FIRST_LENGTH = 64;

/** When long requests ended, to the ms: what stood still for a moment is shorter than a second of the time line. */
export class LongEndsLane implements Lane {
  #aboveMs = LONG_MS;
  #length = 0;
  #ends = new Int32Array(FIRST_LENGTH);
  #durations = new Float32Array(FIRST_LENGTH);

  add(offsetMs: number, value: number): void {
    if (value <= this.#aboveMs) return;
    if (this.#length === MOST) this.#keepLonger();
    if (this.#length === this.#ends.length) this.#grow();
    this.#ends[this.#length] = offsetMs;
    this.#durations[this.#length] = value;
    this.#length += 1;
  }

  #grow(): void {
    const [ends, durations] = [this.#ends, this.#durations];
    const length = Math.min(MOST, 2 * ends.length);
    this.#ends = new Int32Array(length);
    this.#durations = new Float32Array(length);
    this.#ends.set(ends);
    this.#durations.set(durations);
  }

  #keepLonger(): void {
    this.#aboveMs = this.#durations.slice().sort()[MOST / 2] as number;
    let kept = 0;
    for (let at = 0; at < this.#length; at += 1) {
      if ((this.#durations[at] as number) <= this.#aboveMs) continue;
      this.#ends[kept] = this.#ends[at] as number;
      this.#durations[kept] = this.#durations[at] as number;
      kept += 1;
    }
    this.#length = kept;
  }

  /** Times of ends in ms since `originOffsetMs`, which is in ms since the base. */
  longEnds(originOffsetMs: number): LongEnds {
    const order = Array.from({ length: this.#length }, (_, at) => at);
    const [ends, durations] = [this.#ends, this.#durations];
    const of = (numbers: Int32Array | Float32Array, a: number, b: number) =>
      (numbers[a] as number) - (numbers[b] as number);
    order.sort((a, b) => of(ends, a, b) || of(durations, a, b));
    return {
      aboveMs: this.#aboveMs,
      endsMs: Int32Array.from(order, (at) => (ends[at] as number) - originOffsetMs),
      durationsMs: Float32Array.from(order, (at) => durations[at] as number),
    };
  }
}
