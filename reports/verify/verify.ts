import { BuhaError } from '../model/error.ts';
import type { Output } from '../model/output.ts';
import type { VerifyFinding } from '../model/verify.ts';
import { parseText } from '../parse/text.ts';
import { wrongChange, wrongChangeInRow, wrongRate } from './arithmetic.ts';
import { otherChecks, otherSubjects, undeliveredLoad } from './claims.ts';
import { comparedWithK6 } from './compare.ts';
import { readDocument } from './document.ts';
import { grouped, groupsOf } from './groups.ts';
import { type KnownRun, knownRuns } from './known-run.ts';
import { wrongOrder } from './order.ts';
import { RunsAt } from './runs-at.ts';
import { type Statement, statementsOf } from './statements.ts';

/** What was found in a report, and on what it rests. */
export interface Verification {
  /** In the order of their lines. */
  readonly findings: readonly VerifyFinding[];
  /** Figures whose meaning was found. */
  readonly understood: number;
  /** Figures that were compared with a figure of k6. */
  readonly compared: number;
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

const scenarioNames = (runs: readonly KnownRun[]) => [
  ...new Set(
    runs.flatMap(({ output, planned }) => [
      ...Object.keys(output.measured.scenarios),
      ...(planned ?? []).map(({ name }) => name),
    ]),
  ),
];

/** Contradictions between figures of the report; what k6 has shown to be wrong is not told twice. */
function againstItself(statements: readonly Statement[], wrong: ReadonlySet<Statement>): VerifyFinding[] {
  const told = new Set<Statement>(wrong);
  const sentences = grouped(statements, ({ sentence }) => sentence);
  const groups = groupsOf(statements);
  const contradictions = [...groups.flatMap(wrongOrder), ...[...sentences, ...groups].flatMap(wrongRate)];
  const inGroups = contradictions.flatMap(({ finding, of }) => {
    if (of.some((statement) => told.has(statement))) return [];
    for (const statement of of) told.add(statement);
    return [finding];
  });
  return [...inGroups, ...sentences.flatMap((place) => [...wrongChange(place), ...wrongChangeInRow(place)])];
}

/**
 * Checks a written report against the k6 output it talks about (the summaries in its own code blocks, and the outputs
 * given beside it) and against itself. `file` is the name to show.
 */
export function verify(markdown: string, file: string, given: readonly Output[] = []): Verification {
  const document = readDocument(markdown);
  const runs = knownRuns(document, summariesIn(markdown, file), given);
  const runsAt = new RunsAt(runs, document);
  const statements = statementsOf(document, runsAt, scenarioNames(runs));
  const { found, compared } = comparedWithK6(statements);
  const findings = [
    ...found.map(({ finding }) => finding),
    ...againstItself(statements, new Set(found.map(({ statement }) => statement))),
    ...otherChecks(runs),
    ...undeliveredLoad(document, runsAt),
    ...otherSubjects(document, runsAt),
  ];
  return {
    findings: findings.toSorted((a, b) => a.line - b.line),
    understood: statements.filter(({ quantity }) => quantity !== undefined).length,
    compared,
    runs: runs.length,
  };
}
