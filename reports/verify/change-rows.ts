import type { VerifyFinding } from '../model/verify.ts';
import { changesBetween, isOneOf } from './changes.ts';
import { grouped } from './groups.ts';
import type { Statement } from './statement.ts';

/** A row of changes below rows of runs: "| 증감(100→500) | 2.9배 |". */
const CHANGE_ROW = /증감|변화|증가|감소|개선|배율|배수|change|ratio|diff|delta|Δ|improve|speed-?up/i;
const BETWEEN = /([\p{L}\d._-]+) ?(?:→|->|=>|~|대비|vs\.?) ?([\p{L}\d._-]+)/iu;
/** Of more rows nearly any change is that of some two. */
const MOST_ROWS = 6;

const isChange = ({ row, column }: Statement) => column !== undefined && column > 0 && CHANGE_ROW.test(row);
const isFactor = ({ figure: { unit } }: Statement) => unit === 'factor' || unit === 'percent';

/** The two rows between which a change is, or all pairs where its row names none. */
function pairsOf(above: readonly Statement[], row: string): (readonly [Statement, Statement])[] {
  const [, first, second] = row.match(BETWEEN) ?? [];
  const named = (name: string | undefined) =>
    name === undefined
      ? []
      : above.filter((one) => new RegExp(`(?<![\\p{L}\\d])${escaped(name)}(?![\\d.])`, 'iu').test(one.row));
  const [from, ...others] = named(first);
  const [to, ...more] = named(second);
  if (from && to && others.length + more.length === 0) return [[from, to]];
  if (above.length > MOST_ROWS) return [];
  return above.flatMap((one, at) => above.slice(at + 1).map((other) => [one, other] as const));
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

function wrongIn(column: readonly Statement[], said: Statement): VerifyFinding[] {
  const above = column.filter((one) => column.indexOf(one) < column.indexOf(said) && !isChange(one));
  const unit = above[0]?.figure.unit;
  // A share of shares may be one in points.
  if (unit === undefined || unit === 'percent' || above.some(({ figure }) => figure.unit !== unit || figure.limit))
    return [];
  const pairs = pairsOf(above, said.row);
  const [first] = pairs;
  if (!first) return [];
  const isRight = pairs.some(([a, b]) => {
    const rounding = [a, b].reduce(
      (sum, { figure: { value, precision } }) => sum + (value > 0 ? precision / value : 0),
      0,
    );
    return isOneOf(changesBetween(a.figure.value, b.figure.value, said.figure, said), said.figure, rounding);
  });
  if (isRight) return [];
  const [from, to] = first;
  const [ratio] = changesBetween(from.figure.value, to.figure.value, said.figure, said);
  if (ratio === undefined) return [];
  const { line, figure } = said;
  return [{ id: 'change', kind: 'wrong', line, said: figure.text, from: from.figure.text, to: to.figure.text, ratio }];
}

/** Changes in a row of their own that are not those of the rows above it. */
export function wrongChangeRows(block: readonly Statement[], wrong: ReadonlySet<Statement>): VerifyFinding[] {
  const cells = block.filter(({ column }) => column !== undefined && column > 0);
  if (!cells.some(isChange)) return [];
  const columns = grouped(cells, ({ block: table, column }) => `${table}|${column}`);
  return columns
    .filter((column) => !column.some((one) => wrong.has(one)))
    .flatMap((column) =>
      column
        .filter((one) => isChange(one) && isFactor(one) && !one.figure.limit)
        .flatMap((said) => wrongIn(column, said)),
    );
}
