import type { Quantity } from '../model/verify.ts';
import type { TermName } from '../words/vocabulary.ts';
import type { Figure } from './figure.ts';
import { first, has, isTelling, isTouching, type NearTerm, type Words } from './words.ts';

const NO_RATE = /^(?:명|초|분|위|배|단계|대|번|vus?|users?|virtual)$/i;

/** "VU 20명", "5번" are no rates; "초당 270번" is one. */
const isUncounted = ({ counter, before: [nearest] }: Words) =>
  NO_RATE.test(counter ?? '') && !(counter === '번' && nearest?.name === 'per-second' && isTouching(nearest));

/** "분당으로 환산하면 10,137건". */
const NEAR = 10;

const isRated = (name: TermName): name is 'requests' | 'iterations' | 'dropped' =>
  name === 'requests' || name === 'iterations' || name === 'dropped';

/** What a figure per second states. */
export function rateQuantity(figure: Figure, words: Words): Quantity | undefined {
  const all = [words.before, words.after, ...words.labels];
  // "1,892 requests were in flight".
  if (has(words.after, 'other-count')) return undefined;
  // The most that was reached in a moment, or could be, is not the rate of the run.
  if (all.some((terms) => has(terms, 'plan', 'max', 'min')) || has(words.before, 'comparison')) return undefined;
  // What is counted stands in the unit, after the figure, or after "per second"; else it is the sentence's last subject.
  const { besideCount } = words;
  const beside = figure.perSecond && besideCount !== undefined && isRated(besideCount) ? besideCount : undefined;
  const inUnit = /iter/i.test(figure.text) ? 'iterations' : beside;
  const of =
    inUnit ??
    first(isRated, words.before, words.after, words.sentence) ??
    first(isRated, ...words.labels) ??
    'requests';
  // Where a server stops is not what it did over the run; nor is a number of users a rate.
  if (all.some((terms) => has(terms, 'saturation')) || isUncounted(words)) return undefined;
  const isMinute = all.some((terms) => has(terms, 'per-minute'));
  const isNamed =
    (figure.perSecond && /[TRQ]PS/i.test(figure.text)) ||
    all.some((terms) => has(terms, 'throughput', 'handled')) ||
    has(words.sentence, 'throughput') ||
    beside !== undefined ||
    // "1,363건만 나갔다 (초당 67건)".
    (words.rateInBrackets && besideCount !== undefined && isRated(besideCount)) ||
    of !== 'requests';
  if (!isNamed && !isMeasuredRate(figure, words)) return undefined;
  return { kind: 'rate', of, ...(isMinute && { per: 'minute' }) };
}

/** "초당 56.7건", "119.4 requests per second", "초당 210건을 처리하며": a rate that nobody would have planned so. */
function isMeasuredRate(figure: Figure, { before, after, labels, counter, wasHandled }: Words): boolean {
  if (counter !== undefined && !/^(?:건|회|번|개|requests|reqs)$/i.test(counter)) return false;
  const isRate = ({ name }: NearTerm) => name === 'per-second' || name === 'per-minute';
  // "초당 평균 210.1건".
  const [nearest, second] = before.filter(({ name }) => name !== 'avg');
  const isAhead =
    nearest !== undefined &&
    (isTouching(nearest) || (isRate(nearest) && nearest.distance <= NEAR)) &&
    ((isRate(nearest) && (counter !== undefined || second?.name === 'requests')) ||
      (nearest.name === 'requests' && second !== undefined && isRate(second)));
  const [next, later] = after;
  const isBehind =
    next !== undefined && (isRate(next) || (next.name === 'requests' && later !== undefined && isRate(later)));
  const isUnit =
    figure.perSecond &&
    (/\p{L}\s?\/|[TRQ]PS/iu.test(figure.text) || [before, ...labels].some((terms) => has(terms, 'requests')));
  const isLabel = before.length === 0 && labels.some((label) => has(label, 'per-second', 'per-minute'));
  return (isAhead && wasHandled) || (isTelling(figure) && (isAhead || isBehind || isLabel || isUnit));
}
