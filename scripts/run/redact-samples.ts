import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** Different tails of lines (tags) that are remembered; a script whose every URL differs would fill memory. */
const MOST_TAILS = 10_000;

/** `metric,time,value,` stand first and hold no text of the script's. */
const HEAD = /^(?:[^,]*,){3}/;

async function* clean(lines: AsyncIterable<string>, redact: (text: string) => string): AsyncGenerator<string> {
  const known = new Map<string, string>();
  try {
    for await (const line of lines) {
      const head = line.match(HEAD)?.[0] ?? '';
      const tail = line.slice(head.length);
      let shown = known.get(tail);
      if (shown === undefined) {
        shown = redact(tail);
        if (known.size < MOST_TAILS) known.set(tail, shown);
      }
      yield `${head}${shown}\n`;
    }
  } catch (fault) {
    // k6 was killed: its file ends in the middle, and what was read so far is all there is.
    if ((fault as NodeJS.ErrnoException).code !== 'Z_BUF_ERROR') throw fault;
  }
}

/**
 * Copies gzipped samples from where nobody else can read them, with secrets blacked out of their tags; the copy gets its
 * name when it is whole.
 */
export async function redactSamples(from: string, to: string, redact: (text: string) => string): Promise<void> {
  const partial = join(dirname(to), `partial-${basename(to)}`);
  const gunzip = createGunzip();
  createReadStream(from)
    .on('error', (fault) => gunzip.destroy(fault))
    .pipe(gunzip);
  const lines = createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY });
  // readline does not hand on the fault of what it reads.
  gunzip.on('error', () => lines.close());
  await pipeline(Readable.from(clean(lines, redact)), createGzip(), createWriteStream(partial, { mode: 0o644 }));
  await rename(partial, to);
}
