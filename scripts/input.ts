import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BuhaError } from '../reports/model/error.ts';
import { STANDARD_INPUT } from '../reports/model/output.ts';
import type { OutputSource } from '../reports/parse/read-outputs.ts';

/** Read and decompressed at once. */
const CHUNK_BYTES = 256 * 1024;

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
  // A pipeline brings a fault of the file to the reader, and closes the file when the reader stops.
  const bytes = pipeline(Readable.from(stream), createGunzip({ chunkSize: CHUNK_BYTES }), () => {});
  try {
    yield* bytes as AsyncIterable<Uint8Array>;
  } catch (fault) {
    if (fault instanceof BuhaError) throw fault;
    throw new BuhaError('gzip-damaged', { file });
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
  try {
    yield* isGzip(head) ? unzipped(all(), file) : all();
  } finally {
    // Closes the file when the reader stops early; nobody waits for a pipe that is silent.
    iterator.return?.().catch(() => {});
  }
}

/**
 * Opens a k6 output, `-` being standard input; gzip is recognised by its first bytes. Faults come when it is read:
 * `cannot-read`, `gzip-damaged`.
 */
export function openInput(path: string, stdin: Stream = process.stdin): OutputSource {
  const stream: Stream = path === STANDARD_INPUT ? stdin : createReadStream(path, { highWaterMark: CHUNK_BYTES });
  return { file: path, chunks: plainBytes(named(stream, path), path) };
}
