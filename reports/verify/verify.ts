import type { Project } from '../../options/project.ts';
import { BuhaError } from '../model/error.ts';
import type { Output } from '../model/output.ts';
import type { VerifyFinding } from '../model/verify.ts';
import { parseText } from '../parse/text.ts';
import { wrongFraction, wrongMinute, wrongRate } from './arithmetic.ts';
import { withTimes } from './bare-times.ts';
import type { LeftOut } from './bound.ts';
import { wrongInChain } from './chains.ts';
import { wrongChangeRows } from './change-rows.ts';
import { isOfOther, wrongChange, wrongChangeInRow, wrongMultipleOfBracket, wrongRatioOfTwo } from './changes.ts';
import { otherChecks, otherSubjects, undeliveredLoad } from './claims.ts';
import { Comparisons } from './compare.ts';
import { wrongDifference, wrongDifferenceInRow, wrongPointsOfRuns } from './differences.ts';
import { type Place, readDocument } from './document.ts';
import { GoalMultiples } from './goal-multiples.ts';
import { grouped, groupsOf } from './groups.ts';
import { knownRuns } from './known-run.ts';
import { Labels } from './labels.ts';
import { wrongMultiples } from './multiples.ts';
import { wrongOrder } from './order.ts';
import { ownWordsOf } from './own-words.ts';
import { wrongPartChange } from './part-changes.ts';
import { Parts } from './parts.ts';
import { wrongRunChange } from './run-changes.ts';
import { RunsAt } from './runs-at.ts';
import type { Statement } from './statement.ts';
import { Statements } from './statements.ts';

/** What was found in a report, and on what it rests. */
export interface Verification {
  /** In the order of their lines. */
  readonly findings: readonly VerifyFinding[];
  /** Figures whose meaning was found. */
  readonly understood: number;
  /** Figures that were compared with a figure of k6. */
  readonly compared: number;
  /** Figures of a known meaning that were not compared, because nothing tells of which run they are. */
  readonly unattributed: number;
  /** Lines with figures that were not looked at: sentences that are too long, and what is beyond the bound. */
  readonly leftOut: LeftOut | undefined;
  /** Runs whose k6 output is known. */
  readonly runs: number;
}

/** The k6 summaries that a document holds; none is no fault. */
function summariesIn(markdown: string, file: string): Output[] {
  try {
    return parseText(markdown, file);
  } catch (fault) {
    if (fault instanceof BuhaError) return [];
    throw fault;
  }
}

/** Contradictions between figures of a block; what k6 has shown to be wrong is not told twice. */
function againstItself(statements: readonly Statement[], wrong: ReadonlySet<Statement>): VerifyFinding[] {
  const told = new Set<Statement>(wrong);
  const sentences = grouped(statements, ({ sentence }) => sentence);
  const groups = groupsOf(statements);
  const contradictions = [
    ...groups.flatMap(wrongOrder),
    ...sentences.flatMap((sentence) => wrongRate(sentence, false)),
    ...groups.flatMap((group) => wrongRate(group, true)),
  ];
  const inGroups = contradictions.flatMap(({ finding, of }) => {
    if (of.some((statement) => told.has(statement))) return [];
    for (const statement of of) told.add(statement);
    return [finding];
  });
  const inSentences = new Set([...told].map(({ sentence }) => sentence));
  const untold = (one: Statement) => !told.has(one);
  return [
    ...inGroups,
    ...statements.filter(({ sentence }) => !inSentences.has(sentence)).flatMap(wrongFraction),
    ...sentences.map((sentence) => sentence.filter(untold)).flatMap(wrongMinute),
    ...changesOf(statements, sentences),
    ...computedOf(statements, sentences, wrong),
  ];
}

/** Changes that are not those of their figures; where these do not stand there, those of the runs. */
function changesOf(statements: readonly Statement[], sentences: readonly (readonly Statement[])[]): VerifyFinding[] {
  const stated = sentences.flatMap((place) => [
    ...wrongChange(place),
    ...wrongChangeInRow(place),
    ...wrongMultipleOfBracket(place),
  ]);
  const isTold = (one: Statement, at: number) =>
    [1, 2].some((back) => {
      const from = statements[at - back];
      return from?.changesToNext && from.sentence === one.sentence && !isOfOther(one, from);
    });
  const ofRuns = statements.filter((one, at) => one.runChange && !isTold(one, at));
  const computed = [...ofRuns.flatMap(wrongRunChange), ...statements.flatMap(wrongPartChange)];
  return [...stated, ...wrongMultiples(statements), ...computed];
}

/** Differences, shares and rows of changes that are not those of figures which k6 does not contradict. */
function computedOf(
  statements: readonly Statement[],
  sentences: readonly (readonly Statement[])[],
  wrong: ReadonlySet<Statement>,
): VerifyFinding[] {
  const places = sentences.filter((place) => !place.some((one) => wrong.has(one)));
  return [
    ...places.flatMap((place) => [
      ...wrongDifference(place),
      ...wrongDifferenceInRow(place),
      ...wrongInChain(place),
      ...wrongRatioOfTwo(place),
    ]),
    ...wrongChangeRows(statements, wrong),
    ...statements.flatMap(wrongPointsOfRuns),
  ];
}

/** Places that stand together: a paragraph and its list, a table. */
function* blocksOf(places: readonly Place[]): Generator<readonly Place[]> {
  let block: Place[] = [];
  for (const place of places) {
    if (block[0] && block[0].block !== place.block) {
      yield block;
      block = [];
    }
    block.push(place);
  }
  if (block.length > 0) yield block;
}

/**
 * Checks a written report against the k6 output it talks about (the summaries in its own code blocks, and the outputs
 * given beside it) and against itself. `file` is the name to show.
 */
export function verify(markdown: string, file: string, given: readonly Output[] = [], project?: Project): Verification {
  const document = readDocument(markdown);
  const runs = knownRuns(document, summariesIn(markdown, file), given, project);
  const runsAt = new RunsAt(runs, document);
  const labels = new Labels(runsAt, new Parts(runs, document), ownWordsOf(document, runs));
  const reader = new Statements(document, runsAt, labels);
  const comparisons = new Comparisons(runs);
  const goals = new GoalMultiples();
  const itself: VerifyFinding[] = [];
  let understood = 0;
  for (const block of blocksOf(document.places)) {
    const statements = withTimes(block.flatMap((place) => reader.of(place)));
    understood += statements.filter(({ quantity }) => quantity !== undefined).length;
    const wrong = new Set(comparisons.add(statements));
    for (const one of againstItself(statements, wrong)) itself.push(one);
    for (const one of goals.add(statements, wrong)) itself.push(one);
  }
  const findings = [
    ...comparisons.findings(),
    ...itself,
    ...otherChecks(runs),
    ...undeliveredLoad(document, runsAt, runs),
    ...otherSubjects(document, runsAt),
  ];
  return {
    findings: findings.toSorted((a, b) => a.line - b.line),
    understood,
    compared: comparisons.compared,
    unattributed: runs.length === 0 ? 0 : comparisons.unattributed,
    leftOut: document.leftOut.all,
    runs: runs.length,
  };
}
