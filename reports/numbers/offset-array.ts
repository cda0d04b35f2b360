const PAGE_BITS = 5;
const PAGE = 1 << PAGE_BITS;

/**
 * Numbers at whole places of 32 bits, also negative ones; 0 where nothing was put. They lie on pages of some places
 * each, so that memory follows how many places are used and not how far they are apart.
 */
export class OffsetArray {
  readonly #pages = new Map<number, number[]>();
  #number = Number.NaN;
  #page: number[] = [];

  at(place: number): number {
    return this.#pages.get(place >> PAGE_BITS)?.[place & (PAGE - 1)] ?? 0;
  }

  add(place: number, amount: number): void {
    const number = place >> PAGE_BITS;
    // Neighbours come next.
    if (number !== this.#number) this.#turnTo(number);
    const at = place & (PAGE - 1);
    this.#page[at] = (this.#page[at] as number) + amount;
  }

  #turnTo(number: number): void {
    let page = this.#pages.get(number);
    if (page === undefined) {
      page = new Array<number>(PAGE).fill(0);
      this.#pages.set(number, page);
    }
    this.#page = page;
    this.#number = number;
  }

  /** Takes in all that another one holds. */
  addAll(other: OffsetArray): void {
    for (const [number, its] of other.#pages) {
      this.#turnTo(number);
      const own = this.#page;
      for (let at = 0; at < PAGE; at += 1) own[at] = (own[at] as number) + (its[at] as number);
    }
  }

  /** Places that hold something else than 0, in ascending order. */
  *entries(): Generator<[place: number, value: number]> {
    for (const number of [...this.#pages.keys()].sort((a, b) => a - b)) {
      const page = this.#pages.get(number) as number[];
      for (let at = 0; at < PAGE; at += 1) {
        const value = page[at] as number;
        if (value !== 0) yield [number * PAGE + at, value];
      }
    }
  }
}
