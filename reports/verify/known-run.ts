import { apiNamed, type Project } from '../../options/project.ts';
import { inferApi } from '../assemble/infer-api.ts';
import type { Output } from '../model/output.ts';
import type { PlannedScenario } from '../model/plan.ts';
import type { CodeBlock, Document, Heading } from './document.ts';
import { plannedIn, type ScriptFacts, scriptFacts } from './script-facts.ts';

/** A run whose k6 output is known, and what the document holds about how it was made. */
export interface KnownRun {
  /** As the document calls it: the heading that sets it apart from the others. */
  readonly name: string;
  /** Other names under which a text may mention it. */
  readonly aliases: readonly string[];
  readonly output: Output;
  /** The document's own copy of an output that was given beside it; it may hold what the other leaves out. */
  readonly pasted: Output | undefined;
  /** Line of its summary in the document; undefined for an output given beside it. */
  readonly line: number | undefined;
  /** Level of the heading that names it; below it, figures are the run's until a heading of a higher level. */
  readonly level: number;
  readonly script: ScriptFacts;
  /** True in one of buha's own reports, which judge a scenario by its successful requests. */
  readonly ofSuccesses: boolean;
  /** Undefined where the document does not show the options. */
  readonly planned: readonly PlannedScenario[] | undefined;
}

/** "10 VUs", "50명": a number that says how much, and not where in a list. */
const AMOUNT =
  /^\s*\d[\d,]*\s?(?:VUs?|(?:virtual |concurrent )?(?:users?|clients?)|threads?|pods?|[RTQ]PS|명|인|건)(?![a-z])/i;

