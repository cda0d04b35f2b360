import { byModel, type PlannedRate, type PlannedVus } from '../model/plan.ts';
import { type Quantity, STATISTICS, type VerifyFinding } from '../model/verify.ts';
import { anchoredPairs } from './anchored-pairs.ts';
import { significantDigits } from './figure.ts';
import { fitOf } from './fit.ts';
import { fitsAnother } from './fits-another.ts';
import { grouped } from './groups.ts';
import { best, type Judged } from './judged.ts';
import { customValues, k6Values } from './k6-values.ts';
import type { KnownRun } from './known-run.ts';
import { quantityKey } from './quantity.ts';
import type { Statement } from './statement.ts';

/** True for a figure that is another run's than the one of which the sentence before it speaks. */
const isOfAnother = (statement: Statement, quantity: Quantity, all: readonly KnownRun[]): boolean =>
  statement.named === 'sentence' && best({ ...statement, runs: all }, quantity)?.fit === 'right';

/** A figure that may be about more runs than this is about none of them. */
const MOST_PIECES = 8;

/** Fewer digits fit some metric of a script by chance. */
const TELLING_DIGITS = 3;

const hasRequestTimes = ({ output }: KnownRun): boolean =>
  output.measured.metrics.some(({ name }) => name === 'http_req_duration' || name === 'grpc_req_duration');

/** True where a metric of the script's own has the figure: "업로드 응답 시간 p95" beside `upload_time`. */
function isOfOwnMetric(statement: Statement, quantity: Quantity): boolean {
  const { figure, runs, part, subject, bound, terms, column } = statement;
  const isUnnamed =
    terms.length === 0 && column === undefined && quantity.kind === 'count' && quantity.of === 'requests';
  if (isUnnamed && isSomeCount(figure, runs)) return true;
  if (part?.kind === 'metric' && part.translated && figure.unit === 'plain') return isSomeCount(figure, runs);
  // "체크 성공률" is none of a metric.
  if ((quantity.kind === 'share' || quantity.kind === 'count') && quantity.from === 'checks') return false;
  if ((part !== undefined && !part.translated) || figure.about || bound) return false;
  // A share with a point, or a number of failures that a metric of failures counts, is told by fewer digits.
  const isShort = figure.decimals || (quantity.kind === 'count' && quantity.of === 'failed');
  // A run without HTTP requests has no other times than those of its script.
  const isOnly = quantity.kind === 'time' && !runs.some(hasRequestTimes);
  if (subject === '' && !isOnly && significantDigits(figure) < (isShort ? 2 : TELLING_DIGITS)) return false;
  return runs.some((run) => customValues(run, quantity).some((k6) => fitOf(figure, k6, quantity) === 'right'));
}

/** True where anything that was counted has the figure: what a dictionary made of its word is not all that it may be. */
const isSomeCount = (figure: Statement['figure'], runs: readonly KnownRun[]): boolean =>
  runs.some((run) =>
    (['failed', 'succeeded', 'requests', 'iterations'] as const).some((of) => {
      const quantity: Quantity = { kind: 'count', of };
      return [...k6Values(run, undefined, quantity), ...customValues(run, quantity)].some(
        (k6) => fitOf(figure, k6, quantity) === 'right',
      );
    }),
  );

/** The statistic or count of the same run that has the value which the text gives to another. */
function realQuantity({ figure, part }: Statement, run: KnownRun, quantity: Quantity): Quantity | undefined {
  if (quantity.kind !== 'time') return undefined;
  return STATISTICS.filter((statistic) => statistic !== quantity.statistic)
    .map((statistic) => ({ ...quantity, statistic }))
    .find((other) =>
      k6Values(run, part, other).some((k6) => fitOf({ ...figure, about: false }, k6, other) === 'right'),
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

const key = ({ statement: { runs, part, pair }, quantity }: Comparison) =>
  [quantityKey(quantity), runs.map(({ name }) => name).join(), part?.name, pair].join('|');

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
    statements.filter(
      ({ byRow, quantity, certain, otherRun, named }) =>
        byRow && quantity !== undefined && certain && !otherRun && named !== 'beside',
    ),
    ({ sentence, figure, part, quantity }) =>
      `${sentence}|${figure.unit}|${figure.perSecond}|${part?.name}|${quantity && quantityKey(quantity)}`,
  ).filter((row) => new Set(row.map(({ figure }) => figure.value)).size > 1);
  const rows = new Set(inRow.flat());
  // Where some rows of a table name their run, the others are about something that has none.
  const named = new Set(
    comparisons.flatMap(({ statement: { block, column, named: how } }) =>
      column !== undefined && how === 'beside' ? [`${block}|${column}`] : [],
    ),
  );
  const differ = (group: readonly Comparison[]) =>
    new Set(group.map(({ statement }) => statement.figure.value)).size > 1;
  // "약 2만 4천 건 (정확히는 24,100건)" says the same twice.
  const exact = inSentence.map((group) => group.filter(({ statement }) => !statement.figure.about && !statement.bound));
  return new Set([
    ...[...exact, ...inColumn].filter(differ).flat(),
    ...comparisons.filter(({ statement }) => rows.has(statement)),
    ...comparisons.filter(
      ({ statement: { block, column, named: how, part, ofAll } }) =>
        how !== 'beside' && part === undefined && !ofAll && named.has(`${block}|${column}`),
    ),
  ]);
}

/** How many figures must fit elsewhere before a section in which none fits is taken to be about another run. */
const FIT_ELSEWHERE = 3;

