import type { Quantity } from '../model/verify.ts';
import type { TermName } from '../words/vocabulary.ts';
import type { Figure } from './figure.ts';
import type { Term } from './vocabulary.ts';
import {
  first,
  has,
  isCounted,
  isMeasure,
  isStatistic,
  isTelling,
  isTouching,
  type NearTerm,
  namesOf,
  type Words,
} from './words.ts';

const isKeys = (name: TermName): name is 'users' | 'products' => name === 'users' || name === 'products';
/** "사용자 약 4명", "4개의 상품": anything further away belongs to another figure. */
const isBeside = ({ distance }: NearTerm) => distance <= 4;

/** "402 requests failed", "388건이 실패", "20개의 요청 실패". */
const isClose = ({ distance }: NearTerm) => distance <= 12;
const COUNTERS = /^(?:건|회|번|개|times|requests|reqs)$/i;

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
  isPart,
  isApart,
  isFirst,
  besideRate,
}: Words): Quantity | undefined {
  const counts = counter === undefined || COUNTERS.test(counter);
  if (!counts || isWhole) return undefined;
  const isFailing = ({ name }: Term) => name === 'failed' || name === 'failing';
  const isOutcome = (term: Term) => isFailing(term) || name(term) === 'succeeded';
  const of = (term: Term): Quantity => ({ kind: 'count', of: isFailing(term) ? 'failed' : 'succeeded' });
  if (besideRate === 'error-rate' || besideRate === 'success-rate') {
    return { kind: 'count', of: besideRate === 'error-rate' ? 'failed' : 'succeeded' };
  }
  if (besideShare && counter !== undefined) {
    const share = sentence.find((term) => name(term) === 'error-rate' || name(term) === 'success-rate');
    if (share) return { kind: 'count', of: name(share) === 'error-rate' ? 'failed' : 'succeeded' };
  }
  const behind = after.find((term) => isOutcome(term) && isClose(term));
  // "실패 요청 419건": only what is counted stands in between.
  const ahead = before.findIndex((term) => isOutcome(term));
  const near = before[ahead];
  const isNext =
    near !== undefined &&
    (isTouching(near) || before.slice(0, ahead).every((term) => name(term) === 'requests' || isTotalOf(term, near)));
  const isBehind = behind !== undefined && isApart && isTouching(behind);
  if (near && isNext && !isBehind && near.distance <= 12) return of(near);
  if (behind && (counter !== undefined || isPart)) return of(behind);
  // "- 실패" and below it "- 14건 (1.2%)", "전체 1,363건 중 34건".
  const label =
    (inTable || isFirst || isPart) && before.length === 0
      ? labels.map((one) => one.find(isOutcome)).find((one) => one)
      : undefined;
  const counted = labels.some((one) => has(one, 'iterations', 'dropped', 'vus', 'error-rate', 'success-rate'));
  return label && !counted ? of(label) : undefined;
}

const name = ({ name: own }: Term) => own;

/** "오류는 총 15건": a particle lies between what failed and its total. */
const isTotalOf = (term: NearTerm, { end }: NearTerm) => term.name === 'total' && term.start - end <= 2;
const isDropped = (term: Term | undefined) => term?.name === 'dropped' || term?.name === 'executed';

/** "약 2만 4천 건을 받았다" speaks of all of them. */
const MANY = 1000;