/** A heading as a name: `### 1.1 잔액 조회 API` as `잔액 조회`. */
export function nameOf(heading: string): string {
  const text = heading.slice(0, 200);
  return (AMOUNT.test(text) ? text : text.replace(/^\s*(?:\d+(?:[.-]\d+)*[.)]?\s+|\d+[.)]\s*)(?=\D)/, ''))
    .replaceAll(/[*_`]/g, '')
    .replaceAll(/\([^()]*\)/g, ' ')
    .replace(/\s*\bAPIs?\b.*$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Headings between the summary before and its own, nearest first. */
function candidatesFor(summaryLines: readonly number[], headings: readonly Heading[]): Heading[][] {
  let next = 0;
  return summaryLines.map((line) => {
    const own: Heading[] = [];
    for (let heading = headings[next]; heading && heading.line < line; heading = headings[next]) {
      own.push(heading);
      next += 1;
    }
    return own.toReversed();
  });
}

function namesFor(summaryLines: readonly number[], headings: readonly Heading[]): (Heading | undefined)[] {
  // A bold line names one of several summaries; a single one is named by its heading.
  const own = headings.filter(({ level, again }) => !again && (summaryLines.length > 1 || level <= 6));
  const candidates = candidatesFor(summaryLines, own);
  const uses = new Map<string, number>();
  for (const own of candidates) {
    for (const name of new Set(own.map(({ text }) => nameOf(text)))) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const found = candidates.map((own) =>
    own.find(({ text }) => {
      const name = nameOf(text);
      return name !== '' && uses.get(name) === 1;
    }),
  );
  // Several summaries below one heading share its name.
  let shared: Heading | undefined;
  return found.map((heading, at) => {
    const named = heading ?? (candidates[at]?.length === 0 ? shared : undefined);
    shared = heading ?? shared;
    return named;
  });
}

/** The command that makes a report again, which each of buha's own holds. */
const OWN_COMMAND = /`(?:npx )?buha (?:report|run|gate|compare|history|plan)(?![a-z])/;

/** What names of output files end in, and what says nothing of a test. */
const FILE_END = /(?:\.(?:json|csv|txt|md|gz|ndjson|log|html))+$/;
const FILE_WORDS =
  /(?:^|[-_.])(?:k6|summary|results?|reports?|output|export|log|load|perf|test|run|\d{4,})(?=$|[-_.])/gi;

const fileOf = (path: string) => path.split(/[/\\]/).at(-1) ?? path;

const shortOf = (stem: string) => stem.replaceAll(FILE_WORDS, '').replaceAll(/^[-_.]+|[-_.]+$/g, '');

/** `results/stock-list-summary.json` as `stock-list-summary` and `stock-list`, `before/summary.json` as `before`. */
function stemsOf(path: string): string[] {
  const stem = fileOf(path).replace(FILE_END, '');
  // A file that is called as every other is told by its folder.
  const folders = path.split(/[/\\]/).slice(0, -1).toReversed();
  const own = shortOf(stem) === '' ? [stem, folders.find((folder) => shortOf(folder) !== '')] : [stem];
  const named = own.filter((name) => name !== undefined);
  const short = shortOf(named.at(-1) ?? '');
  // "01-stock-list" is the first of several.
  const unnumbered = short.replace(/^\d+[-_.]+(?=\D)/, '');
  return [...new Set([...named, short, unnumbered])].filter((name) => name !== '');
}

/** Titles of the API that an output is about, and its script's name. */
function aliasesOf(output: Output, project: Project | undefined): string[] {
  const api = inferApi(output, project);
  const title = api === undefined ? undefined : apiNamed(project, api)?.title;
  const titles = api === undefined || !title ? [] : [title.ko, title.en, api];
  return [...titles, ...(output.script === undefined ? [] : [output.script])];
}

/** For each summary of the document the output given beside it that is about the same run. */
function givenFor(
  summaries: readonly Output[],
  given: readonly Output[],
  project: Project | undefined,
): (Output | undefined)[] {
  if (given.length === 0) return summaries.map(() => undefined);
  if (given.length === 1 && summaries.length === 1) return [...given];
  const byApi = (outputs: readonly Output[]) => {
    const known = new Map<string, Output[]>();
    for (const output of outputs) {
      const api = inferApi(output, project);
      if (api !== undefined) known.set(api, [...(known.get(api) ?? []), output]);
    }
    return known;
  };
  const own = byApi(summaries);
  const beside = byApi(given);
  return summaries.map((summary) => {
    const api = inferApi(summary, project) ?? '';
    const same = beside.get(api) ?? [];
    return same.length === 1 && own.get(api)?.length === 1 ? same[0] : undefined;
  });
}

/**
 * The runs that a document is about: its own summaries in their order, then outputs given beside it. An output given for
 * a run of the document takes the place of its summary, which somebody may have typed.
 */
export function knownRuns(
  document: Document,
  summaries: readonly Output[],
  given: readonly Output[],
  project?: Project,
): KnownRun[] {
  const lines = summaries.map(({ line }) => line);
  const headings = namesFor(lines, document.headings);
  const common = plannedIn(document.code.filter(({ line }) => line < (lines[0] ?? Number.POSITIVE_INFINITY)));
  const ofSuccesses = document.places.some(
    (place) => place.kind === 'prose' && place.text.includes('buha ') && OWN_COMMAND.test(place.text),
  );
  const better = givenFor(summaries, given, project);
  let next = 0;
  const own = summaries.map((summary, at): KnownRun => {
    const blocks: CodeBlock[] = [];
    for (let block = document.code[next]; block && block.end <= summary.line; block = document.code[next]) {
      if (block.line > (lines[at - 1] ?? 0)) blocks.push(block);
      next += 1;
    }
    const heading = headings[at];
    const output = better[at] ?? summary;
    return {
      name: heading ? nameOf(heading.text) : (aliasesOf(summary, project)[0] ?? `#${at + 1}`),
      aliases: aliasesOf(summary, project),
      output,
      pasted: output === summary ? undefined : summary,
      line: summary.line,
      level: heading?.level ?? 6,
      script: scriptFacts(blocks),
      ofSuccesses,
      planned: plannedIn(blocks) ?? common,
    };
  });
  const used = new Set(own.map(({ output }) => output));
  const beside = given
    .filter((output) => !used.has(output))
    .map((output): KnownRun => {
      const aliases = aliasesOf(output, project);
      const stems = stemsOf(output.file);
      return {
        name: aliases[0] ?? stems.at(-1) ?? output.file,
        aliases: [...aliases, ...stems],
        output,
        pasted: undefined,
        line: undefined,
        level: 6,
        script: scriptFacts(given.length === 1 ? document.code : []),
        ofSuccesses,
        planned: common,
      };
    });
  return [...own, ...beside];
}
