import { BuhaError, type ErrorCode } from '../model/error.ts';
import type { Mending, Output } from '../model/output.ts';
import { encodedKind, encodingOf, HEAD_BYTES, lookOf } from './detect.ts';
import { decodedDocument } from './encoding.ts';
import { lineOfFigure } from './json-line.ts';
import { unwrapped } from './json-log.ts';
import { mendedText } from './mended-text.ts';
import { otherTool, otherToolAt } from './other-tool.ts';
import { checkPlausible } from './plausible.ts';
import { LONGEST_LINE } from './samples/line-blocks.ts';
import { readSamples, type SampleLimits } from './samples/read-samples.ts';
import { isSummaryJson, parseSummaryJson, summaryValue, withRootGroup } from './summary-json.ts';
import { parseText } from './text.ts';
import { type Held, jsonWithin, rewrittenSamples, summariesIn } from './wrapped-json.ts';

/** A k6 output to read: a name to show, and its bytes, decompressed. A chunk holds only until the next is asked for. */
export interface OutputSource {
  readonly file: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** True where the bytes ended before what held them did: k6 was killed, or a copy broke off. Asked at the end. */
  readonly isCutOff?: () => boolean;
}

/** A summary or a document is held as a whole, in bytes; k6's are some kilobytes. */
const LARGEST_DOCUMENT = 32 * 1024 * 1024;

/** Reads up to the bytes that tell what a file is, and gives them together with all that follows. */
export async function peek(
  iterator: AsyncIterator<Uint8Array>,
): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const seen: Uint8Array[] = [];
  let bytes = 0;
  let done = false;
  while (bytes < HEAD_BYTES && !done) {
    const next = await iterator.next();
    done = next.done === true;
    if (next.done) continue;
    seen.push(new Uint8Array(next.value));
    bytes += next.value.length;
  }
  const seenBytes = joined(seen);
  async function* all(): AsyncGenerator<Uint8Array> {
    yield seenBytes;
    if (!done) yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head: seenBytes.subarray(0, HEAD_BYTES), all: all() };
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

const LINE_END = 10;
const CARRIAGE_RETURN = 13;

/** All of a document, unless it or one of its lines is too long to be k6's. */
async function wholeText(chunks: AsyncIterable<Uint8Array>, file: string, largest: number): Promise<Document> {
  const seen: Uint8Array[] = [];
  let bytes = 0;
  let lineStart = 0;
  for await (const chunk of chunks) {
    seen.push(new Uint8Array(chunk));
    const end = chunk.lastIndexOf(LINE_END);
    if (end >= 0) lineStart = bytes + end + 1;
    bytes += chunk.length;
    if (bytes - lineStart > LONGEST_LINE) throw new BuhaError('line-too-long', { file, line: 1 + lineEnds(seen) });
    if (bytes > largest) throw new BuhaError('document-too-large', { file, largestBytes: largest });
  }
  const { text, codePage } = decodedDocument(joined(seen));
  return { text, mended: codePage === undefined ? [] : [`in-${codePage}` as const] };
}

const lineEnds = (chunks: readonly Uint8Array[]) =>
  chunks.reduce((all, chunk) => chunk.reduce((sum, byte) => (byte === LINE_END ? sum + 1 : sum), all), 0);

/** Faults of a stream of which next to nothing could be read. */
const TOO_LITTLE: ReadonlySet<string> = new Set<ErrorCode>(['no-samples', 'too-many-bad-lines']);

/** So little is left of a file that was cut off that its end weighs more than what came before. */
export const orDamaged = (fault: unknown, file: string, isCutOff: boolean): unknown =>
  fault instanceof BuhaError && TOO_LITTLE.has(fault.code) && isCutOff
    ? new BuhaError('gzip-damaged', { file })
    : fault;

/** How much of an output is held in memory. */
export interface ReadLimits extends Pick<SampleLimits, 'exactLimit' | 'kept'> {
  /** Largest summary or document in bytes. */
  readonly largest?: number;
  /** Also runs of which k6 left no summary: a gate has something to say of them, a report has not. */
  readonly unsummed?: true;
}

/** Faults of what k6 did not write. */
const FOREIGN: ReadonlySet<string> = new Set<ErrorCode>([
  'no-k6-text',
  'not-k6-summary',
  'not-json',
  'json-too-deep',
  'json-key-twice',
  'not-k6-output',
]);

