import type { VerifyFinding } from '../model/verify.ts';
import { count, duration } from '../text/format.ts';
import type { Figure } from './figure.ts';
import { k6Values } from './k6-values.ts';
import type { Statement } from './statement.ts';

/** "140.7ms 줄었다", "2.46%p 감소", "-2.46%p". */
const DIFFERENCE_BEHIND =
  /^\s?(?:가량|정도|이나|만큼|이|가)?\s?(?:줄|감소|단축|빨라|느려|늘|증가|차이|낮아|높아|떨어|올라|하락|상승|개선|포인트)/;
const BARE_BEHIND = /^\s*[)）]?\s*$/;
const COLUMN = /[개감향증변단]\S{0,3}[율률폭]|개선|변화|증감|감소|향상|차이|효과|change|diff|gain|delta|Δ/i;

/** The difference of two figures as the one that states it would be written. */
function differenceText(value: number, { unit }: Figure): string {
  if (unit === 'time') return duration(value);
  return unit === 'points' ? `${(100 * value).toFixed(2)}%p` : count(value);
}

const unitOfValues = ({ unit }: Figure) => (unit === 'points' ? 'percent' : unit);

/** True where the difference of two values is the one that is said, as far as all three are rounded. */
export const isDifference = (said: Figure, values: readonly Pick<Figure, 'value' | 'precision'>[]): boolean => {
  const [a, b] = values;
  if (!a || !b) return true;
  const slack = 1.01 * (said.precision + a.precision + b.precision) + 1e-9 * Math.max(a.value, b.value);
  return Math.abs(Math.abs(a.value - b.value) - said.value) <= (said.about ? slack + 0.05 * said.value : slack);
};

/** That a difference is not the one of two values, which are told as `text`. */
export function wrongDifferenceOf(
  { line, figure }: Statement,
  from: Pick<Figure, 'value' | 'text'>,
  to: Pick<Figure, 'value' | 'text'>,
): VerifyFinding {
  const difference = differenceText(Math.abs(from.value - to.value), figure);
  return { id: 'difference', kind: 'wrong', line, said: figure.text, from: from.text, to: to.text, difference };
}

const finding = (said: Statement, from: Figure, to: Figure): VerifyFinding[] =>
  said.figure.limit || isDifference(said.figure, [from, to]) ? [] : [wrongDifferenceOf(said, from, to)];

/** "612.3ms에서 471.6ms로 140.7ms 줄었다", "2.59% → 0.13% (-2.46%p)": right behind the two. */
export function wrongDifference(sentence: readonly Statement[]): VerifyFinding[] {
  return sentence.flatMap((said, at) => {
    const [from, to] = [sentence[at - 2], sentence[at - 1]];
    if (!from?.changesToNext || !to || said.asked || said.changesToNext) return [];
    const unit = unitOfValues(said.figure);
    if (from.figure.unit !== unit || to.figure.unit !== unit || (unit === 'percent' && said.figure.unit !== 'points'))
      return [];
    const isSaid = DIFFERENCE_BEHIND.test(said.rest) || (said.figure.unit === 'points' && BARE_BEHIND.test(said.rest));
    return isSaid ? finding(said, from.figure, to.figure) : [];
  });
}

/** The same in a row of a table whose two other columns are those of the runs. */
export function wrongDifferenceInRow(row: readonly Statement[]): VerifyFinding[] {
  const [said, ...others] = row.filter(({ label }) => COLUMN.test(label));
  if (
    !said ||
    others.length > 0 ||
    said.column === undefined ||
    said.figure.unit === 'factor' ||
    said.figure.unit === 'percent'
  )
    return [];
  const unit = unitOfValues(said.figure);
  const values = row.filter(
    ({ column, figure }) => column !== undefined && column > 0 && column !== said.column && figure.unit === unit,
  );
  const [from, to] = values;
  return values.length === 2 && from && to && from.column !== to.column ? finding(said, from.figure, to.figure) : [];
}

/** "실패율은 2.46%p 낮아졌다": between the only two runs, of which the sentence gives no figure. */
export function wrongPointsOfRuns(said: Statement): VerifyFinding[] {
  const [from, to, ...others] = said.runs;
  const of = said.terms.find((name) => name === 'error-rate' || name === 'success-rate');
  if (said.figure.unit !== 'points' || said.asked || !from || !to || others.length > 0 || said.column !== undefined)
    return [];
  if ((of !== 'error-rate' && of !== 'success-rate') || said.part || !DIFFERENCE_BEHIND.test(said.rest)) return [];
  const shareOf = (run: typeof from) => k6Values(run, undefined, { kind: 'share', of });
  const [first, second] = [shareOf(from), shareOf(to)];
  const pairs = first.flatMap((a) => second.map((b) => [a, b]));
  const [a, b] = pairs[0] ?? [];
  if (!a || !b || pairs.some((pair) => isDifference(said.figure, pair))) return [];
  const told = ({ value }: typeof a) => ({ value, text: `${(100 * value).toFixed(2)}%` });
  return [wrongDifferenceOf(said, told(a), told(b))];
}
