import type { Metric } from '../model/measurement.ts';

/** A part of a run that a text may name: requests with a tag, a metric of the script's own, a check. */
export type Part = (
  | { readonly kind: 'tag'; readonly tag: string; readonly name: string }
  | {
      readonly kind: 'metric';
      readonly metric: string;
      readonly name: string;
      readonly of: Metric['kind'];
    }
  | { readonly kind: 'check'; readonly check: string; readonly name: string }
) & {
  /** True where only a dictionary says that a word stands for it; the whole run may be meant as well. */
  readonly translated?: true;
  /** True where such a word stands beside the one figure that it counts. */
  readonly counts?: true;
};