/** What `read` makes of a text; where it is nothing of k6, what else it is. Throws `other-tool`. */
function unlessForeign<Read>(text: string, file: string, read: () => Read): Read {
  try {
    return read();
  } catch (fault) {
    if (!isForeign(fault)) throw fault;
    const how = rewrittenSamples(text);
    if (how) throw new BuhaError('samples-rewritten', { file, how });
    const tool = otherTool(text);
    if (tool !== undefined) throw new BuhaError('other-tool', { file, tool });
    // As Python and JavaScript show an object.
    if (/^\s*[{[]\s*'/.test(text)) throw new BuhaError('not-json', { file, line: 1 });
    const looksLike = encodedKind(text.slice(0, HEAD_BYTES));
    throw looksLike ? new BuhaError('not-k6-output', { file, looksLike }) : fault;
  }
}

/** A document that is held as a whole. */
interface Document {
  readonly text: string;
  readonly mended: readonly Mending[];
}

/**
 * Lines that end as those of an old Mac did, or as some editors and strings write them; beside line feeds a carriage
 * return goes back within a line, and the others mean themselves.
 */
function withLineFeeds(text: string): string {
  if (text.trim().includes('\n')) return text;
  const ends = text.replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n');
  if (ends.trim().includes('\n')) return ends;
  return ends.replaceAll(/(?:\\r)?\\n/g, '\n').replaceAll(/\\(['"])/g, '$1');
}

/** The same of samples, whose bytes nobody decodes at once. */
async function* inLineFeeds(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield chunk.map((byte) => (byte === CARRIAGE_RETURN ? LINE_END : byte));
}

function textOutputs(whole: Document, file: string, limits: ReadLimits): Output[] {
  const { text, mended: signs } = mendedText(unwrapped(withLineFeeds(whole.text)));
  const mended = [...whole.mended, ...signs];
  const outputs = unlessForeign(text, file, () => parseText(text, file, limits));
  for (const { measured, line } of outputs) checkPlausible(measured, file, line);
  return mended.length === 0 ? outputs : outputs.map((output) => ({ ...output, mended }));
}

const isForeign = (fault: unknown) => fault instanceof BuhaError && FOREIGN.has(fault.code);

/** Summaries that a document of JSON holds beside what else it is; several are named by the fields that lead to them. */
function heldOutputs(held: readonly Held[], { mended }: Document, file: string): Output[] {
  return held.map(({ path, value }) => {
    const reading = parseSummaryJson(withRootGroup(value), file);
    checkPlausible(reading.measured, file, undefined);
    return {
      ...{ file, line: 1, ...reading },
      ...(held.length > 1 && path.length > 0 && { heading: path.join(' › ') }),
      ...(mended.length > 0 && { mended }),
    };
  });
}

/** What begins like JSON: a summary; else a log in JSON, or a text that begins with a bracket (`[1] …`, `[ ] …`). */
function jsonOutput(whole: Document, file: string, limits: ReadLimits): Output[] {
  const { text, mended } = whole;
  let reading: Omit<Output, 'file' | 'line'>;
  try {
    const value = summaryValue(text, file);
    const held = isSummaryJson(value) ? [] : summariesIn(value);
    if (held.length > 0) return heldOutputs(held, whole, file);
    reading = parseSummaryJson(value, file);
  } catch (fault) {
    if (!isForeign(fault)) throw fault;
    try {
      return textOutputs(whole, file, limits);
    } catch (noText) {
      // Of what is no text of k6 either, its beginning says what it was meant to be.
      throw isForeign(noText) ? fault : noText;
    }
  }
  checkPlausible(reading.measured, file, (metric, { statistic, value }) =>
    lineOfFigure(text, metric, statistic, value),
  );
  return [{ file, line: 1, ...reading, ...(mended.length > 0 && { mended }) }];
}

async function parsed(
  { file, isCutOff = () => false }: OutputSource,
  chunks: AsyncIterator<Uint8Array>,
  limits: ReadLimits,
): Promise<Output[]> {
  const { largest = LARGEST_DOCUMENT } = limits;
  const document = async (bytes: AsyncIterable<Uint8Array>) => {
    const whole = await wholeText(bytes, file, largest);
    // Half a summary is none.
    if (isCutOff()) throw new BuhaError('gzip-damaged', { file });
    return whole;
  };
  const { head, all } = await peek(chunks);
  if (head.length === 0 && isCutOff()) throw new BuhaError('gzip-damaged', { file });
  const beginning = new TextDecoder(encodingOf(head)).decode(head);
  const look = unlessForeign(beginning, file, () => lookOf(head, file));
  const tool = look === 'text' ? otherToolAt(beginning) : undefined;
  if (tool !== undefined) throw new BuhaError('other-tool', { file, tool });
  switch (look) {
    case 'ndjson':
    case 'csv': {
      if (rewrittenSamples(beginning) === 'list') throw new BuhaError('samples-rewritten', { file, how: 'list' });
      const reading = await readSamples(head.includes(LINE_END) ? all : inLineFeeds(all), look, file, limits).catch(
        (fault: unknown) => {
          throw orDamaged(fault, file, isCutOff());
        },
      );
      // What is wrong is a figure of the sum of all lines.
      checkPlausible(reading.measured, file, undefined);
      return [{ file, line: 1, format: look, ...reading, ...(isCutOff() && { cutOff: true }) }];
    }
    case 'json': {
      const whole = await document(all);
      return unlessForeign(whole.text, file, () => jsonOutput(whole, file, limits));
    }
    case 'text': {
      const whole = await document(all);
      const text = jsonWithin(whole.text);
      if (text === undefined) return textOutputs(whole, file, limits);
      const held = { ...whole, text };
      return unlessForeign(text, file, () => jsonOutput(held, file, limits));
    }
  }
}

/**
 * Reads k6 output of any format, told apart by content: JSON summaries, raw samples, and text, of which a document may
 * hold several. Throws a `BuhaError` that names the file and the line for what is not k6's, is damaged, or states
 * figures that cannot be.
 */
export async function readOutputs(source: OutputSource, limits: ReadLimits = {}): Promise<Output[]> {
  const iterator = source.chunks[Symbol.asyncIterator]();
  try {
    return await parsed(source, iterator, limits);
  } finally {
    // What is refused is not read to its end: a pipe must not keep the process waiting.
    await iterator.return?.();
  }
}
