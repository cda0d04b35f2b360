import type { VerifyFinding } from '../model/verify.ts';
import type { Figure } from './figure.ts';
import type { Statement } from './statement.ts';

/** How far a rate may be from count ÷ time: the time is often rounded, and ramps are counted or not. */
const RATE_TOLERANCE = 0.1;
/** A change in per cent may be off by rounding of both figures and by this. */
const CHANGE_TOLERANCE = 0.02;

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

const CHANGE_WORDS =
  /개선|감소|단축|향상|증가|상승|하락|줄어|줄었|늘어|늘었|빨라|느려|improv|reduc|decreas|increas|faster|slower|better|worse|drop|gain|lower|higher|shorter/i;
const LEVEL_WORDS = /^\s?(?:수준|of (?!the time))/;
const BEFORE_LABEL = /(?:전|이전|기존|before|baseline|previous|old)\s*(?:\(.*\))?$/i;
const AFTER_LABEL = /(?:후|이후|after|new|current)\s*(?:\(.*\))?$/i;
const CHANGE_LABEL = /[개감향증변단]\S{0,3}[율률]|change|improve|diff|gain/i;

/** All meanings of "N % better" from one figure to another: of the first, or of the second. */
function changes(from: Figure, to: Figure): number[] {
  const difference = Math.abs(from.value - to.value);
  return [from.value, to.value].filter((base) => base > 0).map((base) => difference / base);
}

function wrongChangeOf(from: Statement, to: Statement, said: Statement): VerifyFinding[] {
  if (from.figure.unit !== to.figure.unit) return [];
  const spread = [from.figure, to.figure].map(({ value, precision }) => (value === 0 ? 0 : precision / value));
  const rounding = spread.reduce((sum, part) => sum + part, 0);
  const isRight = changes(from.figure, to.figure).some(
    (ratio) => Math.abs(ratio - said.figure.value) <= CHANGE_TOLERANCE + said.figure.precision + rounding * (1 + ratio),
  );
  const [ratio] = changes(from.figure, to.figure);
  if (isRight || ratio === undefined) return [];
  return [
    {
      id: 'change',
      kind: 'wrong',
      line: said.line,
      said: said.figure.text,
      from: from.figure.text,
      to: to.figure.text,
      ratio,
    },
  ];
}

/** "7.48→1.67s, 60% 개선", in a sentence. */
export function wrongChange(sentence: readonly Statement[]): VerifyFinding[] {
  const at = sentence.findIndex(({ changesToNext }) => changesToNext);
  const [from, to] = [sentence[at], sentence[at + 1]];
  if (at < 0 || !from || !to || sentence.filter(({ changesToNext }) => changesToNext).length > 1) return [];
  const shares = sentence.filter((one) => one !== from && one !== to && one.figure.unit === 'percent');
  const [said] = shares;
  if (!said || shares.length > 1 || said.figure.limit || LEVEL_WORDS.test(said.rest)) return [];
  return CHANGE_WORDS.test(`${said.before} ${said.rest}`) ? wrongChangeOf(from, to, said) : [];
}

/** The same in a row of a table: before, after, change. */
export function wrongChangeInRow(row: readonly Statement[]): VerifyFinding[] {
  const of = (label: RegExp, unit?: 'percent') =>
    row.filter((one) => label.test(one.label.trim()) && (unit === undefined || one.figure.unit === unit));
  const said = of(CHANGE_LABEL, 'percent');
  const [from, to] = [
    of(BEFORE_LABEL).filter((one) => !said.includes(one)),
    of(AFTER_LABEL).filter((one) => !said.includes(one)),
  ];
  const [first] = said;
  if (from.length !== 1 || to.length !== 1 || said.length !== 1 || !from[0] || !to[0] || !first) return [];
  return wrongChangeOf(from[0], to[0], first);
}
