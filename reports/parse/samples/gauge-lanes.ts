import type { Lane } from './lane.ts';

/** From ms since the base to seconds since the origin. */
type SecondOf = (offsetMs: number) => number;

/** The latest value of each second. */
class GaugeLane implements Lane {
  readonly #secondOf: SecondOf;
  readonly #latest = new Map<number, { offsetMs: number; value: number }>();

  constructor(secondOf: SecondOf) {
    this.#secondOf = secondOf;
  }

  add(offsetMs: number, value: number): void {
    const second = this.#secondOf(offsetMs);
    const known = this.#latest.get(second);
    if (!known || offsetMs >= known.offsetMs) this.#latest.set(second, { offsetMs, value });
  }

  /** Forgets what was said after a moment, in ms since the base. */
  cutAfter(offsetMs: number): void {
    for (const [second, latest] of this.#latest) if (latest.offsetMs > offsetMs) this.#latest.delete(second);
  }

  get last(): number | undefined {
    let last: { offsetMs: number; value: number } | undefined;
    for (const latest of this.#latest.values()) if (!last || latest.offsetMs >= last.offsetMs) last = latest;
    return last?.value;
  }

  /** Second by second; where nothing was said, what was said last. */
  filled(from: number, seconds: number): Float64Array {
    let value = Number.NaN;
    return Float64Array.from({ length: seconds }, (_, at) => {
      value = this.#latest.get(from + at)?.value ?? value;
      return value;
    });
  }
}

/** Value, least and most of a gauge, as k6 sums it up. */
export interface GaugeFigures {
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** A count of virtual users, which each runner writes of its own: those of all are their sum. */
export class GaugeLanes {
  readonly #secondOf: SecondOf;
  readonly #runners = new Map<number, GaugeLane>();

  constructor(secondOf: SecondOf) {
    this.#secondOf = secondOf;
  }

  of(runner: number): Lane {
    const known = this.#runners.get(runner);
    if (known) return known;
    const made = new GaugeLane(this.#secondOf);
    this.#runners.set(runner, made);
    return made;
  }

  /**
   * Forgets what runners said after their ends, in ms since the base: k6 goes on counting while it lingers. A runner
   * without an end keeps all.
   */
  cutAfter(ends: ReadonlyMap<number, number>): void {
    for (const [runner, lane] of this.#runners) lane.cutAfter(ends.get(runner) ?? Number.POSITIVE_INFINITY);
  }

  /** The sum, second by second; not a number before any runner said something. */
  filled(from: number, seconds: number): Float64Array {
    const [first, ...others] = [...this.#runners.values()].map((lane) => lane.filled(from, seconds));
    if (!first) return new Float64Array(seconds).fill(Number.NaN);
    for (const other of others) {
      for (const [at, value] of other.entries()) {
        const sum = first[at] as number;
        if (Number.isNaN(sum)) first[at] = value;
        else if (!Number.isNaN(value)) first[at] = sum + value;
      }
    }
    return first;
  }

  /** Sum of what runners said last, and extremes of the sum since all had said something; undefined where none did. */
  figures(from: number, seconds: number): GaugeFigures | undefined {
    const all = [...this.#runners.values()];
    const lasts = all.flatMap(({ last }) => last ?? []);
    if (lasts.length === 0) return undefined;
    const value = lasts.reduce((sum, last) => sum + last, 0);
    const spoken = all.map((lane) => lane.filled(from, seconds).findIndex((own) => !Number.isNaN(own)));
    const sums = this.filled(from, seconds).subarray(Math.max(0, ...spoken));
    const heard = sums.filter((sum) => !Number.isNaN(sum));
    return {
      value,
      min: heard.reduce((least, sum) => Math.min(least, sum), value),
      max: heard.reduce((most, sum) => Math.max(most, sum), value),
    };
  }
}
