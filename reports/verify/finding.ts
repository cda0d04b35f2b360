import type { K6Value } from './k6-values.ts';
import type { Quantity } from './quantity.ts';

/** A figure as a report says it. */
export interface Said {
  readonly quantity: Quantity;
  /** With its unit, as it is written. */
  readonly text: string;
  /** "약 300", "about 300". */
  readonly about: boolean;
}

interface Common {
  /** `wrong` follows from figures; `doubtful` should be looked at. */
  readonly kind: 'wrong' | 'doubtful';
  /** In the report, from 1. */
  readonly line: number;
}

/** What `verify` found, as data; the words stand in `reports/words/{ko,en}/verify.ts`. */
export type VerifyFinding = Common &
  (
    | {
        readonly id: 'figure';
        readonly said: Said;
        readonly k6: K6Value;
        /** Name of the run. */
        readonly run: string;
        readonly scenario: string | undefined;
        /** The quantity that has the value that is said. */
        readonly is: Quantity | undefined;
      }
    /** Two figures of one run in the wrong order: a mean above a maximum. */
    | { readonly id: 'order'; readonly lower: Said; readonly upper: Said }
    /** Requests, time and rate that do not fit. `perSec` is what they make. */
    | {
        readonly id: 'arithmetic';
        readonly said: string;
        readonly count: string;
        readonly time: string;
        readonly perSec: number;
      }
    /** A change in per cent that is not that of its two figures. `ratio` is what they make, 0–1. */
    | {
        readonly id: 'change';
        readonly said: string;
        readonly from: string;
        readonly to: string;
        readonly ratio: number;
      }
    | { readonly id: 'check-name'; readonly name: string; readonly inOutput: readonly string[]; readonly run: string }
    /** "The load was handled", of which a part was never sent. `ratio` was delivered, 0–1. */
    | { readonly id: 'load-not-delivered'; readonly said: string; readonly run: string; readonly ratio: number }
    /** A heading or a list names runs other than those that the section says it is about. */
    | {
        readonly id: 'other-subject';
        readonly named: string;
        readonly announced: readonly string[];
        readonly announcedLine: number;
      }
  );
