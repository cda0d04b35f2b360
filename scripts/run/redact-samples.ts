import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { BuhaError } from '../../reports/model/error.ts';
import type { KeptTag } from '../../reports/parse/samples/csv.ts';
import { systemCode } from '../system-code.ts';
import { KeptLines } from './kept-lines.ts';

const CHUNK_BYTES = 1024 * 1024;

const LINE_END = 10;

/** Blocks of whole lines of gzipped samples, and what follows the last of them. k6 may have been killed: then they end in the middle. */
async function* linesOf(file: string): AsyncGenerator<{ readonly lines: Buffer; readonly last?: string }> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  createReadStream(file, { highWaterMark: CHUNK_BYTES / 8 })
    .on('error', (fault) => gunzip.destroy(fault))
    .pipe(gunzip);
  let left: Buffer[] = [];
  try {
    for await (const block of gunzip as AsyncIterable<Buffer>) {
      const end = block.lastIndexOf(LINE_END) + 1;
      if (end > 0) {
        yield { lines: left.length === 0 ? block.subarray(0, end) : Buffer.concat([...left, block.subarray(0, end)]) };
        left = [];
      }
      if (end < block.length) left.push(block.subarray(end));
    }
  } catch (fault) {
    // What was read so far is all there is.
    if ((fault as NodeJS.ErrnoException).code !== 'Z_BUF_ERROR') throw fault;
  }
  yield { lines: Buffer.alloc(0), last: Buffer.concat(left).toString('utf8') };
}

async function* keptBlocks(file: string, kept: KeptTag): AsyncGenerator<Uint8Array> {
  const kepts = new KeptLines(kept);
  for await (const { lines, last } of linesOf(file)) {
    const told = Buffer.concat(kepts.of(lines));
    if (told.length > 0) yield told;
    if (last !== undefined) yield Buffer.from(kepts.end(last));
  }
}

const partialOf = (to: string) => join(dirname(to), `partial-${basename(to)}`);

/** Copies samples with `kept` over their tags; the copy gets its name when it is whole. */
async function rewriteSamples({ from, to, kept }: WaitingSamples): Promise<void> {
  // k6's own file may have the name already.
  const partial = join(dirname(to), `rewritten-${basename(to)}`);
  const gzip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: CHUNK_BYTES });
  await pipeline(Readable.from(keptBlocks(from, kept)), gzip, createWriteStream(partial, { mode: 0o644 }));
  await rename(partial, to);
  if (from !== to) await rm(from, { force: true });
}

async function isClean({ from, kept }: WaitingSamples): Promise<boolean> {
  const lines = new KeptLines(kept);
  for await (const { lines: read, last } of linesOf(from)) {
    lines.of(read);
    if (last !== undefined) lines.end(last);
    if (lines.isChanged) return false;
  }
  return true;
}

/** Moves samples that hold no secret to their place, on another disk, too. */
async function moveSamples({ from, to }: WaitingSamples): Promise<void> {
  await rename(from, to).catch(async (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EXDEV') throw fault;
    await copyFile(from, partialOf(to));
    await rename(partialOf(to), to);
    await rm(from);
  });
}

/** Raw samples where k6 wrote them, where they are to go, and what may be kept of their tags. */
export interface WaitingSamples {
  readonly from: string;
  readonly to: string;
  readonly kept: KeptTag;
}

/**
 * Gives samples their place: as they are where nothing in them is secret, else written anew. `clean` is that they hold
 * none, where it is known. Throws `cannot-write`.
 */
export async function keepSamples(waiting: WaitingSamples, clean?: boolean): Promise<void> {
  try {
    await ((clean ?? (await isClean(waiting))) ? moveSamples(waiting) : rewriteSamples(waiting));
  } catch (fault) {
    throw new BuhaError('cannot-write', { file: waiting.to, reason: systemCode(fault) });
  }
}

/**
 * Lets `read` read samples that wait, without their secrets, and gives them their place. Throws what `read` throws, and
 * `cannot-write`.
 */
export async function readWaiting<Read>(
  waiting: WaitingSamples,
  read: (kept: KeptTag) => Promise<{ readonly read: Read; readonly isWhole: boolean }>,
): Promise<Read> {
  let wasClean = true;
  let hasDamage = false;
  const kept: KeptTag = (text, column) => {
    const shown = waiting.kept(text, column);
    if (shown !== text) wasClean = false;
    // A secret may run over lines that are read one by one.
    if (column === '') hasDamage = true;
    return shown;
  };
  let isWhole = false;
  try {
    const done = await read(kept);
    ({ isWhole } = done);
    return done.read;
  } finally {
    const isSure = !wasClean || (isWhole && !hasDamage);
    await keepSamples(waiting, isSure ? wasClean : undefined);
  }
}
