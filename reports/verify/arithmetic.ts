import type { VerifyFinding } from '../model/verify.ts';
import type { Statement } from './statement.ts';
import { isStatistic } from './words.ts';

/** How far a rate may be from count ÷ time: the time is often rounded, and ramps are counted or not. */
const RATE_TOLERANCE = 0.1;

const LENGTH_LABEL = /(?:실행|소요|테스트|진행|총|측정) ?시간|^시간|duration|elapsed|length/i;

const isRate = ({ figure, quantity, terms, change, asked }: Statement) =>
  !change &&
  !asked &&
  !figure.limit &&
  figure.unit === 'plain' &&
  quantity?.kind !== 'custom' &&
  !terms.includes('per-user') &&
  (quantity?.kind === 'rate' || figure.perSecond || terms.includes('per-second'));

/** "in 5 s", "5초 동안": a time in which something was counted. */
const WITHIN_BEFORE = /(?:^|\s)(?:in|within|over|for|during)(?: the)?\s*$/i;
const WITHIN_AFTER = /^\s?(?:동안|만에)/;

function isLength({ figure, quantity, label, before, rest, terms }: Statement): boolean {
  if (figure.unit !== 'time' || quantity !== undefined || figure.limit || terms.some(isStatistic)) return false;
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
  const [rate, ...otherRates] = group.filter(
    (one) => isRate(one) && (!named || one.quantity !== undefined || one.figure.perSecond),
  );
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

/** "2.49% (40/1,363)", "2.49% (1,363건 중 40건)": a share and right behind it what it is of. */
const FRACTION =
  /^(?: of (?:all )?[a-z]{2,12})?\s?[(（]\s?(?:(\d[\d,]*)\s?(?:건|회|개|번)?\s?(?:\/|(?:out )?of)\s?(\d[\d,]*)|(\d[\d,]*)\s?(?:건|회|개|번)? (?:중|가운데) (\d[\d,]*))\s?(?:건|회|개|번|requests|iterations)?[)）]/;
const numberOf = (text: string) => Number(text.replaceAll(',', ''));

/** A share that is not that of the fraction in its brackets, nor what is left of it. */
export function wrongFraction({ figure, rest, line }: Statement): VerifyFinding[] {
  if (figure.unit !== 'percent' || figure.limit || !/[(（]/.test(rest.slice(0, 24))) return [];
  const [, part, whole, of, own] = rest.slice(0, 60).match(FRACTION) ?? [];
  const [a = '', b = ''] = part === undefined ? [own, of] : [part, whole];
  const [counted, all] = [numberOf(a), numberOf(b)];
  if (a === '' || b === '' || all === 0 || counted > all) return [];
  const ratio = counted / all;
  const fits = [ratio, 1 - ratio].some((one) => Math.abs(one - figure.value) <= figure.precision * 1.001);
  return fits ? [] : [{ id: 'fraction', kind: 'wrong', line, said: figure.text, part: a, whole: b, ratio }];
}

/** How far a rate per minute may be from sixty times a rate that is rounded, beside its own last places. */
const MINUTE_TOLERANCE = 0.02;
const ABOUT_TOLERANCE = 0.05;

/** "초당 220건, 분당으로는 21.1천 건": one rate of each kind in a sentence. */
export function wrongMinute(sentence: readonly Statement[]): VerifyFinding[] {
  const rates = sentence.filter(
    ({ figure, asked, change, terms }) =>
      figure.unit === 'plain' &&
      !asked &&
      !change &&
      !figure.limit &&
      !terms.includes('per-user') &&
      (figure.perSecond || terms.length > 0),
  );
  const [minute, ...otherMinutes] = rates.filter(({ terms }) => terms[0] === 'per-minute');
  const [second, ...otherSeconds] = rates.filter(({ terms }) => terms[0] === 'per-second');
  if (!minute || !second || otherMinutes.length + otherSeconds.length > 0) return [];
  if (minute.runs.some((run) => !second.runs.includes(run))) return [];
  const perMin = 60 * second.figure.value;
  const isAbout = minute.figure.about || second.figure.about;
  const slack =
    minute.figure.precision +
    60 * second.figure.precision +
    (isAbout ? ABOUT_TOLERANCE : MINUTE_TOLERANCE) * minute.figure.value;
  if (Math.abs(minute.figure.value - perMin) <= slack) return [];
  const { line, figure } = minute;
  return [{ id: 'per-minute', kind: 'wrong', line, said: figure.text, perSec: second.figure.text, perMin }];
}
