import { BuhaError } from '../model/error.ts';
import type { Output, UnreadLine } from '../model/output.ts';
import { announcedScenario, headsScenarios } from './announced-load.ts';
import { BUILTIN_METRICS } from './builtin-metrics.ts';
import type { ConsoleRun } from './console-run.ts';
import { unseenCrossed } from './crossed-log.ts';
import { DocumentHeadings } from './document-headings.ts';
import { toldEnd, toldException } from './ended-log.ts';
import { exitLine } from './exit-line.ts';
import { Fences } from './fences.ts';
import { excerpts, type JsonBlock, jsonBlocks, jsonOutputs, withoutJsonPrefix } from './json-in-text.ts';
import { Lines } from './lines.ts';
import type { SummaryDraft } from './text-draft.ts';
import { PlainLines } from './text-lines.ts';
import { measurementOf } from './text-measurement.ts';
import { metricLine } from './text-metric.ts';
import { joinedPieces, type Piece } from './text-pieces.ts';
import { TextSummaries } from './text-summaries.ts';

/** Content of the line that ends right before a place. */
function lineAbove(text: string, at: number): string {
  const above = text.slice(text.lastIndexOf('\n', at - 2) + 1, Math.max(0, at - 1));
  return new PlainLines(new Lines(above)).at(0)?.content ?? '';
}

/** A text without what is left of its last line. */
interface WithoutTornEnd {
  readonly text: string;
  /** What that was, where it may have been a goal that was missed. */
  readonly torn?: string;
}

/** The beginning of a name that k6 prints a threshold's mark before, until 1.0. */
const isNameBegun = (name: string) => name.length > 1 && OF_K6.some((whole) => whole.startsWith(name));
const OF_K6 = [...BUILTIN_METRICS.keys()];

/**
 * A last line without its end may have been cut off within a number (`35` of `3500`), or within a check's name: the
 * number, or the line, is left out. k6's own last line, `vus_max`, repeats its number and so is known to be whole.
 */
