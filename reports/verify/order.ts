import type { Quantity, Statistic, VerifyFinding } from '../model/verify.ts';
import type { Statement } from './statement.ts';

/** Statistics of which no later one can be smaller. The mean lies anywhere between the first and the last. */
const ASCENDING: readonly (readonly Statistic[])[] = [
  ['min', 'med', 'p90', 'p95', 'p99', 'p999', 'max'],
  ['min', 'avg', 'max'],
];

type Timed = Statement & { readonly quantity: Extract<Quantity, { kind: 'time' }> };
const isTimed = (statement: Statement): statement is Timed => statement.quantity?.kind === 'time';

function isAbove(lower: Timed, upper: Timed): boolean {
  return lower.figure.value - lower.figure.precision > upper.figure.value + upper.figure.precision;
}

/** Pairs of a group that stand in the wrong order: a median above the p90, a mean above the maximum. */
export function wrongOrder(group: readonly Statement[]): { finding: VerifyFinding; of: readonly Statement[] }[] {
  const all = group.filter(isTimed).filter(({ figure }) => !figure.about);
  // A group states one value per statistic: the first place of it is enough.
  const timed = [...new Map(all.toReversed().map((one) => [one.quantity.statistic, one])).values()];
  const [first] = timed;
  if (
    !first ||
    !timed.every(
      ({ figure, quantity }) => figure.unit === first.figure.unit && quantity.measure === first.quantity.measure,
    )
  ) {
    return [];
  }
  for (const order of ASCENDING) {
    const sorted = timed
      .filter(({ quantity }) => order.includes(quantity.statistic))
      .toSorted((a, b) => order.indexOf(a.quantity.statistic) - order.indexOf(b.quantity.statistic));
    for (const [at, lower] of sorted.entries()) {
      const upper = sorted
        .slice(at + 1)
        .find((other) => other.quantity.statistic !== lower.quantity.statistic && isAbove(lower, other));
      if (!upper) continue;
      const said = ({ quantity, figure }: Timed) => ({ quantity, text: figure.text, about: figure.about });
      const line = Math.max(lower.line, upper.line);
      return [
        { finding: { id: 'order', kind: 'wrong', line, lower: said(lower), upper: said(upper) }, of: [lower, upper] },
      ];
    }
  }
  return [];
}
