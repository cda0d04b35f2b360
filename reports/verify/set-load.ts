import type { Quantity } from '../model/verify.ts';
import { type Figure, significantDigits } from './figure.ts';

/** "20 iter/s / 8초", "150 iter/s for 40s": what was sent, and for how long. */
const SENT_FOR = /^\s?(?:[/·,×x]|for|로|으로)\s?\d+(?:\.\d+)? ?(?:초|분|시간|s|sec|m|min|h)(?:간|동안)?(?![a-z\d])/i;
/** Round numbers are planned. */
const ROUND_DIGITS = 2;

/** True for a load that was set, and not measured: with its length, or a round one below the heading of the set-up. */
export function isSetLoad(figure: Figure, quantity: Quantity | undefined, text: string, isSetup: boolean): boolean {
  if (quantity === undefined) return false;
  if (figure.perSecond && SENT_FOR.test(text.slice(figure.end, figure.end + 30))) return true;
  const isLoad =
    quantity.kind === 'rate' ||
    (quantity.kind === 'count' && (quantity.of === 'requests' || quantity.of === 'iterations'));
  return isSetup && isLoad && !figure.decimals && significantDigits(figure) <= ROUND_DIGITS;
}
