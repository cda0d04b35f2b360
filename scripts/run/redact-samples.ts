import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { BuhaError } from '../../reports/model/error.ts';

/** Different tails of lines (tags) that are remembered; a script whose every URL differs would fill memory. */
const MOST_TAILS = 20_000;

const CHUNK_BYTES = 1024 * 1024;

/** Where the tags of a line begin, behind `metric,time,value,`, which hold no text of the script's. */
function tagsAt(line: string): number {
  let at = 0;
  for (let comma = 0; comma < 3; comma += 1) {
    at = line.indexOf(',', at) + 1;
    if (at === 0) return 0;
  }
  return at;
}

/** Blocks of lines with `redact` over their tags. */
async function* redactedBlocks(
  blocks: AsyncIterable<Buffer>,
  redact: (text: string) => string,
): AsyncGenerator<string> {
  const known = new Map<string, string>();
  const redacted = (line: string) => {
    const at = tagsAt(line);
    const tags = line.slice(at);
    let shown = known.get(tags);
    if (shown === undefined) {
      shown = redact(tags);
      if (known.size < MOST_TAILS) known.set(tags, shown);
    }
    return shown === tags ? line : line.slice(0, at) + shown;
  };
  const decoder = new TextDecoder();
  let left = '';
  try {
    for await (const block of blocks) {
      const lines = (left + decoder.decode(block, { stream: true })).split('\n');
      left = lines.pop() ?? '';
      if (lines.length > 0) yield `${lines.map(redacted).join('\n')}\n`;
    }
  } catch (fault) {
    // k6 was killed: its file ends in the middle, and what was read so far is all there is.
    if ((fault as NodeJS.ErrnoException).code !== 'Z_BUF_ERROR') throw fault;
  }
  if (left !== '') yield redacted(left);
}

/**
 * Copies gzipped samples from where nobody else can read them, with secrets blacked out of their tags; the copy gets its
 * name when it is whole. Throws what the system says against it.
 */
export async function redactSamples(from: string, to: string, redact: (text: string) => string): Promise<void> {
  const partial = partialOf(to);
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  createReadStream(from, { highWaterMark: CHUNK_BYTES / 8 })
    .on('error', (fault) => gunzip.destroy(fault))
    .pipe(gunzip);
  const gzip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: CHUNK_BYTES });
  await pipeline(Readable.from(redactedBlocks(gunzip, redact)), gzip, createWriteStream(partial, { mode: 0o644 }));
  await rename(partial, to);
}

const partialOf = (to: string) => join(dirname(to), `partial-${basename(to)}`);

/** Raw samples in a place of their own, where they are to go, and what blacks out secrets in them. */
export interface WaitingSamples {
  readonly from: string;
  readonly to: string;
  readonly redact: (text: string) => string;
}

/**
 * Lets `read` read samples that wait, without their secrets, and gives them their place: written anew only where there was
 * a secret, or where they were not read to their end. Throws what `read` throws, and `cannot-write`.
 */
export async function readWaiting<Read>(
  { from, to, redact }: WaitingSamples,
  read: (kept: (tags: string) => string) => Promise<{ readonly read: Read; readonly isWhole: boolean }>,
): Promise<Read> {
  let isClean = true;
  const kept = (tags: string) => {
    const shown = redact(tags);
    if (shown !== tags) isClean = false;
    return shown;
  };
  let isWhole = false;
  try {
    const done = await read(kept);
    ({ isWhole } = done);
    return done.read;
  } finally {
    await (isWhole && isClean ? moveSamples(from, to) : redactSamples(from, to, redact)).catch(
      (fault: NodeJS.ErrnoException) => {
        throw new BuhaError('cannot-write', { file: to, reason: fault.code ?? fault.message });
      },
    );
  }
}

/** Moves samples that hold no secret to their place, on another disk, too. Throws what the system says against it. */
async function moveSamples(from: string, to: string): Promise<void> {
  await rename(from, to).catch(async (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EXDEV') throw fault;
    await copyFile(from, partialOf(to));
    await rename(partialOf(to), to);
    await rm(from);
  });
}
