import { byModel, type PlannedRate, type PlannedVus } from '../model/plan.ts';
import { type K6Value, type Quantity, STATISTICS, type VerifyFinding } from '../model/verify.ts';
import { type Figure, significantDigits } from './figure.ts';
import { grouped } from './groups.ts';
import { k6Values } from './k6-values.ts';
import type { KnownRun } from './known-run.ts';
import { quantityKey } from './quantity.ts';
import type { Statement } from './statements.ts';

/** How far "about" may be off: 5 % with one or two digits ("약 3만"), 1 % where more are given. */
const ABOUT = { rough: 0.05, fine: 0.01 } as const;
/** What "about" cannot excuse: more than this is wrong and not only doubtful. */
const FAR_OFF = 0.5;
/** Binary fractions: 0.1 + 0.2 must not be further than 0.3. */
const SLACK = 1 + 1e-9;

type Fit = 'right' | 'doubtful' | 'wrong';

function fitOf(figure: Figure, k6: K6Value, quantity: Quantity): Fit {
  const off = Math.abs(figure.value - k6.value);
  if (figure.decade) {
    const digit = 10 ** Math.floor(Math.log10(Math.max(figure.value, Number.MIN_VALUE)));
    return k6.value >= figure.value - k6.precision && k6.value < figure.value + digit ? 'right' : 'wrong';
  }
  const isKeys = k6.fromScript === true;
  // "100 %" and "0 %" are exact: one failure in a million makes them untrue.
  const isWhole = quantity.kind === 'share' && (figure.value === 1 || figure.value === 0);
  const tolerance = isKeys ? 0 : Math.max(figure.precision, k6.precision) * SLACK;
  if (isWhole && off > k6.precision * SLACK) return off <= tolerance ? 'doubtful' : 'wrong';
  if (off <= tolerance) return 'right';
  if (!figure.about) return 'wrong';
  const share = significantDigits(figure) <= 2 ? ABOUT.rough : ABOUT.fine;
  if (!isKeys && off <= share * k6.value) return 'right';
  return off <= FAR_OFF * k6.value ? 'doubtful' : 'wrong';
}

const RANK: Readonly<Record<Fit, number>> = { right: 0, doubtful: 1, wrong: 2 };

interface Judged {
  readonly run: KnownRun;
  readonly k6: K6Value;
  readonly fit: Fit;
}

function best(statement: Statement, quantity: Quantity): Judged | undefined {
  const { figure, runs, scenario } = statement;
  // A time without its unit can be set against its neighbours, not against k6.
  if (quantity.kind === 'time' && figure.unit !== 'time') return undefined;
  const judged = runs.flatMap((run) =>
    k6Values(run, scenario, quantity).map((k6): Judged => ({ run, k6, fit: fitOf(figure, k6, quantity) })),
  );
  const off = ({ k6 }: Judged) => Math.abs(k6.value - figure.value);
  return judged.toSorted((a, b) => RANK[a.fit] - RANK[b.fit] || off(a) - off(b))[0];
}

/** The statistic or count of the same run that has the value which the text gives to another. */
function realQuantity({ figure, scenario }: Statement, run: KnownRun, quantity: Quantity): Quantity | undefined {
  if (quantity.kind !== 'time') return undefined;
  return STATISTICS.filter((statistic) => statistic !== quantity.statistic)
    .map((statistic) => ({ ...quantity, statistic }))
    .find((other) =>
      k6Values(run, scenario, other).some((k6) => fitOf({ ...figure, about: false }, k6, other) === 'right'),
    );
}

/** True for a number of the plan that the document shows, which a text may repeat without stating a measurement. */
function isPlanned({ figure: { value }, runs }: Statement): boolean {
  return runs.some(({ planned }) =>
    planned?.some((plan) => {
      const levels = ({ ramps }: PlannedVus | PlannedRate) => ramps.flatMap(({ from, to }) => [from, to]);
      return byModel(plan, {
        closed: levels,
        open: (own) => [...levels(own), own.maxVus, own.preAllocatedVus],
        iterations: ({ iterations, vus }) => [iterations, vus],
      }).includes(value);
    }),
  );
}

