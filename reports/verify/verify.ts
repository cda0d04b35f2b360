import { BuhaError } from '../model/error.ts';
import type { Output } from '../model/output.ts';
import type { VerifyFinding } from '../model/verify.ts';
import { parseText } from '../parse/text.ts';
import { LANGUAGES } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
import { wrongChange, wrongChangeInRow, wrongRate } from './arithmetic.ts';
import { otherChecks, otherSubjects, undeliveredLoad } from './claims.ts';
import { comparedWithK6 } from './compare.ts';
import { readDocument } from './document.ts';
import { grouped, groupsOf } from './groups.ts';
import { type KnownRun, knownRuns } from './known-run.ts';
import { wrongOrder } from './order.ts';
import { RunsAt } from './runs-at.ts';
import { type ScenarioNames, type Statement, statementsOf } from './statements.ts';

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

/** k6's own names, and the titles in brackets that buha's reports give to those of its profiles. */
function scenarioNames(runs: readonly KnownRun[]): ScenarioNames {
  const names = runs.flatMap(({ output, planned }) => [
    ...Object.keys(output.measured.scenarios),
    ...(planned ?? []).map(({ name }) => name),
  ]);
  const titles = names.flatMap((name) =>
    LANGUAGES.flatMap((language): [string, string][] => {
      const title = reportWords(language).scenarioTitle(name);
      return title === undefined ? [] : [[`[${title}]`, name]];
    }),
  );
  return new Map([...names.map((name) => [name, name] as const), ...titles]);
}

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
