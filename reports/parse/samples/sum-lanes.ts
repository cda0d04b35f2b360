import { OffsetArray } from '../../numbers/offset-array.ts';
import { Steps } from '../../numbers/steps.ts';
import type { Lane } from './lane.ts';

export const SECOND_MS = 1000;

/** From ms since the base to seconds since the origin. */
export type SecondOf = (offsetMs: number) => number;

function together(all: readonly OffsetArray[]): OffsetArray {
  const [first] = all;
  if (first && all.length === 1) return first;
  const sum = new OffsetArray();
  for (const one of all) sum.addAll(one);
  return sum;
}

/** What is held, with `from` as place 0. */
function* moved(array: OffsetArray, from: number): Generator<readonly [number, number]> {
  for (const [place, value] of array.entries()) yield [place - from, value];
}

/** Adds up what `amountOf` makes of the values of each second. */
export class SumLane implements Lane {
  readonly sums = new OffsetArray();
  readonly #secondOf: SecondOf;
  readonly #amountOf: (value: number) => number;
  /** True where no sample came. */
  isEmpty = true;

  constructor(secondOf: SecondOf, amountOf: (value: number) => number) {
    this.#secondOf = secondOf;
    this.#amountOf = amountOf;
  }

  add(offsetMs: number, value: number): void {
    this.isEmpty = false;
    this.sums.add(this.#secondOf(offsetMs), this.#amountOf(value));
  }

  /** The sum of several, second by second. */
  static together(lanes: readonly SumLane[], from: number, seconds: number): Steps {
    return Steps.ofSingle(seconds, moved(together(lanes.map(({ sums }) => sums)), from));
  }
}

/** How long iterations lasted within each second, in ms; values are their lengths, samples their ends. */
export class BusyLane implements Lane {
  /** What iterations took of the seconds in which they began and ended. */
  readonly #parts = new OffsetArray();
  /** By how many more iterations than the second before a second was filled. */
  readonly #wholes = new OffsetArray();
  readonly #originOffsetMs: number;

  constructor(originOffsetMs: number) {
    this.#originOffsetMs = originOffsetMs;
  }

  add(offsetMs: number, lengthMs: number): void {
    const endMs = offsetMs - this.#originOffsetMs;
    const beginMs = endMs - Math.max(0, lengthMs);
    const [first, last] = [Math.floor(beginMs / SECOND_MS), Math.floor(endMs / SECOND_MS)];
    if (first === last) {
      this.#parts.add(first, endMs - beginMs);
      return;
    }
    this.#parts.add(first, (first + 1) * SECOND_MS - beginMs);
    this.#parts.add(last, endMs - last * SECOND_MS);
    this.#wholes.add(first + 1, 1);
    this.#wholes.add(last, -1);
  }

  /** Seconds in which one began or ended. */
  *seconds(): Generator<number> {
    for (const [second] of this.#parts.entries()) yield second;
  }

  /** Mean number of iterations of several at once, second by second. */
  static together(lanes: readonly BusyLane[], from: number, seconds: number): Steps {
    const parts = new Map(moved(together(lanes.map((lane) => lane.#parts)), from));
    const wholes = new Map(moved(together(lanes.map((lane) => lane.#wholes)), from));
    const places = new Set([...wholes.keys(), ...[...parts.keys()].flatMap((place) => [place, place + 1])]);
    let whole = 0;
    const changes = [...places]
      .sort((a, b) => a - b)
      .map((place) => {
        whole += wholes.get(place) ?? 0;
        return [place, whole + (parts.get(place) ?? 0) / SECOND_MS] as const;
      });
    return new Steps(seconds, changes);
  }
}
