import type { AnalysedRun } from '../model/analysed.ts';
import type { GateRow, ServiceLevelRow } from '../model/gate.ts';
import { mostOf } from '../numbers/extremes.ts';

/** A goal of a run with its figure, and how many times the limit that is: above 1 it was missed. */
export interface GoalRow {
  readonly row: ServiceLevelRow;
  readonly actual: number;
  readonly limit: number;
  readonly multiple: number;
}

/** `5` of `≤ 2` is 2.5 times; of a limit from below the other way round. A limit of 0 that was missed is endless. */
function multipleOf(actual: number, limit: number, comparison: string | undefined): number {
  const [over, under] = comparison?.startsWith('>') ? [limit, actual] : [actual, limit];
  if (under === 0) return over === 0 ? 1 : Number.POSITIVE_INFINITY;
  return over / under;
}

/** A row of the verdict as such; undefined for one without a figure or a limit. */
export function goalRowOf(row: GateRow): GoalRow | undefined {
  if (row.part !== 'service-level' || row.actual === undefined || row.limit === undefined) return undefined;
  const { actual, limit, comparison } = row;
  return { row, actual, limit, multiple: multipleOf(actual, limit, comparison) };
}

/** Goals that have a figure and a limit, in the order of the verdict's rows. */
export const goalRows = ({ verdict }: AnalysedRun): GoalRow[] => verdict.rows.flatMap((row) => goalRowOf(row) ?? []);

const isFailing = ({ verdict: { kind } }: AnalysedRun) => kind === 'slo-fail' || kind === 'invalid';

/** The runs with those that failed first, and of each kind the worst multiple of its goal first. */
export const worstFirst = (runs: readonly AnalysedRun[]): AnalysedRun[] => worstOf(runs, (run) => run);

/** The same of anything that holds a run. */
export function worstOf<Holder>(holders: readonly Holder[], runOf: (holder: Holder) => AnalysedRun): Holder[] {
  const multiple = (run: AnalysedRun) => mostOf(goalRows(run).map((one) => one.multiple));
  return holders.toSorted((one, other) => {
    const [a, b] = [runOf(one), runOf(other)];
    return Number(isFailing(b)) - Number(isFailing(a)) || worstMultipleFirst(multiple(a), multiple(b));
  });
}

/** For sorting multiples of goals, the worst first; endless ones are equal. */
export const worstMultipleFirst = (a: number, b: number): number => (a === b ? 0 : b - a);
