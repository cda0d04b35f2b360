import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { BuhaError } from '../../reports/model/error.ts';
import { type KeptTag, keptFields } from '../../reports/parse/samples/csv.ts';
import { csvFields } from '../../reports/parse/samples/csv-records.ts';
import { systemCode } from '../system-code.ts';

/** Different tails of lines (tags) that are remembered; a script whose every URL differs would fill memory. */
const MOST_TAILS = 20_000;

const CHUNK_BYTES = 1024 * 1024;

/** A text in quotes runs over so many characters at most; beyond, its quote is taken for a damaged line. */
const LONGEST_RECORD = 100_000;

/** Where the tags of a line begin, behind `metric,time,value,`, which hold no text of the script's. */
function tagsAt(line: string): number {
  let at = 0;
  for (let comma = 0; comma < 3; comma += 1) {
    at = line.indexOf(',', at) + 1;
    if (at === 0) return 0;
  }
  return at;
}

const csvField = (text: string) => (/[",\r\n]|^\s/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const hasOpenQuote = (text: string) => text.includes('"') && text.split('"').length % 2 === 0;

/** Lines of samples with `kept` over their tags. */
class KeptLines {
  readonly #kept: KeptTag;
  readonly #known = new Map<string, string>();
  #columns: readonly string[] | undefined;
  #open = '';
  /** True once something was not kept. */
  isChanged = false;

  constructor(kept: KeptTag) {
    this.#kept = kept;
  }

  /** The lines that can be told now: a text in quotes may run over several. */
  of(lines: readonly string[]): string[] {
    return lines.flatMap((line) => {
      const record = this.#open === '' ? line : `${this.#open}\n${line}`;
      this.#open = '';
      if (hasOpenQuote(record) && record.length < LONGEST_RECORD) {
        this.#open = record;
        return [];
      }
      return [this.#record(record)];
    });
  }

  /** What was left open. */
  end(last: string): string[] {
    const told = this.of(last === '' ? [] : [last]);
    return this.#open === '' ? told : [...told, this.#shown(this.#open, this.#kept(this.#open, ''))];
  }

  #shown(record: string, shown: string): string {
    if (shown !== record) this.isChanged = true;
    return shown;
  }

  #record(record: string): string {
    if (this.#columns === undefined) {
      this.#columns = csvFields(record) ?? [];
      return record;
    }
    const at = tagsAt(record);
    const tags = record.slice(at);
    let shown = this.#known.get(tags);
    if (shown === undefined) {
      shown = this.#tags(tags, at > 0 ? 3 : 0);
      if (this.#known.size < MOST_TAILS) this.#known.set(tags, shown);
    }
    return shown === tags ? record : this.#shown(record, record.slice(0, at) + shown);
  }

  #tags(tags: string, from: number): string {
    const fields = csvFields(tags);
    if (!fields) return this.#kept(tags, '');
    const shown = keptFields(fields, this.#columns?.slice(from) ?? [], this.#kept);
    return fields.every((field, at) => field === shown[at]) ? tags : shown.map(csvField).join(',');
  }
}

/** Blocks of whole lines of gzipped samples. k6 may have been killed: then they end in the middle. */
async function* linesOf(file: string): AsyncGenerator<{ readonly lines: readonly string[]; readonly last?: string }> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  createReadStream(file, { highWaterMark: CHUNK_BYTES / 8 })
    .on('error', (fault) => gunzip.destroy(fault))
    .pipe(gunzip);
  const decoder = new TextDecoder();
  let left = '';
  try {
    for await (const block of gunzip) {
      const lines = (left + decoder.decode(block as Buffer, { stream: true })).split('\n');
      left = lines.pop() ?? '';
      yield { lines };
    }
  } catch (fault) {
    // What was read so far is all there is.
    if ((fault as NodeJS.ErrnoException).code !== 'Z_BUF_ERROR') throw fault;
  }
  yield { lines: [], last: left };
}

async function* keptBlocks(file: string, kept: KeptTag): AsyncGenerator<string> {
  const lines = new KeptLines(kept);
  for await (const { lines: read, last } of linesOf(file)) {
    const told = lines.of(read);
    if (told.length > 0) yield `${told.join('\n')}\n`;
    if (last !== undefined) yield lines.end(last).join('\n');
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
  const kept: KeptTag = (text, column) => {
    const shown = waiting.kept(text, column);
    if (shown !== text) wasClean = false;
    return shown;
  };
  let isWhole = false;
  try {
    const done = await read(kept);
    ({ isWhole } = done);
    return done.read;
  } finally {
    await keepSamples(waiting, isWhole ? wasClean : undefined);
  }
}