/** What a whole number states. */
export function countQuantity(figure: Figure, words: Words): Quantity | undefined {
  if (words.ofStatus) return undefined;
  const near = [words.before, words.after];
  const labels = words.labels;
  // "계획 185,050회 중 실행된 것은 3,999회".
  if (words.before[0]?.name === 'executed' && words.inScenario) return { kind: 'count', of: 'delivered' };
  // "1,800건은 보내지 못했고 실행된 것은 88,200건": not one of the former.
  if (words.before[0]?.name === 'executed' && isDropped(words.before[1])) return undefined;
  if ([...near, ...labels].some((terms) => has(terms, 'plan', 'other-count', 'comparison'))) return undefined;
  // "실패 1,231건은 모두 429 응답이다": a time behind what was counted is not its.
  const [ahead] = words.before;
  const isNamed =
    (ahead?.name === 'failed' || ahead?.name === 'failing') && isTouching(ahead) && COUNTERS.test(words.counter ?? '');
  const about = isNamed || words.isWhole ? [words.before, ...labels] : [...near, ...labels];
  if (about.some((terms) => namesOf(terms).some((name) => isMeasure(name)))) return undefined;
  const isRun = [...near, ...labels].some((terms) => has(terms, 'executed'));
  if ((isRun && words.inScenario) || (words.isPart && labels.some((terms) => has(terms, 'delivered')))) {
    return has(words.after, 'vus') ? undefined : { kind: 'count', of: 'delivered' };
  }
  const label = first(isCounted, ...labels);
  const before = first(isCounted, words.before);
  const after = first(isCounted, words.after);
  // "168,879 iterations were dropped".
  const own = words.wereDropped ? 'dropped' : (before ?? after);
  if ((own ?? label) === 'vus') return isMostUsers(words) ? { kind: 'count', of: 'vus' } : undefined;
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
    label === undefined &&
    !has(words.after, 'handled') &&
    words.counter !== undefined &&
    !/^(?:건|requests|reqs)$/i.test(words.counter);
  if (isOther) return undefined;
  if (has(words.before, 'total') || has(words.after, 'total')) {
    // "두 도구 모두 스레드 60": nothing says of what it is a total.
    if (own === undefined && label === undefined && words.counter === undefined && !isNextToTotal(words)) {
      return undefined;
    }
    const [behind] = words.after;
    // "83 requests in total (53 iterations in total)".
    const next = behind && behind.distance <= 1 && isDirect(behind.name) ? behind.name : undefined;
    const of = next ?? own ?? first(isCounted, words.sentence) ?? label ?? 'requests';
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
  const isRounded = figure.about || figure.precision >= MANY / 10;
  const isMuch = isTelling(figure) || (isRounded && figure.value >= MANY);
  if ((words.wasSent || (words.wasCounted && words.before.length === 0)) && isMuch && !figure.decimals)
    return { kind: 'count', of: 'requests' };
  if (words.isBare && own === undefined && label === undefined && isTelling(figure) && !figure.decimals) {
    return { kind: 'count', of: 'requests' };
  }
  const direct = counted(figure, words);
  return direct && { kind: 'count', of: direct };
}

/** "총 5,488", "5,488 in total". */
const isNextToTotal = ({ before, after, inTable }: Words): boolean =>
  inTable || [before, after].some((terms) => terms.some((term) => term.name === 'total' && isTouching(term)));

/** Only the most virtual users is a figure of k6; any other number of them may be a plan. */
function isMostUsers({ before, after, labels, inTable, label, endsItem, counter, isSet, isHeld, wereUsers }: Words) {
  if (isSet) return false;
  if (wereUsers || isHeld) return true;
  if ([before, after, ...labels].some((terms) => has(terms, 'max'))) return true;
  const isCount = counter === undefined || /^(?:명|개)$/.test(counter);
  return (
    isCount &&
    endsItem &&
    (label !== undefined || inTable) &&
    !has(before, 'min') &&
    !labels.some((one) => has(one, 'min'))
  );
}

const isDirect = (name: TermName): name is 'requests' | 'iterations' | 'dropped' =>
  name === 'requests' || name === 'iterations' || name === 'dropped';

/** What a figure counts by the word right beside it: "요청은 1,339건이", "반복: 696회", "1,676 requests". */
function counted(figure: Figure, { before, after, labels, counter, label, isWhole }: Words) {
  // "8.74% (16,171 of 185,050 iterations)" below "Delivered": of a plan.
  if (isWhole && labels.some((one) => has(one, 'delivered'))) return undefined;
  if (figure.decimals || (counter !== undefined && !COUNTERS.test(counter))) return undefined;
  const [ahead] = before;
  if (ahead && isTouching(ahead) && isDirect(ahead.name)) {
    return label === 'colon' || isTelling(figure) ? ahead.name : undefined;
  }
  const [behind, next] = after;
  const isRate = next?.name === 'per-second' || next?.name === 'per-minute';
  const gap = 1 + (counter === undefined || !/^[가-힣]/.test(counter) ? 0 : counter.length);
  return behind && behind.distance <= gap && isDirect(behind.name) && !isRate && isTelling(figure)
    ? behind.name
    : undefined;
}
