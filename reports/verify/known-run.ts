import { apiOf } from '../../options/apis.ts';
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
  /** Line of its summary in the document; undefined for an output given beside it. */
  readonly line: number | undefined;
  /** Level of the heading that names it; below it, figures are the run's until a heading of a higher level. */
  readonly level: number;
  readonly script: ScriptFacts;
  /** Undefined where the document does not show the options. */
  readonly planned: readonly PlannedScenario[] | undefined;
}

/** A heading as a name: `### 1.1 잔액 조회 API` as `잔액 조회`. */
export function nameOf(heading: string): string {
  return heading
    .replace(/^[\d.\-)\s]+(?=\D)/, '')
    .replaceAll(/[*_`]/g, '')
    .replaceAll(/\([^)]*\)/g, ' ')
    .replace(/\s*\bAPIs?\b.*$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function namesFor(summaryLines: readonly number[], headings: readonly Heading[]): (Heading | undefined)[] {
  const candidates = summaryLines.map((line, at) => {
    const after = summaryLines[at - 1] ?? 0;
    return headings.filter((heading) => heading.line < line && heading.line > after).toReversed();
  });
  const found = candidates.map((own, at) =>
    own.find(({ text }) => {
      const name = nameOf(text);
      const others = candidates.filter((_, index) => index !== at);
      return name !== '' && !others.some((list) => list.some((other) => nameOf(other.text) === name));
    }),
  );
  // Several summaries below one heading share its name.
  return found.map((heading, at) => {
    const shared = found.slice(0, at).findLast((one) => one !== undefined);
    return heading ?? (candidates[at]?.length === 0 ? shared : undefined);
  });
}

const withoutFolder = (path: string) =>
  path
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/\.(?:json|csv|txt|md|gz|ndjson|log)+$/, '') ?? path;

/** Titles of the API that an output is about, and its script's name. */
function aliasesOf(output: Output): string[] {
  const api = inferApi(output);
  const titles = api === undefined ? [] : [apiOf(api).title.ko, apiOf(api).title.en, api];
  return [...titles, ...(output.script === undefined ? [] : [output.script])];
}

/** The output given beside the document that is about the same run as one of its summaries. */
function givenFor(summary: Output, given: readonly Output[], summaries: readonly Output[]): Output | undefined {
  if (given.length === 1 && summaries.length === 1) return given[0];
  const api = inferApi(summary);
  const same = given.filter((output) => api !== undefined && inferApi(output) === api);
  return same.length === 1 && summaries.filter((other) => inferApi(other) === api).length === 1 ? same[0] : undefined;
}

/**
 * The runs that a document is about: its own summaries in their order, then outputs given beside it. An output given for
 * a run of the document takes the place of its summary, which somebody may have typed.
 */
export function knownRuns(document: Document, summaries: readonly Output[], given: readonly Output[]): KnownRun[] {
  const lines = summaries.map(({ line }) => line);
  const headings = namesFor(lines, document.headings);
  const common = plannedIn(document.code.filter(({ line }) => line < (lines[0] ?? Number.POSITIVE_INFINITY)));
  const own = summaries.map((summary, at): KnownRun => {
    const blocks = document.code.filter((block) => isBetween(block, lines[at - 1] ?? 0, summary.line));
    const heading = headings[at];
    return {
      name: heading ? nameOf(heading.text) : (aliasesOf(summary)[0] ?? `#${at + 1}`),
      aliases: aliasesOf(summary),
      output: givenFor(summary, given, summaries) ?? summary,
      line: summary.line,
      level: heading?.level ?? 6,
      script: scriptFacts(blocks),
      planned: plannedIn(blocks) ?? common,
    };
  });
  const used = new Set(own.map(({ output }) => output));
  const beside = given
    .filter((output) => !used.has(output))
    .map((output): KnownRun => {
      const aliases = aliasesOf(output);
      const stem = withoutFolder(output.file);
      return {
        name: aliases[0] ?? stem,
        aliases: [...aliases, stem],
        output,
        line: undefined,
        level: 6,
        script: scriptFacts(given.length === 1 ? document.code : []),
        planned: common,
      };
    });
  return [...own, ...beside];
}

function isBetween({ line, lines }: CodeBlock, after: number, until: number): boolean {
  return line > after && line + lines.length <= until;
}
