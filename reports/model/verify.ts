export const STATISTICS = ['min', 'avg', 'med', 'max', 'p90', 'p95', 'p99', 'p999'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** Times of k6; `other-time` is any other (a lock, a query), of which k6 knows nothing. */
export const MEASURES = ['response', 'blocked', 'connecting', 'tls', 'iteration-time', 'other-time'] as const;
export type Measure = (typeof MEASURES)[number];

export const COUNTED = [
  'requests',
  'iterations',
  'dropped',
  'failed',
  'succeeded',
  'vus',
  'users',
  'products',
] as const;
export type Counted = (typeof COUNTED)[number];

/** Whose figure is meant, where the words say so: that of HTTP requests, or that of the checks. */
export type Judge = 'http' | 'checks';

/** What a figure of a report states. */
export type Quantity =
  | { readonly kind: 'time'; readonly measure: Exclude<Measure, 'other-time'>; readonly statistic: Statistic }
  | { readonly kind: 'share'; readonly of: 'success-rate' | 'error-rate' | 'delivered'; readonly from?: Judge }
  /** `delivered`: planned iterations that were started. */
  | { readonly kind: 'count'; readonly of: Counted | 'delivered'; readonly from?: Judge }
  | {
      readonly kind: 'rate';
      readonly of: 'requests' | 'iterations' | 'dropped';
      readonly per?: 'minute';
      readonly from?: Judge;
    }
  /** A metric that the script defines. `share`: of a rate, and `rest` what is left of it; `rate`: per second. */
  | { readonly kind: 'custom'; readonly metric: string; readonly of: Statistic | 'count' | 'rate' | 'share' | 'rest' }
  | { readonly kind: 'data'; readonly direction: 'received' | 'sent'; readonly per?: 'second' | 'request' };

/** What k6 says about a quantity. Base units; `precision` is the unit of the last place that it shows. */
export interface K6Value {
  readonly value: number;
  readonly precision: number;
  /** How it is to be written. */
  readonly unit: 'time' | 'ratio' | 'count' | 'rate' | 'size' | 'size-rate' | 'number';
  /** True for what a script says and not k6. */
  readonly fromScript?: boolean;
  /**
   * For what was computed from a plan and a count: by what share of it that may be off, since k6 rounds the plan and cuts
   * off what is under way at the end.
   */
  readonly estimated?: number;
  /** True for one minus a share: what was cut off at its end is missing above, not below. */
  readonly reversed?: boolean;
}

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
        /** A part of the run by its name: a k6 scenario, a tag's value, a check. */
        readonly part: string | undefined;
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
    /** A share that is not that of the fraction beside it: "2.49% (40/1,363)". */
    | {
        readonly id: 'fraction';
        readonly said: string;
        readonly part: string;
        readonly whole: string;
        /** What they make, 0–1. */
        readonly ratio: number;
      }
    /** A rate per minute that is not sixty times that per second beside it. `perMin` is what that makes. */
    | { readonly id: 'per-minute'; readonly said: string; readonly perSec: string; readonly perMin: number }
    /** A change in per cent that is not that of its two figures. `ratio` is what they make, 0–1. */
    | {
        readonly id: 'change';
        readonly said: string;
        readonly from: string;
        readonly to: string;
        readonly ratio: number;
      }
    /** A difference that is not that of its two figures: "612ms에서 472ms로 140ms 줄었다". `difference` is what they make. */
    | {
        readonly id: 'difference';
        readonly said: string;
        readonly from: string;
        readonly to: string;
        readonly difference: string;
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
