import type { Quantity } from '../model/verify.ts';
import type { Figure } from './figure.ts';
import type { SpokenQuantile } from './spoken-quantile.ts';
import { has, type Words } from './words.ts';

/** Up to which value, or from which on, something is said to have been measured. */
export interface BoundClaim {
  readonly side: 'upper' | 'lower';
  /** Where the words begin and end that make it a bound. */
  readonly start: number;
  readonly end: number;
}

/** How many characters before a figure are looked at for its sign, and before that for the verb. */
const NEAR = 40;
const COUNTER = String.raw`\s?(?:건|개|회|명)?\s?(?:[을를]\s?)?`;
const UPPER_BEHIND = new RegExp(`^${COUNTER}(?:이하|미만|이내|아래|안(?:에|으로))`, 'u');
const LOWER_BEHIND = new RegExp(`^${COUNTER}(?:이상|초과|넘(?=[어었겼기는]))`, 'u');
const UPPER_BEFORE = /(?:below|under|less than|within|at most|no more than)\s(?:about )?$/i;
const LOWER_BEFORE = /(?:above|over|more than|at least|exceeded)\s(?:about )?$/i;
/** The end of a clause in which something was. */
const WAS =
  /^[^.,;!?]{0,30}?(?:[았었였했됐졌왔갔났렀]|습니다|입니다)(?:다(?!면|고 (?:가정|치면|하면))|고|으며|으니|기에|기 때문|지만|는데|습니다|어요|음|$|[.,;!?\s])/u;
/** What makes it a wish, a condition or the name of a goal. */
const WISHED =
  /^[^.;!?]{0,30}?(?:목표|기준|요구|조건|라는|라고|려고|려면|도록|어야|아야|해야|하면|되면|이면|예상|기대|예정|계획|가정|싶)/u;
const MEASURED_BEFORE =
  /\b(?:stayed|stays|remained|kept|was|were|came in|came back|came|finished|answered|arrived|responded|returned|completed|held|took|got|exceeded|ended up)(?: \w+){0,3}\s$/i;
const WISHED_BEFORE =
  /\b(?:should|must|would|could|shall|goal|target|objective|slo|sla|if|when|until|to (?:stay|be|keep))\b/i;

/** True where the words behind a bound say that it was so, up to the verb. */
function isTold(tail: string): boolean {
  const told = tail.match(WAS)?.[0];
  return told !== undefined && !WISHED.test(told);
}

/** A round figure of a quantile in words: "절반은 100ms 안에 돌아왔다", "half of all requests took 100 ms or less". */
function roundClaim(text: string, { start, end }: Figure, side: BoundClaim['side']): BoundClaim | undefined {
  const tail = text.slice(end, end + 60);
  const isSo = /\p{Script=Hangul}/u.test(text) ? isTold(tail.trimStart()) : !WISHED_BEFORE.test(text.slice(0, start));
  const word = tail.match(UPPER_BEHIND) ?? tail.match(LOWER_BEHIND);
  return isSo ? { side, start, end: end + (word?.[0].length ?? 0) } : undefined;
}

/**
 * The bound that a text says a figure of k6 kept to: "p95 200ms 미만으로 응답했다", "stayed below 50 ms". `spoken`: the quantile
 * in words that it is a figure of.
 */
export function boundClaim(text: string, figure: Figure, spoken: SpokenQuantile | undefined): BoundClaim | undefined {
  if (spoken) return spoken.side && roundClaim(text, figure, spoken.side);
  const rest = text.slice(figure.end, figure.end + 60);
  const behind = rest.match(UPPER_BEHIND) ?? rest.match(LOWER_BEHIND);
  if (behind) {
    const tail = rest.slice(behind[0].length);
    if (!isTold(tail)) return undefined;
    const side = UPPER_BEHIND.test(rest) ? 'upper' : 'lower';
    return { side, start: figure.start, end: figure.end + behind[0].length };
  }
  const before = text.slice(0, figure.start);
  const near = before.slice(-NEAR);
  const sign = near.match(UPPER_BEFORE) ?? near.match(LOWER_BEFORE);
  if (!sign || sign.index === undefined) return undefined;
  const from = figure.start - near.length + sign.index;
  if (!/exceeded/i.test(sign[0]) && !MEASURED_BEFORE.test(text.slice(Math.max(0, from - NEAR), from))) return undefined;
  if (WISHED_BEFORE.test(before)) return undefined;
  return { side: UPPER_BEFORE.test(near) ? 'upper' : 'lower', start: from, end: figure.end };
}

/** True where such a claim is about a time or a share, and nothing in the sentence speaks of a goal. */
export const isClaimed = (quantity: Quantity | undefined, { sentence, labels }: Words): boolean =>
  (quantity?.kind === 'time' ||
    quantity?.kind === 'share' ||
    (quantity?.kind === 'custom' && quantity.of !== 'count')) &&
  ![sentence, ...labels].some((terms) => has(terms, 'plan'));
