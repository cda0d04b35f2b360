/** Samples of one metric: times in epoch ms, values in k6's unit, and the number of each sample's tag set. */
export interface Rows {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

const FIRST_LENGTH = 64;

/** All samples of one metric, 20 bytes each: a run has millions, so none of them is an object. */
export class SampleColumn {
  #length = 0;
  #times = new Float64Array(FIRST_LENGTH);
  #values = new Float64Array(FIRST_LENGTH);
  #tagSets = new Int32Array(FIRST_LENGTH);

  add(timeMs: number, value: number, tagSet: number): void {
    if (this.#length === this.#values.length) this.#grow();
    this.#times[this.#length] = timeMs;
    this.#values[this.#length] = value;
    this.#tagSets[this.#length] = tagSet;
    this.#length += 1;
  }

  #grow(): void {
    const length = this.#length * 2;
    const [times, values, tagSets] = [this.#times, this.#values, this.#tagSets];
    this.#times = new Float64Array(length);
    this.#values = new Float64Array(length);
    this.#tagSets = new Int32Array(length);
    this.#times.set(times);
    this.#values.set(values);
    this.#tagSets.set(tagSets);
  }

  /**
   * The samples by the name that `names` gives to the number of their tag set, in order of arrival; those without one
   * are left out. The rows are copies.
   */
  by(names: readonly (string | undefined)[]): Map<string, Rows> {
    const distinct = [...new Set(names.filter((name) => name !== undefined))];
    const numbers = new Map(distinct.map((name, number) => [name, number]));
    const groupOf = Int32Array.from(names, (name) => (name === undefined ? -1 : (numbers.get(name) ?? -1)));
    const groupAt = (at: number) => groupOf[this.#tagSets[at] ?? -1] ?? -1;
    const counts = new Int32Array(distinct.length);
    for (let at = 0; at < this.#length; at += 1)
      if (groupAt(at) >= 0) counts[groupAt(at)] = (counts[groupAt(at)] ?? 0) + 1;
    const groups = [...counts].map((count) => ({ times: new Float64Array(count), values: new Float64Array(count) }));
    const filled = new Int32Array(distinct.length);
    for (let at = 0; at < this.#length; at += 1) {
      const group = groups[groupAt(at)];
      if (!group) continue;
      const to = filled[groupAt(at)] ?? 0;
      group.times[to] = this.#times[at] ?? Number.NaN;
      group.values[to] = this.#values[at] ?? Number.NaN;
      filled[groupAt(at)] = to + 1;
    }
    const found = distinct.map((name, number) => [name, groups[number]] as const);
    return new Map(found.flatMap(([name, rows]) => (rows && rows.values.length > 0 ? [[name, rows] as const] : [])));
  }
}
