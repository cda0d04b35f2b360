import { type Quantity, STATISTICS, type VerifyFinding } from '../model/verify.ts';
import type { TermName } from '../words/vocabulary.ts';
import type { Figure } from './figure.ts';
import type { Statement } from './statement.ts';
import { termsIn } from './vocabulary.ts';

/** A change in per cent may be off by rounding of both figures and by this. */
const CHANGE_TOLERANCE = 0.02;

const CHANGE_WORDS =
  /개선|감소|단축|향상|증가|상승|하락|절감|줄어|줄었|줄였|늘어|늘었|빨라|느려|높아|낮아|improv|reduc|decreas|increas|faster|slower|better|worse|drop|gain|loss|lost|lower|higher|shorter|fell|grew|rose|less|more/i;
const LEVEL_WORDS = /^\s?(?:수준|of (?!the time))/;
/** "603ms → 69ms (-88.5%)": a change by the place alone. */
const IN_BRACKETS = /^[^\d()（）]{0,12}[(（]\s*[-+−▲▼↑↓]?\s*(?:약 ?|about )?$/;
const BEFORE_LABEL = /(?:전|이전|기존|before|baseline|previous|old)\s*(?:\(.*\))?$/i;
const AFTER_LABEL = /(?:후|이후|after|new|current)\s*(?:\(.*\))?$/i;
const CHANGE_LABEL =
  /[개감향증변단]\S{0,3}[율률폭]|^\W*(?:개선|변화|증감|감소|향상|차이|효과)\W*(?:\(.*\))?$|change|improve|diff|gain|delta|speed-?up|Δ/i;

/** Names of what k6 measures. */
const NAMES_CHANGED: ReadonlySet<TermName> = new Set<TermName>([
  ...STATISTICS,
  'response',
  'duration',
  'throughput',
  'requests',
  'error-rate',
  'per-second',
]);

const isRelative = ({ figure }: Statement) => figure.unit === 'percent' || figure.unit === 'factor';

/** "1차의 4.4배", "2.3배가 되었다": so many times, and not so many more. */
const IS_TIMES = /^(?:이?다(?=[\s.,]|$)|이고|이며|이지만|였|이었|입니|가 되|이 되|에 달)/;
const OF_BASE = /의 ?(?:약 |무려 |거의 )?$/;
const isTimes = ({ before, rest }: Pick<Statement, 'before' | 'rest'>) =>
  IS_TIMES.test(rest) || (OF_BASE.test(before) && /^(?:[,.)]|$)/.test(rest));

/**
 * All meanings of "N % better", or "N times", from one value to another: of the first, or of the second. `around`: what
 * stands before and behind it.
 */
export function changesBetween(
  from: number,
  to: number,
  said: Figure,
  around: Pick<Statement, 'before' | 'rest'>,
): number[] {
  const ratios = from > 0 && to > 0 ? [to / from, from / to] : [];
  if (said.unit === 'factor') return isTimes(around) ? ratios : ratios.flatMap((ratio) => [ratio, ratio - 1]);
  const difference = Math.abs(from - to);
  return [from, to].filter((base) => base > 0).map((base) => difference / base);
}

/** True where a change that is said is one of those. `rounding`: by what share both values may be off in all. */
export function isOneOf(changes: readonly number[], { value, precision }: Figure, rounding: number): boolean {
  return changes.some((ratio) => Math.abs(ratio - value) <= CHANGE_TOLERANCE + precision + rounding * (1 + ratio));
}

function wrongChangeOf(from: Statement, to: Statement, said: Statement): VerifyFinding[] {
  const { figure, line } = said;
  const [a, b] = [from.figure, to.figure];
  if (a.unit !== b.unit || figure.limit) return [];
  const rounding = [a, b].reduce((sum, { value, precision }) => sum + (value === 0 ? 0 : precision / value), 0);
  const changes = changesBetween(a.value, b.value, figure, said);
  // "5% → 2%, 3% 감소": in points.
  const points = a.unit === 'percent' ? [Math.abs(a.value - b.value)] : [];
  const [ratio] = changes;
  if (ratio === undefined || isOneOf([...changes, ...points], figure, rounding)) return [];
  return [{ id: 'change', kind: 'wrong', line, said: figure.text, from: a.text, to: b.text, ratio }];
}

const isSaid = ({ figure, before, rest, asked }: Statement) =>
  !asked &&
  !figure.limit &&
  !LEVEL_WORDS.test(rest) &&
  (CHANGE_WORDS.test(`${before} ${rest}`) || IN_BRACKETS.test(before) || figure.unit === 'factor');

