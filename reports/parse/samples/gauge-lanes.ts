import type { Seconds } from '../../model/window.ts';
import { Steps } from '../../numbers/steps.ts';
import type { Lane } from './lane.ts';

/** From ms since the base to seconds since the origin. */
type SecondOf = (offsetMs: number) => number;

/** Seconds `from` to `to` (without `to`), and how often something was said in them beyond once a second. */
export interface Repeated extends Seconds {
  readonly times: number;
}

/** The latest value of each second. */
class GaugeLane implements Lane {
  readonly #secondOf: SecondOf;
  readonly #latest = new Map<number, { offsetMs: number; value: number }>();
  /** Every time at which something was said, as it came. */
  readonly times: number[] = [];

  constructor(secondOf: SecondOf) {
    this.#secondOf = secondOf;
  }

  add(offsetMs: number, value: number): void {
    this.times.push(offsetMs);
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

  /**
   * The seconds in which more was said than once a second, and by how much; the most of all such stretches. Undefined where
   * there is none.
   */
  get repeated(): Repeated | undefined {
    let most: Repeated | undefined;
    let [from, excess, last] = [0, 0, Number.NEGATIVE_INFINITY];
    const said = new Map<number, number>();
    for (const offsetMs of this.times) {
      const second = this.#secondOf(offsetMs);
      said.set(second, (said.get(second) ?? 0) + 1);
    }
    for (const [second, times] of [...said].sort(([a], [b]) => a - b)) {
      // Seconds in between of which nothing was said count, too.
      excess -= second - last - 1;
      if (excess <= 0) [from, excess] = [second, 0];
      excess += times - 1;
      last = second;
      if (excess > (most?.times ?? 0)) most = { from, to: second + 1, times: excess };
    }
    return most;
  }

  /** What was said, by second, in any order. */
  *said(): Generator<readonly [second: number, value: number]> {
    for (const [second, { value }] of this.#latest) yield [second, value];
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

  /** Where one of the runners counted most beyond once a second. */
  get repeated(): Repeated | undefined {
    return [...this.#runners.values()].flatMap((lane) => lane.repeated ?? []).toSorted((a, b) => b.times - a.times)[0];
  }

  /** When the only runner said something, in ms since the base, in order; undefined of several. */
  ticks(): number[] | undefined {
    const [only, ...others] = this.#runners.values();
    return only && others.length === 0 ? only.times.toSorted((a, b) => a - b) : undefined;
  }

  /** Every second in which any runner said something. */
  *seconds(): Generator<number> {
    for (const lane of this.#runners.values()) for (const [second] of lane.said()) yield second;
  }

  /** The sum from one thing that was said to the next, and how many runners had said something by then. */
  *#sums(from: number, seconds: number): Generator<{ second: number; sum: number; spoken: number }> {
    const said = [...this.#runners.values()]
      .flatMap((lane, runner) => [...lane.said()].map(([second, value]) => ({ second: second - from, value, runner })))
      .filter(({ second }) => second >= 0 && second < seconds)
      .sort((a, b) => a.second - b.second);
    const held = new Map<number, number>();
    let sum = 0;
    for (const [at, { second, value, runner }] of said.entries()) {
      sum += value - (held.get(runner) ?? 0);
      held.set(runner, value);
      if (said[at + 1]?.second !== second) yield { second, sum, spoken: held.size };
    }
  }

  /** The sum, second by second: where nothing was said, what was said last; not a number before any runner did. */
  filled(from: number, seconds: number): Steps {
    const changes = [...this.#sums(from, seconds)].map(({ second, sum }) => [second, sum] as const);
    return new Steps(seconds, changes, Number.NaN);
  }

  /** Sum of what runners said last, and extremes of the sum since all had said something; undefined where none did. */
  figures(from: number, seconds: number): GaugeFigures | undefined {
    const lasts = [...this.#runners.values()].flatMap(({ last }) => last ?? []);
    if (lasts.length === 0) return undefined;
    const value = lasts.reduce((sum, last) => sum + last, 0);
    let [min, max] = [value, value];
    const all = [...this.#sums(from, seconds)];
    const most = all.at(-1)?.spoken;
    for (const { sum, spoken } of all) if (spoken === most) [min, max] = [Math.min(min, sum), Math.max(max, sum)];
    return { value, min, max };
  }
}
