/** One of several k6 processes that ran one test together, each a part of its load. */
export interface Runner {
  /** Name to show of what it wrote. */
  readonly file: string;
  /** Its tag `instance_id`; undefined where it has none: then its file tells it apart. */
  readonly instanceId: string | undefined;
  /** Samples that it wrote; undefined where only its summary is known. */
  readonly rows: number | undefined;
  /** Its first sample by its own clock, in epoch ms; undefined where only its summary is known. */
  readonly firstMs: number | undefined;
  /** True where requests of `setup()` or `teardown()` are known. */
  readonly ranSetup: boolean;
}

/** How a run was put together from what its runners wrote. */
export interface Merge {
  readonly runners: readonly Runner[];
  /** Their tag `testrun_name`. */
  readonly testRun: string | undefined;
  /** `summaries`: nobody kept single samples, so that quantiles are known as ranges only. */
  readonly from: 'samples' | 'summaries';
  /**
   * What became of the thresholds of the script: `judged` on the figures of all runners; `unknown` where those of
   * sub-metrics may be missing; undefined where there are none, or where the user gave them.
   */
  readonly thresholds: 'judged' | 'unknown' | undefined;
}
