import type { VerifyFinding } from '../model/verify.ts';
import type { Statement } from './statement.ts';

/** How far a rate may be from count ÷ time: the time is often rounded, and ramps are counted or not. */
const RATE_TOLERANCE = 0.1;

const LENGTH_LABEL = /(?:실행|소요|테스트|진행|총|측정) ?시간|^시간|duration|elapsed|length/i;

const isRate = ({ figure, quantity, terms, change }: Statement) =>
  !change &&
  !figure.limit &&
  figure.unit === 'plain' &&
  (quantity?.kind === 'rate' || figure.perSecond || terms.includes('per-second'));

/** "in 5 s", "5초 동안": a time in which something was counted. */
const WITHIN_BEFORE = /(?:^|\s)(?:in|within|over|for|during)(?: the)?\s*$/i;
const WITHIN_AFTER = /^\s?(?:동안|만에)/;

function isLength({ figure, quantity, label, before, rest }: Statement): boolean {
  if (figure.unit !== 'time' || quantity !== undefined || figure.limit) return false;
  if (label !== '') return LENGTH_LABEL.test(label);
  return LENGTH_LABEL.test(before) || WITHIN_BEFORE.test(before) || WITHIN_AFTER.test(rest);
}

const isCount = (statement: Statement) =>
  statement.figure.unit === 'plain' &&
  !statement.figure.decimals &&
  !isRate(statement) &&
  !statement.figure.limit &&
  (statement.quantity === undefined || (statement.quantity.kind === 'count' && statement.quantity.of === 'requests')) &&
  !statement.terms.some(
    (name) =>
      name === 'vus' ||
      name === 'users' ||
      name === 'products' ||
      name === 'plan' ||
      name === 'other-count' ||
      name === 'iterations' ||
      name === 'dropped',
  );

/**
 * "1,270 requests in 5 s, 133 TPS": one count, one time and one rate that do not fit each other. `named`: only a count that
 * is called requests, as where the three stand in sentences or items of their own.
 */
export function wrongRate(
  group: readonly Statement[],
  named: boolean,
): { finding: VerifyFinding; of: readonly Statement[] }[] {
  if (group.length < 3) return [];
  const [count, ...otherCounts] = group.filter((one) => isCount(one) && (!named || one.quantity !== undefined));
  const [time, ...otherTimes] = group.filter(isLength);
  const [rate, ...otherRates] = group.filter(isRate);
  if (!count || !time || !rate || otherCounts.length + otherTimes.length + otherRates.length > 0) return [];
  const least = (count.figure.value - count.figure.precision) / ((time.figure.value + time.figure.precision) / 1000);
  const shortest = time.figure.value - time.figure.precision;
  const most =
    shortest <= 0 ? Number.POSITIVE_INFINITY : (count.figure.value + count.figure.precision) / (shortest / 1000);
  const { value, precision } = rate.figure;
  if (value + precision >= least * (1 - RATE_TOLERANCE) && value - precision <= most * (1 + RATE_TOLERANCE)) return [];
  const finding: VerifyFinding = {
    id: 'arithmetic',
    kind: 'wrong',
    line: rate.line,
    said: rate.figure.text,
    count: count.figure.text,
    time: time.figure.text,
    perSec: count.figure.value / (time.figure.value / 1000),
  };
  return [{ finding, of: [count, time, rate] }];
}
