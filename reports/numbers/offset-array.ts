const FIRST_LENGTH = 16;

/** Numbers at whole places, also negative ones: an array that grows on either side to where it is needed. */
export class OffsetArray {
  /** The place of `values[0]`. */
  first = 0;
  values = new Float64Array(0);

  /** The value at a place; 0 where nothing was put. */
  at(place: number): number {
    return this.values[place - this.first] ?? 0;
  }

  add(place: number, amount: number): void {
    if (place < this.first || place >= this.first + this.values.length) this.#reach(place);
    const at = place - this.first;
    this.values[at] = (this.values[at] as number) + amount;
  }

  #reach(place: number): void {
    const { values, first } = this;
    // A quarter more on that side: its neighbours come next.
    const spare = Math.max(FIRST_LENGTH, Math.ceil(values.length / 4));
    const isEmpty = values.length === 0;
    const from = isEmpty ? place : place < first ? place - spare : first;
    const to = isEmpty || place >= first + values.length ? place + spare : first + values.length;
    this.values = new Float64Array(to - from);
    this.values.set(values, isEmpty ? 0 : first - from);
    this.first = from;
  }
}
