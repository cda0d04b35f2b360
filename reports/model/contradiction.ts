import type { Metric } from './measurement.ts';

/** The same figure in two outputs of one run, further apart than their precision allows. */
export interface Contradiction {
  readonly metric: string;
  /** k6's own statistic name. */
  readonly statistic: string;
  readonly contains: Metric['contains'];
  readonly used: { readonly file: string; readonly value: number };
  readonly other: { readonly file: string; readonly value: number };
}
