import { type Figure, significantDigits } from './figure.ts';
import { fitOf } from './fit.ts';
import { k6Values } from './k6-values.ts';
import type { Statement } from './statement.ts';

/** Milliseconds in what a table may mean by a time without a unit. */
const UNITS = [1, 1000] as const;
/** Fewer digits fit some time of k6 by chance. */
const TELLING_DIGITS = 3;

const isBare = ({ column, quantity, figure, certain, runs, change }: Statement): boolean =>
  column !== undefined &&
  quantity?.kind === 'time' &&
  figure.unit === 'plain' &&
  certain &&
  !change &&
  runs.length === 1;

const inUnit = (figure: Figure, factor: number): Figure => ({
  ...figure,
  unit: 'time',
  value: figure.value * factor,
  precision: figure.precision * factor,
});

function isRight({ figure, runs, part, quantity }: Statement, factor: number): boolean {
  const timed = inUnit(figure, factor);
  if (quantity === undefined || significantDigits(figure) < TELLING_DIGITS) return false;
  return runs.some((run) => k6Values(run, part, quantity).some((k6) => fitOf(timed, k6, quantity) === 'right'));
}

/**
 * Times of a table whose columns leave the unit out ("| Average | 95% Line |"), in the unit in which at least half of
 * those that can be compared are k6's. Where none or both fit, they stay as they are.
 */
export function withTimes(block: readonly Statement[]): readonly Statement[] {
  const bare = block.filter(isBare);
  if (bare.length < 2) return block;
  const fitting = UNITS.filter((factor) => 2 * bare.filter((one) => isRight(one, factor)).length >= bare.length);
  const [factor, ...others] = fitting;
  if (factor === undefined || others.length > 0) return block;
  const own = new Set(bare);
  return block.map((one) => (own.has(one) ? { ...one, figure: inUnit(one.figure, factor) } : one));
}
