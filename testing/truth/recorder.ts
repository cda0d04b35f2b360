import type { Outcome } from './queue-model.ts';
import type { Truth } from './server-spec.ts';

/** Windows over which the highest throughput is sought. */
const PEAK_WINDOW_SEC = 3;

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

/** Keeps what a server did, to tell it as its truth. */
export class Recorder {
  #requests = 0;
  #failed = 0;
  #servedMs = 0;
  #waitedMs = 0;
  #mostInFlight = 0;
  readonly #lateMs: number[] = [];
  /** Served answers of each whole second since the first. */
  readonly #perSec: number[] = [];
  #firstMs: number | undefined;

  arrived(inFlight: number): void {
    this.#requests += 1;
    this.#mostInFlight = Math.max(this.#mostInFlight, inFlight);
  }

  failed(): void {
    this.#failed += 1;
  }

  /** `nowMs` and `beganMs` on the clock of the outcome. */
  answered(outcome: Outcome, nowMs: number, beganMs: number): void {
    this.#firstMs ??= beganMs;
    if (outcome.status !== 200) {
      this.#failed += 1;
      return;
    }
    this.#servedMs += outcome.servedMs;
    this.#waitedMs += outcome.waitedMs;
    this.#lateMs.push(nowMs - Math.max(outcome.doneMs, beganMs));
    const second = Math.floor((nowMs - this.#firstMs) / 1000);
    this.#perSec[second] = (this.#perSec[second] ?? 0) + 1;
  }

  truth(): Truth {
    const served = this.#lateMs.length;
    const late = this.#lateMs.toSorted((a, b) => a - b);
    const perSec = Array.from(this.#perSec, (count) => count ?? 0);
    const windows = perSec.map((_, from) =>
      perSec.slice(from, from + PEAK_WINDOW_SEC).reduce((sum, count) => sum + count, 0),
    );
    return {
      requests: this.#requests,
      failed: this.#failed,
      serviceMs: served === 0 ? 0 : this.#servedMs / served,
      waitedMs: served === 0 ? 0 : this.#waitedMs / served,
      lateMs: { p50: at(late, 0.5), p99: at(late, 0.99) },
      peakPerSec: Math.max(0, ...windows) / PEAK_WINDOW_SEC,
      mostInFlight: this.#mostInFlight,
    };
  }
}
