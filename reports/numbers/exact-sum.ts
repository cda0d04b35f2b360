/** Adds up many values without losing small ones to large ones (Neumaier 1974). */
export class ExactSum {
  #sum = 0;
  #lost = 0;

  add(value: number): void {
    const next = this.#sum + value;
    this.#lost += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - next + value : value - next + this.#sum;
    this.#sum = next;
  }

  get value(): number {
    const whole = this.#sum + this.#lost;
    // Beyond what a double holds there is nothing to correct.
    return Number.isNaN(whole) ? this.#sum : whole;
  }
}