function findingOf({ statement, quantity, run, k6, fit }: Comparison): VerifyFinding {
  const { figure, line, part } = statement;
  return {
    id: 'figure',
    kind: fit === 'wrong' ? 'wrong' : 'doubtful',
    line,
    said: { quantity, text: statement.bound?.text ?? figure.text, about: figure.about },
    k6,
    run: run.name,
    part: quantity.kind === 'custom' ? undefined : part?.name,
    is: statement.bound ? undefined : realQuantity(statement, run, quantity),
  };
}

/** What was found of a statement. */
interface Contradicted {
  readonly statement: Statement;
  readonly finding: VerifyFinding;
}

/** Compares statements with k6, block by block, and counts. */
export class Comparisons {
  compared = 0;
  /** Figures of a known meaning that no run could be given for. */
  unattributed = 0;
  readonly #runs: readonly KnownRun[];
  #right = 0;
  /** Per section, of what only the place attributes: how much was compared, and how much of it is right. */
  readonly #sections = new Map<number, { all: number; right: number }>();
  /** Figures of stages and levels, which a summary may repeat without saying so. */
  readonly #pieces = new Set<string>();
  readonly #off: (Contradicted & { readonly byPlace: boolean })[] = [];

  /** `runs`: all that are known. */
  constructor(runs: readonly KnownRun[]) {
    this.#runs = runs;
  }

  /** Takes the statements of one block; gives those that k6 contradicts. */
  add(statements: readonly Statement[]): Statement[] {
    const anchored = anchoredPairs(statements);
    const comparisons = apart(
      statements.flatMap((statement): Comparison[] => {
        const { quantity, certain, change, otherRun, figure } = statement;
        if (quantity === undefined || figure.endsRange || statement.runs.length === 0) return [];
        if (statement.ofPiece) for (const piece of piecesOf(statement, quantity)) this.#pieces.add(piece);
        // Either side of a change between two runs is one of theirs.
        const isOpen =
          (!certain && !anchored.has(statement)) ||
          otherRun ||
          (change && !(statement.pair && statement.runs.length === 2));
        const judged = isOpen ? undefined : best(statement, quantity);
        if (!judged && quantity.kind === 'time' && figure.unit !== 'time') return [];
        if (!judged) this.unattributed += 1;
        return judged ? [{ ...judged, statement, quantity }] : [];
      }),
    );
    const silent = ambiguous(statements, comparisons);
    const off: Statement[] = [];
    for (const one of comparisons) {
      const { statement, quantity, fit } = one;
      const byPlace = statement.named === undefined;
      const isRight = fit === 'right' || isOfOwnMetric(statement, quantity);
      const isOther = statement.change && !comparisons.some((other) => isPartner(one, other) && other.fit === 'right');
      if (
        !isRight &&
        (silent.has(one) ||
          isOther ||
          isRepeatedPlan(one) ||
          fitsAnother(statement, quantity) ||
          isOfAnother(statement, quantity, this.#runs))
      ) {
        this.unattributed += 1;
        continue;
      }
      this.compared += 1;
      if (isRight) this.#right += 1;
      if (byPlace) {
        const section = this.#sections.get(statement.section) ?? { all: 0, right: 0 };
        section.all += 1;
        if (isRight) section.right += 1;
        this.#sections.set(statement.section, section);
      }
      if (isRight) continue;
      this.#off.push({ statement, finding: findingOf(one), byPlace });
      off.push(statement);
    }
    return off;
  }

  /**
   * What k6 contradicts, without sections in which two figures or more are off and none is right, in a document that fits
   * otherwise: they are about another run.
   */
  findings(): VerifyFinding[] {
    const isOfOther = (line: number) => {
      const section = this.#sections.get(line);
      return section !== undefined && section.all > 1 && section.right === 0 && this.#right >= FIT_ELSEWHERE;
    };
    const isOfPiece = (statement: Statement) =>
      statement.quantity !== undefined &&
      piecesOf(statement, statement.quantity).some((piece) => this.#pieces.has(piece));
    return this.#off.flatMap(({ statement, finding, byPlace }) =>
      (byPlace && isOfOther(statement.section)) || isOfPiece(statement) ? [] : [finding],
    );
  }
}

/** The other side of a change: one of the two must be a run's for the other to be wrong. */
const isPartner = ({ statement: a }: Comparison, { statement: b }: Comparison) =>
  a.sentence === b.sentence && a.column === b.column && a.pair !== b.pair && b.pair !== undefined;

/** "1.6%에서 0.5%로": where the first side is one run's, the second is the other's. */
function apart(comparisons: readonly Comparison[]): Comparison[] {
  return comparisons.map((one, at) => {
    const from = comparisons[at - 1];
    const { statement, quantity, run } = one;
    if (statement.pair !== 'to' || from?.statement.pair !== 'from' || from.statement.sentence !== statement.sentence)
      return one;
    if (from.fit !== 'right' || one.fit !== 'right' || from.run !== run || statement.runs.length !== 2) return one;
    const judged = best({ ...statement, runs: statement.runs.filter((other) => other !== run) }, quantity);
    // Both may be the same figure of the other run.
    const isOther = best({ ...from.statement, runs: [judged?.run ?? run] }, quantity)?.fit === 'right';
    return judged && !isOther ? { ...one, ...judged } : one;
  });
}

/** A time as it is told of runs: the same statistic with the same digits is the same figure. */
const piecesOf = ({ runs, figure }: Statement, quantity: Quantity): string[] =>
  quantity.kind === 'time' && runs.length <= MOST_PIECES && significantDigits(figure) >= TELLING_DIGITS
    ? runs.map(({ name }) => `${name}|${quantityKey(quantity)}|${figure.text}`)
    : [];

const isRepeatedPlan = ({ statement, quantity }: Comparison) =>
  (quantity.kind === 'count' || quantity.kind === 'rate') && isPlanned(statement);
