import { BuhaError } from '../model/error.ts';
import type { Output } from '../model/output.ts';
import { readCsv } from './csv.ts';
import { encodingOf, HEAD_BYTES, lookOf } from './detect.ts';
import { parseJson } from './json.ts';
import { lineOfFigure } from './json-line.ts';
import { LONGEST_LINE, linesOf } from './lines.ts';
import { readNdjson } from './ndjson.ts';
import { checkPlausible } from './plausible.ts';
import { parseSummaryJson } from './summary-json.ts';
import { parseText } from './text.ts';

/** A k6 output to read: a name to show, and its bytes, decompressed. */
export interface OutputSource {
  readonly file: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** A summary or a document is held as a whole, in bytes; k6's are some kilobytes. */
export const LARGEST_DOCUMENT = 32 * 1024 * 1024;

/** Reads up to the bytes that tell what a file is, and gives them together with all that follows. */
async function peek(
  iterator: AsyncIterator<Uint8Array>,
): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const seen: Uint8Array[] = [];
  let bytes = 0;
  let done = false;
  while (bytes < HEAD_BYTES && !done) {
    const next = await iterator.next();
    done = next.done === true;
    if (next.done) continue;
    seen.push(next.value);
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

/** All of a document, unless it or one of its lines is too long to be k6's. */
async function wholeText(chunks: AsyncIterable<Uint8Array>, file: string, largest: number): Promise<string> {
  const seen: Uint8Array[] = [];
  let bytes = 0;
  let lineStart = 0;
  for await (const chunk of chunks) {
    seen.push(chunk);
    const end = chunk.lastIndexOf(LINE_END);
    if (end >= 0) lineStart = bytes + end + 1;
    bytes += chunk.length;
    if (bytes - lineStart > LONGEST_LINE) throw new BuhaError('line-too-long', { file, line: 1 + lineEnds(seen) });
    if (bytes > largest) throw new BuhaError('document-too-large', { file, largestBytes: largest });
  }
  const whole = joined(seen);
  // The decoder takes the byte order mark away.
  return new TextDecoder(encodingOf(whole)).decode(whole);
}

const lineEnds = (chunks: readonly Uint8Array[]) =>
  chunks.reduce((all, chunk) => chunk.reduce((sum, byte) => (byte === LINE_END ? sum + 1 : sum), all), 0);

async function parsed(file: string, chunks: AsyncIterator<Uint8Array>, largest: number): Promise<Output[]> {
  const { head, all } = await peek(chunks);
  const look = lookOf(head, file);
  switch (look) {
    case 'ndjson':
    case 'csv': {
      const lines = linesOf(all, file);
      const reading = look === 'csv' ? await readCsv(lines, file) : await readNdjson(lines, file);
      // What is wrong is a figure of the sum of all lines.
      checkPlausible(reading.measured, file, undefined);
      return [{ file, line: 1, format: look, ...reading }];
    }
    case 'json': {
      const text = await wholeText(all, file, largest);
      const reading = parseSummaryJson(parseJson(text, file), file);
      checkPlausible(reading.measured, file, (metric, { statistic, value }) =>
        lineOfFigure(text, metric, statistic, value),
      );
      return [{ file, line: 1, ...reading }];
    }
    case 'text': {
      const outputs = parseText(await wholeText(all, file, largest), file);
      for (const { measured, line } of outputs) checkPlausible(measured, file, line);
      return outputs;
    }
  }
}

/**
 * Reads k6 output of any format, told apart by content: JSON summaries, raw samples, and text, of which a document may
 * hold several. Throws a `BuhaError` that names the file and the line for what is not k6's, is damaged, or states
 * figures that cannot be.
 */
export async function readOutputs({ file, chunks }: OutputSource, largest = LARGEST_DOCUMENT): Promise<Output[]> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    return await parsed(file, iterator, largest);
  } finally {
    // What is refused is not read to its end: a pipe must not keep the process waiting.
    await iterator.return?.();
  }
}
