import type { K6Value, Quantity } from '../model/verify.ts';
import { type Figure, significantDigits } from './figure.ts';

/** How far "about" may be off: 5 % with one or two digits ("약 3만"), 1 % where more are given. */
const ABOUT = { rough: 0.05, fine: 0.01 } as const;
/** What "about" cannot excuse: more than this is wrong and not only doubtful. */
const FAR_OFF = 0.1;
/** A number of users or products that is called about so many may be off by this and is only doubtful. */
const FAR_OFF_KEYS = 0.5;
/** The smallest share that k6 prints. */
const SHOWN_SHARE = 0.0001;
/** Binary fractions: 0.1 + 0.2 must not be further than 0.3. */
const SLACK = 1e-9;

export type Fit = 'right' | 'doubtful' | 'wrong';

/**
 * Between which values a figure of k6 lies. What it prints is rounded (times) or cut off (shares) at its last place:
 * 18.49 may be 18.4851 or 18.499.
 */
function interval({ value, precision, reversed }: K6Value): readonly [number, number] {
  return reversed ? [value - precision, value + precision / 2] : [value - precision / 2, value + precision];
}

/** True where a figure is k6's, rounded or cut off at the last place that it is written with. */
function isRounded(figure: Figure, k6: K6Value): boolean {
  // k6 rounds sizes twice: 41.46 kB to 41.5 and that to 42.
  const half = k6.unit === 'size' || k6.unit === 'size-rate' ? 0.56 : 0.5;
  const [low, high] = interval(k6);
  const unit = figure.precision;
  const slack = SLACK * Math.max(Math.abs(figure.value), unit);
  const from = figure.value - unit * half - slack;
  const to = (figure.upTo ?? figure.value) + unit;
  return high >= from && low < to - slack;
}

/** How a figure of a text agrees with one of k6. */
export function fitOf(figure: Figure, k6: K6Value, quantity: Quantity): Fit {
  const off = Math.abs(figure.value - k6.value);
  const share = k6.value === 0 ? (off === 0 ? 0 : Number.POSITIVE_INFINITY) : off / Math.abs(k6.value);
  if (figure.decade) {
    const digit = 10 ** Math.floor(Math.log10(Math.max(figure.value, Number.MIN_VALUE)));
    return k6.value >= figure.value - k6.precision && k6.value < figure.value + digit ? 'right' : 'wrong';
  }
  if (k6.fromScript) {
    if (off === 0) return 'right';
    return figure.about && share <= FAR_OFF_KEYS ? 'doubtful' : 'wrong';
  }
  if (k6.estimated !== undefined && share <= k6.estimated) return 'right';
  if (isRounded(figure, k6)) {
    // "100 %" and "0 %" are exact, as far as k6 itself would not print "0.00%".
    const isWhole = quantity.kind === 'share' && (figure.value === 1 || figure.value === 0);
    return isWhole && off >= SHOWN_SHARE && k6.estimated === undefined ? 'doubtful' : 'right';
  }
  if (!figure.about) return 'wrong';
  if (share <= (significantDigits(figure) <= 2 ? ABOUT.rough : ABOUT.fine)) return 'right';
  return share <= FAR_OFF ? 'doubtful' : 'wrong';
}

/** By what share a time within which something was may be rounded up. */
const ROUNDED_UP = 0.05;

/** How a time agrees within which a share of all was answered: "90%가 82ms 안에 들어왔다". */
export function fitOfWithin(figure: Figure, k6: K6Value, quantity: Quantity): Fit {
  const isAbove = figure.value >= k6.value && figure.value <= k6.value * (1 + ROUNDED_UP);
  return isAbove ? 'right' : fitOf(figure, k6, quantity);
}

/** By what share a figure may be beyond a bound that it is said to have kept to: the bound is round. */
const BEYOND = 0.01;

/** How a bound that a text gives agrees with a figure of k6: "p95 200ms 미만으로 응답했다". */
export function fitOfBound(figure: Figure, side: 'upper' | 'lower', k6: K6Value): Fit {
  const [low, high] = interval(k6);
  const isKept = side === 'upper' ? low <= figure.value * (1 + BEYOND) : high >= figure.value * (1 - BEYOND);
  return isKept || figure.about ? 'right' : 'wrong';
}
