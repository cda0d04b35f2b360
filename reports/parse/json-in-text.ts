import { BuhaError } from '../model/error.ts';
import type { Metric } from '../model/measurement.ts';
import type { Output, UnreadLine } from '../model/output.ts';
import { Fences } from './fences.ts';
import { parseJson } from './json.ts';
import { Lines } from './lines.ts';
import { learnJsonPrefix } from './log-prefix.ts';
import { agreement, RunsByFigure } from './same-figures.ts';
import { isSummaryJson, parseSummaryJson, summaryValue, withRootGroup } from './summary-json.ts';

/** Lines of a document that hold one JSON object, from 0, both included. */
export interface JsonBlock {
  readonly from: number;
  readonly to: number;
  /** Undefined for what looks like a summary of k6 and is no JSON. */
  readonly value: unknown;
  /** Something was cut out of it on purpose. */
  readonly isExcerpt?: true;
}

const unquoted = (line: string) => line.replace(/^(?:\s*>)+ ?/, '').replace(/\r$/, '');

/** Lines from one to another, both included, as they stand in a document that does not quote them. */
const unquotedBlock = (lines: Lines, from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, at) => unquoted(lines.at(from + at))).join('\n');

const indentOf = (line: string) => line.length - line.trimStart().length;

function parsed(text: string): unknown {
  try {
    return summaryValue(text, '');
  } catch {
    return undefined;
  }
}

/** What every summary of k6 has in one of its forms, and hardly any other object. */
const NAMES = ['"metrics"', '"results"'] as const;
const LOOKS_LIKE = new RegExp(`(?:${NAMES.join('|')})\\s*:`);
const OF_K6 = /"(?:http_reqs|http_req_duration|iterations|iteration_duration|vus_max)"/;

