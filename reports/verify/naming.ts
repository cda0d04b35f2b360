import {
  COUNTED,
  type Counted,
  type Judge,
  MEASURES,
  type Measure,
  type Quantity,
  STATISTICS,
  type Statistic,
} from '../model/verify.ts';
import type { TermName } from '../words/vocabulary.ts';
import type { Figure } from './figure.ts';
import type { Term } from './vocabulary.ts';

/** A term and how many characters lie between it and the figure. */
export interface NearTerm extends Term {
  readonly distance: number;
}

/** The words around a figure, each from the nearest to the farthest. */
export interface Words {
  /** Before it, in its own clause and since the figure before it. */
  readonly before: readonly NearTerm[];
  /** After it, up to the end of its clause; for a time none where another figure follows first. */
  readonly after: readonly NearTerm[];
  /** Before it, in the whole sentence. */
  readonly sentence: readonly Term[];
  /** What it stands under: a column, a row, an item of a list; nearest first. */
  readonly labels: readonly (readonly Term[])[];
  /** The heading above. */
  readonly heading: readonly Term[];
  readonly inTable: boolean;
  /** True where a k6 scenario is named. */
  readonly inScenario: boolean;
  /** True for the whole of another figure: "185,050" of the same two. */
  readonly isWhole: boolean;
  /** The word with which the figure counts: "건", "번", "requests". */
  readonly counter: string | undefined;
  /** True right behind a share: "0.79% (947건)". */
  readonly besideShare: boolean;
  /** True where the words before it name requests, be it within another term ("failed requests"). */
  readonly saysRequests: boolean;
  /** True where the words before it name HTTP. */
  readonly saysHttp: boolean;
  /** True for a part of another figure: "185,050회 중 16,171회", "16,171 of 185,050". */
  readonly isPart: boolean;
}

export const isStatistic = (name: TermName): name is Statistic => (STATISTICS as readonly TermName[]).includes(name);
const isMeasure = (name: TermName): name is Measure => (MEASURES as readonly TermName[]).includes(name);
const isCounted = (name: TermName): name is Counted => (COUNTED as readonly TermName[]).includes(name);

const namesOf = (terms: readonly Term[]) => terms.map(({ name }) => name);
const has = (terms: readonly Term[], ...names: TermName[]) => terms.some(({ name }) => names.includes(name));

