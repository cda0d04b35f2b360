const BITS_EACH = 16;
const MOST_BITS = 28;
/** What a number is multiplied by before its upper bits are looked at (Knuth 1973, 6.4). */
export const MIX = 0x9e_37_79_b1;

/** Numbers of 32 bits, their number known beforehand: a filter (Bloom 1970, one hash) before a table of open addresses. */
export class HashSet {
  /** Bits by the upper `32 - shift` bits of a mixed number: one that is not set says that no such number is known. */
  readonly filter: Uint8Array;
  readonly shift: number;
  readonly #table: Uint32Array;
  readonly #mask: number;
  #hasZero = false;

  constructor(most: number) {
    const bits = Math.min(MOST_BITS, Math.max(10, Math.ceil(Math.log2(most * BITS_EACH + 1))));
    this.shift = 32 - bits;
    this.filter = new Uint8Array(2 ** (bits - 3));
    this.#table = new Uint32Array(2 ** Math.ceil(Math.log2(2 * most + 2)));
    this.#mask = this.#table.length - 1;
  }

  add(hash: number): void {
    const value = hash >>> 0;
    const mixed = Math.imul(value, MIX);
    const bit = mixed >>> this.shift;
    this.filter[bit >>> 3] = (this.filter[bit >>> 3] ?? 0) | (1 << (bit & 7));
    // Zero marks a free place.
    if (value === 0) this.#hasZero = true;
    let at = mixed & this.#mask;
    while (this.#table[at] !== 0 && this.#table[at] !== value) at = (at + 1) & this.#mask;
    this.#table[at] = value;
  }

  has(hash: number): boolean {
    const value = hash >>> 0;
    if (value === 0) return this.#hasZero;
    let at = Math.imul(value, MIX) & this.#mask;
    while (this.#table[at] !== 0) {
      if (this.#table[at] === value) return true;
      at = (at + 1) & this.#mask;
    }
    return false;
  }
}
