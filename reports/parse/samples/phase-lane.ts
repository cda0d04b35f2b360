import type { EndPhases } from '../../model/timeline.ts';
import type { Lane } from './lane.ts';

/** Periods at which ends are folded, ms: that of CPU quotas, and one beside it, at which nothing repeats and which a fold goes through twice. */
export const QUOTA_PERIOD_MS = 100;
export const OTHER_PERIOD_MS = 96;

/** Seconds of one fold, and how many are kept: the first hours of a run tell as much as all of it. */
const FOLD_SEC = 5;
const MOST_FOLDS = 2_880;

/** Periods of 100 ms in a fold. */
const SLOTS = (FOLD_SEC * 1000) / QUOTA_PERIOD_MS;

/** Counts at which moment of either period requests ended, by stretches of `FOLD_SEC`. */
export class PhaseLane implements Lane {
  readonly #originOffsetMs: number;
  /** Of each fold the counts of both periods, then 1 for each slot in which any ended. */
  readonly #folds = new Map<number, Uint32Array>();
  /** That of the last sample, and where it begins. */
  #fold: Uint32Array | undefined;
  #beginMs = Number.NaN;

  /** `originOffsetMs`: where the first second begins, in ms since the base. */
  constructor(originOffsetMs: number) {
    this.#originOffsetMs = originOffsetMs;
  }

  add(offsetMs: number): void {
    const ms = offsetMs - this.#originOffsetMs;
    // Samples of a stretch mostly come in a row. Times may lie before the origin.
    let within = ms - this.#beginMs;
    if (!(within >= 0 && within < FOLD_SEC * 1000)) {
      const at = Math.floor(ms / (FOLD_SEC * 1000));
      this.#fold = this.#foldOf(at);
      this.#beginMs = at * FOLD_SEC * 1000;
      within = ms - this.#beginMs;
    }
    const fold = this.#fold;
    if (!fold) return;
    const other = QUOTA_PERIOD_MS + (within % OTHER_PERIOD_MS);
    const slot = Math.floor(within / QUOTA_PERIOD_MS);
    const quota = within - slot * QUOTA_PERIOD_MS;
    fold[quota] = (fold[quota] as number) + 1;
    fold[other] = (fold[other] as number) + 1;
    fold[QUOTA_PERIOD_MS + OTHER_PERIOD_MS + slot] = 1;
  }

  /** Undefined where no more are kept. */
  #foldOf(at: number): Uint32Array | undefined {
    const known = this.#folds.get(at);
    if (known || this.#folds.size >= MOST_FOLDS) return known;
    const made = new Uint32Array(QUOTA_PERIOD_MS + OTHER_PERIOD_MS + SLOTS);
    this.#folds.set(at, made);
    return made;
  }

  /** The folds in order, with `origin` as second 0. */
  phases(origin: number): EndPhases[] {
    return [...this.#folds]
      .sort(([a], [b]) => a - b)
      .map(([at, fold]) => ({
        from: at * FOLD_SEC - origin,
        to: (at + 1) * FOLD_SEC - origin,
        quota: fold.subarray(0, QUOTA_PERIOD_MS),
        other: fold.subarray(QUOTA_PERIOD_MS, QUOTA_PERIOD_MS + OTHER_PERIOD_MS),
        filled: fold.subarray(QUOTA_PERIOD_MS + OTHER_PERIOD_MS).reduce((sum, one) => sum + one, 0) / SLOTS,
      }));
  }
}