/** The first name of a kind in places that are searched in turn. */
function first<Name extends TermName>(
  is: (name: TermName) => name is Name,
  ...places: (readonly Term[])[]
): Name | undefined {
  for (const place of places) {
    const found = namesOf(place).find(is);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** In a label, a word that stands for the whole of it: its last one. */
const reversed = (labels: Words['labels']) => labels.map((label) => label.toReversed());

/** The statistic that the words around a figure name. */
export const statisticOf = ({ before, after, labels }: Words): Statistic | undefined =>
  first(isStatistic, before, after, ...reversed(labels));

function timeQuantity(words: Words, carried: Statistic | undefined): Quantity | undefined {
  const labels = reversed(words.labels);
  if (has(words.before, 'plan') || words.labels.some((label) => has(label, 'plan'))) return undefined;
  const statistic = first(isStatistic, words.before, words.after) ?? carried ?? first(isStatistic, ...labels);
  if (statistic === undefined) return undefined;
  const isTimed = (name: TermName): name is Measure | 'iterations' => isMeasure(name) || name === 'iterations';
  const near = first(isTimed, words.before) ?? first(isMeasure, words.sentence, ...labels, words.heading) ?? 'response';
  // "65,448 iterations, with a mean duration of 733 ms".
  const isOfIteration = has(words.before, 'duration') && has(words.sentence, 'iterations');
  const measure = near === 'iterations' || (near === 'response' && isOfIteration) ? 'iteration-time' : near;
  return measure === 'other-time' ? undefined : { kind: 'time', measure, statistic };
}

function shareQuantity(words: Words): Quantity | undefined {
  if (has(words.before, 'plan')) return undefined;
  const isShare = (name: TermName): name is 'success-rate' | 'error-rate' | 'delivered' =>
    name === 'success-rate' || name === 'error-rate' || name === 'delivered';
  // "에러율은 0%였지만 …" below "계획한 부하 …": what stands right before a share names it.
  const [nearest] = words.before;
  if (nearest?.name === 'error-rate' && !words.inTable) return { kind: 'share', of: nearest.name };
  if (words.labels.some((label) => has(label, 'plan'))) return undefined;
  const isAfter = (name: TermName) => isShare(name) || name === 'succeeded' || name === 'failing';
  const before = first(isShare, words.before);
  if (before) return { kind: 'share', of: before };
  const after = namesOf(words.after).find(isAfter);
  if (after === 'failing') return { kind: 'share', of: 'error-rate' };
  if (after !== undefined)
    return { kind: 'share', of: after === 'error-rate' || after === 'delivered' ? after : 'success-rate' };
  if (words.before.some(({ name }) => isStatistic(name) || isMeasure(name))) return undefined;
  // "checks 98.57%".
  if (nearest?.name === 'checks' && isTouching(nearest)) return { kind: 'share', of: 'success-rate' };
  const label = first(isShare, ...words.labels);
  return label && { kind: 'share', of: label };
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

const NO_RATE = /^(?:명|초|분|위|배|단계|대|번|vus?|users?|virtual)$/i;

const isRated = (name: TermName): name is 'requests' | 'iterations' | 'dropped' =>
  name === 'requests' || name === 'iterations' || name === 'dropped';

function rateQuantity(figure: Figure, words: Words): Quantity | undefined {
  const all = [words.before, words.after, ...words.labels];
  // The most that was reached in a moment, or could be, is not the rate of the run.
  if (all.some((terms) => has(terms, 'plan', 'max', 'min')) || has(words.before, 'comparison')) return undefined;
  // What is counted stands in the unit, after the figure, or after "per second"; else it is the sentence's last subject.
  const inUnit = /iter/i.test(figure.text) ? 'iterations' : undefined;
  const of =
    inUnit ??
    first(isRated, words.before, words.after, words.sentence) ??
    first(isRated, ...words.labels) ??
    'requests';
  // Where a server stops is not what it did over the run; nor is a number of users a rate.
  if (all.some((terms) => has(terms, 'saturation')) || NO_RATE.test(words.counter ?? '')) return undefined;
  // "초당 56.7건": measured, since nobody plans a part of a request.
  const [nearest] = words.before;
  const isPerSecond =
    nearest?.name === 'per-second' && isTouching(nearest) && figure.decimals && words.counter === '건';
  const named =
    figure.perSecond && /[TRQ]PS/i.test(figure.text)
      ? true
      : all.some((terms) => has(terms, 'throughput', 'handled')) ||
        has(words.sentence, 'throughput') ||
        isPerSecond ||
        of !== 'requests';
  return named ? { kind: 'rate', of } : undefined;
}

const isKeys = (name: TermName): name is 'users' | 'products' => name === 'users' || name === 'products';
/** "사용자 약 4명", "4개의 상품": anything further away belongs to another figure. */
const isBeside = ({ distance }: NearTerm) => distance <= 4;

/** "실패: 21", "에러 3건": nothing but a sign lies between. */
const isTouching = ({ distance }: NearTerm) => distance <= 3;
/** "402 requests failed", "388건이 실패", "20개의 요청 실패". */
const isClose = ({ distance }: NearTerm) => distance <= 12;
const COUNTERS = /^(?:건|회|번|개|requests|reqs)$/i;

/** Requests, or checks, that failed or succeeded; undefined where the figure counts neither. */
function outcome({
  before,
  after,
  labels,
  counter,
  besideShare,
  sentence,
  inTable,
  isWhole,
}: Words): Quantity | undefined {
  const counts = counter === undefined || COUNTERS.test(counter);
  if (!counts || isWhole) return undefined;
  const isFailing = ({ name }: Term) => name === 'failed' || name === 'failing';
  const isOutcome = (term: Term) => isFailing(term) || name(term) === 'succeeded';
  const of = (term: Term): Quantity => ({ kind: 'count', of: isFailing(term) ? 'failed' : 'succeeded' });
  if (besideShare && counter !== undefined) {
    const share = sentence.find((term) => name(term) === 'error-rate' || name(term) === 'success-rate');
    if (share) return { kind: 'count', of: name(share) === 'error-rate' ? 'failed' : 'succeeded' };
  }
  const behind = after.find((term) => isOutcome(term) && isClose(term));
  // "실패 요청 419건": only what is counted stands in between.
  const ahead = before.findIndex((term) => isOutcome(term));
  const near = before[ahead];
  const isNext =
    near !== undefined && (isTouching(near) || before.slice(0, ahead).every((term) => name(term) === 'requests'));
  if (near && isNext && near.distance <= 12) return of(near);
  if (behind && counter !== undefined) return of(behind);
  const label =
    inTable && before.length === 0 ? labels.map((one) => one.find(isOutcome)).find((one) => one) : undefined;
  const counted = labels.some((one) => has(one, 'iterations', 'dropped', 'vus', 'error-rate', 'success-rate'));
  return label && !counted ? of(label) : undefined;
}

const name = ({ name: own }: Term) => own;

function countQuantity(figure: Figure, words: Words): Quantity | undefined {
  const near = [words.before, words.after];
  const labels = words.labels;
  // "계획 185,050회 중 실행된 것은 3,999회".
  if (words.before[0]?.name === 'executed' && words.inScenario) return { kind: 'count', of: 'delivered' };
  if ([...near, ...labels].some((terms) => has(terms, 'plan', 'other-count', 'comparison'))) return undefined;
  if ([...near, ...labels].some((terms) => namesOf(terms).some((name) => isMeasure(name)))) return undefined;
  const isRun = [...near, ...labels].some((terms) => has(terms, 'executed'));
  if ((isRun && words.inScenario) || (words.isPart && labels.some((terms) => has(terms, 'delivered')))) {
    return has(words.after, 'vus') ? undefined : { kind: 'count', of: 'delivered' };
  }
  const label = first(isCounted, ...labels);
  const before = first(isCounted, words.before);
  const after = first(isCounted, words.after);
  // "168,879 iterations were dropped".
  const isDropped = namesOf(words.after).filter(isCounted).slice(0, 2).join() === 'iterations,dropped';
  const own = isDropped ? 'dropped' : (before ?? after);
  // Only the most virtual users is a figure of k6; any other number of them may be a plan.
  if ((own ?? label) === 'vus') {
    return [...near, ...labels].some((terms) => has(terms, 'max')) ? { kind: 'count', of: 'vus' } : undefined;
  }
  const isSent = has(words.before, 'sent') && after === 'requests';
  const beside = first(isKeys, words.before.filter(isBeside), words.after.filter(isBeside));
  if (beside !== undefined) return figure.decimals ? undefined : { kind: 'count', of: beside };
  if (near.some((terms) => namesOf(terms).some((name) => isStatistic(name)))) return undefined;
  if (own === 'dropped') return { kind: 'count', of: own };
  const result = figure.decimals ? undefined : outcome(words);
  if (result) return result;
  if (own === 'failed') return { kind: 'count', of: own };
  // "총 5번 진행하였다", "총 20명": no requests.
  const isOther =
    own === undefined &&
    !has(words.after, 'handled') &&
    words.counter !== undefined &&
    !/^(?:건|requests|reqs)$/i.test(words.counter);
  if (isOther) return undefined;
  if (has(words.before, 'total') || has(words.after, 'total')) {
    const of = own ?? first(isCounted, words.sentence) ?? label ?? 'requests';
    return of === 'requests' || of === 'iterations' || of === 'dropped' ? { kind: 'count', of } : undefined;
  }
  if (isSent || (has(words.after, 'handled') && !has(words.before, 'per-second')))
    return { kind: 'count', of: 'requests' };
  if (
    own === undefined &&
    (label === 'requests' || label === 'iterations' || label === 'dropped' || label === 'failed')
  ) {
    return { kind: 'count', of: label };
  }
  return undefined;
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

function plainQuantity(figure: Figure, words: Words, carried: Statistic | undefined): Quantity | undefined {
  if (figure.limit) return undefined;
  switch (figure.unit) {
    case 'time':
      return timeQuantity(words, carried);
    case 'percent':
      return shareQuantity(words);
    case 'size':
      return dataQuantity(figure, words);
    case 'factor':
      return undefined;
    case 'plain': {
      const near = [words.before, words.after];
      const isNear = near.some((terms) => has(terms, 'per-second')) || has(words.before, 'throughput');
      // "total: 118,402 requests" under "Throughput" is a count.
      const isTotal = near.some((terms) => has(terms, 'total')) && !words.inTable;
      const isRate =
        figure.perSecond ||
        isNear ||
        (!isTotal && words.labels.some((label) => has(label, 'throughput', 'per-second')));
      if (isRate) return rateQuantity(figure, words);
      return countQuantity(figure, words) ?? (words.inTable ? bareTime(words) : undefined);
    }
  }
}
