/** What the load generator's process did in the time that ended at `epochMs`, about a second. */
export interface GeneratorSecond {
  readonly epochMs: number;
  /** Cores that k6 kept busy, and how many it may use (affinity, quota). */
  readonly cpuCores: number;
  readonly allowedCores: number;
  /** How long its threads together were ready to run and did not, ms; undefined where the system does not tell. */
  readonly runDelayMs: number | undefined;
  /** How long its quota of the CPU stopped it, ms, likewise. */
  readonly throttledMs: number | undefined;
}

/** What shows that the load generator was late. */
export type LateSign = 'ticks' | 'phase' | 'overshoot' | 'cpu' | 'run-delay' | 'throttled';

/** A stretch of seconds of the time line in which the load generator was late, and by what. */
export interface LateWindow {
  readonly from: number;
  readonly to: number;
  readonly signs: readonly LateSign[];
  /** Nine of ten ticks of k6 were on time within so much, ms; undefined where they do not tell. */
  readonly tickMs: number | undefined;
  /** Share of the cores it may use that k6 kept busy, 0–1; undefined where nobody recorded it. */
  readonly cpuShare: number | undefined;
}

/**
 * Whether the load generator was on time. `unknown`: an output without what tells it, such as a summary; `unproven`: its
 * ticks were on time, and nobody recorded its CPU.
 */
export interface GeneratorState {
  readonly state: 'on-time' | 'late' | 'unproven' | 'unknown';
  readonly late: readonly LateWindow[];
  /** Seconds in `late`, and of the time line. */
  readonly lateSec: number;
  readonly ofSec: number;
}
