import { BuhaError } from '../model/error.ts';
import { encodingOf } from './detect.ts';

/** Longest line that a stream of samples may have, in characters: k6's longest have some hundreds. */
export const LONGEST_LINE = 16 * 1024 * 1024;

/** For what begins with this chunk, which holds all of its byte order mark. */
const decoderOf = (first: Uint8Array) => new TextDecoder(encodingOf(first));

const withoutReturn = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line);

/**
 * Lines of a stream in UTF-8, or in UTF-16 with a byte order mark, without their ends (`\n` or `\r\n`); a last line
 * without one is a line, too. Throws `line-too-long` before a line fills memory. `file` is the name to show.
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  longest = LONGEST_LINE,
): AsyncGenerator<string> {
  // A character may lie across the border of two chunks; the decoder keeps its beginning.
  let decoder: ReturnType<typeof decoderOf> | undefined;
  let rest = '';
  let number = 1;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    decoder ??= decoderOf(chunk);
    const text = decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      const line = text.slice(start, end);
      yield withoutReturn(rest === '' ? line : rest + line);
      rest = '';
      number += 1;
      start = end + 1;
    }
    // Only what is new is searched: a long line costs no more than its length.
    rest += text.slice(start);
    if (rest.length > longest) throw new BuhaError('line-too-long', { file, line: number });
  }
  rest += decoder?.decode() ?? '';
  if (rest !== '') yield withoutReturn(rest);
}