function withoutTornEnd(text: string): WithoutTornEnd {
  const at = text.lastIndexOf('\n') + 1;
  const line = new PlainLines(new Lines(text.slice(at))).at(0);
  if (!line || line.content === '') return { text };
  const { content } = line;
  // A threshold that was crossed is so with half of its line, too: its own, or its metric's among metrics.
  const [, crossed] = content.match(/^[✗✘×] +([A-Za-z_]\w*)\.*$/) ?? [];
  if (crossed !== undefined && metricLine(lineAbove(text, at))) return { text };
  if (!metricLine(content)) {
    const isMarked = /^(?:[✓✔√↳]|[✗✘×] *[^'‘’ ])/.test(content);
    if (!isMarked) return { text };
    return { text: text.slice(0, at), ...(crossed !== undefined && isNameBegun(crossed) && { torn: content }) };
  }
  const [, value] = content.match(/: *(\d+) +min=\d+ +max=\1$/) ?? [];
  if (value !== undefined || !/[\d.]$/.test(content)) return { text };
  return { text: text.slice(0, at) + content.replace(/\S+$/, '') };
}

/**
 * Before 1.0 the mark of a threshold stands before its metric. k6 prints the times of requests wherever it prints their
 * number: without them rows were cut away, and a goal among those may have been missed.
 */
function lostRows({ line, thresholds, metrics }: SummaryDraft): UnreadLine[] {
  const isMarked = thresholds.some(({ expression }) => expression === '') && thresholds.every(({ passed }) => passed);
  const isCut = metrics.has('http_reqs') && !metrics.has('http_req_duration');
  return isMarked && isCut ? [{ line, text: 'http_req_duration', isGoal: true }] : [];
}

function ofPiece({ draft, ranMs, header }: Piece, file: string): Output {
  const unread = [...lostRows(draft), ...draft.unread];
  return {
    ...{ file, line: draft.line, format: 'text', measured: measurementOf(draft, ranMs) },
    ...(unread.length > 0 && { unread }),
    ...(draft.ended && { ended: draft.ended }),
    ...(draft.thrown && { thrown: draft.thrown }),
    ...header,
  };
}

/** How a text is read. */
export interface TextReading {
  /** Every run counts: those without a summary stand with what k6 said was crossed, and what is spoilt is an error. */
  readonly unsummed?: boolean | undefined;
}

/** What a text holds of runs that could not be read: the line at fault, and what is wrong. */
interface Lost {
  readonly line: number;
  readonly text: string;
  readonly fault: BuhaError;
}

/** Names lost runs beside the ones before them; both in the order of their lines. */
function withLost(outputs: readonly Output[], lost: readonly UnreadLine[]): Output[] {
  let next = 0;
  return outputs.map((output, at) => {
    const until = outputs[at + 1]?.line ?? Number.POSITIVE_INFINITY;
    const first = next;
    while ((lost[next]?.line ?? Number.POSITIVE_INFINITY) < until) next += 1;
    const own = lost.slice(first, next).map(({ line, text, isGoal }) => ({ line, text, ...(isGoal && { isGoal }) }));
    return own.length === 0 ? output : { ...output, unread: [...(output.unread ?? []), ...own] };
  });
}

/** Several runs get the names of their headings. */
function withHeadings(outputs: readonly Output[], headings: DocumentHeadings): Output[] {
  if (outputs.length < 2) return [...outputs];
  const names = headings.namesOf(outputs.map(({ line }) => line));
  return outputs.map((output, at) => ({ ...output, ...(names[at] !== undefined && { heading: names[at] }) }));
}

/** What the lines of a text hold, beside its JSON. */
function readLines(given: Lines, blocks: readonly JsonBlock[], raw: Lines) {
  const lines = new PlainLines(given);
  const [summaries, fences, headings] = [new TextSummaries(), new Fences(), new DocumentHeadings()];
  const contentAt = (at: number) => lines.at(at)?.content ?? '';
  let block = 0;
  let hasFences = false;
  let isAnnouncing = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines.at(at);
    if (!line) break;
    while ((blocks[block]?.to ?? at) < at) block += 1;
    const isJson = at >= (blocks[block]?.from ?? Number.POSITIVE_INFINITY);
    const wasOpen = fences.isOpen;
    if (!isJson && fences.read(line.content)) {
      hasFences = true;
      summaries.finish(wasOpen);
      if (fences.isOpen) headings.block(line.number);
      continue;
    }
    if (isJson) {
      if (at === blocks[block]?.from) summaries.json(line.number, wasOpen);
      continue;
    }
    if (!wasOpen) headings.read(raw.at(at), line.number);
    if (line.content === '') {
      summaries.read(line, wasOpen);
      continue;
    }
    // Prose of a document may tell of any run.
    const isProse = !wasOpen && (hasFences || headings.isDocument);
    const exit = isProse ? undefined : exitLine(line.content);
    if (exit) {
      summaries.tellExit(exit, line);
      continue;
    }
    const ended = toldEnd(line.content, contentAt(at - 1), contentAt(at + 1));
    if (ended) summaries.tellEnd(ended);
    const after = (most: number) => Array.from({ length: most }, (_, one) => contentAt(at + 1 + one));
    const thrown = toldException(line.content, after);
    if (thrown !== undefined) summaries.tellException(thrown);
    isAnnouncing = headsScenarios(line.content) || (isAnnouncing && line.content !== '');
    const announced = isAnnouncing ? announcedScenario(line.content) : undefined;
    if (announced) summaries.announce(announced);
    if (!summaries.header(line, contentAt(at - 1), contentAt(at + 1))) summaries.read(line, wasOpen);
  }
  summaries.end();
  return { summaries, headings };
}

/** What k6 said beside a summary that does not tell, as the machine-readable one has no thresholds. */
function withCrossed(output: Output, crossed: readonly string[] | undefined): Output {
  if (!crossed) return output;
  const { measured } = output;
  const thresholds = [...measured.thresholds, ...unseenCrossed(measured.thresholds, crossed)];
  return { ...output, measured: { ...measured, thresholds } };
}

/** Goals of a piece that is no summary's and goes with none. */
function lostGoals({ draft: { line, thresholds, unread } }: Piece): UnreadLine[] {
  const [first] = thresholds;
  if (!first) return [...unread];
  const text = `${first.passed ? '✓' : '✗'} ${first.metric} ${first.expression}`.trim();
  return [{ line, text, isGoal: true }];
}

const lostRun = (run: ConsoleRun, file: string): Lost => ({ ...run.lastLine, fault: run.fault(file) });

/**
 * Reads the end-of-test summaries that k6 prints (0.40 to 2.2), as they are pasted: indented, quoted, coloured, in
 * fenced blocks, with other lines in between; and its JSON summaries where they stand in a text. Figures are in base
 * units and keep the precision with which they are printed. Several runs of a document get the names of their headings.
 * `file` is the name to show.
 * @throws BuhaError `no-k6-text` where there is none: two metric lines next to each other, one of them k6's own, are the
 *   least; `no-summary-in-log` for the log of a run without it; `not-json`, `not-k6-summary` for JSON that is spoilt
 */
export function parseText(text: string, file: string, { unsummed = false }: TextReading = {}): Output[] {
  const given = new Lines(text);
  const raw = withoutJsonPrefix(given);
  const all = jsonBlocks(raw);
  const blocks = all.filter(({ isExcerpt }) => !isExcerpt);
  const { text: whole, torn } = withoutTornEnd(text);
  const { summaries, headings } = readLines(whole === text ? given : new Lines(whole), blocks, raw);
  const json = jsonOutputs(blocks, raw, file);
  const known = (run: ConsoleRun) => (unsummed ? run.output(file) : undefined);
  const { runs, rest } = joinedPieces(summaries.pieces);
  const outputs = [
    ...runs.map((piece) => ofPiece(piece, file)),
    ...json.outputs.map((output) => {
      const ended = summaries.endedByJson.get(output.line);
      const thrown = summaries.thrownByJson.get(output.line);
      const more = { ...(ended && { ended }), ...(thrown && { thrown }) };
      return { ...withCrossed(output, summaries.crossedByJson.get(output.line)), ...more };
    }),
    ...summaries.unsummed.flatMap((run) => known(run) ?? []),
  ].toSorted((a, b) => a.line - b.line);
  const lost = [
    ...json.lost,
    ...summaries.unsummed.filter((run) => !known(run)).map((run) => lostRun(run, file)),
  ].toSorted((a, b) => a.line - b.line);
  if (outputs.length === 0 || unsummed) {
    if (lost[0]) throw lost[0].fault;
    if (outputs.length === 0) throw new BuhaError('no-k6-text', { file });
  }
  const last = torn === undefined ? [] : [{ line: given.length, text: torn, isGoal: true as const }];
  const unread = [...lost, ...rest.flatMap(lostGoals), ...excerpts(all, raw), ...last].toSorted(
    (a, b) => a.line - b.line,
  );
  return withHeadings(withLost(outputs, unread), headings);
}
