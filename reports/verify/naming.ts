import type { Judge, Measure, Quantity, Statistic } from '../model/verify.ts';
import type { TermName } from '../words/vocabulary.ts';
import { countQuantity } from './counting.ts';
import type { Figure } from './figure.ts';
import { rateQuantity } from './rates.ts';
import { shareQuantity } from './shares.ts';
import type { Term } from './vocabulary.ts';
import { first, has, isCounted, isMeasure, isStatistic, reversed, type Words } from './words.ts';

function timeQuantity(words: Words, carried: Statistic | undefined): Quantity | undefined {
  const labels = reversed(words.labels);
  if (has(words.before, 'plan') || words.labels.some((label) => has(label, 'plan'))) return undefined;
  const statistic = first(isStatistic, words.before, words.after) ?? carried ?? first(isStatistic, ...labels);
  if (statistic === undefined) return undefined;
  const isTimed = (name: TermName): name is Measure | 'iterations' => isMeasure(name) || name === 'iterations';
  const near =
    first(isTimed, words.before) ??
    (words.ofIteration ? 'iterations' : undefined) ??
    first(isMeasure, words.sentence) ??
    // "| 반복 | 평균 |", "반복(평균)": in a label that has no number of them.
    first(isTimed, ...labels) ??
    first(isMeasure, words.heading) ??
    'response';
  // "65,448 iterations, with a mean duration of 733 ms", "반복 소요 시간 평균".
  const isOfIteration =
    [words.before, ...words.labels].some((terms) => has(terms, 'duration')) &&
    [words.sentence, ...words.labels].some((terms) => has(terms, 'iterations'));
  const measure = near === 'iterations' || (near === 'response' && isOfIteration) ? 'iteration-time' : near;
  return measure === 'other-time' ? undefined : { kind: 'time', measure, statistic };
}

function dataQuantity(figure: Figure, words: Words): Quantity | undefined {
  const isDirection = (name: TermName): name is 'received' | 'sent' => name === 'received' || name === 'sent';
  const direction = first(isDirection, words.before, words.sentence, words.after, ...words.labels);
  if (direction === undefined) return undefined;
  const near = [words.before, words.after];
  if (figure.perSecond || near.some((terms) => has(terms, 'per-second')))
    return { kind: 'data', direction, per: 'second' };
  if (near.some((terms) => has(terms, 'per-request'))) return { kind: 'data', direction, per: 'request' };
  return { kind: 'data', direction };
}

/** A number in a column of means or percentiles that leaves its unit out. */
function bareTime(words: Words): Quantity | undefined {
  const counted = words.labels.some((label) => label.some(({ name }) => isCounted(name) || name === 'other-count'));
  const own = first(isStatistic, ...words.labels.slice(0, 1));
  return own === undefined || counted || words.after.length > 0 ? undefined : timeQuantity(words, undefined);
}

const OF_HTTP = /HTTP|[RQ]PS|req(?:uest)?s?\/s|요청/i;

/** Whose successes, failures or rate: those of checks or of HTTP requests, where the words say so. */
function judgedBy(quantity: Quantity | undefined, figure: Figure, words: Words): Quantity | undefined {
  if (quantity?.kind !== 'share' && quantity?.kind !== 'count' && quantity?.kind !== 'rate') return quantity;
  if (quantity.kind === 'rate') {
    const isHttp =
      OF_HTTP.test(figure.text) || [words.before, words.after, ...words.labels].some((terms) => has(terms, 'requests'));
    return quantity.of === 'requests' && isHttp ? { ...quantity, from: 'http' } : quantity;
  }
  if (quantity.of === 'delivered') return quantity;
  const from = judgeNamed(words);
  if (quantity.kind === 'count' && quantity.of !== 'failed' && quantity.of !== 'succeeded') {
    return from === 'checks' && quantity.of === 'requests' ? undefined : quantity;
  }
  // Many call a request a success only where its checks passed.
  const isFailure = quantity.of === 'failed' || quantity.of === 'error-rate';
  return from === 'checks' || (from === 'http' && (isFailure || words.saysHttp)) ? { ...quantity, from } : quantity;
}

/** What the words before a figure name, or else those around it; undefined where they name both or neither. */
function judgeNamed({ sentence, after, labels, saysHttp, saysRequests }: Words): Judge | undefined {
  const namedIn = (places: readonly (readonly Term[])[], isHttp: boolean): Judge[] => [
    ...(places.some((terms) => has(terms, 'checks')) ? (['checks'] as const) : []),
    ...(isHttp || places.some((terms) => has(terms, 'requests')) ? (['http'] as const) : []),
  ];
  const before = namedIn([sentence], saysHttp || saysRequests);
  const named = before.length > 0 ? before : namedIn([after, ...labels], false);
  return named.length === 1 ? named[0] : undefined;
}

/** What a figure states, told by the words around it; undefined where they leave any doubt. */
export function quantityOf(figure: Figure, words: Words, carried: Statistic | undefined): Quantity | undefined {
  return judgedBy(plainQuantity(figure, words, carried), figure, words);
}

/** "VU당 처리량은 10명일 때 4.11 TPS": of one user, up to where the sentence speaks of all of them. */
function isPerUser({ sentence, after, labels }: Words): boolean {
  if ([after, ...labels].some((terms) => has(terms, 'per-user'))) return true;
  const at = sentence.findIndex(({ name }) => name === 'per-user');
  return at >= 0 && !sentence.slice(0, at).some(({ name }) => name === 'total');
}

function plainQuantity(figure: Figure, words: Words, carried: Statistic | undefined): Quantity | undefined {
  if (figure.limit || (figure.unit === 'plain' ? isPerUser(words) : has(words.before, 'per-user'))) return undefined;
  switch (figure.unit) {
    case 'time':
      return timeQuantity(words, carried);
    case 'percent':
      return shareQuantity(words);
    case 'size':
      return dataQuantity(figure, words);
    case 'factor':
    case 'points':
      return undefined;
    case 'plain': {
      const near = [words.before, words.after];
      const isNear = near.some((terms) => has(terms, 'per-second', 'per-minute')) || has(words.before, 'throughput');
      // "total: 118,402 requests" under "Throughput" is a count.
      const isTotal = near.some((terms) => has(terms, 'total')) && !words.inTable;
      const isRate =
        figure.perSecond ||
        isNear ||
        (!isTotal && words.labels.some((label) => has(label, 'throughput', 'per-second', 'per-minute')));
      if (isRate) return rateQuantity(figure, words);
      return countQuantity(figure, words) ?? (words.inTable ? bareTime(words) : undefined);
    }
  }
}
