import { BuhaError } from '../../model/error.ts';
import { encodingOf } from '../detect.ts';

/** Longest line that a stream of samples may have, in bytes: k6's longest have some hundreds. */
export const LONGEST_LINE = 16 * 1024 * 1024;

const LINE_END = 10;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

const isMarked = (chunk: Uint8Array) => BYTE_ORDER_MARK.every((byte, at) => chunk[at] === byte);

const decoderOf = (encoding: string) => new TextDecoder(encoding);

/**
 * The stream in UTF-8 without a byte order mark. Its first chunk holds all of the mark. What the decoder cannot read in
 * UTF-16 spoils its own line only.
 */
async function* utf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: ReturnType<typeof decoderOf> | undefined;
  let isFirst = true;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    const encoding = isFirst ? encodingOf(chunk) : 'utf-8';
    if (encoding !== 'utf-8') decoder = decoderOf(encoding);
    if (decoder) yield new TextEncoder().encode(decoder.decode(chunk, { stream: true }));
    else yield isFirst && isMarked(chunk) ? chunk.subarray(BYTE_ORDER_MARK.length) : chunk;
    isFirst = false;
  }
  if (decoder) yield new TextEncoder().encode(decoder.decode());
}

/**
 * The lines of a stream in UTF-8, or in UTF-16 with a byte order mark, as blocks of whole lines, each of which ends with
 * a line feed. A block may be overwritten when the next one is asked for, as may a chunk. Throws `line-too-long` before
 * a line fills memory; `linesBefore` tells how many lines came before it, `file` is the name to show.
 */
export async function* lineBlocks(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  linesBefore: () => number,
  longest = LONGEST_LINE,
): AsyncGenerator<Uint8Array> {
  /** Pieces of a line that has not ended yet. */
  let pieces: Uint8Array[] = [];
  let length = 0;
  const keep = (piece: Uint8Array) => {
    if (piece.length === 0) return;
    pieces.push(new Uint8Array(piece));
    length += piece.length;
    if (length > longest) throw new BuhaError('line-too-long', { file, line: linesBefore() + 1 });
  };
  const whole = (end: Uint8Array) => {
    const line = new Uint8Array(length + end.length);
    let at = 0;
    for (const piece of [...pieces, end]) {
      line.set(piece, at);
      at += piece.length;
    }
    [pieces, length] = [[], 0];
    return line;
  };
  for await (const chunk of utf8(chunks)) {
    let from = 0;
    if (length > 0) {
      const end = chunk.indexOf(LINE_END) + 1;
      if (end === 0) {
        keep(chunk);
        continue;
      }
      yield whole(chunk.subarray(0, end));
      from = end;
    }
    const to = chunk.lastIndexOf(LINE_END) + 1;
    if (to > from) yield chunk.subarray(from, to);
    keep(chunk.subarray(Math.max(from, to)));
  }
  if (length > 0) yield whole(Uint8Array.of(LINE_END));
}