/** "60% 개선(7.48→1.67s)". */
const RIGHT_BEFORE = /^\s?\S{0,4}\s?[(（:：,]?\s?$/;

/** Behind the change, or right before it: "사용자를 10배 늘렸을 때 …" is another one. */
const isBeside = (said: Statement, from: Statement, sentence: readonly Statement[]) =>
  sentence.indexOf(said) > sentence.indexOf(from) || RIGHT_BEFORE.test(from.before);

/** True where a term may stand for what a figure states: "응답 시간" for any of its statistics. */
function isNameOf(name: TermName, quantity: Quantity): boolean {
  switch (quantity.kind) {
    case 'time':
      return name === 'response' || name === 'duration' || name === quantity.statistic;
    case 'rate':
      return name === 'throughput' || name === 'per-second' || name === 'requests';
    case 'share':
      return name === 'error-rate';
    default:
      return name === 'requests';
  }
}

/** "커넥션을 20에서 40으로 늘리자 처리량이 1.5배", "p95가 1.9초에서 0.4초로 줄고 처리량은 4.3배": what grew is another thing. */
export function isOfOther({ before }: Statement, { quantity }: Statement): boolean {
  const named = termsIn(before).flatMap(({ name }) => (NAMES_CHANGED.has(name) ? [name] : []));
  return named.length > 0 && !(quantity && named.some((name) => isNameOf(name, quantity)));
}

/** "84ms로 글 상세(18ms)의 4.6배": of the figure in the brackets before it. */
const OF_BRACKET = /^\s?[)）]의 ?(?:약 |무려 |거의 )?$/;

export function wrongMultipleOfBracket(sentence: readonly Statement[]): VerifyFinding[] {
  return sentence.flatMap((said, at) => {
    const [of, base] = [sentence[at - 2], sentence[at - 1]];
    if (said.figure.unit !== 'factor' || said.asked || said.runChange || said.partChange || !of || !base) return [];
    if (!OF_BRACKET.test(said.before) || !/[(（]\s?$/.test(base.before) || base.asked) return [];
    // Multiples of a goal are looked at by themselves.
    if (base.terms.includes('plan') || of.figure.limit || base.figure.limit) return [];
    return wrongChangeOf(base, of, said);
  });
}

/** "median은 41.3ms인데 max는 512.9ms — 약 12.4배": the only two, right before the multiple. */
const AT_END = /^\s*(?:[—–-]|[,，(（]|로,?)\s*(?:약 |무려 |거의 )?$/;

export function wrongRatioOfTwo(sentence: readonly Statement[]): VerifyFinding[] {
  const [from, to, said, ...others] = sentence;
  if (!from || !to || said?.figure.unit !== 'factor' || others.length > 0 || said.column !== undefined) return [];
  if (from.figure.unit !== 'time' || to.figure.unit !== 'time') return [];
  if (said.asked || from.asked || to.asked || said.runChange || said.partChange || from.changesToNext) return [];
  if (!AT_END.test(said.before) || !/^[^\p{L}]*(?:배|[.)]|$)/u.test(said.rest) || from.terms.includes('plan'))
    return [];
  return wrongChangeOf(from, to, said);
}

/** "200에서는 1.4배에 그쳤고", "200 VU로 올리면". */
const LEVELS_BEHIND = /^ ?(?:명|VUs?|users|[RTQ]PS)?(?:에선|에서는)(?![가-힣])/i;

/** "7.48→1.67s, 60% 개선", in a sentence; of several arrows each with the share right behind it. */
export function wrongChange(sentence: readonly Statement[]): VerifyFinding[] {
  const arrows = sentence.flatMap((from, at) => {
    const to = sentence[at + 1];
    // "증감(100→500)" names the rows of the change, "100 → 200에서는" levels of the load.
    const isNamed = from.column === 0 || (to?.quantity === undefined && LEVELS_BEHIND.test(to?.rest ?? ''));
    return from.changesToNext && to && !isNamed ? [{ from, to, next: sentence[at + 2] }] : [];
  });
  const [only] = arrows;
  if (!only) return [];
  const shares = sentence.filter((one) => isRelative(one) && one !== only.from && one !== only.to);
  if (arrows.length === 1 && shares.length === 1) {
    const [said] = shares;
    return said && isSaid(said) && !isOfOther(said, only.from) && isBeside(said, only.from, sentence)
      ? wrongChangeOf(only.from, only.to, said)
      : [];
  }
  return arrows.flatMap(({ from, to, next }) =>
    next && isRelative(next) && !next.changesToNext && isSaid(next) && !isOfOther(next, from)
      ? wrongChangeOf(from, to, next)
      : [],
  );
}

/** The same in a row of a table: before, after, change. */
export function wrongChangeInRow(row: readonly Statement[]): VerifyFinding[] {
  const [said, ...others] = row.filter((one) => CHANGE_LABEL.test(one.label.trim()) && isRelative(one));
  if (!said || others.length > 0 || said.column === undefined) return [];
  const of = (label: RegExp) => row.filter((one) => one !== said && label.test(one.label.trim()));
  const [from, to] = [of(BEFORE_LABEL), of(AFTER_LABEL)];
  if (from.length === 1 && to.length === 1 && from[0] && to[0]) return wrongChangeOf(from[0], to[0], said);
  // Two values and nothing else: the change is theirs.
  const values = row.filter(({ column }) => column !== undefined && column > 0 && column !== said.column);
  const [first, second] = values;
  return values.length === 2 && first && second && first.column !== second.column
    ? wrongChangeOf(first, second, said)
    : [];
}
