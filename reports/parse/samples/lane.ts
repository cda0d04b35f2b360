/** Takes samples of a kind, in any order: whole ms since the base of the series, and the value. */
export interface Lane {
  add(offsetMs: number, value: number): void;
}
