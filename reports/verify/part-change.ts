import type { Statistic } from '../model/verify.ts';
import type { KnownRun } from './known-run.ts';
import type { Part } from './part.ts';

/** Two parts of one run, and by how much one is more than the other; or a part and its share of all requests. */
export interface PartChange {
  readonly run: KnownRun;
  readonly part: Part;
  /** What it is compared with; undefined for all requests of the run, of which it has a share. */
  readonly base: Part | undefined;
  /** Undefined for numbers of requests. */
  readonly statistic: Statistic | undefined;
}