/** A template's `{% raw %}`, a log's `{ k6 }`: no object of JSON begins so, and those below it are looked at. */
const NO_OBJECT = /^\{(?:#|\s*[^\s"}./…#])/;

/** What may be left of them in an excerpt. */
const PART_OF_K6 =
  /"(?:http_req_[a-z_]+|http_reqs|iterations|iteration_duration|vus|vus_max|data_received|data_sent)["{]/;

/** Who cut something out of it shows an excerpt. */
const CUT_OUT = /^[ \t]*(?:(?:\/\/|#)[ \t]*)?(?:\.{3}|…)|[{[,:]\s*(?:\.{3}|…)/m;

/** For each line of a document the line of the fence that ends its block; undefined outside of blocks. */
function blockEnds(lines: Lines): (at: number) => number | undefined {
  const fences = new Fences();
  // A line outside of blocks has 0, where no block ends.
  const ends = new Uint32Array(lines.length);
  let from = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const wasOpen = fences.isOpen;
    if (
      !fences.read(
        unquoted(lines.at(at))
          .trim()
          .replace(/^[-*+] +/, ''),
      )
    )
      continue;
    if (wasOpen) ends.fill(at, from, at);
    from = at + 1;
  }
  if (fences.isOpen) ends.fill(lines.length, from);
  return (at) => ends[at] || undefined;
}

/** For each depth of indent the lines that hold a closing brace and nothing else. */
function closersOf(lines: Lines): Map<number, number[]> {
  const closers = new Map<number, number[]>();
  for (let at = 0; at < lines.length; at += 1) {
    const line = unquoted(lines.at(at));
    if (line.trim() !== '}') continue;
    const indent = indentOf(line);
    const same = closers.get(indent);
    if (same) same.push(at);
    else closers.set(indent, [at]);
  }
  // The last one is asked for first.
  for (const same of closers.values()) same.reverse();
  return closers;
}

/** These lines as a summary of k6, or as one that is no JSON; undefined for anything else. */
function blockOf(lines: Lines, from: number, to: number): JsonBlock | undefined {
  const whole = unquotedBlock(lines, from, to);
  if (!LOOKS_LIKE.test(whole)) return undefined;
  const value = parsed(whole);
  if (value === undefined) {
    if (CUT_OUT.test(whole)) return PART_OF_K6.test(whole) ? { from, to, value, isExcerpt: true } : undefined;
    return OF_K6.test(whole) ? { from, to, value } : undefined;
  }
  return isSummaryJson(value) ? { from, to, value } : undefined;
}

function hasSummaries(lines: Lines): boolean {
  for (const name of NAMES) for (const line of lines.holding(name)) if (LOOKS_LIKE.test(line)) return true;
  return false;
}

/** The same lines without what a log puts before each line of a JSON summary; themselves where there is nothing of it. */
export function withoutJsonPrefix(lines: Lines): Lines {
  if (!hasSummaries(lines)) return lines;
  const prefix = learnJsonPrefix(lines);
  return prefix ? new Lines(Array.from(lines, (line) => line.replace(prefix, '')).join('\n')) : lines;
}

/**
 * JSON summaries of k6 within a document or a log: in fenced blocks, indented or quoted, and in lines of their own, also
 * behind what a log puts before them. No line is looked at more than a few times.
 */
export function jsonBlocks(lines: Lines): JsonBlock[] {
  const found: JsonBlock[] = [];
  if (!hasSummaries(lines)) return found;
  const endOf = blockEnds(lines);
  const closers = closersOf(lines);
  const closerOf = (at: number): number | undefined => {
    const same = closers.get(indentOf(unquoted(lines.at(at))));
    while (same && (same.at(-1) ?? Number.POSITIVE_INFINITY) <= at) same.pop();
    return same?.at(-1);
  };
  let tried: number | undefined;
  for (let at = 0; at < lines.length; at += 1) {
    const line = unquoted(lines.at(at));
    const brace = line.indexOf('{');
    if (brace < 0) continue;
    const last = line.lastIndexOf('}');
    if (last > brace && LOOKS_LIKE.test(line)) {
      const value = parsed(line.slice(brace, last + 1));
      if (isSummaryJson(value)) found.push({ from: at, to: at, value });
      if (value !== undefined) continue;
    }
    if (line.trimStart()[0] !== '{' || NO_OBJECT.test(line.trimStart())) continue;
    const end = endOf(at);
    const closer = closerOf(at);
    const tries = [closer !== undefined && (end === undefined || closer < end) ? closer : undefined];
    // What nobody indented ends with its block. Asked once a block, or a long one would be read over and over.
    if (end !== undefined && end !== tried) tries.push(end - 1);
    tried = end;
    let to = at;
    for (const last of tries) {
      if (last === undefined || last <= to) continue;
      to = last;
      const block = blockOf(lines, at, to);
      if (block === undefined) continue;
      // A longer try takes the place of a shorter one that led nowhere.
      if (found.at(-1)?.from === at) found.pop();
      found.push(block);
      if (block.value !== undefined) break;
    }
    at = to;
  }
  return found;
}

/** Summaries of which something was cut out, as lines that were not read; with thresholds in them they hide goals. */
export function excerpts(blocks: readonly JsonBlock[], lines: Lines): UnreadLine[] {
  return blocks.flatMap(({ from, to, isExcerpt }) => {
    if (!isExcerpt) return [];
    const hasGoals = /"thresholds"[^\S\n]*:/.test(unquotedBlock(lines, from, to));
    return [{ line: from + 1, text: lines.at(from).trim().slice(0, 80), ...(hasGoals && { isGoal: true }) }];
  });
}

/** JSON of a document that could not be read. */
interface LostJson {
  readonly line: number;
  readonly text: string;
  readonly fault: BuhaError;
}

const byName = (metrics: readonly Metric[]) => new Map(metrics.map((metric) => [metric.name, metric]));

/** The outputs without those that repeat another one, or a part of it. */
function distinct(outputs: readonly Output[]): Output[] {
  const runs: Output[] = [];
  const known = new RunsByFigure();
  for (const output of outputs) {
    const metrics = byName(output.measured.metrics);
    const at = [...known.of(metrics)].find((one) => {
      const run = runs[one];
      return run?.format === output.format && agreement(byName(run.measured.metrics), metrics) === true;
    });
    const run = at === undefined ? undefined : runs[at];
    const isFuller = run !== undefined && output.measured.metrics.length > run.measured.metrics.length;
    if (at !== undefined && isFuller) runs[at] = output;
    if (at === undefined) runs.push(output);
    known.add(metrics, at ?? runs.length - 1);
  }
  return runs;
}

/** Line of a document at which a block is no JSON. */
function faultOf({ from, to }: JsonBlock, lines: Lines, file: string): BuhaError {
  try {
    parseJson(unquotedBlock(lines, from, to), file);
  } catch (fault) {
    if (fault instanceof BuhaError && 'line' in fault.facts)
      return new BuhaError('not-json', { file, line: from + Number(fault.facts.line) });
    throw fault;
  }
  return new BuhaError('not-json', { file, line: from + 1 });
}

/** What the blocks of a document say, each run once, and what of them could not be read. */
export function jsonOutputs(
  blocks: readonly JsonBlock[],
  lines: Lines,
  file: string,
): { readonly outputs: readonly Output[]; readonly lost: readonly LostJson[] } {
  const outputs: Output[] = [];
  const lost: LostJson[] = [];
  for (const block of blocks) {
    const { from, value } = block;
    const place = { line: from + 1, text: lines.at(from).trim().slice(0, 80) };
    if (value === undefined) {
      lost.push({ ...place, fault: faultOf(block, lines, file) });
      continue;
    }
    try {
      outputs.push({ file, line: from + 1, ...parseSummaryJson(withRootGroup(value), file) });
    } catch (fault) {
      if (!(fault instanceof BuhaError)) throw fault;
      lost.push({ ...place, fault });
    }
  }
  return { outputs: distinct(outputs), lost };
}
