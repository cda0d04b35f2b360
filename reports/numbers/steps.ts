/** So many places in a row, from `from` to `to` without it, that hold the same value. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

const isSame = (a: number, b: number) => a === b || (Number.isNaN(a) && Number.isNaN(b));

/**
 * A value at each of the places 0 … `length` − 1, of which only the changes are held: memory and time follow their
 * number, however many places lie between them.
 */
export class Steps implements Iterable<number> {
  readonly length: number;
  readonly #starts: number[] = [];
  readonly #values: number[] = [];

  /** `changes`: places in ascending order, each with the value from there on; `before` the first one holds. Places outside count for nothing but their value. */
  constructor(length: number, changes: Iterable<readonly [place: number, value: number]>, before = 0) {
    this.length = length;
    if (length <= 0) return;
    this.#put(0, before);
    for (const [place, value] of changes) {
      if (place >= length) break;
      this.#put(Math.max(0, place), value);
    }
  }

  /** Values at single places, 0 at all others. */
  static ofSingle(length: number, values: Iterable<readonly [place: number, value: number]>): Steps {
    return new Steps(length, singles(length, values));
  }

  #put(place: number, value: number): void {
    const last = this.#starts.length - 1;
    if (last >= 0 && this.#starts[last] === place) {
      this.#values[last] = value;
      if (last > 0 && isSame(this.#values[last - 1] as number, value)) {
        this.#starts.pop();
        this.#values.pop();
      }
    } else if (last < 0 || !isSame(this.#values[last] as number, value)) {
      this.#starts.push(place);
      this.#values.push(value);
    }
  }

  /** How many values in a row are held. */
  get size(): number {
    return this.#starts.length;
  }

  /** The value at a place; undefined outside. */
  at(place: number): number | undefined {
    return place < 0 || place >= this.length ? undefined : this.#values[this.#stepAt(place)];
  }

  /** Sum of the values at the places from `from` to `to` without it. */
  sum(from = 0, to = this.length): number {
    let sum = 0;
    for (const step of this.between(from, to)) sum += (step.to - step.from) * step.value;
    return sum;
  }

  /** The steps between two places, cut off there. */
  *between(from = 0, to = this.length): Generator<Step> {
    const end = Math.min(to, this.length);
    let place = Math.max(0, from);
    for (let at = this.#stepAt(place); place < end; at += 1) {
      const next = Math.min(end, this.#starts[at + 1] ?? this.length);
      yield { from: place, to: next, value: this.#values[at] as number };
      place = next;
    }
  }

  /** Places whose value is not 0, with it. */
  *nonZero(): Generator<readonly [place: number, value: number]> {
    for (const { from, to, value } of this.between()) {
      if (value !== 0) for (let place = from; place < to; place += 1) yield [place, value];
    }
  }

  /** The value of every place. */
  *[Symbol.iterator](): Generator<number> {
    for (const { from, to, value } of this.between()) for (let place = from; place < to; place += 1) yield value;
  }

  /** The last step that begins at a place or before it. */
  #stepAt(place: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function* singles(
  length: number,
  values: Iterable<readonly [place: number, value: number]>,
): Generator<readonly [number, number]> {
  let next = 0;
  for (const [place, value] of values) {
    if (place < 0 || place >= length) continue;
    if (place > next) yield [next, 0];
    yield [place, value];
    next = place + 1;
  }
  yield [next, 0];
}