/** A statement beside what k6 says about it. */
interface Comparison extends Judged {
  readonly statement: Statement;
  readonly quantity: Quantity;
}

const key = ({ statement: { runs, scenario }, quantity }: Comparison) =>
  [quantityKey(quantity), runs.map(({ name }) => name).join(), scenario].join('|');

/**
 * Comparisons of figures that stand side by side for the same quantity with different values: columns of several rounds,
 * rows of several systems. Only a name would tell which of them is the run's.
 */
function ambiguous(statements: readonly Statement[], comparisons: readonly Comparison[]): Set<Comparison> {
  const inSentence = grouped(comparisons, (one) => `${one.statement.sentence}|${key(one)}`);
  const inColumn = grouped(
    comparisons.filter(({ statement: { column, named } }) => column !== undefined && named !== 'beside'),
    (one) => `${one.statement.block}|${one.statement.column}|${key(one)}`,
  );
  const inRow = grouped(
    statements.filter(({ byRow, figure, otherRun }) => byRow && !figure.limit && !otherRun),
    ({ sentence, figure }) => `${sentence}|${figure.unit}|${figure.perSecond}`,
  ).filter((row) => new Set(row.map(({ figure }) => figure.value)).size > 1);
  const rows = new Set(inRow.flat());
  const differ = (group: readonly Comparison[]) =>
    new Set(group.map(({ statement }) => statement.figure.value)).size > 1;
  return new Set([
    ...[...inSentence, ...inColumn].filter(differ).flat(),
    ...comparisons.filter(({ statement }) => rows.has(statement)),
  ]);
}

/** How many figures must fit elsewhere before a section in which none fits is taken to be about another run. */
const FIT_ELSEWHERE = 3;

/** Comparisons of sections in which two figures or more are off and none is right, in a document that fits otherwise. */
function ofOtherRuns(comparisons: readonly Comparison[]): Set<Comparison> {
  const byPlace = comparisons.filter(({ statement }) => statement.named === undefined);
  const isRight = ({ fit }: Comparison) => fit === 'right';
  return new Set(
    grouped(byPlace, ({ statement }) => String(statement.section))
      .filter((section) => !section.some(isRight))
      .filter((section) => comparisons.filter((one) => isRight(one) && !section.includes(one)).length >= FIT_ELSEWHERE)
      .flat(),
  );
}

function findingOf({ statement, quantity, run, k6, fit }: Comparison): VerifyFinding {
  const { figure, line, scenario } = statement;
  const isNamed = quantity.kind !== 'rate' || quantity.named;
  return {
    id: 'figure',
    kind: isNamed && fit === 'wrong' ? 'wrong' : 'doubtful',
    line,
    said: { quantity, text: figure.text, about: figure.about },
    k6,
    run: run.name,
    scenario,
    is: realQuantity(statement, run, quantity),
  };
}

/** Statements that k6 contradicts, and how many were compared. */
export function comparedWithK6(statements: readonly Statement[]): {
  readonly found: readonly { readonly statement: Statement; readonly finding: VerifyFinding }[];
  readonly compared: number;
} {
  const comparisons = statements.flatMap((statement): Comparison[] => {
    const { quantity } = statement;
    const judged = quantity && best(statement, quantity);
    return judged && quantity ? [{ ...judged, statement, quantity }] : [];
  });
  const silent = new Set([...ambiguous(statements, comparisons), ...ofOtherRuns(comparisons)]);
  const found = comparisons.filter((one) => {
    const { statement, quantity, fit } = one;
    if (fit === 'right' || !statement.certain || statement.change || statement.otherRun || silent.has(one))
      return false;
    return !((quantity.kind === 'count' || quantity.kind === 'rate') && isPlanned(statement));
  });
  return {
    found: found.map((one) => ({ statement: one.statement, finding: findingOf(one) })),
    compared: comparisons.length,
  };
}
