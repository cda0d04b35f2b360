import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { BuhaError } from '../reports/model/error.ts';
import type { OutputSource } from '../reports/parse/read-outputs.ts';

/** The path that stands for standard input. */
export const STANDARD_INPUT = '-';

const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b;

type Stream = AsyncIterable<Uint8Array>;

/** Names the file in what the system says against it. */
async function* named(stream: Stream, file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (fault) {
    const { code, message } = fault as NodeJS.ErrnoException;
    throw new BuhaError('cannot-read', { file, reason: code ?? message });
  }
}

async function* unzipped(stream: Stream, file: string): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // A fault of the file must reach the reader of the decompressed bytes.
  const feed = (async () => {
    for await (const chunk of stream) {
      if (!gunzip.write(chunk)) await new Promise((resolve) => gunzip.once('drain', resolve).once('close', resolve));
    }
    gunzip.end();
  })().catch((fault: Error) => void gunzip.destroy(fault));
  try {
    yield* gunzip as AsyncIterable<Uint8Array>;
    await feed;
  } catch (fault) {
    if (fault instanceof BuhaError) throw fault;
    throw new BuhaError('gzip-damaged', { file });
  } finally {
    gunzip.destroy();
  }
}

/** The bytes as they are, or decompressed where they begin as gzip does. */
async function* plainBytes(stream: Stream, file: string): AsyncGenerator<Uint8Array> {
  const iterator = stream[Symbol.asyncIterator]();
  let head = new Uint8Array();
  while (head.length < 2) {
    const next = await iterator.next();
    if (next.done) break;
    const longer = new Uint8Array(head.length + next.value.length);
    longer.set(head);
    longer.set(next.value, head.length);
    head = longer;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  yield* isGzip(head) ? unzipped(all(), file) : all();
}

/**
 * Opens a k6 output, `-` being standard input; gzip is recognised by its first bytes. Faults come when it is read:
 * `cannot-read`, `gzip-damaged`.
 */
export function openInput(path: string, stdin: Stream = process.stdin): OutputSource {
  const stream: Stream = path === STANDARD_INPUT ? stdin : createReadStream(path, { highWaterMark: 1 << 20 });
  return { file: path, chunks: plainBytes(named(stream, path), path) };
}
