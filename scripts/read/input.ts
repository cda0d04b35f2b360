import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BuhaError } from '../../reports/model/error.ts';
import { STANDARD_INPUT } from '../../reports/model/output.ts';
import type { OutputSource } from '../../reports/parse/read-outputs.ts';
import { systemCode } from '../system-code.ts';

/** Read and decompressed at once. */
const CHUNK_BYTES = 1024 * 1024;
/** Compressed bytes read at once: they become many more. */
const COMPRESSED_CHUNK_BYTES = 128 * 1024;
/** Decompressed bytes that may wait for their reader. */
const AHEAD_BYTES = 4 * CHUNK_BYTES;

const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b;

type Stream = AsyncIterable<Uint8Array>;

/** Told how much of an input was read, in bytes as they are stored; `total` is undefined for a pipe. */
export type OnRead = (file: string, readBytes: number, totalBytes: number | undefined) => void;

export interface InputSettings {
  readonly stdin?: Stream;
  readonly onRead?: OnRead | undefined;
}

/** Names the file in what the system says against it. */
async function* named(stream: Stream, file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (fault) {
    throw new BuhaError('cannot-read', { file, reason: systemCode(fault) });
  }
}

async function* counted(stream: Stream, onRead: (readBytes: number) => void): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    onRead(bytes);
    yield chunk;
  }
}

/** What zlib says of a stream that ends too early; what came before it was given out. */
const isCutOff = (fault: unknown) => (fault as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';

async function* unzipped(stream: Stream, file: string, onCutOff: () => void): AsyncGenerator<Uint8Array> {
  // zlib hands its settings on to the stream that it is.
  const settings = { chunkSize: CHUNK_BYTES, readableHighWaterMark: AHEAD_BYTES };
  const gunzip = createGunzip(settings);
  // A pipeline brings a fault of the file to the reader, and closes the file when the reader stops.
  const bytes = pipeline(Readable.from(stream), gunzip, () => {});
  try {
    yield* bytes as AsyncIterable<Uint8Array>;
  } catch (fault) {
    if (fault instanceof BuhaError) throw fault;
    if (!isCutOff(fault)) throw new BuhaError('gzip-damaged', { file });
    onCutOff();
  }
}

/** A stream from its beginning, of which so many bytes were looked at. */
async function peeked(stream: Stream, length: number): Promise<{ head: Uint8Array; all: Stream; close: () => void }> {
  const iterator = stream[Symbol.asyncIterator]();
  let head = new Uint8Array();
  while (head.length < length) {
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
  // Nobody waits for a pipe that is silent.
  return { head, all: all(), close: () => void iterator.return?.().catch(() => {}) };
}

/** A file in two buffers, of which one is read while the other is worked on: a chunk holds until the next is asked for. */
async function* fileChunks(handle: FileHandle): AsyncGenerator<Uint8Array> {
  const buffers = [new Uint8Array(CHUNK_BYTES), new Uint8Array(CHUNK_BYTES)] as const;
  let position = 0;
  let turn: 0 | 1 = 0;
  let reading = handle.read(buffers[turn], 0, CHUNK_BYTES, position);
  for (;;) {
    const { bytesRead, buffer } = await reading;
    if (bytesRead === 0) return;
    position += bytesRead;
    turn = turn === 0 ? 1 : 0;
    reading = handle.read(buffers[turn], 0, CHUNK_BYTES, position);
    // Nobody may be there to wait for it.
    reading.catch(() => {});
    yield buffer.subarray(0, bytesRead);
  }
}

/** The bytes of a source, decompressed where they begin as gzip does. */
async function* plainBytes(path: string, settings: InputSettings, onCutOff: () => void): AsyncGenerator<Uint8Array> {
  const { stdin = process.stdin, onRead } = settings;
  const counting = (stream: Stream, total?: number) =>
    onRead ? counted(stream, (bytes) => onRead(path, bytes, total)) : stream;
  if (path === STANDARD_INPUT) {
    yield* streamed(counting(named(stdin, path)), path, onCutOff);
    return;
  }
  const handle = await open(path).catch((fault: unknown) => {
    throw new BuhaError('cannot-read', { file: path, reason: systemCode(fault) });
  });
  try {
    const found = await handle.stat();
    const head = Buffer.alloc(2);
    // What is no regular file (a pipe, a device) can be read once only.
    const isPlain = found.isFile() && !isGzip((await handle.read(head, 0, 2, 0)).buffer);
    const size = found.isFile() ? found.size : undefined;
    if (isPlain) {
      yield* counting(named(fileChunks(handle), path), size);
    } else {
      const highWaterMark = COMPRESSED_CHUNK_BYTES;
      const stream = createReadStream(path, {
        fd: handle.fd,
        autoClose: false,
        highWaterMark,
        ...(size !== undefined && { start: 0 }),
      });
      yield* streamed(counting(named(stream, path), size), path, onCutOff);
    }
  } finally {
    await handle.close();
  }
}

async function* streamed(stream: Stream, file: string, onCutOff: () => void): AsyncGenerator<Uint8Array> {
  const { head, all, close } = await peeked(stream, 2);
  try {
    yield* isGzip(head) ? unzipped(all, file, onCutOff) : all;
  } finally {
    close();
  }
}

/**
 * Opens a k6 output, `-` being standard input; gzip is recognised by its first bytes, and may be cut off: then
 * `isCutOff` says so in the end. Faults come when it is read: `cannot-read`, `gzip-damaged`.
 */
export function openInput(path: string, settings: InputSettings = {}): OutputSource {
  let isCutOff = false;
  const chunks = plainBytes(path, settings, () => {
    isCutOff = true;
  });
  return { file: path, chunks, isCutOff: () => isCutOff };
}
